"""Words about payouts."""

WORDS: dict[str, str | tuple[str, str]] = {
    "payouts_stopped": "Stopped. What was read is kept.",
    "payouts_failed": "Reading the payouts stopped. {why}",
    "payouts_kept": "What was read is kept.",
    "payouts_unknown": "That payout is not here. Read the payouts again.",
    "payouts_unread": (
        "What one of these payouts is made of was not read yet. Read it first, then make the file.",
        "What {n} of these payouts are made of was not read yet. Read it first, then make the file.",
    ),
    "payouts_none_chosen": "Choose payouts first.",
    "payouts_payable": "To come",
    "payouts_paused": "Paused",
    "payouts_processing": "On its way",
    "payouts_unclaimed": "Not claimed",
    "payouts_completed": "Paid",
    "payouts_returned": "Returned",
    "payouts_reversed": "Reversed",
    "payouts_failed_status": "Failed",
    "payouts_cancelled": "Cancelled",
    "payouts_no_amount": "no amount told",
    "payouts_line_sales": "Sales",
    "payouts_line_refunded_sales": "Refunded sales",
    "payouts_line_disputed_sales": "Disputed sales",
    "payouts_line_untyped": "Without a type",
    "payouts_source_transactions": "Gumroad's own transactions of this payout, in US dollars.",
    "payouts_source_sales": (
        "Gumroad gave no transactions, so this is worked out from the sales on this machine that the payout names, "
        "in US dollars."
    ),
    "payouts_source_none": "Gumroad gave neither transactions nor sales of this payout.",
    "payouts_not_read": "What this payout is made of was not read yet.",
    "payouts_agrees": "It adds up: {total} is exactly what was paid.",
    "payouts_differs": "It adds up to {total}. The payout is {amount}, {difference} {way}.",
    "payouts_more": "more",
    "payouts_less": "less",
    "payouts_other_currency": (
        "It adds up to {total}. The payout is {amount}: another currency, and the rate is not told, so the two "
        "cannot be compared."
    ),
    "payouts_nothing_to_compare": "There is nothing to compare {amount} with.",
    "payouts_amount_unreadable": "It adds up to {total}. The amount of the payout cannot be read: {amount}.",
    "payouts_note_unknown_rows": (
        "{n} row has no net amount that could be read, so it is not in the sum. It is in the list as Gumroad "
        "sent it.",
        "{n} rows have no net amount that could be read, so they are not in the sum. They are in the list as "
        "Gumroad sent them.",
    ),
    "payouts_note_missing_sales": (
        "{n} sale of it is not among the sales on this machine, so it is not in the sum. Read the sales, then look "
        "again.",
        "{n} sales of it are not among the sales on this machine, so they are not in the sum. Read the sales, then "
        "look again.",
    ),
    "payouts_note_matched": (
        "{here} of the {n} sale it names is among the sales on this machine.",
        "{here} of the {n} sales it names are among the sales on this machine.",
    ),
    "payouts_note_differ": (
        "{n} sale has another price in the sales on this machine: {ids}.",
        "{n} sales have another price in the sales on this machine: {ids}.",
    ),
    "payouts_note_by_sales": (
        "Affiliates' shares, fees kept on refunds, payout fees and credits are not among the stored sales; each of "
        "them can make a difference."
    ),
    "payouts_note_by_transactions": ("The rows are Gumroad's; nothing in them says what the difference is."),
    "payouts_note_no_sales": "This token may not see the payout's sales: that needs the permission “view_sales”.",
    "payouts_title": "Payouts",
    "payouts_transactions_title": "Transactions of payouts",
    "payouts_file_days": "Payouts made {first} to {last}, UTC.",
    "payouts_file_all": "Every payout that was read, and those to come.",
    "payouts_file_read": "Read from Gumroad {moment}.",
    "payouts_file_of": ("Transactions of {n} payout.", "Transactions of {n} payouts."),
    "payouts_file_without": (
        "{n} of them has no transactions from Gumroad and no rows here.",
        "{n} of them have no transactions from Gumroad and no rows here.",
    ),
    "payouts_file_raw": "The last column is each row as Gumroad sent it, as JSON.",
    "payouts_file_dollars": "Amounts of transactions are US dollars, as Gumroad gives them.",
    "payouts_column_id": "Payout ID",
    "payouts_column_created": "Made",
    "payouts_column_processed": "Paid out",
    "payouts_column_status": "Status",
    "payouts_column_status_code": "Status code",
    "payouts_column_amount": "Amount",
    "payouts_column_currency": "Currency",
    "payouts_column_processor": "Paid by",
    "payouts_column_account": "Paid to",
    "payouts_column_type": "Type",
    "payouts_column_date": "Date",
    "payouts_column_sale_id": "Sale ID",
    "payouts_column_item": "Item",
    "payouts_column_buyer": "Buyer",
    "payouts_column_email": "Buyer e-mail",
    "payouts_column_taxes": "Taxes ($)",
    "payouts_column_shipping": "Shipping ($)",
    "payouts_column_price": "Price ($)",
    "payouts_column_fees": "Fees ($)",
    "payouts_column_net": "Net ($)",
    "payouts_column_raw": "As sent",
}
