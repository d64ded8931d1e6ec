"""The account. Source: API contract, section 12, "User", "Refund policy", "Payouts" and "Small ones"."""

from collections.abc import Mapping
from typing import Any

from py_core.gumroad.calls.asking import (
    EDIT_PRODUCTS,
    EDIT_PROFILE,
    READ_SCOPE,
    VIEW_PAYOUTS,
    VIEW_TAX_DATA,
    all_of,
    get,
    one,
    page_of,
    path,
    send,
)
from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.account import (
    Category,
    Payout,
    RefundPolicy,
    User,
    read_payout,
    read_refund_policy,
    read_taxon,
    read_user,
)
from py_core.gumroad.pager import Page
from py_core.gumroad.rules.objections import refuse
from py_core.gumroad.rules.other import day_objections, refund_policy_objections
from py_core.gumroad.wire import Call, Effect


def get_user() -> Call[User]:
    """Whose token this is. Source: section 12, "User"."""
    return Call(get(path("user")), Effect.READ, READ_SCOPE, one("user", read_user))


def update_user(*, name: str | Keep = KEEP, bio: str | Keep | None = KEEP) -> Call[User]:
    """Set the seller's name and words about them. Source: section 12, "User"."""
    request = send("PUT", path("user"), name=name, bio=bio)
    return Call(request, Effect.SET, EDIT_PROFILE, one("user", read_user))


def get_refund_policy() -> Call[RefundPolicy]:
    """The account's refund policy. Source: section 12, "Refund policy"."""
    return Call(get(path("refund_policy")), Effect.READ, READ_SCOPE, one("refund_policy", read_refund_policy))


def update_refund_policy(period: str, *, fine_print: str | Keep | None = KEEP) -> Call[RefundPolicy]:
    """Set the account's refund policy. Raises: InputError. Source: section 12, "Refund policy"."""
    refuse(refund_policy_objections(period, fine_print))
    return Call(
        send("PUT", path("refund_policy"), refund_period=period, fine_print=fine_print),
        Effect.SET,
        EDIT_PRODUCTS,
        one("refund_policy", read_refund_policy),
        lambda held: compared(("refund_period", period, held.period), ("fine_print", fine_print, held.fine_print)),
    )


def list_payouts(
    page_key: str | None = None,
    *,
    after: str | None = None,
    before: str | None = None,
    include_upcoming: bool | None = None,
) -> Call[Page[Payout]]:
    """Ten payouts, newest first; upcoming ones, without id, stand in front of the first page.

    Raises: InputError for what is no day. Source: sections 5 and 12, "Payouts".
    """
    refuse((*day_objections("after", after), *day_objections("before", before)))
    request = get(path("payouts"), after=after, before=before, include_upcoming=include_upcoming, page_key=page_key)
    return Call(request, Effect.READ, VIEW_PAYOUTS, page_of("payouts", read_payout))


def get_payout(payout_id: str, *, include_sales: bool = True, include_transactions: bool = False) -> Call[Payout]:
    """One payout with its sales (which need `view_sales`) and transactions. Source: section 12, "Payouts"."""
    request = get(
        path("payouts", payout_id), include_sales=include_sales, include_transactions=include_transactions
    )
    return Call(request, Effect.READ, VIEW_PAYOUTS, one("payout", read_payout))


def upcoming_payouts() -> Call[tuple[Payout, ...]]:
    """The payouts to come. Source: section 12, "Payouts"."""
    return Call(get(path("payouts", "upcoming")), Effect.READ, VIEW_PAYOUTS, all_of("payouts", read_payout))


def list_categories() -> Call[tuple[Category, ...]]:
    """Every category a product can be in. Source: section 12, "Small ones"."""
    return Call(get(path("categories")), Effect.READ, READ_SCOPE, all_of("categories", read_taxon))


def get_earnings(year: int) -> Call[Mapping[str, Any]]:
    """What Gumroad reports as earned in a year; its fields are not documented. Source: section 12, "Small ones"."""
    return Call(get(path("earnings"), year=year), Effect.READ, VIEW_TAX_DATA, dict)
