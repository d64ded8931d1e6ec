"""The rows and the words of a preview about listings, drawn from the plan and from nothing else. No I/O here."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, assert_never

from pydantic import TypeAdapter

from py_core.catalog.labels import amount_text
from py_core.edits.diff import Kind, Piece, html_diff, list_diff, text_diff, value_diff, with_gaps
from py_core.edits.forms import EDIT_JOBS, EditForm
from py_core.errors import InputError
from py_core.listing.fixes import FIXES_JOB, FixesForm
from py_core.plan.listing_steps import (
    LISTING_STEPS,
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    ListingState,
    ListingStep,
    PublishedState,
    SetListing,
    SetPublished,
    SetVersion,
    VersionDraft,
)
from py_core.plan.plan import ListingFacts, Plan, PlanKind, Skipped, SkipReason
from py_core.plan.steps import LISTING_SUBJECTS, SetPrice, SetVersionPrice, Step, Subject, subject_of
from py_core.protocol.edit_views import DiffPiece, FieldChange, ListingDoing, ListingPlanRow
from py_core.sheets.forms import SHEET_JOB, SheetPlanForm
from py_core.words import say

_HUNDREDTHS_PER_WRITE = 65
_ROWS_KEPT = 4096
_FORM: TypeAdapter[EditForm] = TypeAdapter(EditForm)
Row = ListingStep | SetPrice | SetVersionPrice


def is_about_listings(plan: Plan) -> bool:
    """Whether its rows are listings; a plan that takes back prices among them is about prices."""
    if plan.listing_facts or plan.kind is PlanKind.LISTINGS:
        return True
    return bool(plan.steps) and subject_of(plan.steps) in LISTING_SUBJECTS


def edit_form(plan: Plan) -> EditForm | None:
    """The form of a preview of bulk edits; None for one that came from elsewhere."""
    return _FORM.validate_json(plan.form_json) if _job(plan) in EDIT_JOBS else None


def fixes_form(plan: Plan) -> FixesForm | None:
    """The proposals of the linter that a preview is made of; None for one that came from elsewhere."""
    return FixesForm.model_validate_json(plan.form_json) if _job(plan) == FIXES_JOB else None


def _job(plan: Plan) -> str:
    if plan.kind is not PlanKind.LISTINGS or not plan.form_json:
        return ""
    return str(json.loads(plan.form_json).get("job", ""))


def sheet_form(plan: Plan) -> SheetPlanForm | None:
    """The form of a file's preview; None for any other."""
    return SheetPlanForm.model_validate_json(plan.form_json) if _job(plan) == SHEET_JOB else None


def listing_rows(plan: Plan) -> tuple[ListingPlanRow, ...]:
    """Every row, in the order of the plan's facts, long stretches that stay cut short."""
    return tuple(_drawn(plan, whole=False))


def listing_row(plan: Plan, key: str) -> ListingPlanRow:
    """One row with its texts whole. Raises: InputError for a row that the plan does not have."""
    for row in _drawn(plan, whole=True, key=key):
        return row
    raise InputError("edit_no_row", say("edit_no_row"))


def _drawn(plan: Plan, *, whole: bool, key: str = "") -> Iterator[ListingPlanRow]:
    steps = {step.key: step for step in plan.steps}
    left = {row.key: row for row in plan.skipped}
    refinable = bool(plan.form_json)
    for facts in plan.listing_facts:
        if key and facts.key != key:
            continue
        step = steps.get(facts.key)
        if step is None:
            yield _left(facts, left[facts.key], refinable=refinable)
        elif isinstance(step, (*LISTING_STEPS, SetPrice, SetVersionPrice)):
            yield _row(facts, step, whole=whole, refinable=refinable)
        else:
            raise TypeError(step.kind)


def _row(facts: ListingFacts, step: Row, *, whole: bool, refinable: bool) -> ListingPlanRow:
    doing = _doing(step)
    short = short_fields(step)
    return _plain(facts).model_copy(
        update={
            "doing": doing,
            "doing_text": say(f"edit_doing_{doing}"),
            "fields": tuple(map(_field, _changes(step))) if whole else short.fields,
            "whole": whole or short.whole,
            "can_untick": refinable,
        }
    )


