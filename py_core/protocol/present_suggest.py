"""Suggestions as pages draw them, and requests as the shell sends them. No I/O here."""

from collections import Counter
from collections.abc import Iterable, Mapping

from py_core.edits.diff import Kind, Piece, html_diff, list_diff, text_diff
from py_core.listing.article import squeezed
from py_core.protocol.drawing import amount
from py_core.protocol.edit_views import DiffPiece
from py_core.protocol.suggest_views import (
    SuggestCost,
    SuggestCounts,
    SuggestDropped,
    SuggestFieldView,
    SuggestMessage,
    SuggestProductView,
    SuggestRequestView,
)
from py_core.suggest.asking import Asked
from py_core.suggest.estimate import Cost
from py_core.suggest.records import Dropped, Proposal, Standing, Suggestion
from py_core.suggest.schema import NAME
from py_core.suggest.wishes import SuggestField
from py_core.words import say

Standings = Mapping[SuggestField, Standing]
_NOTES = {Standing.STALE: "suggest_stale", Standing.DONE: "suggest_done"}
_OPEN = (Standing.WAITING, Standing.ACCEPTED)


def request_view(request_id: str, product_id: str, name: str, asked: Asked, *, repairs: bool) -> SuggestRequestView:
    """A request as it is sent and shown."""
    return SuggestRequestView(
        request_id=request_id,
        product_id=product_id,
        name=squeezed(name),
        messages=(
            SuggestMessage(role="system", content=asked.system),
            SuggestMessage(role="user", content=asked.user),
        ),
        answer_schema=asked.schema,
        schema_name=NAME,
        max_output_tokens=asked.max_output_tokens,
        sent_tokens=asked.sent_tokens,
        shown=asked.shown,
        repairs=repairs,
    )


def cost_view(cost: Cost, currency: str) -> SuggestCost:
    """What a batch costs."""
    return SuggestCost(
        about=amount(cost.about_minor, currency, estimate=True), most=amount(cost.most_minor, currency)
    )


def product_view(
    suggestion: Suggestion, standings: Standings, drawn: Mapping[SuggestField, SuggestFieldView]
) -> SuggestProductView:
    """What is proposed for one product, and what was dropped.

    `drawn` are its proposals as they were drawn before: one of the same texts is not compared word by word again.
    """
    source = suggestion.source
    return SuggestProductView(
        product_id=source.product_id,
        name=squeezed(source.name),
        fields=tuple(
            _field_view(proposal, standings[proposal.field], drawn.get(proposal.field))
            for proposal in suggestion.proposals
        ),
        dropped=tuple(map(_dropped_view, suggestion.dropped)),
        made_at_ms=suggestion.made_at_ms,
    )


def counts_of(standings: Iterable[Standings]) -> SuggestCounts:
    """How many proposals stand where."""
    counts: Counter[Standing] = Counter()
    products = 0
    for of_product in standings:
        counts.update(of_product.values())
        products += any(standing in _OPEN for standing in of_product.values())
    return SuggestCounts(
        products=products,
        waiting=counts[Standing.WAITING],
        accepted=counts[Standing.ACCEPTED],
        rejected=counts[Standing.REJECTED],
        stale=counts[Standing.STALE],
        done=counts[Standing.DONE],
    )


def _field_view(proposal: Proposal, standing: Standing, drawn: SuggestFieldView | None) -> SuggestFieldView:
    if drawn is not None:
        note = say(_NOTES[standing]) if standing in _NOTES else ""
        return drawn.model_copy(update={"state": standing.value, "note": note})
    field = proposal.field
    pieces = _pieces(field, proposal.before, proposal.value)
    between = ", " if field is SuggestField.TAGS else ""
    return SuggestFieldView(
        field=field,
        label=say(f"suggest_field_{field}"),
        state=standing.value,
        old=between.join(piece.text for piece in pieces if piece.kind is not Kind.NEW),
        new=between.join(piece.text for piece in pieces if piece.kind is not Kind.OLD),
        pieces=tuple(DiffPiece(kind=piece.kind.value, text=piece.text) for piece in pieces),
        editable=proposal.value if isinstance(proposal.value, str) else "\n".join(proposal.value),
        edited=proposal.edited,
        note=say(_NOTES[standing]) if standing in _NOTES else "",
    )


def _pieces(field: SuggestField, before: str | tuple[str, ...], value: str | tuple[str, ...]) -> tuple[Piece, ...]:
    if isinstance(before, tuple) or isinstance(value, tuple):
        return list_diff(tuple(before), tuple(value))
    return html_diff(before, value) if field is SuggestField.DESCRIPTION else text_diff(before, value)


def _dropped_view(dropped: Dropped) -> SuggestDropped:
    return SuggestDropped(
        field=dropped.field,
        label=say("suggest_whole_answer" if dropped.field is None else f"suggest_field_{dropped.field}"),
        same=dropped.same,
        texts=dropped.texts,
    )
