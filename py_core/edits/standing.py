"""What a product's stored JSON says of the fields that wants are about. No I/O here."""

from collections.abc import Mapping
from typing import Any, assert_never

from py_core.edits.wants import Field
from py_core.values import Value


class Standing(Value):
    """A listing as it stands. Texts are empty where Gumroad has none; `html` is the description.

    `refund_period` and `fine_print` are None where the product's full JSON has not been read: lists leave the
    refund policy out (API contract, section 6.2).
    """

    name: str
    html: str
    summary: str
    receipt: str
    tags: tuple[str, ...]
    category: str
    refund_period: str | None
    fine_print: str | None

    def text_of(self, field: Field) -> str | tuple[str, ...] | None:
        """What stands in that field; None where that is not known."""
        match field:
            case Field.DESCRIPTION:
                return self.html
            case Field.NAME:
                return self.name
            case Field.SUMMARY:
                return self.summary
            case Field.RECEIPT:
                return self.receipt
            case Field.TAGS:
                return self.tags
            case Field.CATEGORY:
                return self.category
            case Field.REFUND_PERIOD:
                return self.refund_period
            case Field.FINE_PRINT:
                return self.fine_print
            case _:
                assert_never(field)


def read_standing(raw: Mapping[str, Any]) -> Standing:
    """A product's listing out of its JSON; what is missing or odd there counts as not given."""
    policy = raw.get("refund_policy")
    tags = raw.get("tags")
    return Standing(
        name=_text(raw.get("name")),
        html=_text(raw.get("description")),
        summary=_text(raw.get("custom_summary")),
        receipt=_text(raw.get("custom_receipt")),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        category=_text(raw.get("category")),
        refund_period=_period(policy) if isinstance(policy, Mapping) else None,
        fine_print=_text(policy.get("fine_print")) if isinstance(policy, Mapping) else None,
    )


def _period(policy: Mapping[str, Any]) -> str | None:
    period = policy.get("refund_period")
    return period if isinstance(period, str) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