@dataclass(frozen=True, slots=True)
class ShortFields:
    """The fields of a step with long stretches that stay cut short; `whole` says that there were none."""

    fields: tuple[FieldChange, ...]
    whole: bool


@lru_cache(maxsize=_ROWS_KEPT)
def short_fields(step: Row) -> ShortFields:
    """What a row shows; kept, since a preview is drawn anew whenever a row of it is left out."""
    changes = tuple(_changes(step))
    cut = tuple(Change(change.field, with_gaps(change.pieces), change.note) for change in changes)
    return ShortFields(tuple(map(_field, cut)), cut == changes)


def _left(facts: ListingFacts, row: Skipped, *, refinable: bool) -> ListingPlanRow:
    return _plain(facts).model_copy(
        update={
            "reason": row.reason,
            "reason_text": row.text,
            "can_untick": refinable and row.reason is SkipReason.UNTICKED,
        }
    )


def _plain(facts: ListingFacts) -> ListingPlanRow:
    return ListingPlanRow(
        key=facts.key,
        product_id=facts.product_id,
        product=facts.product,
        detail=facts.detail,
        doing="skipped",
        doing_text=say("edit_doing_skipped"),
        reason=None,
        reason_text="",
        fields=(),
        places=facts.places,
        line=facts.line,
        notes=facts.notes,
        undo_note=facts.undo_note,
        whole=True,
        can_untick=False,
    )


def _doing(step: Row) -> ListingDoing:
    match step:
        case SetListing():
            return "change"
        case SetPublished() if step.before.deleted:
            return "restore"
        case SetPublished():
            return "publish" if step.after.published else "unpublish"
        case DeleteProduct():
            return "delete"
        case CreateProduct():
            return "create"
        case SetVersion():
            return "version"
        case AddVersion():
            return "add_version"
        case DeleteVersion():
            return "delete_version"
        case SetPrice():
            return "price"
        case SetVersionPrice():
            return "surcharge"
        case _:
            assert_never(step)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a step and its pieces."""

    field: str
    pieces: tuple[Piece, ...]
    note: str = ""


def draw_ahead(step: Step) -> None:
    """Work out what a row shows before it is drawn."""
    if isinstance(step, (*LISTING_STEPS, SetPrice, SetVersionPrice)):
        short_fields(step)


def changes_of(step: Step) -> tuple[Change, ...]:
    """The fields that a step changes. Raises: TypeError for a step that is not about listings or prices."""
    if not isinstance(step, (*LISTING_STEPS, SetPrice, SetVersionPrice)):
        raise TypeError(step.kind)
    return tuple(_changes(step))


def _changes(step: Row) -> Iterator[Change]:
    match step:
        case SetListing():
            yield from _listing(step.before, step.after)
        case SetPublished() | DeleteProduct():
            yield Change("published", value_diff(_published(step.before), _published(step.after)))
        case CreateProduct():
            yield from _draft(step)
        case SetVersion():
            before, after = step.before, step.after
            if after.name is not None:
                yield Change("name", text_diff(before.name or "", after.name))
            if after.description is not None:
                yield Change("description", text_diff(before.description or "", after.description))
            if after.sets_stock:
                yield Change("stock", value_diff(_stock(before.stock), _stock(after.stock)))
        case AddVersion():
            yield from _version(step.name, step.after, step.currency, Kind.NEW)
        case DeleteVersion():
            yield from _version(step.name, step.before, step.currency, Kind.OLD)
        case SetPrice():
            old = amount_text(step.before.price_minor, step.before.currency)
            yield Change("price", value_diff(old, amount_text(step.after.price_minor, step.after.currency)))
        case SetVersionPrice():
            old = amount_text(step.before.price_difference_minor, step.currency)
            new = amount_text(step.after.price_difference_minor, step.currency)
            yield Change("surcharge", value_diff(old, new))
        case _:
            assert_never(step)


def _listing(before: ListingState, after: ListingState) -> Iterator[Change]:
    for field in after.fields:
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        match field:
            case "description":
                yield _described(old or "", new)
            case "tags":
                yield Change(field, list_diff(old or (), new))
            case "category":
                yield Change(field, value_diff(category_text(old or ""), category_text(new)))
            case "refund_period":
                yield Change(field, value_diff(period_text(old or ""), period_text(new)))
            case _:
                yield Change(field, text_diff(old or "", new))


def _described(old: str, new: str) -> Change:
    pieces = html_diff(old, new)
    unseen = all(piece.kind is Kind.SAME for piece in pieces)
    return Change("description", pieces, say("edit_note_markup") if unseen else "")


def _draft(step: CreateProduct) -> Iterator[Change]:
    after = step.after
    yield Change("name", text_diff("", step.name))
    yield Change("price", value_diff("", amount_text(after.price_minor, step.currency)))
    if after.description:
        yield Change("description", html_diff("", after.description))
    for field in ("summary", "receipt"):
        if text := getattr(after, field):
            yield Change(field, text_diff("", text))
    if after.tags:
        yield Change("tags", list_diff((), after.tags))
    if after.category:
        yield Change("category", value_diff("", category_text(after.category)))


def _version(name: str, draft: VersionDraft, currency: str, kind: Kind) -> Iterator[Change]:
    yield Change("name", (Piece(kind, name),))
    if draft.description:
        yield Change("description", (Piece(kind, draft.description),))
    if draft.price_difference_minor:
        yield Change("surcharge", (Piece(kind, amount_text(draft.price_difference_minor, currency)),))
    if draft.stock is not None:
        yield Change("stock", (Piece(kind, _stock(draft.stock)),))


def _published(state: PublishedState) -> str:
    if state.deleted:
        return say("state_deleted")
    return say("state_on_sale" if state.published else "state_off_sale")


def _stock(stock: int | None) -> str:
    return say("state_no_stock") if stock is None else say("state_stock", n=stock)


def category_text(path: str) -> str:
    """A category's path in words: `design > icons`."""
    return path.replace("/", " > ").replace("-", " ")


