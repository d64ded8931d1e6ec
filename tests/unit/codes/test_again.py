"""Undo and retry of runs about codes: the same things back, in an order that leaves nothing half-done."""

from typing import Any

from py_core.catalog.products import Shop
from py_core.codes.again import build_retry_codes_plan, build_undo_codes_plan
from py_core.gumroad.models import OfferCode
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, SetCodeLimits, Step
from py_core.settings import Settings
from tests.unit.shops import code, entry, shop

NEW = CodeState(exists=True, percent_off=30)
OLD = CodeState(exists=True, percent_off=20)


def create(name: str, product_id: str = "a", state: CodeState = NEW, **fields: Any) -> CreateCode:
    return CreateCode(
        **{
            "key": f"{product_id}/create/{name}",
            "product_id": product_id,
            "product_name": "Icons",
            "name": name,
            "currency": "usd",
            "after": state,
            "code_id": f"id-{name}",
            **fields,
        }
    )


def delete(name: str, product_id: str = "a", state: CodeState = OLD, **fields: Any) -> DeleteCode:
    return DeleteCode(
        **{
            "key": f"{product_id}/delete/{name}",
            "product_id": product_id,
            "product_name": "Icons",
            "code_id": f"id-{name}",
            "name": name,
            "currency": "usd",
            "before": state,
            **fields,
        }
    )


def undo(of: Shop, *steps: Step, keys: tuple[str, ...] | None = None) -> Plan:
    return build_undo_codes_plan(steps, keys, "acc", "run", "Sale", 1, of, Settings())


def retry(of: Shop, *steps: Step) -> Plan:
    return build_retry_codes_plan(steps, "acc", "run", "Sale", 1, of, Settings(limit_rows=1))


def made(*names: str, percent: int = 30, **fields: Any) -> tuple[OfferCode, ...]:
    return tuple(code(name, percent=percent).model_copy(update=fields) for name in names)


def test_undo_of_creates_deletes_exactly_those_and_the_last_one_first() -> None:
    of = shop(entry(id="a", codes=made("A", "B", "MINE", times_used=2)))
    plan = undo(of, create("A"), create("B"))
    assert [(step.kind, step.name) for step in plan.steps] == [("delete_code", "B"), ("delete_code", "A")]
    assert [step.code_id for step in plan.steps if isinstance(step, DeleteCode)] == ["id-B", "id-A"]
    assert (plan.kind, plan.title, plan.origin_run_id) == (PlanKind.UNDO, "Undo of “Sale”", "run")
    assert [facts.uses for facts in plan.code_facts] == [2, 2]
    assert not plan.open_blocks()
    assert [step.name for step in undo(of, create("A"), create("B"), keys=("a/create/A",)).steps] == ["A"]


def test_undo_of_deletes_makes_them_again() -> None:
    plan = undo(shop(entry(id="a")), delete("A"), delete("b", state=CodeState(exists=True, amount_minor=500)))
    assert [(step.name, step.after) for step in plan.steps if isinstance(step, CreateCode)] == [
        ("b", CodeState(exists=True, amount_minor=500)),
        ("A", OLD),
    ]
    assert plan.code_facts[1].prices[0].left_minor == 1520


def test_undo_of_a_replacement_goes_the_other_way_round() -> None:
    of = shop(entry(id="a", codes=made("NEW")))
    plan = undo(of, create("NEW"), delete("OLD", needs="a/create/NEW"))
    first, second = plan.steps
    assert isinstance(first, CreateCode)
    assert isinstance(second, DeleteCode)
    assert (first.name, second.name, second.needs) == ("OLD", "NEW", first.key)


def test_undo_of_a_replacement_under_the_same_name() -> None:
    of = shop(entry(id="a", codes=made("SALE")))
    steps = delete("SALE"), create("SALE", needs="a/delete/SALE")
    plan = undo(of, *steps)
    first, second = plan.steps
    assert isinstance(first, DeleteCode)
    assert isinstance(second, CreateCode)
    assert (second.after, second.needs) == (OLD, first.key)
    assert undo(of, *steps, keys=("a/create/SALE",)).steps == plan.steps


def test_what_cannot_be_made_again_keeps_what_took_its_place() -> None:
    cheap = shop(entry(id="a", price_minor=110, codes=made("NEW")))
    plan = undo(cheap, create("NEW"), delete("OLD", needs="a/create/NEW"))
    assert not plan.steps
    assert [(row.reason, row.text) for row in plan.skipped] == [
        (SkipReason.REFUSED, "It would leave $0.88, below Gumroad's $0.99."),
        (SkipReason.RULE, "It goes together with another row that is left alone."),
    ]


def test_names_that_are_taken_since() -> None:
    same = undo(shop(entry(id="a", codes=made("A", percent=20))), delete("A"))
    assert [row.reason for row in same.skipped] == [SkipReason.SAME]
    other = undo(shop(entry(id="a", codes=made("A", percent=21))), delete("A"))
    assert [row.reason for row in other.skipped] == [SkipReason.CODE_STANDS]
    twin = undo(shop(entry(id="a", codes=made("a"))), delete("A"))
    assert len(twin.steps) == 1


def test_products_that_are_gone() -> None:
    of = shop(entry(id="b"), entry(id="a", deleted=True))
    plan = undo(of, create("A"), delete("B"))
    assert [row.reason for row in plan.skipped] == [SkipReason.GONE, SkipReason.GONE]
    everywhere = CodeState(exists=True, percent_off=5, universal=True)
    moved = undo(of, delete("ALL", state=everywhere, product_name=""))
    assert [step.product_id for step in moved.steps] == ["b"]
    assert undo(shop(), delete("ALL", state=everywhere, product_name="")).skipped[0].name == "Every product"


def test_undo_of_limits() -> None:
    capped = NEW.model_copy(update={"max_purchase_count": 5})
    step = SetCodeLimits(
        key="a/limits/A",
        product_id="a",
        product_name="Icons",
        code_id="id-A",
        name="A",
        currency="usd",
        before=capped,
        after=NEW,
    )
    of = shop(entry(id="a", codes=made("A", times_used=3)))
    (back,) = undo(of, step).steps
    assert isinstance(back, SetCodeLimits)
    assert (back.before, back.after) == (NEW, capped)
    used = undo(shop(entry(id="a", codes=made("A", times_used=6))), step)
    assert used.skipped[0].text == "The code was used 6 times already; the limit cannot be lower."


def test_retry_asks_again_for_what_needs_a_yes() -> None:
    plan = retry(shop(entry(id="a")), create("A", code_id=""), create("B", code_id=""))
    assert (plan.kind, plan.title) == (PlanKind.RETRY, "Once more: Sale")
    assert [finding.code for finding in plan.open_blocks()] == ["many_codes"]
    assert len(plan.steps) == 2
    there = retry(shop(entry(id="a", codes=made("A"))), create("A", code_id=""))
    assert [row.reason for row in there.skipped] == [SkipReason.SAME]


def test_retry_of_a_universal_code() -> None:
    everywhere = CodeState(exists=True, percent_off=5, universal=True)
    plan = retry(shop(entry(id="a")), create("ALL", state=everywhere, product_name="", code_id=""))
    assert [finding.code for finding in plan.open_blocks()] == ["universal_codes"]
