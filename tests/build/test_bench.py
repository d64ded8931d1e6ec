"""The measurements' one JSON object, and what is refused before anything is measured."""

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from tools import bench
from tools.bench_figures import Report
from tools.bench_shop import BigShop
from tools.environment import SetupError


def quick(_: BigShop) -> Report:
    report = Report()
    report.add("slow", "ms", [30.0, 10.0, 20.00049])
    report.add("fast", "ms", [5.0])
    report.compare("slow", "fast")
    return report


def never(_: BigShop) -> Report:
    raise AssertionError("nothing may be measured")


def test_figures_and_ratios_have_the_agreed_shape() -> None:
    with ExitStack() as stack:
        report = quick(BigShop(stack))
    assert report.as_json() == {
        "figures": {
            "slow": {"median": 20.0, "min": 10.0, "max": 30.0, "unit": "ms"},
            "fast": {"median": 5.0, "min": 5.0, "max": 5.0, "unit": "ms"},
        },
        "ratios": {"slow_over_fast": 4.0},
    }


def test_one_object_goes_to_stdout_and_to_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    assert bench.main(["one", "--json", str(file)], {"one": quick, "two": never}) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["one"]
    assert json.loads(file.read_text()) == printed


def test_without_names_everything_is_measured_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([], {"one": quick, "two": quick}) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["one", "two"]
    assert bench.main(["two", "two"], {"one": never, "two": quick}) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["two"]


def test_an_unknown_name_is_a_sentence_that_names_the_others() -> None:
    listed = ", ".join(bench.BENCHES)
    with pytest.raises(SetupError, match=rf"No such measurement: nope\. There are {listed}\."):
        bench.main(["plan", "nope"])


def test_a_file_that_cannot_be_written_is_noticed_first(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="nothing was measured"):
        bench.main(["one", "--json", str(tmp_path / "missing" / "figures.json")], {"one": never})


@pytest.mark.parametrize("arguments", [["--json"], ["--fast"]])
def test_a_wrong_option_ends_with_its_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        bench.main(arguments, {"one": never})
    assert ended.value.code == 2
    assert "usage: build.py bench" in capsys.readouterr().err
