"""Chosen codes: other limits, other names and amounts, deleting."""

from typing import Any

import pytest

from py_core.codes.delete import build_delete_plan
from py_core.codes.forms import CodeKind, CodeRef, DeleteForm, LimitMode, LimitsForm, ReplaceForm
from py_core.codes.limits import build_limits_plan
from py_core.codes.replace import build_replace_plan
from py_core.errors import InputError
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import CreateCode, DeleteCode, SetCodeLimits
from py_core.settings import Settings
from tests.unit.shops import code, entry, shop

ALL = code("ALL", percent=5, universal=True).model_copy(update={"times_used": 9})
SHARED = code("SHARED", percent=10)
SALE = code("SALE", percent=20).model_copy(
    update={"times_used": 7, "max_purchase_count": 50, "minimum_amount_minor": 1000}
)
FIVE = code("FIVE", amount=500).model_copy(update={"id": "five-eur"})
SHOP = shop(
    entry(id="a", name="Icons", codes=(SALE, ALL, SHARED)),
    entry(id="b", name="Synth", currency="eur", codes=(FIVE, ALL, SHARED)),
    entry(id="c", name="Gone", deleted=True, codes=(code("X", percent=5),)),
)


def ref(product_id: str, code_id: str) -> CodeRef:
    return CodeRef(product_id=product_id, code_id=code_id)


SALE_REF, FIVE_REF, ALL_REF = ref("a", "id-SALE"), ref("b", "five-eur"), ref("b", "id-ALL")


def limits(*refs: CodeRef, **fields: Any) -> Plan:
    return build_limits_plan(SHOP, LimitsForm(refs=refs, **fields), Settings(), 1)


def replaced(*refs: CodeRef, **fields: Any) -> Plan:
    return build_replace_plan(SHOP, ReplaceForm(refs=refs, **fields), Settings(), 1)


def deleted(*refs: CodeRef, **fields: Any) -> Plan:
    return build_delete_plan(SHOP, DeleteForm(refs=refs, **fields), Settings(), 1)


def fields_of(build: Any, *refs: CodeRef, **fields: Any) -> set[str]:
    with pytest.raises(InputError) as caught:
        build(*refs, **fields)
    return set(caught.value.fields)


@pytest.mark.parametrize("build", [limits, replaced, deleted])
def test_codes_have_to_be_chosen(build: Any) -> None:
    assert fields_of(build) == {"refs"}


def test_caps_are_set_cleared_and_kept() -> None:
    plan = limits(SALE_REF, FIVE_REF, cap_mode=LimitMode.SET, cap="9")
    assert [step.after.max_purchase_count for step in plan.steps if isinstance(step, SetCodeLimits)] == [9, 9]
    cleared = limits(SALE_REF, FIVE_REF, cap_mode=LimitMode.CLEAR)
    assert [step.after.max_purchase_count for step in cleared.steps if isinstance(step, SetCodeLimits)] == [None]
    assert [row.reason for row in cleared.skipped] == [SkipReason.SAME]
    assert plan.title == "Limits of 2 codes"
    assert cleared.code_facts[0].uses == 7


def test_a_cap_below_the_uses_so_far_is_refused() -> None:
    (row,) = limits(SALE_REF, cap_mode=LimitMode.SET, cap="6").skipped
    assert row.text == "The code was used 7 times already; the limit cannot be lower."


def test_minimum_orders_are_per_currency() -> None:
    plan = limits(SALE_REF, FIVE_REF, minimum_mode=LimitMode.SET, minimums={"usd": "20"})
    (step,) = plan.steps
    assert isinstance(step, SetCodeLimits)
    assert (step.after.minimum_amount_minor, step.after.max_purchase_count) == (2000, 50)
    assert plan.skipped[0].text == "No minimum order was typed for EUR."
    both = limits(SALE_REF, cap_mode=LimitMode.CLEAR, minimum_mode=LimitMode.CLEAR).steps[0]
    assert isinstance(both, SetCodeLimits)
    assert (both.after.minimum_amount_minor, both.after.max_purchase_count) == (None, None)


