"""Codes from the form to Gumroad through the core's border: what a preview shows is what is sent."""

import asyncio
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl, unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.gumroad.wire import Request, Response
from tests.unit.test_app import Rig

MAKE = {"job": "make", "name": "AUTUMN20", "percent": "20", "cap": "5", "minimums": {"usd": "10"}}


def forms() -> st.SearchStrategy[dict[str, Any]]:
    """Forms that can be used; `refs` are filled in by the test."""
    discount = {
        "kind": st.sampled_from(["percent", "amount"]),
        "percent": st.integers(1, 100).map(str),
        "amounts": st.fixed_dictionaries({"usd": st.integers(1, 60).map(str), "eur": st.just("3")}),
    }
    cap = st.one_of(st.just(""), st.integers(1, 500).map(str))
    existing = st.sampled_from(["skip", "replace", "suffix"])
    name = st.sampled_from(["NEW", "launch20", "LAUNCH20", "WELCOME10", "STUDENT50", "-x_9"])
    return st.one_of(
        st.fixed_dictionaries(
            {
                "job": st.just("make"),
                "name": name,
                "cap": cap,
                "existing": existing,
                "suffix": st.just("-2"),
                **discount,
            }
        ),
        st.fixed_dictionaries(
            {"job": st.just("mint"), "pattern": st.just("M-####"), "count": st.integers(1, 9).map(str), **discount}
        ),
        st.fixed_dictionaries({"job": st.just("replace"), "refs": st.just(()), "name": name, **discount}),
        st.fixed_dictionaries(
            {
                "job": st.just("limits"),
                "refs": st.just(()),
                "cap_mode": st.just("set"),
                "cap": st.integers(1, 200).map(str),
            }
        ),
        st.fixed_dictionaries({"job": st.just("delete"), "refs": st.just(()), "unused_only": st.booleans()}),
    )


class Recorder(Rig):
    """A rig that notes what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[Request] = []

    async def send(self, request: Request) -> Response:
        if request.method != "GET" and "/offer_codes" in request.path:
            self.written.append(request)
        return await super().send(request)


async def connected() -> tuple[Recorder, list[dict[str, Any]]]:
    rig = Recorder()
    await rig.ask("account.connect", token="x" * 40)
    await rig.app.idle()
    products: list[dict[str, Any]] = (await rig.ask("catalog.get"))["products"]
    return rig, products


def ids(products: list[dict[str, Any]]) -> list[str]:
    return [product["id"] for product in products]


async def refs(rig: Rig) -> list[dict[str, str]]:
    """Every code, but for those that one code of several products is: the API cannot make such a one again."""
    rows = (await rig.ask("codes.list"))["rows"]
    found = [(row["universal"], part["ref"]) for row in rows for part in row["parts"]]
    counts = Counter(ref["code_id"] for _, ref in found)
    return [ref for universal, ref in found if universal or counts[ref["code_id"]] == 1]


def form_of(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body()[0].decode()))


async def test_what_the_preview_shows_is_what_is_sent() -> None:
    rig, products = await connected()
    plan = await rig.ask("plan.codes", form=MAKE, product_ids=ids(products))
    rows = [row for row in plan["code_rows"] if row["doing"] == "create"]
    assert rows
    assert plan["kind"] == "codes"
    assert plan["writes"] == len(rows)
    detail = await rig.ran(plan)
    assert detail["run"]["counts"]["applied"] == len(rows)
    sent = [(request.path.split("/")[3], form_of(request)) for request in rig.written]
    wanted = {
        "name": "AUTUMN20",
        "amount_off": "20",
        "offer_type": "percent",
        "max_purchase_count": "5",
        "minimum_amount_cents": "1000",
    }
    assert [(path.replace("%3D", "="), form) for path, form in sent] == [
        (row["product_id"], wanted) for row in rows
    ]


async def test_every_kind_of_plan_can_be_run_and_taken_back() -> None:
    rig, products = await connected()
    before = await table(rig)
    chosen = await refs(rig)
    for form in (
        MAKE,
        {"job": "mint", "pattern": "AB-####", "count": "3", "percent": "15"},
        {"job": "import", "text": f"product,code,amount,kind\n{products[0]['id']},FROMFILE,10,percent\n"},
        {"job": "limits", "refs": chosen, "cap_mode": "set", "cap": "700"},
        {"job": "replace", "refs": chosen, "name": "BRANDNEW"},
        {"job": "delete", "refs": chosen},
    ):
        plan = await rig.ask("plan.codes", form=form, product_ids=ids(products))
        assert plan["writes"] > 0
        assert plan["rows"] == []
        assert plan["codes_form"]["job"] == form["job"]
        detail = await rig.ran(plan)
        assert detail["run"]["counts"]["applied"] == plan["writes"], (form, detail["run"])
        undo = await rig.ask("plan.undo", run_id=detail["run"]["run_id"])
        assert undo["kind"] == "undo"
        assert undo["codes_form"] is None
        assert not any(row["can_untick"] for row in undo["code_rows"])
        await rig.ran(undo)
        lost = {row["code"] for row in undo["code_rows"] if row["doing"] == "skipped"}
        after = await table(rig)
        assert {key: value for key, value in before.items() if key[1] not in lost} == after
        before, chosen = after, await refs(rig)


async def table(rig: Rig) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every code with its discount and limits; not its uses, which nobody can bring back."""
    text = (await rig.ask("codes.export"))["text"]
    lines = [line.split(",") for line in text.splitlines()[1:]]
    return {(line[0], line[1]): tuple(line[2:6]) for line in lines}


