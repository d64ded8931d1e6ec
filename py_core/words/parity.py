"""Words about parity: the table, its file, names, codes, what they do, the banner."""

WORDS: dict[str, str | tuple[str, str]] = {
    "parity_honest_anybody": (
        "A Gumroad code works for anybody who has it; it is not tied to a country. Whoever finds a code for "
        "another "
        "country can use it."
    ),
    "parity_honest_better": (
        "Gumroad's own parity price and a code do not add up: the buyer gets the better of the two, never both."
    ),
    "parity_honest_consequence": (
        "So a code only does something where it takes off more than Gumroad's own parity, and a code that spreads "
        "costs you sales at the full price. Limit how often codes work, and give them new names when they leak."
    ),
    "parity_blend_formula": (
        "The mean of the World Bank's level and the Big Mac's, or the only one of the two there is."
    ),
    "parity_percent_formula": (
        "What a country's price level lacks to that of the United States, times the strength; rounded to whole "
        "percent, left out under your smallest discount, and brought to the step within your limits."
    ),
    "parity_credit": (
        "Figures: The World Bank: World Development Indicators (CC BY 4.0); The Economist: Big Mac index (MIT). "
        "Taken March 2026."
    ),
    "parity_not_saved": "The table stays as it was. Correct this and try again.",
    "parity_not_made": "Nothing was made. Correct this and try again.",
    "parity_yes": "yes",
    "parity_no": "no",
    "parity_preset_gentle": "Gentle",
    "parity_preset_gumroad_like": "Like Gumroad's own",
    "parity_preset_full_parity": "Full parity",
    "parity_preset_three_tiers": "Three tiers",
    "parity_preset_one_code_per_tier": "One code per tier",
    "parity_floor_above_cap": (
        "The smallest discount ({floor} %) is more than the largest ({cap} %). Make one of them fit the other."
    ),
    "parity_percent_range": "{percent} % is no discount. Type a whole number from 0 to 100.",
    "parity_above_cap": (
        "{percent} % is more than your largest discount of {cap} %. Raise that first, or type less."
    ),
    "parity_below_floor": (
        "{percent} % is less than your smallest discount of {floor} %. Lower that first, or type 0 for no discount."
    ),
    "parity_group_letters": (
        "“{group}” cannot be a group's name. Use at most 20 letters (a to z), digits, - and _."
    ),
    "parity_group_empty": "A tier needs the name of its group.",
    "parity_note_long": "A note can have at most {limit} characters.",
    "parity_note_nul": "The note has a character that cannot be stored. Type it again.",
    "parity_unknown_country": "“{code}” is no country's code. Use two letters, like IN or BR.",
    "parity_name_needed": "Give the table a name of at most 100 characters.",
    "parity_csv_line": "Line {line}: {problem}",
    "parity_csv_more": ("There is {n} more problem.", "There are {n} more problems."),
    "parity_csv_hint": "Nothing of the file was taken. Correct it and choose it again.",
    "parity_csv_empty": "The file is empty.",
    "parity_csv_long": "The file is far too long for a table of countries.",
    "parity_csv_no_rows": "The file has a heading but no country under it.",
    "parity_csv_nul": (
        "This line has a character that no text has. Save the file as CSV (UTF-8) and choose it again."
    ),
    "parity_csv_quotes": "The quotation marks from here on do not match. Every one that opens has to close.",
    "parity_csv_missing": ("The column {names} is missing.", "The columns {names} are missing."),
    "parity_csv_unknown": (
        "The column “{names}” is not known. Known are: {known}.",
        "The columns “{names}” are not known. Known are: {known}.",
    ),
    "parity_csv_column_twice": (
        "The column {names} is there more than once.",
        "The columns {names} are there more than once.",
    ),
    "parity_csv_too_many": "This line has more cells than the heading, which has {n}.",
    "parity_csv_comma": "“{text}” has decimals behind a comma. Write a whole percentage, like 12.",
    "parity_csv_decimal": "“{text}” has decimals. Write a whole percentage, like 12.",
    "parity_csv_percent": "“{text}” is no whole percentage from 0 to 100. Write it like 12 or 12 %.",
    "parity_csv_source": "“{text}” is no source of figures. Write one of {known}, or leave it empty.",
    "parity_csv_yes_no": "“{text}” is neither yes nor no. Write yes, or leave it empty.",
    "parity_csv_country_blank": "The country is missing. Write its two letters, like IN.",
    "parity_csv_country_name": "“{text}” is a name. Write the country's two letters instead: {code}.",
    "parity_csv_country_twice": "{name} is there twice; the first time in line {line}. Keep one of the two.",
    "parity_csv_setting": "“{name}” is no setting of a table. Known are: {known}.",
    "parity_csv_setting_value": "“{text}” cannot be the setting {name}.",
    "parity_csv_setting_twice": "The setting {name} is there twice. Keep one of the two.",
    "parity_csv_tier_twice": "The tier {name} is there twice. Keep one of the two.",
    "parity_csv_shown_only": (
        "Line {line}: your change of {names} was not taken. That column is for reading; type the discount instead.",
        "Line {line}: your changes of {names} were not taken. Those columns are for reading; type the discount "
        "instead.",
    ),
    "parity_template_empty": "Type how codes are called, like {{cc}}{{off}}.",
    "parity_template_long": "This is too long. Use at most {limit} characters.",
    "parity_template_part": (
        "There is no {{{part}}}. Use {{cc}}, {{off}}, {{group}} or {{rand4}} (2 to 12 random characters)."
    ),
    "parity_template_country": (
        "With one code per tier there is no single country for {{cc}}. Use {{group}} instead."
    ),
    "parity_seed": "The random part of the names could not be made. Try that one again.",
    "parity_names_alike": "{one} and {other} would both get the code “{name}”.",
    "parity_more_alike": ("There is {n} more such problem.", "There are {n} more such problems."),
    "parity_names_hint": (
        "Add {{cc}}, {{group}} or {{rand4}}, so that every code has its own name. Nothing was made."
    ),
    "parity_same_names": "The new names came out like the old ones. Try that one again.",
    "parity_tier_named": "tier {group}",
    "parity_left_free": "It is free already.",
    "parity_left_unknown_currency": "Gumsmith does not know the currency {code} and will not guess.",
    "parity_left_codes_unread": "Its codes have not been read yet. Read the shop again.",
    "parity_left_product_excluded": "You left this product out of the table.",
    "parity_left_name_taken": (
        "There is a code “{name}” with another discount that this table did not make. It is left alone; choose "
        "another way of naming, or delete it first."
    ),
    "parity_left_case_twin": (
        "There is a code “{name}”, which differs in capitals only. A checkout cannot tell them apart; choose "
        "another "
        "way of naming, or delete it first."
    ),
    "parity_left_price_rule": (
        "{percent} % off would leave {left}; Gumroad takes nothing between free and {minimum}."
    ),
    "parity_left_net": "{percent} % off would leave you {net} after fees, less than your {least}.",
    "parity_left_net_unknown": (
        "How much a sale in {code} leaves you is not known without an exchange rate, so your minimum cannot "
        "be kept. "
        "Type a rate in the settings."
    ),
    "parity_most_percent": "At most {most} % is possible.",
    "parity_most_none": "No discount is possible.",
    "parity_address": "“{address}” is no web address of a product, so no link can be made.",
    "parity_links_country": "Country",
    "parity_links_off": "Off",
    "parity_links_code": "Code",
    "parity_banner_line": (
        "It looks like you are in {{country}}. The code {{code}} takes {{off}} % off, to fit prices there."
    ),
    "parity_banner_link": "Buy with the code",
    "parity_banner_close": "Close",
    "parity_banner_label": "A price for your country",
    "parity_banner_text": "Type something for every text of the banner.",
    "parity_banner_no_codes": "There is no code for any country yet, so the banner would never show.",
    "parity_preset_gentle_text": "Half of the gap, between 10 % and 40 %, in steps of 5. Nobody feels cheated.",
    "parity_preset_gumroad_like_text": "What Gumroad's own switch would give: 20 % to 60 %, never in 36 countries.",
    "parity_preset_full_parity_text": "The whole gap, up to 90 %, in every country that has one.",
    "parity_preset_three_tiers_text": "Three codes: A, B and C, by how dear a country is. Easy to explain.",
    "parity_preset_one_code_per_tier_text": "One code for each ten percent. Few codes, fair steps.",
    "parity_region_EAP": "East Asia and Pacific",
    "parity_region_ECA": "Europe and Central Asia",
    "parity_region_LAC": "Latin America and Caribbean",
    "parity_region_MNA": "Middle East and North Africa",
    "parity_region_NAM": "North America",
    "parity_region_SAS": "South Asia",
    "parity_region_SSF": "Sub-Saharan Africa",
    "parity_gives_nothing": "No country is given a discount. Raise the strength or the largest discount.",
    "parity_gives": (
        "{n} country is given a discount: {most} % in {most_name}.",
        "{n} countries are given a discount, from {least} % in {least_name} to {most} % in {most_name}.",
    ),
    "parity_gives_tiers": ("They share one code.", "They share {n} codes, one for each group."),
    "parity_without_group": (
        "{n} country has no group and gets nothing.",
        "{n} countries have no group and get nothing.",
    ),
    "parity_net_negative": "Type what has to be left of a sale in US dollars, like 2, or leave it empty.",
    "parity_nothing_earlier": "There is no earlier change to take back.",
    "parity_not_there": "There is no saved table “{name}” any more.",
    "parity_name_taken": "There is a table “{name}” already. Choose another name, or replace it.",
    "parity_no_product": "This product is not in the shop any more. Read the shop again.",
    "parity_no_price": "“{product}” has no price to picture.",
    "parity_row": "country",
    "parity_added": "new in the table",
    "parity_dropped": "not in the table any more",
    "parity_diff_none": "The table is as you saved it in “{name}”.",
    "parity_diff": (
        "{n} country is given something else than in “{name}”.",
        "{n} countries are given something else than in “{name}”.",
    ),
    "parity_field_percent": "discount",
    "parity_field_typed_percent": "typed discount",
    "parity_field_source": "source",
    "parity_field_group": "group",
    "parity_field_note": "note",
    "parity_field_excluded": "left out",
    "parity_field_strength": "strength",
    "parity_field_floor": "smallest discount",
    "parity_field_cap": "largest discount",
    "parity_field_step": "step",
    "parity_field_min_net_usd_minor": "least left of a sale (US cents)",
    "parity_field_codes_per": "codes per",
    "parity_field_excluded_products": "products left out",
    "parity_and_more": "{names} and {n} more",
    "parity_native_range": "between {low} % and {high} %, as far as prices show it",
    "parity_native_products": (
        "Read from the prices of {n} of your {total} products. Gumroad changes these figures every Sunday.",
        "Read from the prices of {n} of your {total} products. Gumroad changes these figures every Sunday.",
    ),
    "parity_native_off": (
        "Your products show no prices by country. Gumroad's own parity is off, or the shop was not read yet."
    ),
    "parity_jump": "was {before} %, is {after} %",
    "parity_shadow_everywhere": (
        "Does nothing: in {names} Gumroad's own price is as low or lower.",
        "Does nothing: in all {n} countries Gumroad's own price is as low or lower.",
    ),
    "parity_shadow_some": (
        "Does nothing in {names}.",
        "Does nothing in {n} of its countries: {names}.",
    ),
    "parity_leaks_no_codes": "No codes were made from a parity table yet, so none can leak.",
    "parity_leaks_no_sales": "Your sales have not been read yet. Read them in Sales, then look here again.",
    "parity_leaks_no_permission": (
        "Your token may not read sales. Make one with the permission “view_sales” and connect it in Settings."
    ),
    "parity_leaks_nothing": "nothing",
    "parity_leaks": (
        "{n} of {used} sales with these codes came from elsewhere ({share}); about {lost} lost.",
        "{n} of {used} sales with these codes came from elsewhere ({share}); about {lost} lost.",
    ),
    "parity_leaks_none": (
        "{n} sale with these codes, from where it was meant for.",
        "{n} sales with these codes, all from where they were meant for.",
    ),
    "parity_leaks_formula": (
        "Lost is an estimate: what these buyers would have paid with the discount of their own country, less what "
        "they paid. Some of them might not have bought at all."
    ),
    "parity_accent": "“{text}” is no colour. Write it like #c2410c.",
    "parity_banner_long": "This is too long. Use at most {most} characters.",
    "parity_banner_not_made": (
        "The codes of this table are not on this product yet. Make them first; until then the banner's links do "
        "nothing."
    ),
    "parity_picture": (
        "“{product}” at {price}: what it costs in {n} country with its code.",
        "“{product}” at {price}: what it costs in {n} countries with their codes.",
    ),
    "parity_stands": "The code is there already, with this discount.",
    "parity_drop_replaced": "A new code takes its place.",
    "parity_drop_not_in_table": "The table does not give this country anything any more.",
    "parity_drop_not_allowed": "The table's code cannot be on this product any more.",
    "parity_drop_product_excluded": "You left this product out of the table.",
    "parity_plan_title": ("Parity “{table}” on {n} product", "Parity “{table}” on {n} products"),
    "parity_will_make": ("{n} code is made.", "{n} codes are made."),
    "parity_will_limit": ("{n} code gets another cap.", "{n} codes get another cap."),
    "parity_will_delete": ("{n} code is deleted.", "{n} codes are deleted."),
    "parity_will_leave": ("{n} code stays as it is.", "{n} codes stay as they are."),
    "parity_will_nothing": "Everything is as the table wants it.",
}
