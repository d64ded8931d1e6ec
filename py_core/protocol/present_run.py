"""A run as the pages draw it and as its report tells it, from the plan, the journal and nothing else."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal, assert_never

from py_core.csv_builder import csv_text
from py_core.execution.describe import state_text, titles, whole_text
from py_core.execution.outcomes import OutcomeKind, RunState
from py_core.execution.records import RunRecord, StepRecord
from py_core.gumroad.currencies import plain_amount
from py_core.plan.listing_steps import (
    LISTING_STEPS,
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    SetListing,
    SetPublished,
    SetVersion,
)
from py_core.plan.plan import Facts, Plan, PlanKind
from py_core.plan.sale_steps import MarkShipped, RefundSale, ResendReceipt, SetLicense, TakeUseBack
from py_core.plan.steps import (
    FOR_GOOD,
    LISTING_SUBJECTS,
    SALE_STEPS,
    SALE_SUBJECTS,
    CreateCode,
    DeleteCode,
    PriceState,
    SetCodeLimits,
    SetPrice,
    SetVersionPrice,
    Step,
    Subject,
    subject_of,
)
from py_core.protocol.views import RunCounts, RunRow, RunView, TextFile
from py_core.words import say

_REPORT_COLUMNS = (
    "csv_product",
    "csv_detail",
    "csv_product_id",
    "csv_currency",
    "csv_old",
    "csv_new",
    "csv_result",
    "csv_reason",
    "csv_server_words",
    "csv_warning",
    "csv_time",
)
_CODE_REPORT_COLUMNS = (
    "csv_product",
    "csv_code",
    "csv_product_id",
    "csv_code_id",
    "csv_currency",
    "csv_before",
    "csv_after",
    "csv_result",
    "csv_reason",
    "csv_server_words",
    "csv_warning",
    "csv_time",
)
_LISTING_REPORT_COLUMNS = (
    "csv_product",
    "csv_detail",
    "csv_product_id",
    "csv_before",
    "csv_after",
    "csv_result",
    "csv_reason",
    "csv_server_words",
    "csv_warning",
    "csv_time",
)
_SALE_REPORT_COLUMNS = (
    "csv_product",
    "csv_order",
    "csv_product_id",
    "csv_sale_id",
    "csv_email",
    "csv_currency",
    "csv_before",
    "csv_after",
    "csv_given_back",
    "csv_result",
    "csv_reason",
    "csv_server_words",
    "csv_warning",
    "csv_time",
)


_COUNTED = LISTING_SUBJECTS - {Subject.LISTINGS, Subject.VERSIONS}


def run_row(step: Step, facts: Facts | None, record: StepRecord, *, driven: bool) -> RunRow:
    """One step. `driven` says that the run goes on now; an open step of a run at rest is not sure."""
    outcome = record.outcome
    name, version = titles(step)
    suffix = facts.suffix.removeprefix("+") if facts else ""
    state, text = _state(step, record, driven=driven)
    return RunRow(
        key=step.key,
        product_id=step.product_id,
        name=name,
        detail=version or (facts.detail if facts else ""),
        old=state_text(step, step.before, suffix),
        new=state_text(step, step.after, suffix),
        state=state,
        label=_label(step, state),
        text=text,
        server_words=outcome.server_words if outcome else "",
        warning=outcome.warning if outcome else "",
        at_ms=outcome.at_ms if outcome else None,
        seq=record.seq,
    )


def _label(step: Step, state: OutcomeKind | Literal["waiting", "working"]) -> str:
    if state is OutcomeKind.APPLIED and isinstance(step, CreateCode):
        return say("label_made")
    if state is OutcomeKind.APPLIED and isinstance(step, DeleteCode):
        return say("label_deleted")
    if state is OutcomeKind.APPLIED and isinstance(step, (*SALE_STEPS, *LISTING_STEPS)):
        return say(f"label_{subject_of([step])}")
    return say(f"label_{state}")


def _state(
    step: Step, record: StepRecord, *, driven: bool
) -> tuple[OutcomeKind | Literal["waiting", "working"], str]:
    if record.outcome is not None:
        return record.outcome.kind, record.outcome.text
    if not record.open:
        return "waiting", ""
    if driven:
        return "working", ""
    return OutcomeKind.UNKNOWN, say("receipt_unknown" if isinstance(step, ResendReceipt) else "step_open")


def run_rows(plan: Plan, records: Iterable[StepRecord], *, driven: bool) -> tuple[RunRow, ...]:
    """The rows of these journal entries."""
    entries = tuple(records)
    keys = {record.key for record in entries}
    facts = {fact.key: fact for fact in plan.facts if fact.key in keys}
    return tuple(
        run_row(plan.steps[record.position], facts.get(record.key), record, driven=driven) for record in entries
    )


def run_counts(by_kind: Mapping[OutcomeKind | None, int], opened: int) -> RunCounts:
    """How many rows ended how; `opened` of those without outcome are not sure rather than waiting."""

    def number(*kinds: OutcomeKind) -> int:
        return sum(by_kind.get(kind, 0) for kind in kinds)

    return RunCounts(
        total=sum(by_kind.values()),
        waiting=by_kind.get(None, 0) - opened,
        applied=number(OutcomeKind.APPLIED),
        unchanged=number(OutcomeKind.UNCHANGED),
        left_alone=number(OutcomeKind.STALE, OutcomeKind.SKIPPED),
        rejected=number(OutcomeKind.REJECTED),
        unsure=number(OutcomeKind.UNCONFIRMED, OutcomeKind.UNKNOWN) + opened,
        cancelled=number(OutcomeKind.CANCELLED),
    )


def _headline(run: RunRecord, counts: RunCounts) -> str:
    undo = "_undo" if run.kind is PlanKind.UNDO and run.subject not in FOR_GOOD else ""
    about = "" if run.subject is Subject.PRICES else f"_{run.subject}"
    done, total = counts.applied + counts.unchanged, counts.total
    match run.state:
        case RunState.RUNNING:
            return say(f"run_doing{undo}{about}", n=total)
        case RunState.STOPPING:
            return say("run_stopping")
        case RunState.PAUSED:
            return say("run_paused", done=done, total=total)
        case RunState.STOPPED:
            return say("run_stopped", done=done, total=total)
        case RunState.FINISHED if done == total:
            return say(f"run_done{undo}{about}", n=total)
        case RunState.FINISHED:
            return say(f"run_done_part{undo}{about}", done=done, total=total)


def _applied_word(run: RunRecord) -> str:
    match run.subject:
        case Subject.MADE | Subject.DELETED:
            return f"count_{run.subject}"
        case subject if subject in SALE_SUBJECTS or subject in _COUNTED:
            return f"count_{subject}"
        case _:
            return "count_restored" if run.kind is PlanKind.UNDO else "count_applied"


def _summary(run: RunRecord, counts: RunCounts) -> str:
    parts = (
        (_applied_word(run), counts.applied),
        ("count_unchanged", counts.unchanged),
        ("count_left_alone", counts.left_alone),
        ("count_rejected", counts.rejected),
        ("count_unsure", counts.unsure),
        ("count_cancelled", counts.cancelled),
        ("count_waiting", counts.waiting),
    )
    return " · ".join(say(key, n=number) for key, number in parts if number)


def run_view(
    run: RunRecord,
    counts: RunCounts,
    *,
    left_s: int | None,
    wait_text: str,
    undone_by: str | None,
    can_undo: bool,
    can_retry: bool,
    can_resume: bool,
) -> RunView:
    """A run without its rows."""
    return RunView(
        run_id=run.run_id,
        digest=run.digest,
        kind=run.kind,
        title=run.title,
        headline=_headline(run, counts),
        summary=_summary(run, counts),
        state=run.state,
        started_at_ms=run.started_at_ms,
        ended_at_ms=run.ended_at_ms,
        counts=counts,
        left_s=left_s,
        wait_text=wait_text,
        origin_run_id=run.origin_run_id,
        undone_by=undone_by,
        can_undo=can_undo,
        can_retry=can_retry,
        can_resume=can_resume,
        seq=run.seq,
    )


def run_report(run: RunRecord, plan: Plan, records: Iterable[StepRecord]) -> TextFile:
    """Everything about a run as a CSV file: exact prices as plain numbers, codes in words."""
    facts = {fact.key: fact for fact in plan.facts}
    subject = subject_of(plan.steps)
    columns = _columns(subject)
    report_row = _listing_report_row if subject in LISTING_SUBJECTS else _report_row
    rows = (report_row(plan.steps[record.position], facts.get(record.key), record) for record in records)
    text = csv_text([say(column) for column in columns], rows)
    stamp = _utc(run.started_at_ms, "%Y-%m-%d-%H%M%S")
    return TextFile(name=f"gumsmith-{run.kind}-{stamp}.csv", mime="text/csv;charset=utf-8", text=text)


def _columns(subject: Subject) -> tuple[str, ...]:
    if subject in SALE_SUBJECTS:
        return _SALE_REPORT_COLUMNS
    if subject in LISTING_SUBJECTS:
        return _LISTING_REPORT_COLUMNS
    return _REPORT_COLUMNS if subject is Subject.PRICES else _CODE_REPORT_COLUMNS


def _report_row(step: Step, facts: Facts | None, record: StepRecord) -> tuple[str, ...]:
    row = run_row(step, facts, record, driven=False)
    name, detail = titles(step)
    match step:
        case SetPrice():
            changed: tuple[str, ...] = (
                step.after.currency.upper(),
                _plain_price(step.before),
                _plain_price(step.after),
            )
        case SetVersionPrice():
            changed = (
                step.currency.upper(),
                plain_amount(step.before.price_difference_minor, step.currency),
                plain_amount(step.after.price_difference_minor, step.currency),
            )
            detail = f"{detail} ({say('csv_surcharge_note')})"
        case CreateCode() | DeleteCode() | SetCodeLimits():
            code_id = step.code_id or (record.outcome.record_id if record.outcome else "")
            changed = (code_id, step.currency.upper(), row.old, row.new)
        case MarkShipped() | ResendReceipt() | RefundSale() | SetLicense() | TakeUseBack():
            given = plain_amount(step.gives_minor, step.currency) if isinstance(step, RefundSale) else ""
            detail = step.order
            changed = (step.sale_id, step.email, step.currency.upper(), row.old, row.new, given)
        case (
            SetListing()
            | SetPublished()
            | DeleteProduct()
            | CreateProduct()
            | SetVersion()
            | AddVersion()
            | DeleteVersion()
        ):
            raise TypeError(step.kind)
        case _:
            assert_never(step)
    return (name, detail, step.product_id, *changed, *_result(row))


def _listing_report_row(step: Step, facts: Facts | None, record: StepRecord) -> tuple[str, ...]:
    """Texts whole, so that the report is also a copy of what stood there before."""
    row = run_row(step, facts, record, driven=False)
    name, detail = titles(step)
    changed = (row.old, row.new)
    if isinstance(step, SetListing):
        changed = (whole_text(step.before), whole_text(step.after))
    product_id = step.product_id or (record.outcome.record_id if record.outcome else "")
    return (name, detail, product_id, *changed, *_result(row))


def _result(row: RunRow) -> tuple[str, ...]:
    return (
        row.label,
        row.text,
        row.server_words,
        row.warning,
        "" if row.at_ms is None else _utc(row.at_ms, "%Y-%m-%d %H:%M:%S"),
    )


def _utc(at_ms: int, form: str) -> str:
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime(form)


def _plain_price(state: PriceState) -> str:
    return plain_amount(state.price_minor, state.currency)
