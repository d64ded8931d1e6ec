"""Proposals as they are kept: what is proposed for a product, what was decided, what was dropped. No I/O here."""

from enum import StrEnum

from py_core.suggest.judge import judge_again
from py_core.suggest.markup import sent_html
from py_core.suggest.source import Source
from py_core.suggest.wishes import SuggestField
from py_core.values import Value


class Decision(StrEnum):
    """What the seller decided."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Standing(StrEnum):
    """How a proposal stands: as it was decided, or past that: the listing reads otherwise now, or just so."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STALE = "stale"
    DONE = "done"


class Proposal(Value):
    """Another text for one part. `before` is what stood there, `value` what may; tags one by one, HTML as HTML.

    `edited` says that `value` is the seller's own.
    """

    field: SuggestField
    before: str | tuple[str, ...]
    value: str | tuple[str, ...]
    decision: Decision = Decision.WAITING
    edited: bool = False

    def reads_like(self, other: "Proposal") -> bool:
        """Whether both propose the same text in place of the same, whatever was decided."""
        return self.model_copy(update={"decision": other.decision}) == other


class Dropped(Value):
    """A part that is not proposed, and why; `field` is None where all of an answer could not be read."""

    field: SuggestField | None
    same: bool
    texts: tuple[str, ...]


class Suggestion(Value):
    """What came of asking for one product. `source` is the listing that the proposals were made for."""

    source: Source
    proposals: tuple[Proposal, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    made_at_ms: int

    def of(self, field: SuggestField) -> Proposal | None:
        """The proposal for a part."""
        return next((proposal for proposal in self.proposals if proposal.field is field), None)

    def with_proposal(self, proposal: Proposal) -> "Suggestion":
        """The same with this proposal in place of the one for its part."""
        kept = {**{one.field: one for one in self.proposals}, proposal.field: proposal}
        ordered = tuple(kept[field] for field in SuggestField if field in kept)
        return self.model_copy(update={"proposals": ordered})

    def with_dropped(self, dropped: tuple[Dropped, ...]) -> "Suggestion":
        """The same with these parts dropped, too."""
        return self.model_copy(update={"dropped": (*self.dropped, *dropped)})

    def asked_anew(self, fields: tuple[SuggestField, ...]) -> "Suggestion":
        """The same without anything about these parts, which are asked for again."""
        return self.model_copy(
            update={
                "proposals": tuple(one for one in self.proposals if one.field not in fields),
                "dropped": tuple(one for one in self.dropped if one.field is not None and one.field not in fields),
            }
        )


def standing_of(proposal: Proposal, made_for: Source, now: Source) -> Standing:
    """How a proposal stands against the listing as it reads now.

    It is stale when its own part reads otherwise, or when another part does and the proposal no longer fits: what
    it was held against is not there any more.
    """
    if reads_same(proposal.field, now.stands(proposal.field), proposal.value):
        return Standing.DONE
    if now.stands(proposal.field) != proposal.before:
        return Standing.STALE
    if now != made_for and not proposal.edited and judge_again(now, proposal.field, proposal.value).problems:
        return Standing.STALE
    return Standing(proposal.decision.value)


def reads_same(field: SuggestField, one: str | tuple[str, ...], other: str | tuple[str, ...]) -> bool:
    """Whether two values of a part are the same to a buyer. Gumroad writes HTML anew, and sorts nothing."""
    if one == other:
        return True
    if field is SuggestField.DESCRIPTION and isinstance(one, str) and isinstance(other, str):
        return _drawn(one) == _drawn(other)
    return field is SuggestField.TAGS and set(one) == set(other)


def _drawn(html: str) -> tuple[object, ...]:
    sent = sent_html(html, "0")
    return sent.html, sent.parts, sent.links
