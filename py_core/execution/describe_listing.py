"""States of listings in the words of the page. No I/O here."""

import re
from html import unescape
from typing import assert_never

from py_core.gumroad.currencies import format_amount
from py_core.plan.listing_steps import (
    ListingState,
    ListingStep,
    ListingStepState,
    ProductDraft,
    PublishedState,
    SetListing,
    VersionDraft,
    VersionTexts,
)
from py_core.words import say

LONGEST_SHOWN = 80
_BEFORE_CHANGE = 24
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")


def listing_state_text(step: ListingStep, state: ListingStepState) -> str:
    """A state in a line; of a long text the stretch where the step changes it."""
    match state:
        case ListingState():
            return _listing_text(step, state)
        case PublishedState(deleted=True):
            return say("state_deleted")
        case PublishedState():
            return say("state_on_sale" if state.published else "state_off_sale")
        case VersionTexts():
            return _version_text(state)
        case VersionDraft(exists=False):
            return say("no_version")
        case VersionDraft():
            return _version_draft_text(state, step.currency)
        case ProductDraft(exists=False):
            return say("no_product")
        case ProductDraft():
            return say("state_draft", price=format_amount(state.price_minor, step.currency))
        case _:
            assert_never(state)


def listed(value: str | tuple[str, ...] | None) -> str:
    """A field's value as it is; tags in a row."""
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _listing_text(step: ListingStep, state: ListingState) -> str:
    fields = state.fields
    parts = []
    for field in fields:
        shown = _shown(getattr(state, field))
        if isinstance(step, SetListing):
            start = _common(_shown(getattr(step.before, field)), _shown(getattr(step.after, field)))
            shown = _stretch(shown, start)
        shown = shown or say("state_nothing")
        parts.append(shown if len(fields) == 1 else say(f"state_field_{field}", text=shown))
    return "; ".join(parts)


def _shown(value: str | tuple[str, ...] | None) -> str:
    """A field's value as plain text in one line."""
    if isinstance(value, tuple):
        return listed(value)
    return _BLANKS.sub(" ", unescape(_TAG.sub(" ", value or ""))).strip()


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _stretch(text: str, start: int) -> str:
    first = max(0, start - _BEFORE_CHANGE) if len(text) > LONGEST_SHOWN else 0
    if first:
        first = text.find(" ", first, start) + 1 or first
    last = first + LONGEST_SHOWN
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _version_text(state: VersionTexts) -> str:
    parts = [text or say("state_nothing") for text in (state.name, state.description) if text is not None]
    if state.sets_stock:
        parts.append(_stock_text(state.stock))
    return ", ".join(parts)


def _version_draft_text(state: VersionDraft, currency: str) -> str:
    parts = [say("state_there")]
    if state.price_difference_minor:
        parts.append(say("difference", amount=format_amount(state.price_difference_minor, currency)))
    if state.stock is not None:
        parts.append(_stock_text(state.stock))
    return ", ".join(parts)


def _stock_text(stock: int | None) -> str:
    return say("state_no_stock") if stock is None else say("state_stock", n=stock)
