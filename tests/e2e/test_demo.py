"""The demo drives the main job by itself, as `python3 build.py demo --headless` does."""

from pathlib import Path

import pytest

from tools import demo

SCENES = (
    "welcome",
    "products",
    "filter",
    "form",
    "preview",
    "running",
    "finished",
    "history",
    "undo-preview",
    "popup",
)


def test_the_demo_finds_everything_as_previewed_and_leaves_screenshots(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "PICTURES", tmp_path)
    assert demo.main(["--headless"]) == 0, capsys.readouterr().err
    assert "put it back" in capsys.readouterr().out
    taken = {path.stem.partition("-")[2]: path.stat().st_size for path in tmp_path.glob("*.png")}
    assert set(SCENES) <= taken.keys()
    assert {"preview-360", "preview-wide", "preview-dark", "settings-wide-dark"} <= taken.keys()
    assert min(taken.values()) > 0
