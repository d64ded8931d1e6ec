"""Drawing what the sales add up to: figures with their change, points in time, and the largest of each kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from py_core.money import BP_ONE
from py_core.plan.safety import percent_text
from py_core.protocol.amounts import Amount
from py_core.protocol.drawing import amount
from py_core.protocol.overview_views import FigureView, PointView, TopGroup, TopRow, TopView
from py_core.protocol.present_plan import change_bp
from py_core.protocol.present_sales import written
from py_core.sales.overview import Period, Step
from py_core.sales.totals import FeeSums, Sums
from py_core.settings import Settings
from py_core.words import say

USD = "usd"
ROWS_SHOWN = 50


def period_text(period: Period, today: int) -> str:
    """`1 Jan 2026 to today`."""
    first, last = written(period.first_day, today), written(period.last_day, today)
    return first if period.first_day == period.last_day else say("sales_period", first=first, last=last)


def figures(now: Sums, before: Sums | None) -> tuple[FigureView, ...]:
    """The numbers of the period against those of the one before, if there is one to compare with."""
    earlier = Sums() if before is None else before
    return (
        _figure("gross", _usd(now.gross_minor), "", _moved(now.gross_minor, earlier.gross_minor)),
        _figure(
            "net",
            _usd(now.net_minor),
            say("sales_net_of", share=_share_text(now.net_minor, now.gross_minor)) if now.gross_minor else "",
            _moved(now.net_minor, earlier.net_minor),
        ),
        _figure(
            "sales",
            f"{now.sales:,}",
            say("sales_units", n=now.units, units=f"{now.units:,}"),
            _moved(now.sales, earlier.sales),
        ),
        _figure(
            "refunds",
            _share_text(now.refunded_minor, now.gross_minor),
            say(
                "sales_refunds_of",
                n=now.refunded_sales,
                count=f"{now.refunded_sales:,}",
                amount=_usd(now.refunded_minor),
            ),
            _rate_moved((now.refunded_minor, now.gross_minor), (earlier.refunded_minor, earlier.gross_minor), True),
        ),
        _figure(
            "fees",
            _share_text(now.fee_minor, now.gross_minor),
            say("sales_fees_of", amount=_usd(now.fee_minor)),
            _rate_moved((now.fee_minor, now.gross_minor), (earlier.fee_minor, earlier.gross_minor), False),
        ),
    )


def point(step: Step, sums: Sums) -> PointView:
    """One step of time."""
    return PointView(
        key=sums.key,
        label=_point_label(step, sums.key),
        gross=_amount(sums.gross_minor),
        net=_amount(sums.net_minor),
        refunded=_amount(sums.refunded_minor),
        units=sums.units,
        sales=sums.sales,
    )


def top(group: TopGroup, rows: Sequence[Sums], names: Mapping[str, str]) -> TopView:
    """The largest of a kind with their part of the whole, and the rest in one."""
    gross_minor = sum(row.gross_minor for row in rows)
    shown, rest = rows[:ROWS_SHOWN], rows[ROWS_SHOWN:]
    others = None
    if rest:
        others = _top_row(Sums.added(rest), say("sales_others", n=len(rest)), gross_minor)
    return TopView(
        group=group,
        title=say(f"sales_by_{group}"),
        rows=tuple(_top_row(each, label_of(group, each.key, names), gross_minor) for each in shown),
        others=others,
    )


def label_of(group: str, key: str, names: Mapping[str, str]) -> str:
    """What a group of sales is called."""
    shown = names.get(key, "") if group == "product" else key
    return shown or say(f"sales_no_{group}")


def fee_sentences(fees: Sequence[FeeSums], settings: Settings) -> tuple[str, ...]:
    """What Gumroad really kept, beside what its rates in the settings would be."""
    found = []
    for each in fees:
        if each.discover:
            listed = each.gross_minor * settings.discover_fee_bp // BP_ONE
        else:
            listed = (
                each.gross_minor * settings.direct_fee_bp // BP_ONE + each.sales * settings.direct_fee_usd_minor
            )
        found.append(
            say(
                "sales_fee_discover" if each.discover else "sales_fee_direct",
                n=each.sales,
                count=f"{each.sales:,}",
                gross=_usd(each.gross_minor),
                share=_share_text(each.fee_minor, each.gross_minor),
                listed=_share_text(listed, each.gross_minor),
            )
        )
    return tuple(found)


def _figure(
    key: Literal["gross", "net", "sales", "refunds", "fees"],
    value: str,
    detail: str,
    moved: tuple[str, Literal["better", "worse", "plain"]],
) -> FigureView:
    change, tone = moved
    return FigureView(
        key=key, label=say(f"sales_figure_{key}"), value=value, detail=detail, change=change, tone=tone
    )


def _moved(now: int, before: int) -> tuple[str, Literal["better", "worse", "plain"]]:
    """By how much an amount moved; more is better."""
    moved = None if before < 0 else change_bp(before, now)
    if moved is None:
        return "", "plain"
    return percent_text(moved), "better" if moved > 0 else "worse" if moved < 0 else "plain"


def _rate_moved(
    now: tuple[int, int], before: tuple[int, int], is_bad: bool
) -> tuple[str, Literal["better", "worse", "plain"]]:
    """By how many points a rate moved, in hundredths; a higher rate of refunds is worse."""
    if not before[1] or not now[1]:
        return "", "plain"
    moved = _share_bp(*now) - _share_bp(*before)
    text = say("sales_points", change=percent_text(moved).removesuffix("\N{NO-BREAK SPACE}%"))
    if not is_bad or moved == 0:
        return text, "plain"
    return text, "worse" if moved > 0 else "better"


def _top_row(sums: Sums, label: str, gross_minor: int) -> TopRow:
    return TopRow(
        key=sums.key,
        label=label,
        sales=sums.sales,
        units=sums.units,
        gross=_amount(sums.gross_minor),
        net=_amount(sums.net_minor),
        share=_share_text(sums.gross_minor, gross_minor),
        share_bp=_share_bp(sums.gross_minor, gross_minor),
    )


def _point_label(step: Step, key: str) -> str:
    if step is Step.MONTH:
        return f"{date.fromisoformat(key + '-01'):%b %Y}"
    moment = date.fromisoformat(key)
    day = f"{moment.day} {moment:%b %Y}"
    return say("sales_week_of", day=day) if step is Step.WEEK else day


def _amount(minor: int) -> Amount:
    return amount(minor, USD)


def _usd(minor: int) -> str:
    return amount(minor, USD).text


def _share_bp(part: int, whole: int) -> int:
    """Basis points of the whole, to the nearest; 0 of nothing."""
    return (2 * part * BP_ONE + whole) // (2 * whole) if whole > 0 else 0


def _share_text(part: int, whole: int) -> str:
    return percent_text(_share_bp(part, whole)).removeprefix("+")
