"""What is done right after a snapshot was restored."""

import random

import pytest

from py_core import startup


def test_a_working_interpreter_passes_its_check() -> None:
    startup.restored()


def test_the_dice_of_the_snapshot_are_not_thrown_again() -> None:
    frozen = random.getstate()
    startup.restored()
    first = random.random()
    random.setstate(frozen)
    startup.restored()
    assert random.random() != first


@pytest.mark.parametrize("part", ["models", "numbers", "database"])
def test_what_does_not_work_is_named(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, f"_{part}_work{'s' if part == 'database' else ''}", lambda: False)
    with pytest.raises(startup.BrokenStart, match=part):
        startup.restored()


async def test_the_rehearsal_does_what_it_says_and_needs_nobody() -> None:
    await startup.rehearse()


async def test_a_rehearsal_that_is_refused_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "PROTOCOL", 0)
    with pytest.raises(startup.BrokenStart, match=r"account\.sample: protocol_mismatch"):
        await startup.rehearse()