@given(forms())
@settings(max_examples=20, deadline=None)
def test_whatever_is_previewed_is_sent_as_shown(form: dict[str, Any]) -> None:
    asyncio.run(_sent_as_shown(form))


async def _sent_as_shown(form: dict[str, Any]) -> None:
    rig, products = await connected()
    plan = await rig.ask(
        "plan.codes",
        form={**form, "refs": (await refs(rig))[::3]} if "refs" in form else form,
        product_ids=ids(products)[::4],
    )
    if not plan["writes"]:
        return
    await rig.ran(plan)
    methods = {"POST": "create", "DELETE": "delete", "PUT": "limits"}
    sent = [(methods[request.method], unquote(request.path.split("/")[3])) for request in rig.written]
    assert sorted(sent) == sorted(
        (r["doing"], r["product_id"]) for r in plan["code_rows"] if r["doing"] != "skipped"
    )
    names = [form_of(request)["name"] for request in rig.written if request.method == "POST"]
    assert sorted(names) == sorted(r["code"] for r in plan["code_rows"] if r["doing"] == "create")


async def test_refining_a_batch_keeps_its_codes() -> None:
    rig, products = await connected()
    form = {"job": "mint", "pattern": "AB-####", "count": "200", "percent": "15", "label": "Fair"}
    first = await rig.ask("plan.codes", form=form, product_ids=ids(products)[:1])
    assert len(first["codes_form"]["seed"]) == 64
    accepted = await rig.ask("plan.accept", digest=first["digest"], codes=["many_codes"])
    assert not accepted["blocked"]
    gone = first["code_rows"][3]["key"]
    refined = await rig.ask(
        "plan.codes",
        form={**first["codes_form"], "unticked": [gone]},
        product_ids=first["product_ids"],
        refines=accepted["digest"],
    )
    assert not refined["blocked"]
    kept = [row["code"] for row in refined["code_rows"] if row["doing"] == "create"]
    assert kept == [row["code"] for row in first["code_rows"] if row["key"] != gone]
    left = [row for row in refined["code_rows"] if row["doing"] == "skipped"]
    assert [(row["key"], row["reason"], row["can_untick"]) for row in left] == [(gone, "unticked", True)]
    other = await rig.ask("plan.codes", form=form, product_ids=ids(products)[:1])
    assert other["code_rows"][0]["code"] != first["code_rows"][0]["code"]


