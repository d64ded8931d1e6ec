"""Drawing what is known of the sales: whether all of them are here, and what they add up to."""

from datetime import date

from py_core.protocol.sales_views import DayOffView, ProofView
from py_core.sales.days import day_text
from py_core.sales.proof import DayOff, Proof
from py_core.words import say

DAYS_SHOWN = 60


def proof_view(proof: Proof, checked: int, today: int) -> ProofView:
    """The proof in words. `checked` is the seller's day when it was made, `today` the one now."""
    shown = tuple(reversed(proof.off))[:DAYS_SHOWN]
    return ProofView(
        complete=proof.complete,
        sentence=proof_sentence(proof, checked, today),
        notes=_notes(proof),
        days=tuple(_day_off(each) for each in shown),
        more_days=len(proof.off) - len(shown),
        checked_at_ms=proof.checked_at_ms,
    )


def proof_sentence(proof: Proof, checked: int, today: int) -> str:
    """One sentence that says whether everything is here; also for the note beside an exported file."""
    count, off = f"{proof.sales:,}", len(proof.off)
    if proof.first_day is None or proof.last_day is None:
        if proof.complete:
            return say("sales_none")
        return say("sales_incomplete_none", n=off) if off else say("sales_incomplete_nothing_read")
    # Nothing came between the last sale and the comparison, either, and that was proven, too.
    span = {"first": written(proof.first_day), "last": written(max(proof.last_day, checked), today)}
    if proof.complete:
        return say("sales_complete", n=proof.sales, count=count, **span)
    if off:
        return say("sales_incomplete", n=off, count=count, **span)
    return say("sales_incomplete_unread", count=count, **span)


def written(day: int, today: int | None = None) -> str:
    """`1 Jan 2023`, or "today"."""
    if day == today:
        return say("sales_today")
    moment = date.fromisoformat(day_text(day))
    return f"{moment.day} {moment:%b %Y}"


def _day_off(off: DayOff) -> DayOffView:
    key = "sales_day_fewer" if off.here < off.told else "sales_day_more"
    label = written(off.day)
    sentence = say(key, day=label, here=off.here, told=off.told)
    return DayOffView(day=day_text(off.day), label=label, here=off.here, told=off.told, sentence=sentence)


def _notes(proof: Proof) -> tuple[str, ...]:
    notes = []
    if proof.unread:
        notes.append(say("sales_unread_note", n=len(proof.unread), days=written(proof.unread[0].first_day)))
    if proof.money_off:
        notes.append(say("sales_money_note", n=proof.money_off))
    if proof.repeated_keys:
        notes.append(say("sales_keys_note", n=proof.repeated_keys))
    return tuple(notes)
