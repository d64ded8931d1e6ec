"""Around a snapshot of the interpreter: everything is imported before it is made, and looked over once restored.

Nothing that belongs to one start may be in a snapshot: no database, no token, no random state that matters.
"""

import gc
import importlib
import pkgutil
import random
import sqlite3
from decimal import Decimal
from fractions import Fraction

from pydantic import ValidationError

import py_core
from py_core.values import Value

LATER = ("encodings.idna", "unicodedata", "stringprep", "linecache", "tracemalloc")


class BrokenStart(Exception):
    """The interpreter does not work as it should; the message says what was wrong."""


class _Sample(Value):
    name: str
    price_minor: int


def warm() -> None:
    """Import every module of the core, so that a snapshot taken now holds all of them, their models built.

    SQLite is imported and not used: its generator of random numbers is seeded at the first use, which has to come
    after the snapshot.
    """
    for module in pkgutil.walk_packages(py_core.__path__, f"{py_core.__name__}."):
        importlib.import_module(module.name)
    for name in LATER:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def restored() -> None:
    """Make this start its own after a snapshot: fresh random numbers, and proof that the interpreter works.

    Raises: BrokenStart.
    """
    random.seed()
    for name, works in (("models", _models_work), ("numbers", _numbers_work), ("database", _database_works)):
        if not works():
            raise BrokenStart(name)


def _models_work() -> bool:
    sample = _Sample(name="a", price_minor=1200)
    if _Sample.model_validate_json(sample.model_dump_json()) != sample:
        return False
    try:
        _Sample.model_validate({"name": "a", "price_minor": "12"})
    except ValidationError:
        return True
    return False


def _numbers_work() -> bool:
    return Decimal(1) / Decimal(8) == Decimal("0.125") and round(Fraction(7, 2)) == 4


def _database_works() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE TABLE sample (name TEXT, price_minor INTEGER)")
        connection.execute("INSERT INTO sample VALUES ('a', 1200)")
        return connection.execute("SELECT name, price_minor FROM sample").fetchall() == [("a", 1200)]
    finally:
        connection.close()
