"""Words of the doctor, the janitor and minted batches."""

WORDS: dict[str, str | tuple[str, str]] = {
    "doctor_empty": "Paste a code or a link first.",
    "doctor_country": "“{text}” is not a country Gumsmith knows. Use its name or its two letters, like IN.",
    "doctor_headline_broken": "“{code}” does not work: {title}",
    "doctor_headline_broken_on": "“{code}” does not work on “{product}”: {title}",
    "doctor_headline_some": "“{code}” works on {works} of {n} products",
    "doctor_headline_works": "“{code}” works, as far as Gumroad shows",
    "doctor_headline_works_on": "“{code}” works on “{product}”, as far as Gumroad shows",
    "doctor_headline_unsure": "Nothing that Gumroad shows speaks against “{code}”",
    "doctor_headline_idle": "“{code}” gains a buyer in {country} nothing on “{product}”",
    "doctor_headline_link": "This link does not work: {title}",
    "doctor_more_products": ("And on {n} more product.", "And on {n} more products."),
    "doctor_price": "{price} becomes {left}",
    "doctor_price_named": "{name}: {price} becomes {left}",
    "doctor_left": "{left} of {price}",
    "doctor_left_named": "{left} of {price} ({name})",
    "doctor_prices_more": ("and {n} more price", "and {n} more prices"),
    "doctor_twin": "“{code}” takes {discount}, used {uses}",
    "doctor_twin_universal": "“{code}” for all products takes {discount}, used {uses}",
    "doctor_url_link": "The link as it should be",
    "doctor_url_discounts": "Your discounts on Gumroad",
    "doctor_url_form": "Your checkout form on Gumroad",
    "doctor_url_products": "Your products on Gumroad",
    "doctor_link_shape_title": "not a product page's address",
    "doctor_link_shape_text": (
        "A link that fills in a code ends in /l/, the product's own ending, a slash and the code. This one does "
        "not."
    ),
    "doctor_link_shape_fix": "Copy the link from the table of codes.",
    "doctor_link_without_code_title": "there is no code in it",
    "doctor_link_without_code_text": "The link ends with the product. Whoever follows it has to type the code.",
    "doctor_link_without_code_fix": "Put a slash and the code behind it, or copy the link from the table of codes.",
    "doctor_link_query_title": "The code stands behind a question mark",
    "doctor_link_query_text": (
        "The link carries “{code}” as “{parameter}=”. Whether Gumroad takes it there cannot be seen from here; "
        "behind a slash it does."
    ),
    "doctor_link_query_fix": "Use a link that ends in a slash and the code.",
    "doctor_link_other_shop_title": "it leads to another shop",
    "doctor_link_other_shop_text": "{host} is another seller's address. Yours is {own}.",
    "doctor_link_other_shop_fix": "Copy the link from the table of codes.",
    "doctor_link_unknown_host_title": "An address that Gumroad does not list",
    "doctor_link_unknown_host_text": "Whether {host} is your shop's own address cannot be seen from here.",
    "doctor_link_unknown_host_fix": "If it is not yours, copy the link from the table of codes.",
    "doctor_link_unknown_product_title": "it leads to no product of yours",
    "doctor_link_unknown_product_text": (
        "No product of your list ends in “{permalink}”. It was deleted, its address was changed, or it is mistyped."
    ),
    "doctor_link_unknown_product_text_near": (
        "No product of your list ends in “{permalink}”. It was deleted, its address was changed, or it is "
        "mistyped; the nearest one is {near}."
    ),
    "doctor_link_unknown_product_fix": "Copy the link from the table of codes.",
    "doctor_link_other_product_title": "The link leads to another product",
    "doctor_link_other_product_text": "It opens “{product}”, and you asked about “{chosen}”.",
    "doctor_link_other_product_fix": "What follows is about “{product}”. For the other product use its own link.",
    "doctor_characters_title": "no code can be written like that",
    "doctor_characters_text": (
        "“{code}” cannot be a code: only letters, digits, dashes and underscores, at most {longest} of them."
    ),
    "doctor_characters_fix": "Look up the code in the table of codes, and hand it out as it is written there.",
    "doctor_hidden_characters_title": "There are invisible characters in it",
    "doctor_hidden_characters_text": (
        "What was pasted has characters in it that nobody sees. They were left out here; at checkout they would "
        "belong to the code."
    ),
    "doctor_hidden_characters_fix": "Hand the code out as plain text: {code}",
    "doctor_marks_title": "There are quotes or the like around it",
    "doctor_marks_text": "They were left out here. Typed along at checkout they would belong to the code.",
    "doctor_marks_fix": "Hand the code out without them: {code}",
    "doctor_blank_inside_title": "there is a blank in it",
    "doctor_blank_inside_text": "“{typed}” was typed with a blank. The code is {names}.",
    "doctor_blank_inside_fix": "Type {names}, or use the link.",
    "doctor_look_alike_title": "a character only looks like the right one",
    "doctor_look_alike_text": "There is no code “{typed}”. What looks the same is {names}.",
    "doctor_look_alike_fix": "Type {names}: mind zero and O, one and l, dash and underscore. Or use the link.",
    "doctor_misspelt_title": "it is probably mistyped",
    "doctor_misspelt_text": "There is no code “{typed}”. What comes nearest is {names}.",
    "doctor_misspelt_fix": "Type {names} if that was meant.",
    "doctor_capitals_title": "Capitals do not matter",
    "doctor_capitals_text": "“{typed}” and “{code}” are the same at checkout.",
    "doctor_capitals_fix": "",
    "doctor_no_such_code_title": "there is no such code",
    "doctor_no_such_code_text": (
        "None of your products has a code “{code}”, and no code for all products is called so."
    ),
    "doctor_no_such_code_fix": "Make the code, or hand out one that stands.",
    "doctor_other_products_title": "it belongs to another product",
    "doctor_other_products_text": (
        "“{product}” has no code “{code}”. It stands on {products}.",
        "“{product}” has no code “{code}”. It stands on {n} others: {products}.",
    ),
    "doctor_other_products_fix": "Make it on “{product}”, too.",
    "doctor_universal_currency_title": "it takes off an amount in another currency",
    "doctor_universal_currency_text": (
        "“{code}” is for all products in {currencies}. “{product}” is sold in {currency}."
    ),
    "doctor_universal_currency_fix": "Make a code of that name on “{product}” with an amount in {currency}.",
    "doctor_universal_excluded_title": "this product is left out of it",
    "doctor_universal_excluded_text": (
        "“{code}” is for all products, but Gumroad does not list it for “{product}”. Products can be left out of "
        "a code on its page."
    ),
    "doctor_universal_excluded_fix": "Open the code on Gumroad and see which products it covers.",
    "doctor_used_and_gone_title": "it was for one use, and it is gone",
    "doctor_used_and_gone_text": (
        "“{code}” was made by “{title}” for a single use. Such a code deletes itself once it is used: it was "
        "used, or deleted."
    ),
    "doctor_used_and_gone_fix": "If the buyer did not use it, give them another code of the batch.",
    "doctor_deleted_here_title": "it was deleted",
    "doctor_deleted_here_text": "“{code}” was deleted here by “{title}”.",
    "doctor_deleted_here_fix": "Undo that run in History to make it again; its use count starts anew.",
    "doctor_gone_title": "it is no longer there",
    "doctor_gone_text": "“{code}” was made by “{title}” and is gone from Gumroad; it was not deleted here.",
    "doctor_gone_fix": "Make it again, if it was not taken away on purpose.",
    "doctor_codes_unread_title": "Not every code has been read yet",
    "doctor_codes_unread_text": (
        "The codes of {n} product have not been read, and “{code}” is not among the others.",
        "The codes of {n} products have not been read, and “{code}” is not among the others.",
    ),
    "doctor_codes_unread_fix": "Read the shop again, then ask once more.",
    "doctor_case_twin_title": "Two codes that a checkout cannot tell apart",
    "doctor_case_twin_text": (
        "On “{product}” these differ in capitals only: {codes}. Which of them a checkout takes cannot be seen "
        "from here."
    ),
    "doctor_case_twin_fix": "Delete one of them, or replace it by a code with another name.",
    "doctor_universal_clash_title": "A code for all products has the same name",
    "doctor_universal_clash_text": (
        "“{product}” has a code of its own and one for all products: {codes}. Which of them a checkout takes "
        "cannot be seen from here."
    ),
    "doctor_universal_clash_fix": "Delete one of them, or replace it by a code with another name.",
    "doctor_cap_reached_title": "it is used up",
    "doctor_cap_reached_text": "“{code}” on “{product}” may be used {cap} times and was used {uses} times.",
    "doctor_cap_reached_fix": "Raise its limit, or make a new code.",
    "doctor_minimum_order_title": "the order is too small",
    "doctor_minimum_order_text": (
        "“{code}” needs an order of {minimum}. This one comes to {cart}; {missing} is missing."
    ),
    "doctor_minimum_order_fix": "Lower the minimum order of the code, or take it away.",
    "doctor_minimum_alone_title": "One piece alone does not reach the minimum order",
    "doctor_minimum_alone_text": (
        "“{code}” needs an order of {minimum}. “{product}” costs {price} at most, so the buyer has to take more "
        "along."
    ),
    "doctor_minimum_alone_fix": "Lower the minimum order of the code, or say so where you hand it out.",
    "doctor_currency_changed_title": "it counts in the currency the product had before",
    "doctor_currency_changed_text": (
        "“{code}” takes off an amount. The currency of “{product}” was changed to {currency} here after it was "
        "made."
    ),
    "doctor_currency_changed_fix": "Replace it by a code with an amount in {currency}.",
    "doctor_unpublished_title": "the product is not published",
    "doctor_unpublished_text": "“{product}” is not on sale, so nobody can buy it, with or without a code.",
    "doctor_unpublished_fix": "Publish it on Gumroad.",
    "doctor_product_deleted_title": "the product was deleted",
    "doctor_product_deleted_text": "“{product}” was deleted, and its page is gone.",
    "doctor_product_deleted_fix": "Use a code of a product that is on sale.",
    "doctor_sold_out_title": "It may be sold out",
    "doctor_sold_out_text": (
        "“{product}” is limited to {stock} sales, and {sold} are counted. Gumroad does not show what is left."
    ),
    "doctor_sold_out_fix": "Look at the product's limit on Gumroad.",
    "doctor_free_title": "the product is free",
    "doctor_free_text": "“{product}” costs nothing, so there is nothing for a code to take off.",
    "doctor_free_fix": "Give the product a price, or hand out its plain link.",
    "doctor_nothing_off_title": "it takes nothing off",
    "doctor_nothing_off_text": "“{code}” on “{product}” takes {discount}.",
    "doctor_nothing_off_fix": "Replace it by a code that takes something off.",
    "doctor_breaks_title": "it would leave too little",
    "doctor_breaks_text": (
        "“{code}” would leave {prices} on “{product}”. Gumroad takes nothing between free and {minimum}, so the "
        "code does not work at checkout."
    ),
    "doctor_breaks_fix": "Replace it by a code that takes less off, or raise the price.",
    "doctor_native_better_title": "Gumroad's own parity price is as low or lower there",
    "doctor_native_better_text": (
        "In {country} “{product}” costs {native} by Gumroad's own parity price. The code would leave {left} of "
        "{price}, and the two do not add up."
    ),
    "doctor_native_better_fix": "Hand out a code that takes more off, or none at all for that country.",
    "doctor_native_worse_title": "The code takes the place of Gumroad's own parity price",
    "doctor_native_worse_text": (
        "In {country} “{product}” costs {native} by Gumroad's own parity price, and {left} with the code. The two"
        " do not add up."
    ),
    "doctor_native_worse_fix": "",
    "doctor_native_countries_title": "In some countries Gumroad's own parity price is as low or lower",
    "doctor_native_countries_text": (
        "“{product}” costs {price}. In {n} country Gumroad's own price is not above what “{code}” leaves; the two "
        "do not add up.",
        "“{product}” costs {price}. In {n} countries Gumroad's own price is not above what “{code}” leaves; the "
        "two do not add up.",
    ),
    "doctor_native_countries_fix": "Name the country above to see it with its numbers.",
    "doctor_works_title": "It works",
    "doctor_works_text": "On “{product}” {prices}.",
    "doctor_works_text_minimum": "On “{product}” {prices}, once an order comes to {minimum}.",
    "doctor_works_fix": "",
    "doctor_see_currency_title": "The currency of its amount",
    "doctor_see_currency_text": (
        "Gumroad does not show in which currency “{code}” counts. If the product's currency was changed after the"
        " code was made, it does not work."
    ),
    "doctor_see_currency_fix": "Compare the currency of the code with the product's.",
    "doctor_see_dates_title": "Its first and last day",
    "doctor_see_dates_text": "A code may have been given dates on Gumroad. They are not shown to Gumsmith.",
    "doctor_see_dates_fix": "See whether it has begun, and whether it is over.",
    "doctor_see_customers_title": "Who may use it",
    "doctor_see_customers_text": "A code may be for people who have bought from you before.",
    "doctor_see_customers_fix": "See whether it is limited to them.",
    "doctor_see_quantity_title": "How many pieces it asks for",
    "doctor_see_quantity_text": "A code may ask for a least number of pieces, or work once in an order only.",
    "doctor_see_quantity_fix": "See whether it has such a rule.",
    "doctor_see_excluded_title": "Products left out of it",
    "doctor_see_excluded_text": "Products may be left out of a code for all products.",
    "doctor_see_excluded_fix": "See which products it covers.",
    "doctor_see_duration_title": "How long it holds for a membership",
    "doctor_see_duration_text": "A code may hold for a number of payments only; then the full price follows.",
    "doctor_see_duration_fix": "See how long it holds.",
    "doctor_see_pay_more_title": "The buyer names the price",
    "doctor_see_pay_more_text": (
        "Where buyers pay what they want, a code seems to lower the least they may pay. What they type stays "
        "theirs."
    ),
    "doctor_see_pay_more_fix": "Try it on the product's page.",
    "doctor_see_field_title": "The field for a code at checkout",
    "doctor_see_field_text": (
        "The field can be hidden on the checkout form. Then only the link with the code in it works."
    ),
    "doctor_see_field_fix": "See whether the field is switched on, or hand out the link.",
    "janitor_clean": "Nothing here looks as if it should be cleaned up.",
    "janitor_unread": (
        "The codes of {n} product have not been read yet. Read the shop again to see them all.",
        "The codes of {n} products have not been read yet. Read the shop again to see them all.",
    ),
    "janitor_text": (
        "Nothing is chosen for you. What is deleted can be made again from History, with its use count at 0."
    ),
    "janitor_used_up_title": ("{n} used up", "{n} used up"),
    "janitor_used_up_text": "Used as often as they may be. Delete them, or raise their limit.",
    "janitor_never_used_title": ("{n} never used", "{n} never used"),
    "janitor_never_used_text": "Nobody used them so far. Gumroad does not show how old they are.",
    "janitor_case_twins_title": ("{n} that differs in capitals only", "{n} that differ in capitals only"),
    "janitor_case_twins_text": "On one product, a checkout cannot tell them apart. Keep one of each.",
    "janitor_breaks_title": ("{n} that does not work", "{n} that do not work"),
    "janitor_breaks_text": (
        "They would leave a price between free and Gumroad's minimum, so Gumroad refuses them at checkout."
    ),
    "janitor_shadowed_title": (
        "{n} weaker than Gumroad's own parity price somewhere",
        "{n} weaker than Gumroad's own parity price somewhere",
    ),
    "janitor_shadowed_text": (
        "In {n} country at most Gumroad's own price is as low or lower, and the two do not add up. Elsewhere they"
        " work as before, so this is yours to judge.",
        "In up to {n} countries Gumroad's own price is as low or lower, and the two do not add up. Elsewhere they"
        " work as before, so this is yours to judge.",
    ),
    "batch_universal": "all products",
    "batch_unnamed": "Batch without a name",
    "batch_unknown": "This batch is not on this machine any more. Nothing was changed.",
    "batch_unknown_hint": "Open the batches again.",
    "batch_unused": "not used yet",
    "batch_unread": "not read yet",
    "batch_used": "used",
    "batch_gone_single": "no longer there: used, or deleted",
    "batch_gone": "no longer there: deleted",
    "batch_not_made": "not made",
    "batch_column_code": "code",
    "batch_column_product": "product",
    "batch_column_link": "link",
    "batch_column_uses": "uses",
    "batch_column_state": "state",
    "batch_used_gone": ("used in {n} sale, and gone since", "used in {n} sales, and gone since"),
}
