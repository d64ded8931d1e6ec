"""What speaks against a write, as values; and the end of a write that something speaks against. No I/O here."""

from collections.abc import Iterable

from py_core.errors import InputError
from py_core.gumroad.keep import Keep
from py_core.values import Value
from py_core.words import say

INT32_MAX = 2_147_483_647


class Objection(Value):
    """One rule that a write breaks. `field` is the parameter it is about, `code` is stable."""

    field: str
    code: str
    text: str


def object_to(field: str, code: str, /, **values: object) -> Objection:
    """An objection with the sentence of its code."""
    return Objection(field=field, code=code, text=say(code, **values))


def refuse(objections: Iterable[Objection]) -> None:
    """Raises: InputError with all of them, when there are any. Nothing has been sent."""
    found = tuple(objections)
    if found:
        sentences = dict.fromkeys(one.text for one in found)
        fields: dict[str, str] = {}
        for one in found:
            fields.setdefault(one.field, one.text)
        raise InputError(found[0].code, " ".join(sentences), hint=say("not_sent_hint"), fields=fields)


def number_objections(
    field: str, value: object, *, lowest: int = 0, highest: int = INT32_MAX
) -> tuple[Objection, ...]:
    """Whether a value is a whole number within bounds. Gumroad would read `9.99` as 9 and a text as 0.

    KEEP and None are no numbers to object to. Source: API contract, sections 1.1 and 6.7 (rules 4 and 5).
    """
    if value is None or isinstance(value, Keep):
        return ()
    if not isinstance(value, int) or isinstance(value, bool):
        return (object_to(field, "write_not_whole", what=say(f"the_{field}")),)
    if not lowest <= value <= highest:
        return (
            object_to(field, "write_out_of_range", what=say(f"the_{field}"), lowest=lowest, highest=f"{highest:,}"),
        )
    return ()
