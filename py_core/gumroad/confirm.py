"""What a write asked for against what its answer shows. No I/O here.

Gumroad ignores parameters it does not know and still says success, so a field that did not change is the
only sign of a mistake. Source: API contract, sections 1.1 and 14.
"""

from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.wire import Mismatch

_SHOWN = 200


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return ", ".join(str(item) for item in value)[:_SHOWN]
        case _:
            return str(value)[:_SHOWN]


def compared(*fields: tuple[str, object | Keep, object]) -> tuple[Mismatch, ...]:
    """The fields, each (name, asked, found), that were asked for and are not so. Cleared text may be empty."""
    return tuple(
        Mismatch(name, _shown(asked), _shown(found))
        for name, asked, found in fields
        if asked is not KEEP and asked != found and not (asked in (None, "") and found in (None, ""))
    )
