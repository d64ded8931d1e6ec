"""Scripts in other tools: as a price rule, a filter, a column of a file. Each is one function of the script.

What such a function gives is collected for each product or sale, and the tool does the rest: its own preview,
table or file. A script that is asked in this way changes nothing and plans nothing.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from typing import Any, Literal

from py_core.errors import InputError
from py_core.sales.selection import SalesFilter
from py_core.scripting.amounts import Amount, exact, plain, rounded
from py_core.scripting.output import Output, as_text
from py_core.scripting.reading import Reader
from py_core.scripting.records import Product, Sale, sale_of
from py_core.scripting.shop import Shop
from py_core.values import Value
from py_core.words import say

MOST_ANSWERS = 500_000
MOST_CHARACTERS = 50_000_000
TRIED_SALES = 20
LARGEST_WHOLE = 2**53 - 1

CellKind = Literal["text", "whole", "money", "yes_no"]


class Role(StrEnum):
    """What a script can be in another tool; each value is the name of the function that makes it so.

    PRICE is a price rule: `price(p)` gives what a product shall cost, or None to leave it alone.
    CHOOSE is a filter: `choose(p)` says whether a product is chosen.
    CELL is a column of an exported file: `cell(s)` gives what stands in it for a sale.
    """

    PRICE = "price"
    CHOOSE = "choose"
    CELL = "cell"


class Task(Value):
    """What a tool asks: about these products (none named: all), or about the sales of a filter, at most `most`."""

    role: Role
    product_ids: tuple[str, ...] = ()
    sales: SalesFilter = SalesFilter()
    most: int | None = None


class Answers(Value):
    """What a script answered, in the order it was asked: ids of products or sales, and a value for each.

    PRICE: `values` are exact amounts in minor units as fractions ("799" or "3996/5"), `currencies` what they are
    in; products that are left alone are not there. CHOOSE: the products that are chosen; there are no values.
    CELL: every sale, each value a cell of `kind` (None is an empty one) as files have them.
    """

    role: Role
    kind: CellKind = "text"
    keys: tuple[str, ...] = ()
    values: tuple[str | int | None, ...] = ()
    currencies: tuple[str, ...] = ()


@dataclass(slots=True)
class Scene:
    """A script that has run, and what it is asked with. `names` are its own.

    `about` is what it is being asked about, for the sentence on what goes wrong there; empty in between.
    """

    names: Mapping[str, Any]
    shop: Shop
    reader: Reader
    output: Output
    about: str = ""


def roles_of(text: str) -> tuple[Role, ...]:
    """What a script can be: by the functions of one parameter that it defines at its top level."""
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    defined = {each.name for each in statements if isinstance(each, ast.FunctionDef) and _takes_one(each.args)}
    return tuple(role for role in Role if role in defined)


def _takes_one(parameters: ast.arguments) -> bool:
    needed = len(parameters.posonlyargs) + len(parameters.args) - len(parameters.defaults)
    return needed == 1 and all(default is not None for default in parameters.kw_defaults)


def answers(task: Task, scene: Scene) -> Answers:
    """Ask the script's function about all that the task names. Raises: InputError, and whatever it raises."""
    function = scene.names.get(task.role)
    if not callable(function):
        raise InputError("script_no_function", say("script_no_function", name=task.role.value))
    found = _ASKED[task.role](function, task, scene)
    scene.about = ""
    return found


def tried(roles: Iterable[Role], scene: Scene) -> None:
    """Show what a script would answer in these roles: the seller runs it to see that."""
    for role in roles:
        _SHOWN[role](answers(Task(role=role, most=TRIED_SALES), scene), scene)


def _products(task: Task, scene: Scene) -> Iterator[Product]:
    wanted = frozenset(task.product_ids)
    for product in scene.shop.products():
        if not wanted or product.id in wanted:
            scene.about = product.name
            yield product


def _prices(function: Callable[[Product], Any], task: Task, scene: Scene) -> Answers:
    found: list[tuple[str, str, str]] = []
    for product in _products(task, scene):
        price = function(product)
        if price is not None:
            found.append((product.id, str(Fraction(exact(price, product.currency))), product.currency))
    keys, values, currencies = zip(*found, strict=True) if found else ((), (), ())
    return Answers(role=Role.PRICE, keys=keys, values=values, currencies=currencies)


