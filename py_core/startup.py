"""Around a snapshot of the interpreter: everything is imported before it is made, and looked over once restored.

Nothing that belongs to one start may be in a snapshot: no database, no token, no random state that matters.
"""

import gc
import importlib
import json
import os
import pkgutil
import random
import sqlite3
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

import py_core
from py_core.app import App
from py_core.execution.ports import Transport
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo
from py_core.protocol.envelope import PROTOCOL
from py_core.values import Value

REHEARSALS = 20
REHEARSAL = {"version": "rehearsal", "durable": False}
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


async def rehearse() -> None:
    """Do what sellers do most, a few times over, in the sample shop and in memory.

    It leaves nothing behind but machine code: the browser optimises what ran often, and keeps it for later starts.

    Raises: BrokenStart when a command is refused.
    """
    app = App(sqlite3.connect(":memory:", isolation_level=None), _NoTime(), _refused, str, os.urandom, REHEARSAL)
    await _result(app, {"op": "account.sample", "reset": True})
    await app.idle()
    shop = await _result(app, {"op": "catalog.get"})
    product_ids = [product["id"] for product in shop["products"]]
    form = PriceForm(mode=Mode.PERCENT, percent="+10", ending=Ending.P99, ending_to=RoundTo.UP)
    for _ in range(REHEARSALS):
        await _result(app, {"op": "plan.price", "form": form.model_dump(mode="json"), "product_ids": product_ids})
        restored()


async def _result(app: App, command: dict[str, Any]) -> Any:
    answer = json.loads(await app.handle(json.dumps({"v": PROTOCOL, "id": "rehearsal", "command": command})))
    if not answer["ok"]:
        raise BrokenStart(f"{command['op']}: {answer['error']['code']}")
    return answer["result"]


class _NoTime:
    """A clock for a place where nothing has to wait."""

    def now_ms(self) -> int:
        return 0

    async def sleep(self, seconds: float) -> None:
        del seconds


def _refused(token: str) -> Transport:
    del token
    raise BrokenStart("a rehearsal has no token")


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
