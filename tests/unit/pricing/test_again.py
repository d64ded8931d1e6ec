"""Undo and retry: plans made from a run's steps."""

from typing import Any

from py_core.catalog.products import Shop, ShopProduct
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.steps import SetPrice, SetVersionPrice, Step, inverse
from py_core.pricing.form import Mode, PriceForm, VersionMode
from py_core.pricing.planner import build_price_plan, build_retry_plan, build_undo_plan
from py_core.settings import Settings
from tests.unit.shops import code, entry, ids, shop, version
from tests.unit.states import applied

TEAM = (version("v1", 0), version("v2", 3000))


def plan(of: Shop, **fields: Any) -> Plan:
    return build_price_plan(of, ids(of), PriceForm(**fields), Settings(), 7)


def undo(steps: tuple[Step, ...], of: Shop, keys: tuple[str, ...] | None = None) -> Plan:
    return build_undo_plan(steps, keys, "acc", "run1", "+10 %", 9, of, Settings())


def retry(steps: tuple[Step, ...], of: Shop, settings: Settings | None = None) -> Plan:
    return build_retry_plan(steps, "acc", "run1", "+10 %", 9, of, settings or Settings())


def two() -> Shop:
    return shop(entry(id="a"), entry(TEAM, id="b"))


def test_undo_takes_steps_back_last_first() -> None:
    before = two()
    made = plan(before, percent="10", versions=VersionMode.WITH_BASE)
    back = undo(made.steps, applied(before, made.steps))
    assert back.steps == tuple(inverse(step) for step in reversed(made.steps))
    assert [step.key for step in back.steps] == ["b/v2", "b", "a"]
    assert [fact.key for fact in back.facts] == ["b/v2", "b", "a"]
    assert (back.kind, back.title, back.origin_run_id) == (PlanKind.UNDO, "Undo of “+10 %”", "run1")
    assert back.product_ids == ("b", "a")
    assert back.open_blocks() == ()
    assert (back.facts[0].base_before, back.facts[0].base_after) == (2090, 1900)


def test_undo_of_chosen_rows() -> None:
    before = two()
    made = plan(before, percent="10", versions=VersionMode.WITH_BASE)
    after = applied(before, made.steps)
    assert [step.key for step in undo(made.steps, after, ("b/v2",)).steps] == ["b/v2"]
    assert undo(made.steps, after, ()).steps == ()


def test_undo_of_a_currency_takes_the_whole_product() -> None:
    before = shop(entry(TEAM, id="b"), entry(id="c"))
    made = plan(before, mode=Mode.CURRENCY, to_currency="eur", rate="0.5")
    back = undo(made.steps, applied(before, made.steps), ("b/v2",))
    assert [step.key for step in back.steps] == ["b/v2", "b"]
    version_step = back.steps[0]
    assert isinstance(version_step, SetVersionPrice)
    assert version_step.currency == "usd"
    assert back.facts[0].currency_before == "eur"


def test_undo_says_what_changed_since_and_what_is_gone() -> None:
    made = plan(two(), percent="10", versions=VersionMode.WITH_BASE)
    since = shop(entry(id="a", price_minor=500))
    back = undo(made.steps, since)
    assert [step.key for step in back.steps] == ["a"]
    assert {row.key: row.reason for row in back.skipped} == {"b": SkipReason.GONE, "b/v2": SkipReason.GONE}
    assert [(f.code, f.severity, f.keys) for f in back.findings] == [("changed_since", "note", ("a",))]


def test_undo_says_that_a_raised_suggestion_stays() -> None:
    before = shop(entry(customizable_price=True))
    made = plan(before, percent="10")
    back = undo(made.steps, applied(before, made.steps))
    assert [finding.code for finding in back.findings] == ["suggestion_stays"]


def test_undo_warns_of_codes_that_break() -> None:
    before = shop(entry((), (code("HALF", percent=50),), price_minor=150))
    made = plan(before, percent="100")
    back = undo(made.steps, applied(before, made.steps))
    assert [finding.code for finding in back.findings] == ["codes_break"]


def test_undo_switches_pay_what_you_want_off_again() -> None:
    before = shop(entry())
    made = plan(before, percent="-100")
    step = undo(made.steps, applied(before, made.steps)).steps[0]
    assert isinstance(step, SetPrice)
    assert (step.before.customizable_price, step.after.customizable_price, step.after.price_minor) == (
        True,
        False,
        1900,
    )


def test_versions_that_are_not_known_are_not_called_changed() -> None:
    made = plan(two(), percent="10", versions=VersionMode.WITH_BASE)
    after = applied(two(), made.steps)
    unread = after.model_copy(
        update={"products": tuple(one.model_copy(update={"versions": None}) for one in after.products)}
    )
    assert undo(made.steps, unread).findings == ()


def test_retry_starts_from_what_stands_now() -> None:
    made = plan(two(), percent="10", versions=VersionMode.WITH_BASE)
    now = shop(entry(id="a", price_minor=1950), entry(TEAM, id="b", price_minor=2090))
    again = retry(made.steps, now)
    assert [step.key for step in again.steps] == ["a", "b/v2"]
    first = again.steps[0]
    assert isinstance(first, SetPrice)
    assert (first.before.price_minor, first.after.price_minor) == (1950, 2090)
    assert {row.key: row.reason for row in again.skipped} == {"b": SkipReason.SAME}
    assert (again.kind, again.title, again.origin_run_id) == (PlanKind.RETRY, "Once more: +10 %", "run1")


def test_retry_leaves_out_what_is_gone() -> None:
    made = plan(two(), percent="10", versions=VersionMode.WITH_BASE)
    other: ShopProduct = entry((version("v9", 5),), id="b")
    again = retry(made.steps, shop(other))
    assert {row.key: row.reason for row in again.skipped} == {"a": SkipReason.GONE, "b/v2": SkipReason.GONE}
    assert [step.key for step in again.steps] == ["b"]


def test_retry_is_as_careful_as_the_first_time() -> None:
    made = plan(two(), percent="100")
    found = [finding.code for finding in retry(made.steps, two(), Settings(limit_rows=1)).open_blocks()]
    assert found == ["big_change", "many_rows"]


def test_retry_of_a_currency_has_no_rate_to_judge_by() -> None:
    of = shop(entry())
    made = plan(of, mode=Mode.CURRENCY, to_currency="jpy", rate="150")
    assert retry(made.steps, of).open_blocks() == ()
