"""What a plan about codes sends, what it leaves alone and why."""

from typing import Any

import pytest

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.forms import Existing
from py_core.codes.planner import Rules, build_codes_plan
from py_core.codes.wants import Change, Drop, Item, Want
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.codes import CodeDraft
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.steps import CreateCode, DeleteCode, SetCodeLimits
from py_core.settings import Settings
from tests.unit.shops import code, entry, group, option, shop, version

ICONS = entry(id="icons", name="Icon set")
TEAM = entry(
    (version("v1", 0, name="Solo"), version("v2", 3000, name="Team")), id="team", name="Font", price_minor=200
)
CLUB = entry(
    id="club",
    name="Club",
    price_minor=0,
    is_tiered_membership=True,
    groups=(group(option("Basic", None, monthly=500), option("Pro", None, monthly=900, yearly=100)),),
)


def draft(name: str = "SALE", percent: int | None = 20, **fields: Any) -> CodeDraft:
    return CodeDraft(name=name, percent_off=percent, **fields)


def plan(of: Shop, *items: Item, rules: Rules | None = None, settings: Settings | None = None) -> Plan:
    return build_codes_plan(
        of, items, settings or Settings(), 1, kind=PlanKind.CODES, title="t", form_json="{}", rules=rules
    )


def used(name: str, times: int, **fields: Any) -> OfferCode:
    return code(name, percent=20).model_copy(update={"times_used": times, **fields})


def left(of: Plan) -> list[tuple[SkipReason, str]]:
    return [(row.reason, row.text) for row in of.skipped]


def codes_of(of: Plan) -> list[str]:
    return [finding.code for finding in of.findings]


def test_a_code_on_a_product_is_one_create_with_its_prices() -> None:
    made = plan(shop(TEAM), Want(TEAM, draft(percent=50, max_purchase_count=7)))
    (step,) = made.steps
    assert isinstance(step, CreateCode)
    assert (step.key, step.product_name, step.currency) == ("team/create/SALE", "Font", "usd")
    assert (step.after.percent_off, step.after.max_purchase_count, step.after.universal) == (50, 7, False)
    prices = made.code_facts[0].prices
    assert [(one.label, one.price_minor, one.left_minor) for one in prices] == [
        ("Solo", 200, 100),
        ("Team", 3200, 1600),
    ]
    assert prices[1].net_before == 3200 - 413 - 80
    assert made.code_facts[0].key == step.key


@pytest.mark.parametrize(
    ("percent", "why"),
    [(50, None), (60, "It would leave $0.80 of “Solo”, below Gumroad's $0.99."), (100, None)],
)
def test_the_price_rule_is_told_in_numbers(percent: int, why: str | None) -> None:
    made = plan(shop(TEAM), Want(TEAM, draft(percent=percent)))
    assert [text for _, text in left(made)] == ([] if why is None else [why])


def test_every_tier_and_period_of_a_membership_counts() -> None:
    made = plan(shop(CLUB), Want(CLUB, draft(percent=5)))
    assert left(made) == [(SkipReason.REFUSED, "It would leave $0.95 of “Pro a year”, below Gumroad's $0.99.")]
    assert "codes_memberships" in codes_of(plan(shop(CLUB), Want(CLUB, draft(percent=1))))


def test_a_universal_code_is_held_against_every_published_product_in_its_currency() -> None:
    cheap = entry(id="cheap", name="Cheap", price_minor=150)
    hidden = entry(id="hidden", name="Hidden", price_minor=150, published=False)
    euros = entry(id="euros", name="Euros", price_minor=100, currency="eur")
    want = Want(ICONS, draft(percent=50, universal=True))
    text = "Gumroad would refuse it because of “Cheap”: It would leave $0.75, below Gumroad's $0.99."
    assert left(plan(shop(ICONS, cheap), want)) == [(SkipReason.REFUSED, text)]
    assert not left(plan(shop(ICONS, hidden), want))
    assert len(left(plan(shop(ICONS, euros), want))) == 1
    amount = Want(ICONS, CodeDraft(name="X", amount_minor=50, universal=True))
    assert not left(plan(shop(ICONS, euros), amount))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("two words", "“two words” cannot be a code: only letters, digits, dashes and underscores."),
        ("fire🔥", "“fire🔥” cannot be a code: only letters, digits, dashes and underscores."),
        ("код", "“код” cannot be a code: only letters, digits, dashes and underscores."),
        ("", "A code needs a name for buyers to type."),
        ("W" * 256, "The code is too long. Gumroad takes up to 255 characters."),
    ],
)
def test_a_name_that_gumroad_refuses_is_never_sent(name: str, said: str) -> None:
    assert left(plan(shop(ICONS), Want(ICONS, draft(name)))) == [(SkipReason.REFUSED, said)]