def _chosen(function: Callable[[Product], Any], task: Task, scene: Scene) -> Answers:
    keys = tuple(product.id for product in _products(task, scene) if function(product))
    return Answers(role=Role.CHOOSE, keys=keys)


def _sales(task: Task, scene: Scene) -> Iterator[Sale]:
    rows = scene.reader.rows("sales", {"filter": task.sales.model_dump(mode="json")})
    for sale in islice(map(sale_of, rows), task.most):
        scene.about = say("script_sale_of", product=sale.product, day=sale.day.isoformat())
        yield sale


def _cells(function: Callable[[Sale], Any], task: Task, scene: Scene) -> Answers:
    keys: list[str] = []
    given: list[Any] = []
    characters = 0
    for sale in _sales(task, scene):
        cell = function(sale)
        if isinstance(cell, float | Decimal):
            plain(cell)
        elif not isinstance(cell, bool | int | Fraction | Amount | None):
            cell = as_text(cell)
            characters += len(cell)
        keys.append(sale.id)
        given.append(cell)
        if len(keys) > MOST_ANSWERS or characters > MOST_CHARACTERS:
            raise InputError("script_many_answers", say("script_many_answers", most=f"{MOST_ANSWERS:,}"))
    kind = _kind(given)
    return Answers(role=Role.CELL, kind=kind, keys=tuple(keys), values=tuple(map(_DRAWN[kind], given)))


def _kind(given: Sequence[Any]) -> CellKind:
    """The narrowest kind that all cells of a column are of. A page reads no whole number above the largest."""
    kinds = {type(cell) for cell in given if cell is not None}
    currencies = {cell.currency for cell in given if isinstance(cell, Amount)}
    is_large = any(isinstance(cell, int) and abs(cell) > LARGEST_WHOLE for cell in given)
    if not kinds or str in kinds or (bool in kinds and len(kinds) > 1) or len(currencies) > 1 or is_large:
        return "text"
    if kinds == {bool}:
        return "yes_no"
    return "whole" if kinds == {int} else "money"


def _number(cell: Any) -> str | None:
    """An amount in whole units, or a number, with at most six decimals."""
    if cell is None:
        return None
    return format(cell.major if isinstance(cell, Amount) else rounded(plain(cell), 6), "f")


_DRAWN: Mapping[CellKind, Callable[[Any], str | int | None]] = {
    "text": lambda cell: None if cell is None else as_text(cell),
    "whole": lambda cell: cell,
    "yes_no": lambda cell: None if cell is None else int(cell),
    "money": _number,
}


_ASKED: Mapping[Role, Callable[[Callable[[Any], Any], Task, Scene], Answers]] = {
    Role.PRICE: _prices,
    Role.CHOOSE: _chosen,
    Role.CELL: _cells,
}


def _show_prices(found: Answers, scene: Scene) -> None:
    products = {product.id: product for product in scene.shop.products()}
    rows = []
    for key, value, currency in zip(found.keys, found.values, found.currencies, strict=True):
        product = products[key]
        new = Amount.of_minor(Fraction(str(value)), currency)
        if new != product.price:
            rows.append((product.name, product.price, new))
    about = say("script_tried_price", n=len(rows), of=len(products))
    _show(scene.output, about, rows, ("product", "before", "after"))


def _show_chosen(found: Answers, scene: Scene) -> None:
    chosen = frozenset(found.keys)
    products = scene.shop.products()
    rows = [(product.name, product.price) for product in products if product.id in chosen]
    about = say("script_tried_choose", n=len(rows), of=len(products))
    _show(scene.output, about, rows, ("product", "price"))


def _show_cells(found: Answers, scene: Scene) -> None:
    sales = zip(scene.shop.sales(), found.values, strict=False)
    rows = [(sale.day, sale.product, value) for sale, value in sales]
    _show(scene.output, say("script_tried_cell", n=len(rows)), rows, ("day", "product", "cell"))


def _show(output: Output, about: str, rows: list[tuple[Any, ...]], columns: tuple[str, ...]) -> None:
    output.write(f"{about}\n")
    if rows:
        output.show([dict(zip(columns, row, strict=True)) for row in rows], columns)


_SHOWN: Mapping[Role, Callable[[Answers, Scene], None]] = {
    Role.PRICE: _show_prices,
    Role.CHOOSE: _show_chosen,
    Role.CELL: _show_cells,
}