def period_text(period: str) -> str:
    """A refund period in words; one that is new to us as it is."""
    known = ("inherit", "none", "7", "14", "30", "183")
    return say(f"refund_policy_{period}") if period in known else period


def _field(change: Change) -> FieldChange:
    return FieldChange(
        field=change.field,
        label=say(f"field_{change.field}"),
        pieces=drawn_pieces(change.pieces),
        note=change.note,
    )


def drawn_pieces(pieces: Sequence[Piece]) -> tuple[DiffPiece, ...]:
    """Pieces as they cross the border."""
    return tuple(DiffPiece(kind=piece.kind.value, text=piece.text) for piece in pieces)


def listing_estimate_s(plan: Plan) -> int:
    """About how long a run takes at the pace towards Gumroad: each record is read before it is written."""
    return -(-len(plan.steps) * _HUNDREDTHS_PER_WRITE // 100)


@dataclass(frozen=True, slots=True)
class ListingWords:
    """The sentences around the table of a preview about listings."""

    headline: str
    button: str
    undo: Literal["all", "partly"]
    undo_text: str


def listing_words(plan: Plan) -> ListingWords:
    """What stands above and below the table; `undo_text` says before a run whether it can be taken back."""
    lost = sum(1 for facts in plan.listing_facts if facts.undo_note)
    undo: Literal["all", "partly"] = "partly" if lost else "all"
    undo_text = say("undo_partly_listings", n=lost) if lost else say("undo_all")
    n = len(plan.steps)
    if not n:
        return ListingWords(say("headline_listings_none"), say("button_none"), undo, undo_text)
    subject = subject_of(plan.steps)
    name = subject if subject in LISTING_SUBJECTS else Subject.LISTINGS
    headline, button = say(f"headline_{name}", n=n), say(f"button_{name}", n=n)
    if plan.kind is PlanKind.UNDO:
        headline, button = say("headline_back_listings", n=n), say("button_back_listings", n=n)
    if plan.kind is PlanKind.RETRY:
        button = say("button_retry_listings", n=n)
    return ListingWords(headline, button, undo, undo_text)


def listing_view_parts(plan: Plan) -> dict[str, Any]:
    """What of a preview is about listings."""
    words = listing_words(plan)
    return {
        "headline": words.headline,
        "estimate_s": listing_estimate_s(plan),
        "undo": words.undo,
        "undo_text": words.undo_text,
        "button": words.button,
        "listing_rows": listing_rows(plan),
        "edit_form": edit_form(plan),
        "sheet_form": sheet_form(plan),
        "fixes_form": fixes_form(plan),
    }