def test_names_are_kept_as_typed_without_blanks_around_them() -> None:
    made = plan(shop(ICONS), Want(ICONS, draft("  Été-20 ")))
    assert made.steps[0].name == "Été-20"


def test_a_code_that_stands_just_so_is_the_same() -> None:
    there = entry(codes=(code("SALE", percent=20),), id="icons")
    assert left(plan(shop(there), Want(there, draft()))) == [
        (SkipReason.SAME, "SALE stands there already, just so.")
    ]


def test_a_code_that_stands_otherwise_is_left_replaced_or_gets_a_suffix() -> None:
    there = entry(codes=(used("SALE", 3),), id="icons", name="Icon set")
    want = Want(there, draft(percent=30))
    skipped = plan(shop(there), want)
    assert left(skipped) == [
        (SkipReason.CODE_STANDS, "SALE stands there already: 20\N{NO-BREAK SPACE}% off, used 3 times.")
    ]
    replaced = plan(shop(there), want, rules=Rules(existing=Existing.REPLACE))
    delete, create = replaced.steps
    assert isinstance(delete, DeleteCode)
    assert isinstance(create, CreateCode)
    assert (delete.code_id, delete.needs, create.needs) == ("id-SALE", "", delete.key)
    assert {"codes_gap", "codes_used"} <= set(codes_of(replaced))
    assert (
        replaced.code_facts[0].undo_note
        == "It was used 3 times. Undo makes it again, but it counts from zero then."
    )
    suffixed = plan(shop(there), want, rules=Rules(existing=Existing.SUFFIX, suffix="-2"))
    assert [step.name for step in suffixed.steps] == ["SALE-2"]


def test_a_code_is_never_made_that_differs_from_another_in_case_only() -> None:
    there = entry(codes=(code("sale", percent=20),), id="icons")
    made = plan(shop(there), Want(there, draft()))
    assert left(made) == [
        (SkipReason.REFUSED, "sale stands there already. At checkout nobody could tell it from SALE.")
    ]
    twice = plan(shop(ICONS), Want(ICONS, draft("A")), Want(ICONS, draft("a")), Want(ICONS, draft("A")))
    assert [text for _, text in left(twice)] == [
        "Another row makes A. At checkout nobody could tell it from a.",
        "A is made by another row already.",
    ]
    assert len({row.key for row in (*twice.steps, *twice.skipped)}) == 3
    replaced = plan(shop(there), Want(there, draft()), rules=Rules(existing=Existing.REPLACE))
    assert [step.kind for step in replaced.steps] == ["delete_code", "create_code"]


def test_universal_codes_count_where_they_apply_and_need_their_name_to_themselves() -> None:
    everywhere = code("ALL", percent=5, universal=True)
    own = code("OWN", percent=5)
    one, other = entry(codes=(everywhere, own), id="one"), entry(codes=(everywhere,), id="other")
    of = shop(one, other)
    assert plan(of, Want(other, draft("OWN"))).steps
    assert left(plan(of, Want(other, draft("own", universal=True))))[0][0] is SkipReason.REFUSED
    assert left(plan(of, Want(other, draft("ALL"))))[0][0] is SkipReason.CODE_STANDS
    replacing = Rules(existing=Existing.REPLACE)
    assert "take it from every product" in left(plan(of, Want(other, draft("ALL")), rules=replacing))[0][1]
    taken = left(plan(of, Want(other, draft("OWN", universal=True)), rules=replacing))
    assert taken[0][1].startswith("Single products have a code OWN")
    made = plan(of, Want(other, draft("NEW", universal=True)), Want(one, draft("NEW")))
    assert [step.product_name for step in made.steps if isinstance(step, CreateCode)] == [""]
    assert left(made)[0][1] == "NEW is made by another row already."


def test_a_universal_amount_code_leaves_other_currencies_free() -> None:
    euros = entry(id="euros", currency="eur")
    amount = CodeDraft(name="FIVE", amount_minor=500, universal=True)
    made = plan(shop(ICONS, euros), Want(ICONS, amount), Want(euros, draft("FIVE")), Want(ICONS, draft("FIVE")))
    assert [step.product_id for step in made.steps] == ["icons", "euros"]


def test_a_new_name_comes_before_the_old_one_goes() -> None:
    there = entry(codes=(code("OLD", percent=20),), id="icons")
    made = plan(shop(there), Want(there, draft("NEW"), replaces=there.codes[0] if there.codes else None))
    create, delete = made.steps
    assert isinstance(create, CreateCode)
    assert isinstance(delete, DeleteCode)
    assert (create.needs, delete.needs) == ("", create.key)
    assert made.code_facts[0].replaces == "OLD"


