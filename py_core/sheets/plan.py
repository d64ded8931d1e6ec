"""The plan of an edited file: what is wanted of it goes to the planner of listings. No I/O here."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.edits.planner import build_listing_plan
from py_core.edits.refusals import Categories
from py_core.edits.rows import Left, LeftRow, Told
from py_core.edits.standing import read_standing
from py_core.edits.wants import NewProductWant
from py_core.errors import InputError
from py_core.plan.plan import Plan, SkipReason
from py_core.settings import Settings
from py_core.sheets.columns import title
from py_core.sheets.compared import Compared
from py_core.sheets.forms import SheetPlanForm
from py_core.words import say


def build_sheet_plan(
    shop: Shop,
    raws: Mapping[str, Mapping[str, Any]],
    found: Compared,
    form: SheetPlanForm,
    name: str,
    settings: Settings,
    now_ms: int,
    categories: Categories = None,
) -> Plan:
    """The plan of a file called `name`. `raws` are the JSONs of the products that it changes, by id.

    Raises: InputError where it changes nothing.
    """
    chosen = frozenset(form.chosen)
    wants = found.wants(chosen)
    if not wants:
        text = say("sheet_nothing_wanted")
        raise InputError("sheet_nothing_wanted", text, fields={"file": text})
    return build_listing_plan(
        shop,
        {product_id: read_standing(raw) for product_id, raw in raws.items()},
        wants,
        settings,
        now_ms,
        title=say("sheet_plan_title", name=name),
        form_json=form.model_dump_json(),
        unticked=frozenset(form.unticked),
        told=_told(found, chosen),
        left=_left(found, chosen),
        categories=categories,
    )


def _told(found: Compared, chosen: frozenset[str]) -> dict[str, Told]:
    notes: dict[str, list[str]] = defaultdict(list)
    for change in found.changes:
        notes[change.want.product_id] += change.told
    for doubt in found.chosen(chosen):
        if not isinstance(doubt.want, NewProductWant):
            notes[doubt.want.product_id] += doubt.told
    return {product_id: Told(notes=tuple(texts)) for product_id, texts in notes.items() if texts}


def _left(found: Compared, chosen: frozenset[str]) -> list[LeftRow]:
    """What the file asks for and is not done, with its reason."""
    rows = []
    for doubt in found.doubts:
        if doubt.key not in chosen:
            product_id = "" if isinstance(doubt.want, NewProductWant) else doubt.want.product_id
            left = Left(SkipReason.CHANGED_SINCE, doubt.why)
            detail = title(doubt.column)
            rows.append(LeftRow(f"doubt/{doubt.key}", left, product_id, doubt.product, detail, doubt.row))
    for at, problem in enumerate(found.problems):
        left = Left(SkipReason.BAD_LINE, problem.text)
        detail = title(problem.column) if problem.column is not None else ""
        name = say("sheet_row", row=problem.row)
        rows.append(LeftRow(f"problem/{at}", left, "", name, detail, problem.row))
    return rows
