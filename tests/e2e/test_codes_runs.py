"""Codes made, changed, replaced, deleted and taken back in the browser; the server has the last word each time."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.e2e.core import Core
from tests.e2e.shops import TOKEN, mixed_shop, writes
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

MAKE = {
    "job": "make",
    "name": "AUTUMN20",
    "kind": "percent",
    "percent": "20",
    "cap": "50",
    "minimums": {"usd": "5"},
}
SHOWN = ("name", "percent_off", "amount_cents", "max_purchase_count", "minimum_amount_cents", "universal")
Codes = dict[str, list[Mapping[str, Any]]]


@pytest.fixture(scope="module")
def core(shared: Driven, server: RunningSandbox) -> Core:
    server.control("POST", "reset", mixed_shop())
    core = Core(shared)
    core.read_shop(TOKEN)
    return core


@pytest.fixture
def ids(core: Core, server: RunningSandbox) -> dict[str, str]:
    """Permalink -> product id of a shop that is as new, read anew."""
    server.control("POST", "reset", mixed_shop())
    server.control("DELETE", "faults")
    core.reread()
    server.control("DELETE", "requests")
    products = server.control("GET", "state")["products"]
    return {product["custom_permalink"]: product["id"] for product in products}


def standing(server: RunningSandbox) -> Codes:
    """Permalink -> its live codes as the server has them, without ids and uses; universal ones under `*`."""
    state = server.control("GET", "state")
    links = {product["id"]: product["custom_permalink"] for product in state["products"]}
    found: Codes = {}
    for code in state["offer_codes"]:
        if code.get("deleted"):
            continue
        shown = {name: code.get(name) for name in SHOWN}
        for link in ["*"] if code.get("universal") else [links[key] for key in code["product_ids"]]:
            found.setdefault(link, []).append(shown)
    return {link: sorted(codes, key=lambda code: str(code["name"])) for link, codes in found.items()}


def ran(core: Core, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Run a plan to its end, everything that needs a yes accepted."""
    blocks = [finding["code"] for finding in plan["findings"] if finding["severity"] == "block"]
    accepted = core.ask("plan.accept", digest=plan["digest"], codes=blocks)
    return core.run_over(core.ask("run.start", digest=accepted["digest"])["run_id"])


def refs(core: Core, *names: str) -> list[dict[str, str]]:
    """Forms' way to point at the codes of these names."""
    rows = core.ask("codes.list")["rows"]
    return [part["ref"] for row in rows if row["name"] in names for part in row["parts"]]


def test_made_as_shown_and_taken_back(core: Core, server: RunningSandbox, ids: dict[str, str]) -> None:
    before = standing(server)
    plan = core.ask("plan.codes", form=MAKE, product_ids=list(ids.values()))
    shown = {row["product_id"]: row for row in plan["code_rows"] if row["doing"] == "create"}
    run = ran(core, plan)
    assert {row["state"] for row in run["rows"]} == {"applied"}
    after = standing(server)
    made = {link for link in ids if len(after.get(link, [])) > len(before.get(link, []))}
    assert made == {link for link, key in ids.items() if key in shown}
    assert len(writes(server)) == len(made) == plan["writes"]
    for link in made:
        (code,) = [code for code in after[link] if code["name"] == "AUTUMN20"]
        assert (code["percent_off"], code["max_purchase_count"], code["universal"]) == (20, 50, False)
    undo = core.ask("plan.undo", run_id=run["run"]["run_id"], keys=None)
    assert {row["doing"] for row in undo["code_rows"]} == {"delete"}
    assert {row["state"] for row in ran(core, undo)["rows"]} == {"applied"}
    assert standing(server) == before


def test_what_was_deleted_is_made_again(core: Core, server: RunningSandbox, ids: dict[str, str]) -> None:
    ran(core, core.ask("plan.codes", form=MAKE, product_ids=list(ids.values())))
    core.reread()
    before = standing(server)
    run = ran(core, core.ask("plan.codes", form={"job": "delete", "refs": refs(core, "AUTUMN20", "HALF50")}))
    assert standing(server) == {}
    undone = ran(core, core.ask("plan.undo", run_id=run["run"]["run_id"], keys=None))
    assert {row["state"] for row in undone["rows"]} == {"applied"}
    assert standing(server) == before


@pytest.mark.usefixtures("ids")
def test_limits_change_and_come_back(core: Core, server: RunningSandbox) -> None:
    before = standing(server)
    form = {
        "job": "limits",
        "refs": refs(core, "HALF50"),
        "cap_mode": "set",
        "cap": "9",
        "minimum_mode": "set",
        "minimums": {"usd": "3.50"},
    }
    run = ran(core, core.ask("plan.codes", form=form))
    (code,) = standing(server)["icons"]
    assert (code["max_purchase_count"], code["minimum_amount_cents"]) == (9, 350)
    ran(core, core.ask("plan.undo", run_id=run["run"]["run_id"], keys=None))
    assert standing(server) == before


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("name", ["", "THIRD30"])
def test_a_code_is_replaced(core: Core, server: RunningSandbox, name: str) -> None:
    before = standing(server)
    form = {"job": "replace", "refs": refs(core, "HALF50"), "name": name, "kind": "percent", "percent": "30"}
    run = ran(core, core.ask("plan.codes", form=form))
    (code,) = standing(server)["icons"]
    assert (code["name"], code["percent_off"]) == (name or "HALF50", 30)
    ran(core, core.ask("plan.undo", run_id=run["run"]["run_id"], keys=None))
    assert standing(server) == before


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_makes_no_second_code(
    core: Core, server: RunningSandbox, ids: dict[str, str], when: str
) -> None:
    plan = core.ask("plan.codes", form=MAKE, product_ids=[ids["posters"]])
    server.control("POST", "faults", [{"method": "POST", "path": "*/offer_codes", "drop": when, "times": 1}])
    run = ran(core, plan)
    assert [row["state"] for row in run["rows"]] == ["applied"]
    assert [code["name"] for code in standing(server)["posters"]] == ["AUTUMN20"]


