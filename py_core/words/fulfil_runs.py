"""Words about sales in a run: how their steps ended, what a run of them is called, how a sale reads."""

WORDS: dict[str, str | tuple[str, str]] = {
    "state_shipped": "shipped",
    "state_not_shipped": "not shipped",
    "state_sent": "receipt sent again",
    "state_left": "{amount} left",
    "state_nothing_left": "nothing left",
    "state_on": "key on",
    "state_off": "key off",
    "state_uses": ("{n} use", "{n:,} uses"),
    "sale_gone": "Gumroad does not find this sale any more. Nothing was sent.",
    "sale_open_stopped": (
        "It was sent, and the end was not seen. Look at the sale on Gumroad before you do it again."
    ),
    "no_state_mark_shipped": "Gumroad does not show whether it was shipped.",
    "no_state_refund_sale": "Gumroad does not show what is left in the currency of the preview. Nothing was sent.",
    "no_state_set_license": "The sale has another license key by now, or none.",
    "no_state_take_use_back": "The sale has another license key by now, or none, or its uses are not shown.",
    "read_back_mark_shipped": "Gumroad gave no clear answer; read back afterwards, it is marked as shipped.",
    "read_back_refund_sale": "Gumroad gave no clear answer; read back afterwards, the money was given back, once.",
    "read_back_set_license": "Gumroad gave no clear answer; read back afterwards, the key is as wanted.",
    "read_back_take_use_back": "Gumroad gave no clear answer; read back afterwards, the use is taken back.",
    "not_applied_mark_shipped": "Gumroad did not mark it; it is as it was. {why}",
    "not_applied_refund_sale": "Gumroad did not give the money back; nothing was paid. {why}",
    "not_applied_set_license": "Gumroad did not switch the key; it is as it was. {why}",
    "not_applied_take_use_back": "Gumroad did not take the use back; it still counts. {why}",
    "receipt_unknown": (
        "It was sent, and the end was not seen. The receipt may be with the buyer already, "
        "so it was not sent again."
    ),
    "receipt_unknown_why": (
        "Gumroad gave no clear answer. The receipt may be with the buyer already, so it was not sent again. {why}"
    ),
    "refund_done_since": "It was refunded in full already. Nothing was sent.",
    "refund_disputed_since": (
        "A dispute was opened since the preview. The money is already with the buyer. Nothing was sent."
    ),
    "refund_unread": (
        "It was sent, but no clear answer came and it could not be read back. It is not sent again. "
        "Look at the sale on Gumroad. {why}"
    ),
    "refund_unconfirmed": (
        "Gumroad accepted the refund but shows {now} instead of {after}. Look at the sale on Gumroad."
    ),
    "needs_take_use_back": "The use before it was not taken back, so this one was left alone. Nothing was sent.",
    "label_shipped": "shipped",
    "label_receipts": "sent",
    "label_refunds": "refunded",
    "label_enabled": "switched on",
    "label_disabled": "switched off",
    "label_uses": "taken back",
    "count_shipped": "{n} shipped",
    "count_receipts": "{n} sent",
    "count_refunds": "{n} refunded",
    "count_enabled": "{n} switched on",
    "count_disabled": "{n} switched off",
    "count_uses": "{n} taken back",
    "run_doing_shipped": ("Marking {n:,} sale as shipped", "Marking {n:,} sales as shipped"),
    "run_doing_receipts": ("Sending {n:,} receipt", "Sending {n:,} receipts"),
    "run_doing_refunds": ("Refunding {n:,} sale", "Refunding {n:,} sales"),
    "run_doing_enabled": ("Switching {n:,} license key on", "Switching {n:,} license keys on"),
    "run_doing_disabled": ("Switching {n:,} license key off", "Switching {n:,} license keys off"),
    "run_doing_uses": ("Taking {n:,} license use back", "Taking {n:,} license uses back"),
    "run_doing_undo_enabled": ("Switching {n:,} license key on again", "Switching {n:,} license keys on again"),
    "run_doing_undo_disabled": ("Switching {n:,} license key off again", "Switching {n:,} license keys off again"),
    "run_done_shipped": ("{n:,} sale marked as shipped", "{n:,} sales marked as shipped"),
    "run_done_receipts": ("{n:,} receipt sent", "{n:,} receipts sent"),
    "run_done_refunds": ("{n:,} sale refunded", "{n:,} sales refunded"),
    "run_done_enabled": ("{n:,} license key switched on", "{n:,} license keys switched on"),
    "run_done_disabled": ("{n:,} license key switched off", "{n:,} license keys switched off"),
    "run_done_uses": ("{n:,} license use taken back", "{n:,} license uses taken back"),
    "run_done_undo_enabled": ("{n:,} license key switched on again", "{n:,} license keys switched on again"),
    "run_done_undo_disabled": ("{n:,} license key switched off again", "{n:,} license keys switched off again"),
    "run_done_part_shipped": "{done} of {total} sales marked as shipped",
    "run_done_part_receipts": "{done} of {total} receipts sent",
    "run_done_part_refunds": "{done} of {total} sales refunded",
    "run_done_part_enabled": "{done} of {total} license keys switched on",
    "run_done_part_disabled": "{done} of {total} license keys switched off",
    "run_done_part_uses": "{done} of {total} license uses taken back",
    "run_done_part_undo_enabled": "{done} of {total} license keys switched on again",
    "run_done_part_undo_disabled": "{done} of {total} license keys switched off again",
    "csv_order": "Order",
    "csv_sale_id": "Sale ID",
    "csv_email": "E-mail",
    "csv_given_back": "Given back",
}
