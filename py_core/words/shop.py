"""Words about the protocol, the account and the shop."""

WORDS: dict[str, str | tuple[str, str]] = {
    "protocol_mismatch": "This page and the engine behind it are of different versions.",
    "protocol_mismatch_hint": "Close this page and open it again.",
    "bad_command": "This request could not be read ({where}). Nothing was changed.",
    "internal": "Something in Gumsmith broke. Nothing more was sent to Gumroad.",
    "internal_hint": "Try again. If it happens again, the History page still shows all that was done.",
}
