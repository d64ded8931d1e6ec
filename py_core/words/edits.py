"""Words about bulk edits of listings: forms and previews."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Rows that are left alone
    "field_name": "Name",
    "field_description": "Description",
    "field_summary": "Summary",
    "field_receipt": "Receipt",
    "field_tags": "Tags",
    "field_category": "Category",
    "field_refund_period": "Refund policy",
    "field_fine_print": "Fine print",
    "edit_same": "It reads so already.",
    "edit_same_field": "{field}: it reads so already.",
    "edit_twice": "{field}: another text was asked for before, which counts.",
    "edit_unread": "Its texts have not been read yet. Read the shop again.",
    "edit_policy_unread": "Its refund policy has not been read yet.",
    "edit_no_category": "Gumroad has no category “{path}”.",
    "edit_account_policy": (
        "Your account's own refund policy applies to all products. Change it in Gumroad's settings."
    ),
    "edit_empty_versions": (
        "It has a set of versions with no version in it. Gumroad refuses every change until there is one."
    ),
    "edit_code_in_the_way": (
        "The code {names} would leave less than {minimum} of a price, so Gumroad does not put it on sale.",
        "The codes {names} would leave less than {minimum} of a price, so Gumroad does not put it on sale.",
    ),
    "edit_new_tier": "Membership: a tier that is added through Gumroad's API has no price, so none is added.",
    "edit_version_there": "It has a version “{name}” already.",
    "edit_version_gone": "This version is not there any more. Read the shop again.",
    "edit_version_same": "The version is so already.",
    "edit_no_currency": "It needs a currency.",
    "edit_on_sale_already": "It is on sale already.",
    "edit_off_sale_already": "It is off sale already.",
    "edit_delete_sold": (
        "It was sold {n:,} time. Who bought it keeps it.",
        "It was sold {n:,} times. Who bought it keeps it.",
    ),
    "edit_undo_category": "Gumroad cannot take a category away again, so undo leaves it.",
    # What to know
    "edit_delete_typed": ("delete {n:,} product", "delete {n:,} products"),
    "find_listings_delete": (
        "{n:,} product will be deleted. Its page is gone at once, and nobody can buy it. Undo brings it back.",
        "{n:,} products will be deleted. Their pages are gone at once, nobody can buy them. Undo brings them back.",
    ),
    "ask_listings_delete": ("Type “{typed}” to delete it", "Type “{typed}” to delete them"),
    "find_listings_many": (
        "{n:,} change would be made at once; your limit is {limit:,}.",
        "{n:,} changes would be made at once; your limit is {limit:,}.",
    ),
    "ask_listings_many": ("Yes, make {n:,} change at once", "Yes, make {n:,} changes at once"),
    "find_listings_on_sale": (
        "{n:,} product goes on sale: anybody can buy it at once.",
        "{n:,} products go on sale: anybody can buy them at once.",
    ),
    "find_listings_off_sale": (
        "{n:,} product is taken off sale: nobody can buy it until it is on sale again.",
        "{n:,} products are taken off sale: nobody can buy them until they are on sale again.",
    ),
    "find_listings_emptied": (
        "{n:,} description would be empty.",
        "{n:,} descriptions would be empty.",
    ),
    "find_listings_same_name": (
        "{n:,} product would have the same name as another.",
        "{n:,} products would have the same name as another.",
    ),
    "find_listings_for_good": (
        "Undo cannot bring back all of {n:,} row; the row says what.",
        "Undo cannot bring back all of {n:,} rows; the rows say what.",
    ),
    "find_listings_left": (
        "{n:,} find is left as it is: its place is inside an entity, or a link would lose its text.",
        "{n:,} finds are left as they are: their places are inside entities, or links would lose their texts.",
    ),
    "find_listings_drafts": (
        "{n:,} new product is made as a draft; put it on sale when it is ready.",
        "{n:,} new products are made as drafts; put them on sale when they are ready.",
    ),
    # Find and replace
    "find_nothing": "Write what to look for.",
    "find_too_long": "Look for at most {most} characters.",
    "find_no_fields": "Choose at least one text to look through.",
    "find_no_group": (
        "The pattern has {n} group, so “{what}” names nothing. Write $$ for a dollar sign.",
        "The pattern has {n} groups, so “{what}” names nothing. Write $$ for a dollar sign.",
    ),
    "find_bad_escape": "“{what}” has no meaning in a replacement. Write \\\\ for a backslash.",
    # Patterns
    "pattern_long": "A pattern has at most {most} characters.",
    "pattern_closes": "Character {at}: this bracket closes a group that was never opened. Write \\) for a bracket.",
    "pattern_ends": "The pattern ends too early. Write \\\\ for a backslash at the end.",
    "pattern_deep": "Character {at}: brackets inside brackets go too deep.",
    "pattern_repeats_nothing": (
        "Character {at}: “{char}” has nothing in front of it to repeat. Write \\{char} for the character."
    ),
    "pattern_group_kind": (
        "Character {at}: groups that begin with “{what}” look ahead or behind or have a name, which cannot be used "
        "here. Use (…) or (?:…)."
    ),
    "pattern_open_group": "Character {at}: this bracket is never closed. Write \\( for a bracket.",
    "pattern_refers_back": (
        "Character {at}: “{what}” refers back to a group inside the pattern, which cannot be used here. In the "
        "replacement it can."
    ),
    "pattern_escape": "Character {at}: “{what}” has no meaning in a pattern.",
    "pattern_open_set": "Character {at}: this square bracket is never closed. Write \\[ for a square bracket.",
    "pattern_range": "Character {at}: “{what}” is the wrong way round.",
    "pattern_repeats_twice": "Character {at}: this repeats a repeat. Put the first one in brackets.",
    "pattern_repeats_many": "Character {at}: a part can be repeated at most {most} times.",
    "pattern_large": "This pattern repeats too much. Make it smaller.",
}
