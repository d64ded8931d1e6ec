"""What a seller wants of a language model, as chosen and typed. No I/O here."""

from enum import StrEnum

from py_core.values import Value


class SuggestField(StrEnum):
    """A part of a listing that can be suggested, in the order in which parts are shown."""

    NAME = "name"
    SUMMARY = "summary"
    DESCRIPTION = "description"
    TAGS = "tags"


class Wishes(Value):
    """Which parts, and in what manner they should be written; `tone` is the seller's own words, empty for none."""

    fields: tuple[SuggestField, ...] = ()
    tone: str = ""


class ModelPrices(Value):
    """What the seller's model costs, as typed: per million tokens sent and per million that come back.

    Both empty where it costs nothing or the seller does not know.
    """

    sent: str = ""
    back: str = ""
    currency: str = "usd"
