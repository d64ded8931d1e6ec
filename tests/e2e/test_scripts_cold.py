"""Scripts where no snapshot may be used: the interpreter starts from nothing, and is as closed as any other."""

from pathlib import Path

from tests.e2e.script_page import script_page

ATTACKS = Path(__file__).parent / "attacks"
CLOSED = ("js_names", "js_objects", "pyodide_js", "machine_code", "memory_bomb")


def test_a_script_runs_without_a_snapshot_and_is_as_confined(tmp_path: Path) -> None:
    with script_page(tmp_path, snapshot=False) as cold:
        cold.sample()
        over = cold.run("import js\nprint(len(shop.products()) > 3, hasattr(js, 'fetch'))")
        assert over.text.strip() == "True False", over
        for name in CLOSED:
            over = cold.run((ATTACKS / f"{name}.txt").read_text())
            assert "LEAK" not in over.text, (name, over)
            assert over.how == "ended", (name, over)
