"""Minted batches: what became of each code, by the journal and the shop."""

import csv
import io

import pytest

from py_core.catalog.products import Shop
from py_core.codes.batches import best_outcomes, minted_codes, standing
from py_core.codes.forms import MintForm
from py_core.execution.outcomes import Outcome, OutcomeKind, RunState
from py_core.execution.records import RunRecord
from py_core.gumroad.models import OfferCode
from py_core.plan.plan import PlanKind
from py_core.plan.steps import CodeState, CreateCode, code_key
from py_core.protocol.code_views import BatchView
from py_core.protocol.present_batches import batch_file, batch_view
from tests.unit.shops import code, entry, shop

RUN = RunRecord(
    run_id="r1",
    account_id="acc",
    digest="d",
    kind=PlanKind.MINT,
    title="Mint 3 codes",
    origin_run_id=None,
    state=RunState.FINISHED,
    started_at_ms=7,
    touched_at_ms=9,
)


def step(name: str, product_id: str = "p1", cap: int | None = 1, *, universal: bool = False) -> CreateCode:
    return CreateCode(
        key=code_key(product_id, name, "create"),
        product_id=product_id,
        product_name="" if universal else f"Product {product_id}",
        name=name,
        currency="usd",
        after=CodeState(exists=True, percent_off=20, max_purchase_count=cap, universal=universal),
    )


def ended(one: CreateCode, kind: OutcomeKind, record_id: str = "") -> tuple[str, Outcome]:
    return one.key, Outcome(kind=kind, record_id=record_id, at_ms=1)


def there(name: str, uses: int = 0, *, universal: bool = False) -> OfferCode:
    made = code(name, percent=20, universal=universal)
    return made.model_copy(update={"times_used": uses, "max_purchase_count": 1})


def viewed(of: Shop, *ends: tuple[CreateCode, OutcomeKind | None, str]) -> BatchView:
    outcomes = best_outcomes([[ended(one, kind, key) for one, kind, key in ends if kind is not None]])
    return batch_view(
        RUN, MintForm(label="Spring"), standing(minted_codes(one for one, _, _ in ends), outcomes, of)
    )


def test_every_end_of_a_minted_code() -> None:
    of = shop(
        entry(id="p1", codes=(there("A"), there("B", 1), there("E"), there("TAKEN"), there("ALL", universal=True)))
    )
    view = viewed(
        of,
        (step("A"), OutcomeKind.APPLIED, "id-A"),
        (step("B"), OutcomeKind.APPLIED, "id-B"),
        (step("C"), OutcomeKind.APPLIED, "id-C"),
        (step("D", cap=5), OutcomeKind.APPLIED, "id-D"),
        (step("E"), OutcomeKind.UNKNOWN, ""),
        (step("F"), OutcomeKind.UNKNOWN, ""),
        (step("TAKEN"), OutcomeKind.REJECTED, ""),
        (step("WAITS"), None, ""),
        (step("ALL", universal=True), OutcomeKind.UNCONFIRMED, "id-ALL"),
        (step("AWAY", product_id="p9"), OutcomeKind.APPLIED, "id-AWAY"),
    )
    assert [one.state for one in view.codes] == [
        "unused",
        "used",
        "gone",
        "gone",
        "unused",
        "not_made",
        "not_made",
        "not_made",
        "unused",
        "gone",
    ]
    texts = [one.state_text for one in view.codes]
    assert texts[2:4] == ["no longer there: used, or deleted", "no longer there: deleted"]
    row = view.batch
    assert (row.made, row.used, row.unused, row.gone, row.not_made) == (7, 1, 3, 3, 3)
    assert [ref.code_id for ref in view.unused_refs] == ["id-A", "id-E", "id-ALL"]
    assert view.codes[0].link == "https://ana.gumroad.com/l/icons/A"
    assert view.codes[2].link == ""


def test_sales_tell_that_a_code_which_is_gone_was_used() -> None:
    steps = [step("A"), step("b"), step("ALL", universal=True)]
    outcomes = best_outcomes([[ended(one, OutcomeKind.APPLIED, f"id-{one.name}") for one in steps]])
    sold = {("p1", "b"): 1, ("p2", "a"): 5, ("p1", "all"): 1, ("p2", "all"): 2}
    found = standing(minted_codes(steps), outcomes, shop(entry(id="p1", codes=())), sold)
    view = batch_view(RUN, MintForm(label="Spring"), found)
    assert [(one.state, one.uses_text) for one in view.codes] == [
        ("gone", ""),
        ("used", "1 of 1"),
        ("used", "3 of 1"),
    ]
    assert view.codes[1].state_text == "used in 1 sale, and gone since"
    assert (view.batch.used, view.batch.gone, view.unused_refs) == (2, 1, ())


def test_a_code_whose_product_was_not_read_is_not_offered_for_deletion() -> None:
    view = viewed(shop(entry(id="p1", codes=None)), (step("A"), OutcomeKind.APPLIED, "id-A"))
    assert (view.codes[0].state_text, view.unused_refs) == ("not read yet", ())


def test_a_code_that_was_made_again_under_its_name_is_found() -> None:
    view = viewed(shop(entry(id="p1", codes=(there("A"),))), (step("A"), OutcomeKind.APPLIED, "older"))
    assert view.codes[0].state == "unused"


def test_trying_again_joins_the_batch_and_never_unmakes_a_code() -> None:
    one, two = step("A"), step("B")
    outcomes = best_outcomes(
        [
            [ended(one, OutcomeKind.APPLIED, "id-A"), ended(two, OutcomeKind.REJECTED)],
            [ended(one, OutcomeKind.REJECTED), ended(two, OutcomeKind.APPLIED, "id-B")],
        ]
    )
    assert {key: end.record_id for key, end in outcomes.items()} == {one.key: "id-A", two.key: "id-B"}


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ((step("A"), step("B")), "Product p1"),
        ((step("A"), step("A", product_id="p2")), "2 products"),
        ((step("A", universal=True),), "all products"),
    ],
)
def test_a_batch_says_what_it_is_for(steps: tuple[CreateCode, ...], text: str) -> None:
    view = viewed(shop(entry(id="p1", codes=())), *((one, None, "") for one in steps))
    assert (view.batch.products, view.batch.discount, view.batch.label) == (text, "20\u00a0% off", "Spring")


def test_a_batch_as_csv() -> None:
    of = shop(entry(id="p1", codes=(there("A"),)))
    file = batch_file(
        viewed(of, (step("A"), OutcomeKind.APPLIED, "id-A"), (step("B"), OutcomeKind.APPLIED, "id-B"))
    )
    assert file.name == "gumsmith-codes-Spring.csv"
    assert list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff")))) == [
        ["code", "product", "link", "uses", "state"],
        ["A", "Product p1", "https://ana.gumroad.com/l/icons/A", "0 of 1", "not used yet"],
        ["B", "Product p1", "", "", "no longer there: used, or deleted"],
    ]
