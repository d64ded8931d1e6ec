"""Doctor, janitor and batches through the border, in the sample shop."""

from typing import Any

from py_core.codes.forms import MintForm
from py_core.gumroad.wire import Request
from py_core.plan.plan import CodeFacts, Plan, PlanKind
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, Step, code_key
from py_core.store.plan_store import PlanStore
from tests.unit.test_app import CANARY, Rig


async def shop_of(rig: Rig) -> dict[str, dict[str, Any]]:
    return {product["name"]: product for product in await rig.sample()}


async def doctor(rig: Rig, text: str, **fields: str) -> dict[str, Any]:
    view: dict[str, Any] = await rig.ask("codes.doctor", form={"text": text, **fields})
    return view


def causes(view: dict[str, Any]) -> list[str]:
    return [one["code"] for one in view["findings"] if one["severity"] in ("cause", "warn")]


async def ran(rig: Rig, kind: PlanKind, steps: tuple[Step, ...]) -> str:
    """The id of a run of just these steps."""
    account = (await rig.ask("account.status"))["account"]
    plan = Plan(
        kind=kind,
        account_id=account["account_id"],
        title="Gifts run",
        created_at_ms=1,
        steps=steps,
        code_facts=tuple(CodeFacts(key=step.key) for step in steps),
        form_json=MintForm(label="Gifts").model_dump_json() if kind is PlanKind.MINT else "",
    )
    run = await rig.ask("run.start", digest=PlanStore(rig.conn).save(plan))
    await rig.app.idle()
    return str(run["run_id"])


async def mint(rig: Rig, product: str) -> tuple[str, dict[str, Any]]:
    """A batch of three codes for one use each, and the id of its run."""
    steps = tuple(
        CreateCode(
            key=code_key(product, name, "create"),
            product_id=product,
            product_name="Tiny Static Site Starter",
            name=name,
            currency="usd",
            after=CodeState(exists=True, percent_off=20, max_purchase_count=1),
        )
        for name in ("GIFT-4H7K", "GIFT-9QXM", "GIFT_V3TD")
    )
    run_id = await ran(rig, PlanKind.MINT, steps)
    return run_id, await rig.ask("codes.batch", run_id=run_id)


async def test_the_sample_shop_has_something_for_every_group() -> None:
    rig = Rig()
    await rig.sample()
    view = await rig.ask("codes.janitor")
    assert [group["code"] for group in view["groups"]] == [
        "used_up",
        "breaks",
        "case_twins",
        "never_used",
        "shadowed",
    ]


async def test_the_doctor_in_the_sample_shop() -> None:
    rig = Rig()
    shop = await shop_of(rig)
    assert causes(await doctor(rig, "EARLYBIRD")) == ["cap_reached"]
    assert causes(await doctor(rig, "LABELS70")) == ["breaks"]
    assert causes(await doctor(rig, "plan40")) == ["case_twin"]
    assert causes(await doctor(rig, "SERIF25")) == ["minimum_alone"]
    assert causes(await doctor(rig, "SERIF25", cart="45")) == ["minimum_order"]
    icons = shop["Winter Hearth Icon Set"]["id"]
    assert causes(await doctor(rig, "THANKYOU2", product_id=icons)) == ["universal_currency"]
    view = await doctor(rig, "LAUNCH20", country="India")
    assert causes(view) == ["native_better"]
    assert "India" in view["findings"][0]["text"]
    assert await rig.refused("codes.doctor", form={"text": "LAUNCH20", "country": "Atlantis"}) == "doctor_country"


async def test_a_batch_from_minting_to_deleting_its_rest() -> None:
    rig = Rig()
    product = (await shop_of(rig))["Tiny Static Site Starter"]["id"]
    run_id, view = await mint(rig, product)
    row = view["batch"]
    assert (row["label"], row["made"], row["unused"], row["used"], row["gone"]) == ("Gifts", 3, 3, 0, 0)
    assert (await rig.ask("codes.batches"))["batches"] == [row]
    first = view["codes"][0]
    assert first["link"].endswith(first["name"])
    assert causes(await doctor(rig, first["name"])) == []
    steps = tuple(
        DeleteCode(
            key=code_key(product, code["name"], "delete"),
            product_id=product,
            product_name="Tiny Static Site Starter",
            code_id=code["ref"]["code_id"],
            name=code["name"],
            currency="usd",
            before=CodeState(exists=True, percent_off=20, max_purchase_count=1),
            unused_at=0,
        )
        for code in view["codes"]
    )
    assert [step.code_id for step in steps] == [ref["code_id"] for ref in view["unused_refs"]]
    await ran(rig, PlanKind.CODES, steps)
    after = (await rig.ask("codes.batch", run_id=run_id))["batch"]
    assert (after["made"], after["unused"], after["gone"]) == (3, 0, 3)
    assert causes(await doctor(rig, first["name"])) == ["deleted_here"]
    file = await rig.ask("codes.batch_export", run_id=run_id)
    assert file["text"].count("used, or deleted") == 3


async def test_a_single_use_code_that_is_gone_was_used_or_deleted() -> None:
    rig = Rig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    products = (await rig.ask("catalog.get"))["products"]
    product = next(one["id"] for one in products if one["name"] == "Tiny Static Site Starter")
    _, view = await mint(rig, product)
    gone, kept, _ = view["codes"]
    await rig.send(Request("DELETE", f"/v2/products/{product}/offer_codes/{gone['ref']['code_id']}"))
    await rig.ask("catalog.refresh")
    await rig.app.idle()
    found = await doctor(rig, gone["name"].lower())
    assert causes(found) == ["used_and_gone"]
    assert found["findings"][0]["sure"]
    assert causes(await doctor(rig, kept["name"])) == []


async def test_an_amount_code_is_known_to_have_lost_its_currency() -> None:
    rig = Rig()
    product = (await shop_of(rig))["Notes for New Potters"]["id"]
    assert causes(await doctor(rig, "CLAY3")) == []
    form = {"mode": "currency", "to_currency": "eur", "rate": "1"}
    plan = await rig.ask("plan.price", form=form, product_ids=[product])
    detail = await rig.ran(plan)
    assert detail["run"]["counts"]["applied"] == 1
    await rig.ask("catalog.refresh")
    await rig.app.idle()
    assert causes(await doctor(rig, "CLAY3")) == ["currency_changed"]


async def test_an_unknown_batch_gets_a_sentence() -> None:
    rig = Rig()
    await rig.sample()
    assert await rig.refused("codes.batch", run_id="none") == "batch_unknown"


async def test_a_code_that_covers_several_products_is_counted_once() -> None:
    rig = Rig()
    await rig.sample()
    rows = {row["name"]: row for row in (await rig.ask("codes.list"))["rows"]}
    assert (rows["ICONTRIO"]["product_count"], rows["ICONTRIO"]["uses"]) == (3, 14)
