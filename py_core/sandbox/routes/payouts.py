"""Payouts, past and upcoming, the account's refund policy, and earnings. Source: API contract, section 12."""

from typing import Any

from py_core.sandbox.answers import Refusal, not_found, succeeded
from py_core.sandbox.auth import scoped
from py_core.sandbox.casts import Params, is_blank, to_integer, to_text
from py_core.sandbox.context import Asked, refuse_unless
from py_core.sandbox.dates import date_asked, day_at, starts_us
from py_core.sandbox.paging import PAGE_SIZE, next_page, page_key, position
from py_core.sandbox.product_json import POLICY_TITLES
from py_core.sandbox.sale_book import SaleQuery
from py_core.sandbox.times import parse_iso
from py_core.sandbox.trade_records import AccountRefundPolicy, Payout

_SALES = scoped("view_sales")
_MAX_FINE_PRINT = 3_000


def index(asked: Asked) -> dict[str, Any]:
    """GET /payouts: ten, newest first, the upcoming ones in front of the first page."""
    params = asked.params
    before_us = starts_us(date_asked(params, "before"))
    after_us = starts_us(date_asked(params, "after"))
    start = position(params)
    past = sorted(
        ((parse_iso(found.created_at), found.number, found) for found in _past(asked)),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    wanted = [
        entry
        for entry in past
        if (after_us is None or entry[0] >= after_us)
        and (before_us is None or entry[0] < before_us)
        and (start is None or entry[:2] < start)
    ]
    page = wanted[:PAGE_SIZE]
    front = _upcoming(asked) if start is None and _wants(params, "include_upcoming", usual=True) else []
    body = succeeded(payouts=[_shown(found) for found in (*front, *(entry[2] for entry in page))])
    if len(wanted) > PAGE_SIZE:
        body |= next_page(asked.path, params, page_key(*page[-1][:2]))
    return body


def upcoming(asked: Asked) -> dict[str, Any]:
    """GET /payouts/upcoming: what is not sent yet; it has no id."""
    return succeeded(payouts=[_shown(found) for found in _upcoming(asked)])


def show(asked: Asked) -> dict[str, Any]:
    """GET /payouts/:id: with the ids of its sales where the token may see sales."""
    found = next((payout for payout in _past(asked) if payout.id == asked.place["payout"]), None)
    if found is None:
        raise not_found("payout")
    shown = _shown(found)
    if asked.grant.has_any(_SALES) and _wants(asked.params, "include_sales", usual=True):
        shown |= {
            "sales": found.sales,
            "refunded_sales": found.refunded_sales,
            "disputed_sales": found.disputed_sales,
        }
    if _wants(asked.params, "include_transactions", usual=False):
        shown["transactions"] = found.transactions
    return succeeded(payout=shown)


def refund_policy(asked: Asked) -> dict[str, Any]:
    """GET /refund_policy."""
    state = asked.shop.state
    return succeeded(
        refund_policy={
            "refund_period": state.refund_policy.refund_period,
            "title": POLICY_TITLES[state.refund_policy.refund_period],
            "fine_print": state.refund_policy.fine_print,
            "in_effect": state.user.account_refund_policy_in_effect,
        }
    )


def update_refund_policy(asked: Asked) -> dict[str, Any]:
    """PUT /refund_policy."""
    state, params = asked.shop.state, asked.params
    period = to_text(params.get("refund_period")) or ""
    refuse_unless(bool(period.strip()), "Refund period is required.")
    listed = ", ".join(POLICY_TITLES)
    refuse_unless(period in POLICY_TITLES, f"Refund period must be one of: {listed}.")
    refuse_unless(
        state.user.account_refund_policy_in_effect,
        "The account-level refund policy is not in effect for this seller.",
    )
    held = state.refund_policy.fine_print
    fine_print = (to_text(params["fine_print"]) or None) if "fine_print" in params else held
    if fine_print is not None and len(fine_print) > _MAX_FINE_PRINT:
        raise Refusal(f"Fine print is too long (maximum is {_MAX_FINE_PRINT} characters)")
    state.refund_policy = AccountRefundPolicy.model_validate({"refund_period": period, "fine_print": fine_print})
    return refund_policy(asked)


def earnings(asked: Asked) -> dict[str, Any]:
    """GET /earnings: a year's sums. The contract does not say their names; these are the tax form's."""
    asked_year = None if is_blank(asked.params.get("year")) else to_integer(asked.params["year"])
    year = day_at(asked.now_ms * 1000).year if asked_year is None else asked_year
    rows = [0, 0, 0, 0]
    if 1970 <= year < 9999:
        bounds = [starts_us(day_at(0).replace(year=at)) for at in (year, year + 1)]
        for sale in asked.shop.sales.matching(SaleQuery(after_us=bounds[0], before_us=bounds[1])):
            parts = (sale.price, sale.gumroad_fee, sale.refunded_usd, sale.tax_cents)
            rows = [held + part for held, part in zip(rows, parts, strict=True)]
    gross, fees, refunds, taxes = rows
    return succeeded(
        earnings={
            "year": year,
            "currency": "usd",
            "gross_cents": gross,
            "fees_cents": fees,
            "refunds_cents": refunds,
            "taxes_cents": taxes,
            "net_cents": gross - fees - refunds,
        }
    )


def _past(asked: Asked) -> list[Payout]:
    return [payout for payout in asked.shop.state.payouts if not payout.is_upcoming]


def _upcoming(asked: Asked) -> list[Payout]:
    return [payout for payout in asked.shop.state.payouts if payout.is_upcoming]


def _wants(params: Params, name: str, *, usual: bool) -> bool:
    sent = params.get(name)
    return sent != "false" if usual else sent == "true"


def _shown(payout: Payout) -> dict[str, Any]:
    return {
        "id": None if payout.is_upcoming else payout.id,
        "amount": payout.amount,
        "currency": payout.currency,
        "status": payout.status,
        "created_at": payout.created_at,
        "processed_at": payout.processed_at,
        "payment_processor": payout.payment_processor,
        "bank_account_visual": payout.bank_account_visual,
        "paypal_email": payout.paypal_email,
    }
