"""Runs one script: its names, its output, and what became of it in words a person can use."""

import ast
import builtins
import sys
import traceback
from contextlib import redirect_stdout
from datetime import date, timedelta
from decimal import Decimal
from types import CodeType
from typing import Any

from py_core.errors import CoreError, InputError
from py_core.scripting.amounts import Amount
from py_core.scripting.changes import ScriptChange
from py_core.scripting.live import Send, nowhere
from py_core.scripting.output import Item, Output, printable
from py_core.scripting.planning import Plan
from py_core.scripting.reading import Ask, Reader
from py_core.scripting.roles import Answers, Scene, Task, answers, roles_of, tried
from py_core.scripting.shop import Shop
from py_core.values import Value
from py_core.words import say

FILE = "script.py"
LONGEST_SCRIPT = 200_000


class Trouble(Value):
    """Why a script ended early: a sentence, what helps, and the line of the script (None where it has none)."""

    message: str
    hint: str = ""
    line: int | None = None


class ScriptEnd(Value):
    """What a script showed and wanted. With `trouble` it ended early, and nothing of what it wanted counts.

    `answers` is what it answered where a tool asked it something; then it wants nothing.
    """

    items: tuple[Item, ...]
    changes: tuple[ScriptChange, ...]
    trouble: Trouble | None = None
    answers: Answers | None = None


def run_script(text: str, ask: Ask, today: date, send: Send = nowhere, task: Task | None = None) -> ScriptEnd:
    """Run a script to its end. `today` is the seller's day, `send` its way to Gumroad itself.

    With a `task` one of its functions is asked; without one, and without a plan, those it defines are tried.

    Whatever it raises is told as a sentence with the line; interrupting it, too.
    """
    output, plan = Output(), Plan()
    trouble: Trouble | None = None
    found: Answers | None = None
    reader = Reader(ask)
    shop = Shop(reader, send)
    known = names(shop, plan, output, today)
    scene = Scene(known, shop, reader, output)
    try:
        code = compiled(text)
        with redirect_stdout(output):
            exec(code, known)
            if task is not None:
                found = answers(task, scene)
            elif not plan.changes:
                tried(roles_of(text), scene)
        if task is not None and plan.changes:
            raise InputError("script_rule_plans", say("script_rule_plans"))
    except KeyboardInterrupt:
        trouble = Trouble(message=say("script_stopped"))
    except SystemExit:
        if task is not None:
            trouble = Trouble(message=say("script_left"))
    except BaseException as error:
        trouble = trouble_of(error, scene.about)
    changes = () if trouble or task else plan.changes
    return ScriptEnd(items=output.items(), changes=changes, trouble=trouble, answers=None if trouble else found)


def compiled(text: str) -> CodeType:
    """The script as code. Raises: SyntaxError; CoreError where it is too long."""
    if len(text) > LONGEST_SCRIPT:
        raise CoreError("script_long", say("script_long", most=f"{LONGEST_SCRIPT:,}"))
    return compile(ast.parse(text, FILE), FILE, "exec", dont_inherit=True)


def names(shop: Shop, plan: Plan, output: Output, today: date) -> dict[str, Any]:
    """What a script finds: `shop` to read, `plan` to fill, `show` and `plot` to show, and dates."""
    return {
        "__name__": "__main__",
        "__builtins__": builtins,
        "shop": shop,
        "plan": plan,
        "show": output.show,
        "plot": output.plot,
        "today": today,
        "days": lambda count: timedelta(days=count),
        "Decimal": Decimal,
        "Amount": Amount,
    }


def trouble_of(error: BaseException, about: str = "") -> Trouble:
    """An error as a sentence, with the last line of the script that it went through and what that was about."""
    trouble = _trouble(error)
    if not about:
        return trouble
    message = say("script_at", name=printable(about[:80]), message=trouble.message)
    return trouble.model_copy(update={"message": message})


def _trouble(error: BaseException) -> Trouble:
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return Trouble(message=say("script_syntax", why=error.msg), line=error.lineno)
    line = _line_of(error)
    if isinstance(error, CoreError):
        return Trouble(message=error.message, hint=error.hint, line=line)
    if isinstance(error, RecursionError):
        return Trouble(message=say("script_recursion"), line=line)
    if isinstance(error, MemoryError):
        return Trouble(message=say("script_memory"), line=line)
    if isinstance(error, ZeroDivisionError):
        return Trouble(message=say("script_zero"), line=line)
    kind = printable(type(error).__name__[:100])
    try:
        words = printable(str(error)[:500])
    except BaseException:
        words = ""
    return Trouble(message=say("script_raised", kind=kind, words=words) if words else kind, line=line)


def _line_of(error: BaseException) -> int | None:
    frames = traceback.extract_tb(error.__traceback__, limit=-sys.getrecursionlimit())
    lines = [frame.lineno for frame in frames if frame.filename == FILE]
    return lines[-1] if lines else None