def test_when_the_new_code_cannot_be_made_the_old_one_stays() -> None:
    old = code("OLD", percent=20)
    there = entry(codes=(old, code("NEW", percent=1)), id="icons", price_minor=200)
    of = shop(there)
    assert not plan(of, Want(there, draft("OTHER", percent=60), replaces=old)).steps
    assert not plan(of, Want(there, draft("OLD", percent=60), replaces=old)).steps
    assert not plan(of, Want(there, draft("NEW"), replaces=old)).steps
    assert left(plan(of, Want(there, draft("OLD"), replaces=old))) == [(SkipReason.SAME, "It is just so already.")]


def test_a_row_that_was_unticked_stays_out_with_all_that_belongs_to_it() -> None:
    old = code("OLD", percent=20)
    there = entry(codes=(old,), id="icons")
    want = Want(there, draft("NEW"), replaces=old)
    for key in ("icons/create/NEW", "icons/delete/OLD"):
        made = plan(shop(there), want, Want(there, draft("NEW")), rules=Rules(unticked=frozenset((key,))))
        assert [row.reason for row in made.skipped] == [SkipReason.UNTICKED]
        assert [step.kind for step in made.steps] == ["create_code"]


def test_products_that_are_gone_or_in_an_unknown_currency_are_left_alone() -> None:
    gone = entry(id="gone", deleted=True)
    strange = entry(id="strange", currency="xxx")
    made = plan(shop(ICONS, gone, strange), Want(gone, draft()), Want(strange, draft()))
    assert [row.reason for row in made.skipped] == [SkipReason.GONE, SkipReason.RULE]
    universal = plan(shop(ICONS, strange), Want(ICONS, draft(universal=True)))
    assert "universal_unchecked" in codes_of(universal)


def test_codes_that_were_not_read_are_said_and_not_guessed() -> None:
    unread = entry(codes=None, id="icons")
    made = plan(shop(unread), Want(unread, draft()))
    assert len(made.steps) == 1
    assert "codes_not_read" in codes_of(made)
    assert "universal_unread" in codes_of(plan(shop(unread), Want(unread, draft(universal=True))))


def test_what_is_deleted_frees_its_name() -> None:
    old = code("OLD", percent=20)
    there = entry(codes=(old,), id="icons")
    made = plan(shop(there), Drop(there, old), Want(there, draft("OLD", percent=5)), Drop(there, old))
    assert [step.kind for step in made.steps] == ["delete_code", "create_code"]
    assert left(made) == [(SkipReason.SAME, "Another row deletes it already.")]


def test_unused_codes_only() -> None:
    there = entry(codes=(used("A", 0), used("B", 2)), id="icons")
    made = plan(shop(there), *(Drop(there, one, unused_only=True) for one in there.codes or ()))
    (step,) = made.steps
    assert isinstance(step, DeleteCode)
    assert step.unused_at == 0
    assert left(made) == [(SkipReason.USED, "It was used 2 times.")]


def test_undo_of_a_delete_says_what_it_cannot_bring_back() -> None:
    broken = code("HALF", percent=60)
    there = entry(codes=(broken,), id="icons", price_minor=200)
    made = plan(shop(there), Drop(there, broken))
    assert made.code_facts[0].undo_note.startswith("Undo cannot make it again")


@pytest.mark.parametrize(
    ("cap", "minimum", "reason"),
    [(6, None, SkipReason.REFUSED), (7, None, None), (None, None, SkipReason.SAME), (None, 5000, None)],
)
def test_limits_against_uses_and_against_themselves(
    cap: int | None, minimum: int | None, reason: SkipReason | None
) -> None:
    there = entry(codes=(used("A", 7),), id="icons")
    made = plan(shop(there), *(Change(there, one, cap, minimum) for one in there.codes or ()))
    assert [row.reason for row in made.skipped] == ([] if reason is None else [reason])
    if reason is None:
        (step,) = made.steps
        assert isinstance(step, SetCodeLimits)
        assert (step.after.max_purchase_count, step.after.minimum_amount_minor) == (cap, minimum)


def test_a_code_of_several_products_is_never_replaced_for_one_of_them() -> None:
    both = code("SALE", percent=5)
    one, other = entry(codes=(both,), id="one"), entry(codes=(both,), id="other")
    made = plan(shop(one, other), Want(one, draft()), rules=Rules(existing=Existing.REPLACE))
    assert left(made) == [
        (SkipReason.RULE, "This is one code for 2 products, and the API cannot make such a code again.")
    ]


