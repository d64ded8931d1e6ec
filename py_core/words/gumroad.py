"""Words about Gumroad's answers, the token and amounts."""

WORDS: dict[str, str | tuple[str, str]] = {
    "unknown_currency": "“{code}” is not a currency that Gumroad lists. Nothing was changed.",
    "amount_empty": "Type an amount.",
    "amount_not_a_number": "“{text}” is not an amount. Use digits and a point, like 19.99.",
    "amount_no_decimals": "{currency} has no decimals. Use a whole number, like 500.",
    "amount_too_many_decimals": "{currency} has two decimals. Use a number like 19.99.",
    "no_answer": "Gumroad did not answer.",
    "no_answer_hint": "Check the connection, then try again. Nothing is lost.",
    "token_refused": "Gumroad does not accept this token.",
    "token_refused_hint": (
        "It may be mistyped, or its application was deleted. Make a new token in Gumroad under "
        "Settings, Advanced, Applications, and paste it here."
    ),
    "scope_missing": "This token may not do that: Gumroad asks for the permission “{scope}”.",
    "scope_missing_hint": "Make a token from an application that has the permission, and connect again.",
    "not_found": "Gumroad no longer has this {thing}.",
    "not_found_hint": "It was probably deleted since the list was read. Read the shop again.",
    "rejected": "Gumroad refused: {words}",
    "rejected_silent": "Gumroad refused and gave no reason.",
    "rejected_hint": "Nothing was changed by this request.",
    "rate_limited": "Gumroad asked us to slow down.",
    "rate_limited_hint": "Gumsmith waits and goes on by itself.",
    "server_failed": "Gumroad had a failure of its own ({status}).",
    "server_failed_hint": (
        "Try again in a minute. Gumsmith reads back what was applied before it repeats anything."
    ),
    "unexpected_answer": "Gumroad answered in a way Gumsmith does not know ({what}).",
    "unexpected_answer_hint": "Nothing more was sent. Try again; if it stays so, the API may have changed.",
    "answer_html": "a web page instead of data",
    "answer_redirect": "a redirect to another address",
    "answer_not_json": "unreadable data",
    "answer_shape": "data without the expected fields",
    "answer_status": "status {status}",
    "page_key_repeated": "the same page twice",
    "token_empty": "Paste the token first.",
    "token_spaces": "A token has no spaces or line breaks in it. Copy it again, without the text around it.",
    "token_characters": "A token holds only letters, digits, dashes and underscores. Copy it again.",
    "token_length": "This is too {how} for a Gumroad token. Copy it again, whole.",
}
