"""Words about the protocol, the account and the shop."""

WORDS: dict[str, str | tuple[str, str]] = {
    "protocol_mismatch": "This page and the engine behind it are of different versions.",
    "protocol_mismatch_hint": "Close this page and open it again.",
    "bad_command": "This request could not be read ({where}). Nothing was changed.",
    "not_connected": "No shop is connected.",
    "not_connected_hint": "Connect with a token, or open the sample shop.",
    "unnamed_shop": "Your shop",
    "sample_shop_name": "Sample shop",
    "busy_run": "A run is going on. Nothing was changed.",
    "busy_run_hint": "Stop it or let it end first, then try again.",
    "nothing_to_undo": "Nothing of this run is left to undo.",
    "nothing_to_undo_hint": "What it changed was already taken back, or it changed nothing.",
    "nothing_to_retry": "Every row of this run came through, or no longer makes sense to try.",
    "selection_unnamed": "Give the selection a name.",
    "rates_source": (
        "World Bank, World Development Indicators, 2024: PPP conversion factor divided by price level ratio"
    ),
    "fact_protocol": "Protocol",
    "internal": "Something in Gumsmith broke. Nothing more was sent to Gumroad.",
    "internal_hint": "Try again. If it happens again, the History page still shows all that was done.",
}
