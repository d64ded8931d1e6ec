"""Every name that a script can use, out of the docstrings: for completion, and for the page that explains them."""

import inspect
import re
from dataclasses import fields
from typing import Any

from py_core.scripting.amounts import Amount
from py_core.scripting.live import Live
from py_core.scripting.output import Output
from py_core.scripting.planning import Plan
from py_core.scripting.records import Code, Customer, Payout, Product, Sale, Subscriber, SummaryRow, Version
from py_core.scripting.roles import Role
from py_core.scripting.shop import Shop
from py_core.values import Value

RECORDS = (Product, Version, Code, Sale, Customer, Subscriber, Payout, SummaryRow)
_MARK = re.compile(r"\s*Example: `(?P<text>.*)`\s*$", re.DOTALL)
_RAISES = re.compile(r"\s*Raises: .*$", re.DOTALL)
_ROLES = (
    (
        Role.PRICE,
        "p",
        "A price rule: what a product shall cost, or None to leave it alone. Saved, the script stands by its name"
        " under Prices, where steps, endings and limits apply to what it gives.",
        "def price(p): return p.price * 0.9 if p.price > 20 else None",
    ),
    (
        Role.CHOOSE,
        "p",
        "A filter: whether a product is chosen. Saved, the script stands by its name among the filters of"
        " Products.",
        "def choose(p): return not p.summary",
    ),
    (
        Role.CELL,
        "s",
        "A column: what stands in it for a sale: a text, a number, an amount, a day, or None for nothing."
        " Saved, the script stands by its name among the columns when you export sales.",
        'def cell(s): return "weekend" if s.day.weekday() > 4 else "week"',
    ),
)
_SHOWN = {"days": "A stretch of days, to be added to a day or taken from it.", "today": "The day it is for you."}


class Entry(Value):
    """One name. `owner` is what it belongs to: `shop`, `Product`, `def` for what a script
    may define for other tools, empty for names of their own.

    `signature` is how it is written, `about` what it does, `example` a line that uses it (empty: there is none).
    """

    owner: str
    name: str
    signature: str
    about: str
    example: str = ""


def reference() -> tuple[Entry, ...]:
    """All names, in the order in which they are explained."""
    output = ("show", "plot")
    return (
        *_methods("shop", Shop),
        *_methods("shop.live", Live),
        *_methods("plan", Plan),
        *(_method("", name, getattr(Output, name)) for name in output),
        Entry(owner="", name="today", signature="today", about=_SHOWN["today"], example="today.year"),
        Entry(owner="", name="days", signature="days(count)", about=_SHOWN["days"], example="today - days(90)"),
        *(
            Entry(owner="def", name=role.value, signature=f"def {role.value}({of}):", about=about, example=example)
            for role, of, about, example in _ROLES
        ),
        *(entry for record in RECORDS for entry in _record(record)),
        *_properties("Amount", Amount),
    )


def about_of(kind: type[Any]) -> str:
    """What a kind of object is, in its own words."""
    return _words(inspect.getdoc(kind) or "")[0]


def _methods(owner: str, kind: type[Any]) -> tuple[Entry, ...]:
    found = (
        (name, member)
        for name, member in vars(kind).items()
        if not name.startswith("_") and inspect.isfunction(member)
    )
    return tuple(_method(owner, name, member) for name, member in found)


def _method(owner: str, name: str, member: Any) -> Entry:
    about, example = _words(inspect.getdoc(member) or "")
    parameters = [str(each) for each in _parameters(member)]
    signature = f"{owner + '.' if owner else ''}{name}({', '.join(parameters)})"
    return Entry(owner=owner, name=name, signature=signature, about=about, example=example)


def _parameters(member: Any) -> list[str]:
    """What is given, without types: a script's reader needs the names and what is taken when they are left out."""
    found: list[str] = []
    only_named = False
    for parameter in list(inspect.signature(member).parameters.values())[1:]:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not only_named:
            found.append("*")
            only_named = True
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            found.append(f"**{parameter.name}")
            continue
        default = parameter.default
        found.append(parameter.name if default is inspect.Parameter.empty else f"{parameter.name}={default!r}")
    return found


def _record(kind: type[Any]) -> tuple[Entry, ...]:
    about = about_of(kind)
    named = (Entry(owner=kind.__name__, name=one.name, signature=one.name, about="") for one in fields(kind))
    head = Entry(owner="", name=kind.__name__, signature=kind.__name__, about=about)
    return (head, *named, *_properties(kind.__name__, kind, head=False))


def _properties(owner: str, kind: type[Any], *, head: bool = True) -> tuple[Entry, ...]:
    found = tuple(
        Entry(owner=owner, name=name, signature=name, about=_words(inspect.getdoc(member) or "")[0])
        for name, member in vars(kind).items()
        if isinstance(member, property)
    )
    own = Entry(owner="", name=owner, signature=owner, about=about_of(kind))
    return (own, *found) if head else found


def _words(doc: str) -> tuple[str, str]:
    """A docstring's words and its example, each on one line a paragraph."""
    mark = _MARK.search(doc)
    words = _RAISES.sub("", doc[: mark.start()] if mark else doc)
    about = "\n".join(" ".join(part.split()) for part in words.split("\n\n"))
    return about.strip(), " ".join(mark["text"].split()) if mark else ""
