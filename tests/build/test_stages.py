"""The small machinery of the stages: skipping what is unchanged, counting what ran."""

from pathlib import Path

import pytest

from tools import pure_coverage, stamps, suites
from tools.environment import SetupError


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    return []


def _stage(output: Path, ran: list[str]) -> None:
    ran.append(output.name)
    output.write_text("made")


def test_an_unchanged_stage_runs_once(tmp_path: Path, ran: list[str]) -> None:
    output = tmp_path / "out"
    assert stamps.run_if_changed("x", "key", output, lambda: _stage(output, ran))
    assert not stamps.run_if_changed("x", "key", output, lambda: _stage(output, ran))
    assert len(ran) == 1


def test_a_changed_key_or_a_missing_output_runs_it_again(tmp_path: Path, ran: list[str]) -> None:
    output = tmp_path / "out"
    stamps.run_if_changed("x", "key", output, lambda: _stage(output, ran))
    assert stamps.run_if_changed("x", "other", output, lambda: _stage(output, ran))
    output.unlink()
    assert stamps.run_if_changed("x", "other", output, lambda: _stage(output, ran))
    assert len(ran) == 3


def test_a_stage_that_failed_runs_again(tmp_path: Path, ran: list[str]) -> None:
    output = tmp_path / "out"
    output.write_text("left over")

    def fail() -> None:
        ran.append("failed")
        raise SetupError("no")

    for _ in range(2):
        with pytest.raises(SetupError):
            stamps.run_if_changed("x", "key", output, fail)
    assert ran == ["failed", "failed"]


def test_failures_errors_and_skips_count_as_failed(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3"/>'
        '<testsuite tests="5" failures="0" errors="0" skipped="0"/></testsuites>'
    )
    tally = suites.Tally()
    suites.count(tally, report)
    assert (tally.passed, tally.failed) == (9, 6)


def test_a_suite_without_tests_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(suites, "SUITES", {"empty": str})
    assert suites.main([]) == 1
    assert capsys.readouterr().out.endswith("0 passed, 1 failed\n")


def test_a_green_run_ends_with_the_sum(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(suites, "SUITES", {"one": lambda tally: tally.check("a", None)})
    assert suites.main(["one"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "one: 1 passed in 0 s"
    assert lines[-1] == "1 passed, 0 failed"


def test_an_unknown_suite_is_a_sentence() -> None:
    with pytest.raises(SetupError, match="No such suite: nope"):
        suites.main(["nope"])


def test_a_pure_module_that_is_not_covered_is_named(tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    report.write_text('{"files": {"py_core/money.py": {"missing_lines": [7], "missing_branches": []}}}')
    gaps = pure_coverage.gaps(report)
    assert "py_core/money.py: lines [7], branches []" in gaps
    assert "py_core/values.py: never imported" in gaps