def test_a_universal_code_is_made_once(core: Core, server: RunningSandbox, ids: dict[str, str]) -> None:
    form = {"job": "make", "name": "EVERYONE5", "kind": "percent", "percent": "5", "universal": True}
    plan = core.ask("plan.codes", form=form, product_ids=list(ids.values()))
    assert plan["writes"] == 1
    assert plan["blocked"]
    run = ran(core, plan)
    assert [row["state"] for row in run["rows"]] == ["applied"]
    assert [code["name"] for code in standing(server)["*"]] == ["EVERYONE5"]
    ran(core, core.ask("plan.undo", run_id=run["run"]["run_id"], keys=None))
    assert "*" not in standing(server)


def test_a_batch_is_minted_and_its_unused_rest_deleted(
    core: Core, server: RunningSandbox, ids: dict[str, str]
) -> None:
    form = {"job": "mint", "pattern": "SPRING-####-####", "count": "25", "label": "Spring fair", "percent": "40"}
    plan = core.ask("plan.codes", form=form, product_ids=[ids["posters"]])
    names = {row["code"] for row in plan["code_rows"]}
    assert len(names) == plan["writes"] == 25
    run_id = ran(core, plan)["run"]["run_id"]
    assert {code["name"] for code in standing(server)["posters"]} == names
    batch = core.ask("codes.batch", run_id=run_id)
    assert (batch["batch"]["label"], batch["batch"]["made"], batch["batch"]["unused"]) == ("Spring fair", 25, 25)
    rest = core.ask("plan.codes", form={"job": "delete", "refs": batch["unused_refs"], "unused_only": True})
    ran(core, rest)
    assert "posters" not in standing(server)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "percent 0": ({"percent": "0"}, "percent"),
    "percent 101": ({"percent": "101"}, "percent"),
    "percent 12.5": ({"percent": "12.5"}, "percent"),
    "percent below zero": ({"percent": "-5"}, "percent"),
    "blanks": ({"name": "TWO WORDS"}, "name"),
    "emoji": ({"name": "FIRE🔥"}, "name"),
    "no name": ({"name": " "}, "name"),
    "cap": ({"cap": "1.5"}, "cap"),
    "minimum": ({"minimums": {"usd": "five"}}, "minimums.usd"),
    "too many": ({"job": "mint", "pattern": "S-######", "count": "10001"}, "count"),
    "no room": ({"job": "mint", "pattern": "S-#", "count": "100"}, "pattern"),
}
BAD_FILES = {
    "empty": "",
    "wrong columns": "item,voucher\nicons,A\n",
    "bad lines": "product,code,amount\nicons,TWO WORDS,20%\nnothing,B,101%\n",
    "zero byte": "product,code,amount\nicons,A\0,20%\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_sentence_and_nothing_is_sent(
    core: Core, server: RunningSandbox, ids: dict[str, str], name: str
) -> None:
    fields, where = BAD[name]
    job = str(fields.get("job", "make"))
    form = {"percent": "20", "job": job, **({"name": "GOOD"} if job == "make" else {}), **fields}
    error = core.answer("plan.codes", form=form, product_ids=list(ids.values()))["error"]
    assert where in error["fields"], error
    assert error["fields"][where].endswith((".", "?"))
    assert writes(server) == []


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_lines(core: Core, server: RunningSandbox, name: str) -> None:
    form = {"job": "import", "file_name": "codes.csv", "text": BAD_FILES[name]}
    error = core.answer("plan.codes", form=form)["error"]
    assert error["message"]
    if name == "bad lines":
        assert {"line 2", "line 3"} <= error["fields"].keys()
    assert writes(server) == []


@pytest.mark.usefixtures("ids")
def test_a_cap_below_the_uses_is_left_alone_and_said(core: Core, server: RunningSandbox) -> None:
    shop = mixed_shop()
    shop["products"][0]["offer_codes"][0]["times_used"] = 7
    server.control("POST", "reset", shop)
    core.reread()
    form = {"job": "limits", "refs": refs(core, "HALF50"), "cap_mode": "set", "cap": "3"}
    answer = core.answer("plan.codes", form=form)
    text = str(answer["result"]["code_rows"] if answer["ok"] else answer["error"]["fields"])
    assert "7" in text
    assert not answer["ok"] or answer["result"]["writes"] == 0
    assert writes(server) == []
