"""Minted batches as the pages draw them, and as a file. No I/O here."""

from collections import Counter
from collections.abc import Sequence

from py_core.codes.batches import Minted, Standing
from py_core.codes.forms import MintForm
from py_core.codes.labels import discount_text, same_or_varies, uses_text
from py_core.codes.links import code_url
from py_core.csv_builder import csv_text
from py_core.execution.records import RunRecord
from py_core.protocol.code_views import BatchCode, BatchRow, BatchView
from py_core.protocol.views import TextFile
from py_core.words import say

_COLUMNS = ("code", "product", "link", "uses", "state")


def _products(minted: Sequence[Minted]) -> str:
    if any(one.universal for one in minted):
        return say("batch_universal")
    names = {one.product_id: one.product_name for one in minted}
    return next(iter(names.values())) if len(names) == 1 else say("code_products", n=len(names))


def batch_row(run: RunRecord, form: MintForm, codes: Sequence[Standing]) -> BatchRow:
    """One batch with its counts; `made` are all that were made, whatever became of them."""
    minted = [one.minted for one in codes]
    counts = Counter(one.fate for one in codes)
    kinds = dict.fromkeys((one.percent_off, one.amount_minor, one.currency) for one in minted)
    return BatchRow(
        run_id=run.run_id,
        label=form.label.strip() or run.title or say("batch_unnamed"),
        made_at_ms=run.started_at_ms,
        discount=same_or_varies(discount_text(*kind) for kind in kinds),
        products=_products(minted),
        made=counts["unused"] + counts["used"] + counts["gone"],
        used=counts["used"],
        unused=counts["unused"],
        gone=counts["gone"],
        not_made=counts["not_made"],
    )


def _state_text(one: Standing) -> str:
    if not one.read:
        return say("batch_unread")
    if one.sales:
        return say("batch_used_gone", n=one.sales)
    if one.fate == "gone" and one.minted.cap == 1:
        return say("batch_gone_single")
    return say(f"batch_{one.fate}")


def _uses(one: Standing) -> str:
    if one.code is None:
        return uses_text(one.sales, one.minted.cap) if one.sales else ""
    return uses_text(one.code.times_used, one.code.max_purchase_count)


def _code(one: Standing) -> BatchCode:
    stands = one.code is not None and one.entry is not None
    return BatchCode(
        name=one.minted.name,
        product=say("batch_universal") if one.minted.universal else one.minted.product_name,
        link=code_url(one.entry.product.short_url, one.minted.name) if one.entry is not None and stands else "",
        uses_text=_uses(one),
        state=one.fate,
        state_text=_state_text(one),
        ref=one.ref,
    )


def batch_view(run: RunRecord, form: MintForm, codes: Sequence[Standing]) -> BatchView:
    """A batch with its codes."""
    unused = (one.ref for one in codes if one.fate == "unused")
    return BatchView(
        batch=batch_row(run, form, codes),
        codes=tuple(map(_code, codes)),
        unused_refs=tuple(dict.fromkeys(ref for ref in unused if ref is not None)),
    )


def batch_file(view: BatchView) -> TextFile:
    """A batch as CSV: code, product, link, uses, state."""
    header = [say(f"batch_column_{name}") for name in _COLUMNS]
    lines = [(code.name, code.product, code.link, code.uses_text, code.state_text) for code in view.codes]
    stem = "-".join("".join(char if char.isalnum() else " " for char in view.batch.label).split())[:40]
    return TextFile(
        name=f"gumsmith-codes-{stem or 'batch'}.csv", mime="text/csv;charset=utf-8", text=csv_text(header, lines)
    )
