"""How the demo compares what it reads on the pages, and what it makes of a difference."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools import demo
from tools.demo_compare import (
    Shown,
    changed_by,
    listed,
    previewed,
    read_price,
    run_differences,
    shop_differences,
)
from tools.demo_drive import Drive
from tools.panel import Row

PREVIEW = {
    "a": Row("Icons", ("$19.00", "$21.99", "+$2.60")),
    "b": Row("Kana", ("¥1,200+", "¥1,344+", "+¥125")),
    "c": Row("Letters", ("", "", "")),
}
RUN = {"a": Row("Icons", ("$19 → $21.99", "changed")), "b": Row("Kana", ("¥1,200+ → ¥1,344+", "changed"))}
SHOP = {
    "a": Row("Icons", ("W", "2 codes", "$19", "")),
    "b": Row("Kana", ("K", "", "¥1,200+", "")),
    "c": Row("Letters", ("L", "", "$5 a month", "")),
}


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("$19", Shown("$", Decimal(19), "")),
        ("$19.00", Shown("$", Decimal(19), "")),
        ("€1,299.50+", Shown("€", Decimal("1299.5"), "+")),
        ("$5 a month", Shown("$", Decimal(5), "a month")),
        ("Free", Shown("", Decimal(0), "")),
    ],
)
def test_a_price_is_read_as_it_is_written(text: str, price: Shown) -> None:
    assert read_price(text) == price


def test_what_is_not_a_price_is_refused() -> None:
    with pytest.raises(ValueError, match="not a price"):
        read_price("soon")


def test_a_run_as_previewed_has_no_differences() -> None:
    changes = previewed(PREVIEW)
    assert list(changes) == ["a", "b"]
    assert run_differences(changes, RUN) == []


def test_every_difference_of_a_run_is_a_sentence() -> None:
    changes = previewed(PREVIEW)
    other = {"a": Row("Icons", ("$19 → $22.99", "left alone")), "d": Row("Extra", ("$1 → $2", "changed"))}
    assert run_differences(changes, other) == [
        "Extra was run and not previewed",
        "Icons ended as “left alone”, not “changed”",
        "Icons: $19.00 → $21.99 was previewed, “$19 → $22.99” was run",
        "Kana was previewed and has no row in the run",
    ]


def test_the_shop_is_compared_price_by_price() -> None:
    before = listed(SHOP)
    after = changed_by(before, previewed(PREVIEW))
    assert shop_differences(before, before, SHOP) == []
    assert shop_differences(after, {**before, "d": before["a"]}, SHOP) == [
        "Icons costs $19, not $21.99",
        "Kana costs ¥1200+, not ¥1344+",
        "a product d has come into the shop",
    ]
    assert shop_differences(before, {key: before[key] for key in ("a", "b")}, SHOP) == [
        "Letters is not in the shop any more"
    ]


@contextmanager
def no_browser(*_: object, **__: object) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(context=SimpleNamespace(pages=[]))


@pytest.fixture
def without_chromium(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo, "driven", no_browser)
    monkeypatch.setattr(demo, "PICTURES", tmp_path / "pictures")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.usefixtures("without_chromium")
def test_any_difference_makes_the_demo_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Drive, "whole", lambda drive: drive.problems.append("Icons costs $19, not $21.99"))
    assert demo.main(["--headless"]) == 1
    assert "Icons costs $19, not $21.99" in capsys.readouterr().err


@pytest.mark.usefixtures("without_chromium")
def test_a_halt_makes_the_demo_fail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def halt(_: Drive) -> None:
        raise TimeoutError("waited 60 s for the welcome page")

    monkeypatch.setattr(Drive, "whole", halt)
    assert demo.main(["--headless"]) == 1
    assert "waited 60 s for the welcome page" in capsys.readouterr().err


@pytest.mark.usefixtures("without_chromium")
def test_without_a_display_it_says_so_and_drives_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Drive, "whole", lambda _: None)
    assert demo.main([]) == 0
    assert "no display" in capsys.readouterr().out


def test_a_display_is_looked_for_on_linux_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert demo.has_display()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    assert demo.has_display()
