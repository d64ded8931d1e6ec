"""Which schedules touch the same products while both are in force. No I/O, no clock here."""

from collections.abc import Iterable

from py_core.plan.plan import Plan
from py_core.plan.steps import CodeStep, CreateCode, DeleteCode, SetCodeLimits
from py_core.schedule.records import ScheduleRecord


def touched(plan: Plan) -> tuple[tuple[str, ...], bool]:
    """The products a plan writes to, and whether a universal code is among its steps."""
    products = tuple(dict.fromkeys(step.product_id for step in plan.steps))
    return products, any(_is_universal(step) for step in plan.steps if isinstance(step, _CODE_STEPS))


_CODE_STEPS = (CreateCode, DeleteCode, SetCodeLimits)


def _is_universal(step: CodeStep) -> bool:
    return step.before.universal or step.after.universal


def clash(one: ScheduleRecord, other: ScheduleRecord) -> bool:
    """Whether two schedules overlap in time and in what they touch. One without an end lasts for good.

    A universal code touches every product. What is over clashes with nothing.
    """
    if one.schedule_id == other.schedule_id or one.account_id != other.account_id or one.over or other.over:
        return False
    if not (_begins_within(one, other) or _begins_within(other, one)):
        return False
    return one.everywhere or other.everywhere or not set(one.product_ids).isdisjoint(other.product_ids)


def _begins_within(one: ScheduleRecord, other: ScheduleRecord) -> bool:
    return other.start_at_ms <= one.start_at_ms and (other.end_at_ms is None or one.start_at_ms < other.end_at_ms)


def clashing(record: ScheduleRecord, others: Iterable[ScheduleRecord]) -> tuple[ScheduleRecord, ...]:
    """Those of `others` that clash with a schedule."""
    return tuple(other for other in others if clash(record, other))
