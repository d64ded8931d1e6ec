"""Words about codes before they are sent: forms, files, what Gumroad would refuse, previews."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Fields
    "code_percent_not_positive": "A code takes off at least 1 %. Type a whole number from 1 to 100.",
    "code_percent_above": "A code takes off at most 100 %. Type a whole number from 1 to 100.",
    "code_percent_whole": (
        "“{text}” is not whole; Gumroad would drop the decimals. Type a whole number from 1 to 100."
    ),
    "code_amount_not_positive": "An amount off has to be more than 0, like {example}.",
    "code_minimum_not_positive": "A minimum order has to be more than 0. Leave it empty for none.",
    "code_cap": "Type a whole number of uses from 1 to {most}, or leave it empty for no cap.",
    "left_other_minimum": "No minimum order was typed for {currency}.",
    "codes_choose_products": "Choose at least one product.",
    "codes_choose_codes": "Choose at least one code.",
    "codes_no_products": "The shop has no product that a code could be made for.",
    "codes_currency_unsold": "No product is sold in {currency}, so no code can be made in it.",
    "codes_universal_currency": "Choose the currency: a universal code takes off an amount in one currency only.",
    "codes_suffix_empty": "Type what to put behind the name where a code of that name stands already, like -2.",
    "pattern_empty": "Type a pattern, like SPRING-####-####. Each # becomes a random letter or digit.",
    "pattern_places": (
        "The pattern needs at least one #, like SPRING-####-####. Each # becomes a random letter or digit."
    ),
    "pattern_room": (
        "With so few # somebody could guess a code. Put {n} more # into the pattern.",
        "With so few # somebody could guess a code. Put {n} more # into the pattern.",
    ),
    "mint_count": "Type a whole number of codes from 1 to {most}.",
    "mint_label": "This label is too long. Use at most {most} characters.",
    "mint_seed": "The codes of this preview cannot be worked out again. Make a new preview.",
    "mint_too_many": (
        "{count} codes on {products} products are {total} codes. At most {most} can be made at once: lower the "
        "number, choose fewer products, or make universal codes."
    ),
    "limits_cap_empty": "Type how often the codes may be used, or choose “no cap”.",
    "limits_nothing": "Choose what should change: the cap, the minimum order, or both.",
    "replace_nothing": "Type a new name, a new amount, or both.",
    # Files
    "code_on_line": "Line {line}: {text}",
    "import_hint": "Nothing was sent, and nothing was changed. Correct the file and choose it again.",
    "import_more": ("One more line needs a look.", "{n} more lines need a look."),
    "import_empty": (
        "The file is empty. It needs a header with the columns product, code, amount, kind, cap, minimum."
    ),
    "import_no_rows": "The file has a header and no lines under it, so there is nothing to make.",
    "import_long": "The file is too large to be a list of codes. Use at most 5 MB.",
    "import_too_many": "The file has more than {most} lines. Split it into smaller files.",
    "import_nul": "There are unreadable characters here. Save the file as CSV in UTF-8.",
    "import_quotes": "Quotation marks are opened and not closed again, or stand where they cannot.",
    "import_missing": (
        "The column {names} is missing. The first line has to name the columns: {columns}.",
        "The columns {names} are missing. The first line has to name the columns: {columns}.",
    ),
    "import_column_twice": ("The column {names} is there twice.", "The columns {names} are there twice."),
    "import_too_many_cells": "There are more cells than the {n} columns. Is there a separator inside a text?",
    "import_twice": "{name} is in line {line} already, for the same product.",
    "import_product_blank": (
        "Say which product: its id, the end of its address, or its exact name; “all” is every product."
    ),
    "import_no_product": (
        "The shop has no product “{product}”. Use its id, the end of its address, or its exact name."
    ),
    "import_products": "“{product}” names {n} products. Use the product's id.",
    "import_all_currency": (
        "The shop sells in several currencies. Write “all {currency}” for a universal code with an amount in it."
    ),
    "import_amount_blank": "Say what the code takes off: a percentage like 20, or an amount like 5.00.",
    "import_kind_blank": "Say in the column kind whether {amount} is percent or amount.",
    "import_kind": "“{text}” is no kind. Use percent or amount.",
    "import_kind_sign": "“{amount}” has a percent sign, but the kind is amount.",
    "import_amount": "Column amount: {text}",
    "import_cap": "Column cap: {text}",
    "import_minimum": "Column minimum: {text}",
    # What is left alone, and why
    "code_refused_price": "It would leave {left}, below Gumroad's {minimum}.",
    "code_refused_version": "It would leave {left} of “{version}”, below Gumroad's {minimum}.",
    "code_refused_products": (
        "Gumroad would refuse it because of “{product}”: {why}",
        "Gumroad would refuse it because of {n} products, “{product}” for one: {why}",
    ),
    "code_currencies_differ": "Its products are in different currencies now, so Gumroad takes no change of it.",
    "code_stands_same": "{name} stands there already, just so.",
    "code_stays_same": "It is just so already.",
    "code_stands_other": "{name} stands there already: {now}, {uses}.",
    "code_used_times": ("used {n:,} time", "used {n:,} times"),
    "code_name_taken": "A code {name} stands there already.",
    "code_twin": "{other} stands there already. At checkout nobody could tell it from {name}.",
    "code_twin_universal": (
        "The shop has a code {other} already. A universal code has to differ from every code of the shop in more "
        "than case."
    ),
    "code_twice_in_plan": "{name} is made by another row already.",
    "code_twin_in_plan": "Another row makes {other}. At checkout nobody could tell it from {name}.",
    "code_replaced_twice": "Another row takes {name} away already.",
    "code_replace_universal": (
        "{name} is a universal code here. Replacing it would take it from every product; delete it by itself first."
    ),
    "code_replace_own": (
        "Single products have a code {name} of their own. Delete those first; a universal code needs the name to "
        "itself."
    ),
    "replace_shared": (
        "This is one code for {n} product, and the API cannot make such a code again.",
        "This is one code for {n} products, and the API cannot make such a code again.",
    ),
    "code_chosen_gone": "The code is not there any more.",
    "code_chosen_twice": "Another row deletes it already.",
    "code_also_on": (
        "One code for several products: it goes for {n} more product, too.",
        "One code for several products: it goes for {n} more products, too.",
    ),
    "code_used": ("Somebody used it: {n:,} time.", "It was used {n:,} times."),
    "code_limits_same": "It has these limits already.",
    "code_limits_refused": "Gumroad looks at the discount again when a limit changes. {why}",
    "code_needed_left": "It goes together with another row that is left alone.",
    "code_there_again": "{name} stands there just so already.",
    "undo_note_uses": (
        "It was used {n:,} time. Undo makes it again, but it counts from zero then.",
        "It was used {n:,} times. Undo makes it again, but it counts from zero then.",
    ),
    "undo_note_refused": "Undo cannot make it again: Gumroad would refuse it now. {why}",
    "undo_note_shared": "Undo makes it again for this product only.",
    # Findings
    "find_free_codes": (
        "{n} code makes a product free for everyone who has it.",
        "{n} codes make a product free for everyone who has them.",
    ),
    "ask_free_codes": ("Yes, give it away for free", "Yes, make {n} codes that give it away for free"),
    "find_universal_codes": (
        "{n} universal code: it works on every product of the shop, {products} now, and on those you add later.",
        "{n} universal codes: they work on every product of the shop, {products} now, and on those you add later.",
    ),
    "ask_universal_codes": ("Yes, for every product", "Yes, {n} codes for every product"),
    "find_universal_deletes": (
        "{n} universal code is deleted: for every product of the shop.",
        "{n} universal codes are deleted: for every product of the shop.",
    ),
    "ask_universal_deletes": ("Yes, delete it for every product", "Yes, delete {n} codes for every product"),
    "find_many_codes": (
        "{n:,} code would change at once; your limit is {limit:,}.",
        "{n:,} codes would change at once; your limit is {limit:,}.",
    ),
    "ask_many_codes": ("Yes, change {n:,} code at once", "Yes, change {n:,} codes at once"),
    "find_codes_refused": (
        "Gumroad would refuse {n:,} code, or checkouts could not tell it from another. It is left out; its "
        "row says why.",
        "Gumroad would refuse {n:,} codes, or checkouts could not tell them from others. They are left out; "
        "their rows "
        "say why.",
    ),
    "find_codes_stand": (
        "{n:,} product has another code of that name. It stays as it is.",
        "{n:,} products have another code of that name. They stay as they are.",
    ),
    "find_codes_not_read": (
        "The codes of {n:,} product have not been read, so it is not known whether the name is free there.",
        "The codes of {n:,} products have not been read, so it is not known whether the name is free there.",
    ),
    "find_universal_unread": (
        "The codes of {n:,} product have not been read. A universal code is refused if one of them has its name.",
        "The codes of {n:,} products have not been read. A universal code is refused if one of them has its name.",
    ),
    "find_universal_unchecked": (
        "The price of {n:,} product could not be checked, since Gumsmith does not know its currency.",
        "The prices of {n:,} products could not be checked, since Gumsmith does not know their currencies.",
    ),
    "find_codes_unpublished": (
        "{n:,} product is not on sale; its code works once it is.",
        "{n:,} products are not on sale; their codes work once they are.",
    ),
    "find_codes_memberships": (
        "{n:,} membership: the code was checked against the price of every tier.",
        "{n:,} memberships: the codes were checked against the price of every tier.",
    ),
    "find_codes_open_price": (
        "{n:,} product is pay what you want: the code takes its discount off the least price.",
        "{n:,} products are pay what you want: codes take their discount off the least price.",
    ),
    "find_codes_used": (
        "{n:,} code that goes was used ({uses:,} in all). That count is lost for good, also when it is made again.",
        "{n:,} codes that go were used ({uses:,} in all). Those counts are lost for good, also when the codes are "
        "made again.",
    ),
    "find_codes_gap": (
        "{n:,} code keeps its name, so the old one has to go first: for a moment there is none.",
        "{n:,} codes keep their names, so the old ones have to go first: for a moment there is none.",
    ),
    "find_codes_separate": (
        "These are {n:,} separate codes, one for each product: a change of one does not touch the others.",
        "These are {n:,} separate codes, one for each product: a change of one does not touch the others.",
    ),
    "find_codes_separate_caps": (
        "These are {n:,} separate codes, one for each product, and each has the cap for itself.",
        "These are {n:,} separate codes, one for each product, and each has the cap for itself.",
    ),
    "find_codes_once": (
        "{n:,} code is for one use: it disappears from Gumroad once somebody used it.",
        "{n:,} codes are for one use each: they disappear from Gumroad once somebody used them.",
    ),
    "find_codes_native": (
        "With {n:,} code buyers in some countries get Gumroad's own parity price anyway, because it is lower.",
        "With {n:,} codes buyers in some countries get Gumroad's own parity price anyway, because it is lower.",
    ),
    # Previews
    "code_note_native": (
        "In {n} country Gumroad's own parity price is as low or lower, and the buyer gets that.",
        "In {n} countries Gumroad's own parity price is as low or lower, and the buyer gets that.",
    ),
    "code_note_replaces": "Takes the place of {name}.",
    "code_note_gap": "The old code of that name goes first.",
    "code_note_goes_after": "Goes once the new code is there.",
    "code_note_unused": "Left alone if somebody uses it before.",
    "code_no_cap": "no cap",
    "code_no_minimum": "none",
    "headline_made": ("{n:,} code will be made", "{n:,} codes will be made"),
    "headline_deleted": ("{n:,} code will be deleted", "{n:,} codes will be deleted"),
    "headline_limits": ("{n:,} code will get other limits", "{n:,} codes will get other limits"),
    "headline_part_create_code": ("{n:,} code will be made", "{n:,} codes will be made"),
    "headline_part_delete_code": ("{n:,} deleted", "{n:,} deleted"),
    "headline_part_set_code_limits": ("{n:,} with other limits", "{n:,} with other limits"),
    "headline_codes_none": "No code will change",
    "button_made": ("Make {n:,} code", "Make {n:,} codes"),
    "button_deleted": ("Delete {n:,} code", "Delete {n:,} codes"),
    "button_limits": ("Change {n:,} code", "Change {n:,} codes"),
    "button_codes": ("Make {n:,} change", "Make {n:,} changes"),
    "headline_undo_made": ("{n:,} code will be made again", "{n:,} codes will be made again"),
    "headline_undo_deleted": ("{n:,} new code will be deleted again", "{n:,} new codes will be deleted again"),
    "headline_undo_limits": (
        "{n:,} code will get its old limits back",
        "{n:,} codes will get their old limits back",
    ),
    "headline_undo_codes": (
        "{n:,} change to codes will be taken back",
        "{n:,} changes to codes will be taken back",
    ),
    "button_undo_made": ("Make {n:,} code again", "Make {n:,} codes again"),
    "button_undo_deleted": ("Delete {n:,} new code", "Delete {n:,} new codes"),
    "button_undo_limits": ("Put {n:,} code's limits back", "Put {n:,} codes' limits back"),
    "button_undo_codes": ("Take back {n:,} change", "Take back {n:,} changes"),
    "undo_codes": "Can be undone",
    "undo_codes_partly": (
        "Can be undone, but not all of {n:,} code comes back; its row says what",
        "Can be undone, but not all of {n:,} codes comes back; their rows say what",
    ),
    # Titles
    "title_code": ("Code {name} on {n:,} product", "Code {name} on {n:,} products"),
    "title_code_universal": "Universal code {name}",
    "title_mint": ("{n:,} code {pattern}", "{n:,} codes {pattern}"),
    "title_mint_products": ("{what} on {n:,} product", "{what} on {n:,} products"),
    "title_labelled": "{label}: {what}",
    "title_import": ("{n:,} code from {file}", "{n:,} codes from {file}"),
    "title_import_paste": "a pasted list",
    "title_delete": ("Delete {n:,} code", "Delete {n:,} codes"),
    "title_delete_named": ("Delete code {name}", "Delete code {name} on {n:,} products"),
    "title_delete_unused": ("Delete {n:,} unused code", "Delete {n:,} unused codes"),
    "title_delete_unused_named": ("Delete unused code {name}", "Delete unused code {name} on {n:,} products"),
    "title_limits": ("Limits of {n:,} code", "Limits of {n:,} codes"),
    "title_limits_named": ("Limits of code {name}", "Limits of code {name} on {n:,} products"),
    "title_replace": ("Replace {n:,} code", "Replace {n:,} codes"),
    "title_replace_named": ("Replace code {name}", "Replace code {name} on {n:,} products"),
    # What a form means, before its preview
    "check_codes_none": "No code would be made or changed.",
    "check_code_example": "“{product}”: {price} becomes {left}.",
    "check_code_free": "“{product}” becomes free.",
    "check_made": ("{n:,} code is made.", "{n:,} codes are made."),
    "check_deleted": ("{n:,} code is deleted.", "{n:,} codes are deleted."),
    "check_limits": ("{n:,} code gets other limits.", "{n:,} codes get other limits."),
    "check_mint_products": ("On {n:,} product.", "The same codes on each of {n:,} products."),
    "check_mint_once": "Each can be used once and disappears from Gumroad then.",
    "check_mint_universal": "They work on every product of the shop, also on those you add later.",
    "check_left": ("{n:,} is left alone; the preview says why.", "{n:,} are left alone; the preview says why."),
    "check_blanks": (
        "In the file, a blank cap or minimum means none. A blank kind means percent where the amount has a % sign. "
        "“all” in the column product makes a universal code."
    ),
}