def test_limits_that_cannot_be_used_get_a_sentence() -> None:
    assert fields_of(limits, SALE_REF) == {"cap_mode"}
    assert fields_of(limits, SALE_REF, cap_mode=LimitMode.SET) == {"cap"}
    assert fields_of(limits, SALE_REF, cap_mode=LimitMode.SET, cap="0") == {"cap"}
    assert fields_of(limits, SALE_REF, FIVE_REF, minimum_mode=LimitMode.SET) == {"minimums.usd", "minimums.eur"}
    assert fields_of(limits, SALE_REF, minimum_mode=LimitMode.SET, minimums={"usd": "x"}) == {"minimums.usd"}


def test_a_new_name_carries_everything_else_over() -> None:
    create, delete = replaced(SALE_REF, name="AUTUMN").steps
    assert isinstance(create, CreateCode)
    assert isinstance(delete, DeleteCode)
    assert create.after == delete.before
    assert (create.name, delete.name, delete.needs) == ("AUTUMN", "SALE", create.key)


def test_a_new_amount_keeps_the_name() -> None:
    delete, create = replaced(SALE_REF, percent="30").steps
    assert isinstance(create, CreateCode)
    assert (create.name, create.after.percent_off, create.after.max_purchase_count) == ("SALE", 30, 50)
    assert create.needs == delete.key
    plan = replaced(SALE_REF, FIVE_REF, kind=CodeKind.AMOUNT, amounts={"eur": "6"})
    assert [step.name for step in plan.steps] == ["FIVE", "FIVE"]
    assert plan.skipped[0].text == "No amount was typed for USD."


def test_replacing_by_the_same_changes_nothing() -> None:
    plan = replaced(SALE_REF, percent="20")
    assert [row.reason for row in plan.skipped] == [SkipReason.SAME]


def test_one_new_name_for_two_codes_of_a_product_is_given_once() -> None:
    plan = replaced(SALE_REF, ref("a", "id-ALL"), name="NEW")
    assert [row.text for row in plan.skipped] == ["NEW is made by another row already."]
    assert [step.name for step in plan.steps] == ["NEW", "SALE"]


def test_a_universal_code_is_replaced_once_for_every_product() -> None:
    plan = replaced(ref("a", "id-ALL"), ALL_REF, percent="6")
    assert [step.kind for step in plan.steps] == ["delete_code", "create_code"]
    assert {"universal_codes", "universal_deletes"} <= {finding.code for finding in plan.open_blocks()}


def test_a_code_of_several_products_cannot_be_replaced() -> None:
    (row,) = replaced(ref("a", "id-SHARED"), name="NEW").skipped
    assert row.text == "This is one code for 2 products, and the API cannot make such a code again."


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"name"}),
        ({"name": "two words"}, {"name"}),
        ({"percent": "101"}, {"percent"}),
        ({"kind": CodeKind.AMOUNT, "amounts": {"usd": "-1"}}, {"amounts.usd"}),
        ({"kind": CodeKind.AMOUNT, "amounts": {"gbp": "1"}}, {"name"}),
    ],
)
def test_a_replacement_that_cannot_be_used_gets_a_sentence(fields: dict[str, Any], wrong: set[str]) -> None:
    assert fields_of(replaced, SALE_REF, **fields) == wrong


def test_deleting_takes_each_code_once() -> None:
    plan = deleted(SALE_REF, ref("a", "id-ALL"), ALL_REF, ref("a", "id-SHARED"), ref("b", "id-SHARED"))
    assert [step.name for step in plan.steps] == ["SALE", "ALL", "SHARED"]
    assert plan.title == "Delete 3 codes"
    shared = plan.code_facts[2]
    assert shared.note == "One code for several products: it goes for 1 more product, too."
    assert shared.undo_note == "Undo makes it again for this product only."
    assert plan.code_facts[0].undo_note.startswith("It was used 7 times.")
    assert deleted(SALE_REF).title == "Delete code SALE"


def test_codes_that_are_gone_are_said() -> None:
    plan = deleted(ref("a", "nothing"), ref("c", "id-X"), SALE_REF, ref("nowhere", "id"))
    assert [row.reason for row in plan.skipped] == [SkipReason.GONE] * 3
    assert [step.name for step in plan.steps] == ["SALE"]


def test_only_unused_codes_go() -> None:
    plan = deleted(SALE_REF, FIVE_REF, unused_only=True)
    (step,) = plan.steps
    assert isinstance(step, DeleteCode)
    assert (step.name, step.unused_at) == ("FIVE", 0)
    assert plan.title == "Delete 2 unused codes"