def test_limits_of_a_code_of_several_products_are_held_against_all_of_them() -> None:
    broken = code("A", percent=60)
    one, other = entry(codes=(broken,), id="one"), entry(codes=(broken,), id="other", name="Cheap", price_minor=200)
    made = plan(shop(one, other), Change(one, broken, 9, None))
    assert "because of “Cheap”: It would leave $0.80" in left(made)[0][1]
    amount = code("B", amount=100)
    mixed = (entry(codes=(amount,), id="one"), entry(codes=(amount,), id="other", currency="eur"))
    assert "different currencies" in left(plan(shop(*mixed), Change(mixed[0], amount, 9, None)))[0][1]


def test_limits_of_a_universal_code_are_held_against_the_products_it_is_for() -> None:
    everywhere = code("A", percent=60, universal=True)
    one = entry(codes=(everywhere,), id="one")
    excluded = entry(id="excluded", price_minor=200)
    hidden = entry(codes=(everywhere,), id="hidden", price_minor=200, published=False)
    assert plan(shop(one, excluded, hidden), Change(one, everywhere, 9, None)).steps


def test_gumroads_own_parity_is_counted_where_it_beats_the_code() -> None:
    native = {"icons": {"IN": 760, "BR": 1520, "PL": 1600, "US": 1900}}
    made = build_codes_plan(
        shop(ICONS),
        (Want(ICONS, draft(percent=20)),),
        Settings(),
        1,
        kind=PlanKind.CODES,
        title="t",
        form_json="",
        native=native,
    )
    assert made.code_facts[0].native_wins == 2
    assert "codes_native" in codes_of(made)


def test_limits_are_refused_where_the_discount_no_longer_fits_the_price() -> None:
    there = entry(codes=(code("A", percent=60),), id="icons", price_minor=200)
    made = plan(shop(there), *(Change(there, one, 9, None) for one in there.codes or ()))
    assert left(made)[0][1].startswith(
        "Gumroad looks at the discount again when a limit changes. It would leave $0.80"
    )


def test_what_needs_a_yes() -> None:
    products = tuple(entry(id=f"p{at}") for at in range(4))
    of = shop(*products)
    many = plan(of, *(Want(one, draft()) for one in products), settings=Settings(limit_rows=3))
    assert codes_of(many)[0] == "many_codes"
    free = plan(of, Want(products[0], draft(percent=100)))
    assert [finding.code for finding in free.open_blocks()] == ["free_codes"]
    amount = plan(of, Want(products[0], CodeDraft(name="X", amount_minor=1900)))
    assert [finding.code for finding in amount.open_blocks()] == ["free_codes"]
    universal = plan(of, Want(products[0], draft(universal=True)))
    assert [finding.code for finding in universal.open_blocks()] == ["universal_codes"]
    assert universal.findings[0].text.startswith("1 universal code: it works on every product of the shop, 4 now")
    there = entry(codes=(code("ALL", percent=5, universal=True),), id="icons")
    gone = plan(shop(there), *(Drop(there, one) for one in there.codes or ()))
    assert [finding.code for finding in gone.open_blocks()] == ["universal_deletes"]


def test_one_code_on_several_products_is_said_to_be_several() -> None:
    one, other = entry(id="one"), entry(id="other")
    plain = plan(shop(one, other), Want(one, draft()), Want(other, draft()))
    assert plain.findings[-1].text.startswith("These are 2 separate codes")
    capped = draft(max_purchase_count=5)
    text = plan(shop(one, other), Want(one, capped), Want(other, capped)).findings[-1].text
    assert text.endswith("each has the cap for itself.")


def test_what_was_accepted_stays_accepted_while_nothing_new_is_asked() -> None:
    products = tuple(entry(id=f"p{at}") for at in range(3))
    wants = [Want(one, draft(percent=100)) for one in products]
    first = plan(shop(*products), *wants).accepting(frozenset(("free_codes",)))
    fewer = plan(shop(*products), *wants, rules=Rules(unticked=frozenset(("p1/create/SALE",))))
    assert not fewer.accepting_as(first).open_blocks()
    more = plan(shop(*products), *wants, Want(products[0], draft("OTHER", percent=100)))
    assert more.accepting_as(first).open_blocks()


def test_equal_intents_have_equal_digests() -> None:
    def built(of: ShopProduct) -> str:
        return plan(shop(of), Want(of, draft())).digest()

    assert built(ICONS) == built(ICONS)
    assert built(ICONS) != built(TEAM)


def test_lines_and_notes_reach_their_rows() -> None:
    want = Want(ICONS, draft(), line=7, note="India", native_wins=3)
    made = plan(shop(ICONS), want, Want(ICONS, draft(), line=8))
    facts = made.code_facts[0]
    assert (facts.line, facts.note, facts.native_wins) == (7, "India", 3)
    assert "codes_native" in codes_of(made)
    assert left(made)[0][1] == "Line 8: SALE is made by another row already."