async def test_a_plan_that_asks_for_nothing_can_be_seen() -> None:
    rig, products = await connected()
    await rig.ran(await rig.ask("plan.codes", form=MAKE, product_ids=ids(products)))
    again = await rig.ask("plan.codes", form=MAKE, product_ids=ids(products))
    assert (again["writes"], again["headline"], again["button"]) == (0, "No code will change", "Nothing to change")
    assert {row["reason"] for row in again["code_rows"]} == {"same", "other_currency"}


async def test_what_was_missed_is_tried_again() -> None:
    rig, products = await connected()
    plan = await rig.ask("plan.codes", form={**MAKE, "minimums": {}}, product_ids=ids(products))
    product = next(one for one in rig.sandbox.state.products if one.id == plan["code_rows"][0]["product_id"])
    for group in product.variants:
        group.deleted = True
    price, product.price = product.price, 100
    detail = await rig.ran(plan)
    assert detail["run"]["counts"]["rejected"] == 1
    product.price = price
    retry = await rig.ask("plan.retry", run_id=detail["run"]["run_id"])
    assert [row["product_id"] for row in retry["code_rows"]] == [product.id]
    assert (await rig.ran(retry))["run"]["counts"]["applied"] == 1


async def test_the_check_says_what_the_preview_will() -> None:
    rig, products = await connected()
    check = await rig.ask("codes.check", form=MAKE, product_ids=ids(products))
    plan = await rig.ask("plan.codes", form=MAKE, product_ids=ids(products))
    assert check["writes"] == plan["writes"]
    assert check["errors"] == {}
    assert set(check["currencies"]) == {"eur", "gbp", "jpy", "krw", "usd"}
    assert check["sentences"][0] == f"{plan['writes']} codes are made."
    assert check["sentences"][-1] == f"{plan['skipped']} are left alone; the preview says why."


async def test_the_check_of_a_batch_shows_samples_and_the_whole_count() -> None:
    rig, products = await connected()
    form = {"job": "mint", "pattern": "AB-####-####", "count": "10000", "percent": "15"}
    check = await rig.ask("codes.check", form=form, product_ids=ids(products)[:1])
    assert check["writes"] == 10_000
    assert len(check["names"]) == 5
    assert check["sentences"][0] == "10,000 codes are made."
    wrong = await rig.ask("codes.check", form={**form, "count": "10001"}, product_ids=ids(products)[:2])
    assert wrong["errors"].keys() == {"count"}
    assert wrong["currencies"] != []


async def test_the_check_of_a_file_lists_its_lines() -> None:
    rig, _ = await connected()
    text = "product,code,amount,kind\nnowhere,A,10,percent\nnowhere,two words,0,percent\n"
    check = await rig.ask("codes.check", form={"job": "import", "text": text})
    assert [problem["line"] for problem in check["lines"]] == [2, 3]
    assert check["errors"].keys() == {"text"}
    empty = await rig.ask("codes.check", form={"job": "import", "text": ""})
    assert empty["lines"] == []
    assert empty["errors"]["text"].startswith("The file is empty.")


async def test_checks_of_chosen_codes_name_their_currencies() -> None:
    rig, _ = await connected()
    chosen = await refs(rig)
    check = await rig.ask("codes.check", form={"job": "limits", "refs": chosen})
    assert check["errors"].keys() == {"cap_mode"}
    assert "usd" in check["currencies"]
    nothing = await rig.ask("codes.check", form={"job": "delete", "refs": []})
    assert nothing["errors"].keys() == {"refs"}
    gone = await rig.ask("codes.check", form={"job": "replace", "name": "NEW", "refs": chosen[:1]})
    assert gone["sentences"][:2] == ["1 code is made.", "1 code is deleted."]


async def test_a_form_with_mistakes_is_refused_with_its_fields() -> None:
    rig, products = await connected()
    answer = await rig.raw(
        "plan.codes", form={**MAKE, "percent": "12.5", "name": "fire🔥"}, product_ids=ids(products)
    )
    assert not answer["ok"]
    assert answer["error"]["fields"].keys() == {"percent", "name"}
    assert rig.written == []
