"""What the pages draw of payouts. Amounts are texts: they are exact decimals in their own currency."""

from typing import Literal

from py_core.values import Value


class PayoutsSyncView(Value):
    """How far reading payouts is: their list (`done` read so far), or `done` of `total` details.

    `refused` says that the token may not see payouts. `message` is why it waits, or how it ended.
    """

    state: Literal["idle", "reading", "done", "stopped", "failed"]
    what: Literal["list", "details"] = "list"
    done: int = 0
    total: int = 0
    refused: bool = False
    message: str = ""
    hint: str = ""


class PayoutView(Value):
    """One payout; `payout_id` is None for one to come. `read` says that what it is made of is here."""

    payout_id: str | None
    amount: str
    currency: str
    status: str
    status_label: str
    tone: Literal["good", "care", "bad", "plain"]
    created_ms: int | None
    processed_ms: int | None
    way: str
    read: bool


class SumView(Value):
    """What payouts of one currency that were sent add up to."""

    currency: str
    amount: str
    count: int


class PayoutsView(Value):
    """The payouts of the asked days that are here, those to come first. `unread` are the days' past ones without
    details. `may_read` is False where Gumroad has refused this token the payouts."""

    sync: PayoutsSyncView
    read_at_ms: int | None
    may_read: bool
    total: int
    payouts: tuple[PayoutView, ...]
    sums: tuple[SumView, ...]


class PayoutLineView(Value):
    """What a payout is made of, of one kind, in US dollars."""

    label: str
    count: int
    gross: str
    fees: str
    net: str
    unknown: int


class TransactionView(Value):
    """One transaction as far as it could be read; `raw` is what Gumroad sent."""

    type: str
    date: str
    item: str
    who: str
    price: str
    fees: str
    net: str
    sale_id: str
    raw: str


class PayoutDetailView(Value):
    """What a payout is made of, and whether that adds up to it.

    `outcome` says it in one sentence; `notes` say what is known about why. `transactions` are the first of
    `transaction_count`, None where Gumroad gave none. `read_at_ms` is None while its details were not read.
    """

    payout: PayoutView
    read_at_ms: int | None
    source: str
    lines: tuple[PayoutLineView, ...]
    total: str
    difference: str
    agrees: bool | None
    outcome: str
    notes: tuple[str, ...]
    transactions: tuple[TransactionView, ...] | None
    transaction_count: int
