"""From a table to codes beside those that stand; a second run that asks for nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.catalog.products import Shop, ShopProduct
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.discounts import Discount, left_by, prices_of, too_low
from py_core.parity.codes import (
    Cell,
    DropReason,
    MadeCode,
    ParityCode,
    State,
    Wanted,
    scope_name,
    scopes_of,
    wanted_codes,
)
from py_core.parity.edits import RowEdit, edit_cells
from py_core.parity.naming import Naming
from py_core.parity.table import CodesPer, ParityTable, Row, TableSettings, Tier, percents
from py_core.parity.worth import Pricing, Reason
from py_core.pricing.fees import fees_for
from py_core.settings import Settings
from tests.unit.parity.tables import BY_COUNTRY, BY_GROUP, SEED, table, tables, typed
from tests.unit.shops import code, entry, version
from tests.unit.strategies import shops


def wanted(
    of: ParityTable,
    *products: ShopProduct,
    naming: Naming = BY_COUNTRY,
    made: tuple[MadeCode, ...] = (),
    cap: int | None = None,
    remove: bool = False,
) -> Wanted:
    return wanted_codes(of, naming, products, Settings(), cap=cap, made=made, remove_dropped=remove)


def standing(name: str, percent: int, **fields: object) -> OfferCode:
    return code(name, percent=percent).model_copy(update=fields)


def made(name: str, key: str, percent: int = 40, product: str = "p1") -> MadeCode:
    return MadeCode(product_id=product, key=key, name=name, code_id=f"id-{name}", percent_off=percent)


def only(of: Wanted) -> Cell:
    (cell,) = of.cells
    return cell


def applied(product: ShopProduct, of: Wanted) -> tuple[ShopProduct, tuple[MadeCode, ...]]:
    """The product after the plan ran, and what the run made or kept of its own."""
    mine = [cell for cell in of.cells if cell.code.product_id == product.product.id]
    gone = {drop.code_id for drop in of.drops if drop.remove}
    gone |= {cell.code_id for cell in mine if cell.state is State.REPLACE and cell.code_id}
    codes = [one for one in product.codes or () if one.id not in gone]
    for cell in mine:
        if cell.state in (State.NEW, State.REPLACE):
            codes.append(standing(cell.code.name, cell.code.percent_off, max_purchase_count=cell.code.cap))
        elif cell.state is State.CAP:
            at = next(at for at, one in enumerate(codes) if one.id == cell.code_id)
            codes[at] = codes[at].model_copy(update={"max_purchase_count": cell.code.cap})
    record = tuple(
        MadeCode(
            product_id=product.product.id,
            key=cell.key,
            name=cell.code.name,
            code_id=next(one.id for one in codes if one.name == cell.code.name),
            percent_off=cell.code.percent_off,
        )
        for cell in mine
        if cell.state is not State.LEFT
    )
    return product.model_copy(update={"codes": tuple(codes)}), record


def test_a_code_per_country_on_each_product() -> None:
    found = wanted(typed(BR=20, IN=40, US=0), entry(id="p1"), entry(id="p2", price_minor=5000), cap=100)
    assert [cell.code for cell in found.cells] == [
        ParityCode(product_id=p, name=name, country_codes=(cc,), tier=None, percent_off=off, cap=100)
        for p in ("p1", "p2")
        for name, cc, off in (("BR20", "BR", 20), ("IN40", "IN", 40))
    ]
    assert {cell.state for cell in found.cells} == {State.NEW}
    worth = found.cells[1].worth
    assert worth is not None
    assert (worth.price_minor, worth.local_minor) == (1900, 1140)
    assert worth.net_minor == fees_for("usd", Settings()).direct_net(1140)
    assert not found.changes_nothing


def test_a_code_per_tier() -> None:
    rows = (Row(country="IN", group="A"), Row(country="PK", group="A"), Row(country="BR", group="B"))
    held = TableSettings(codes_per=CodesPer.TIER)
    tiers = (Tier(group="A", typed_percent=50), Tier(group="B", typed_percent=30))
    of = table(*rows, Row(country="CN"), Row(country="ID", group="A", excluded=True), tiers=tiers, settings=held)
    found = wanted(of, entry(), naming=BY_GROUP)
    assert [(cell.code.tier, cell.code.country_codes, cell.code.percent_off) for cell in found.cells] == [
        ("A", ("IN", "PK"), 50),
        ("B", ("BR",), 30),
    ]
    assert [scope_name(scope) for scope in scopes_of(of)] == ["tier A", "tier B"]
    assert [scope_name(scope) for scope in scopes_of(typed(IN=40))] == ["India"]


@pytest.mark.parametrize(
    ("there", "former", "state", "reason"),
    [
        ((), (), State.NEW, None),
        ((standing("IN40", 40),), (), State.SAME, None),
        ((standing("IN40", 40, max_purchase_count=9),), (), State.SAME, None),
        ((standing("IN40", 40, max_purchase_count=9),), (made("IN40", "IN"),), State.CAP, None),
        ((standing("IN40", 30),), (made("IN40", "IN", 30),), State.REPLACE, None),
        ((standing("IN40", 30),), (), State.LEFT, Reason.NAME_TAKEN),
        ((code("IN40", amount=500),), (), State.LEFT, Reason.NAME_TAKEN),
        ((standing("IN40", 40, universal=True),), (made("IN40", "IN"),), State.SAME, None),
        ((standing("in40", 40),), (), State.LEFT, Reason.CASE_TWIN),
        ((standing("in40", 40),), (made("in40", "IN"),), State.REPLACE, None),
    ],
)
def test_what_stands_decides(
    there: tuple[OfferCode, ...], former: tuple[MadeCode, ...], state: State, reason: Reason | None
) -> None:
    found = wanted(typed(IN=40), entry(codes=there), made=former)
    cell = only(found)
    assert (cell.state, cell.reason) == (state, reason)
    assert bool(cell.text) is (reason is not None)
    assert (cell.code_id is not None) is (state is not State.NEW)
    assert found.drops == ()


def test_a_new_percentage_replaces_the_code_of_the_former_run() -> None:
    shop = entry(codes=(standing("IN40", 40, times_used=3), standing("MINE", 40)))
    found = wanted(typed(IN=45), shop, made=(made("IN40", "IN"),))
    assert (only(found).state, only(found).code.name) == (State.NEW, "IN45")
    (drop,) = found.drops
    assert (drop.name, drop.reason, drop.times_used, drop.remove) == ("IN40", DropReason.REPLACED, 3, True)


def test_dropped_countries_go_only_if_asked() -> None:
    shop = entry(codes=(standing("IN40", 40), standing("BR40", 40)))
    former = (made("IN40", "IN"), made("BR40", "BR"), made("GONE40", "GO"))
    for asked in (False, True):
        found = wanted(typed(IN=40), shop, made=former, remove=asked)
        (drop,) = found.drops
        assert (drop.name, drop.reason, drop.remove) == ("BR40", DropReason.NOT_IN_TABLE, asked)
        assert found.changes_nothing is not asked


def test_excluded_products_and_guards_drop_what_stands_there() -> None:
    former = (made("IN40", "IN"),)
    shop = entry(codes=(standing("IN40", 40),))
    excluded = typed(IN=40).model_copy(update={"settings": TableSettings(excluded_products=("p1",))})
    found = wanted(excluded, shop, made=former)
    assert only(found).reason is Reason.PRODUCT_EXCLUDED
    assert found.drops[0].reason is DropReason.PRODUCT_EXCLUDED
    guarded = typed(IN=40).model_copy(update={"settings": TableSettings(min_net_usd_minor=1000)})
    found = wanted(guarded, shop, made=former)
    assert only(found).reason is Reason.NET
    assert found.drops[0].reason is DropReason.NOT_ALLOWED


def test_a_code_found_by_name_where_its_id_was_not_read_back() -> None:
    shop = entry(codes=(standing("BR40", 40),))
    lost = MadeCode(product_id="p1", key="BR", name="BR40", code_id=None, percent_off=40)
    assert [drop.name for drop in wanted(typed(IN=40), shop, made=(lost,)).drops] == ["BR40"]


@pytest.mark.parametrize(
    ("product", "reason"),
    [
        (entry(price_minor=0, customizable_price=True), Reason.FREE),
        (entry(currency="xxx"), Reason.UNKNOWN_CURRENCY),
        (entry(codes=None), Reason.CODES_UNREAD),
        (entry(price_minor=150), Reason.PRICE_RULE),
        (entry((version("v", 3000), version("w", 0)), price_minor=150), Reason.PRICE_RULE),
    ],
)
def test_products_that_are_left_alone_say_why(product: ShopProduct, reason: Reason) -> None:
    cell = only(wanted(typed(IN=40), product))
    assert (cell.state, cell.reason) == (State.LEFT, reason)
    assert cell.text


def test_the_sentences_of_the_guards_say_what_is_possible() -> None:
    low = only(wanted(typed(IN=40), entry(price_minor=150)))
    assert (
        low.text
        == "40 % off would leave $0.90; Gumroad takes nothing between free and $0.99. At most 34 % is possible."
    )
    held = typed(IN=80).model_copy(update={"settings": TableSettings(cap=100, min_net_usd_minor=200)})
    net = only(wanted(held, entry(price_minor=1000)))
    assert net.text == "80 % off would leave you $0.94 after fees, less than your $2. At most 67 % is possible."
    cheap = only(wanted(held, entry(price_minor=300)))
    assert cheap.text.endswith("No discount is possible.")
    unknown = only(wanted(held, entry(currency="twd", price_minor=100_000)))
    assert unknown.reason is Reason.NET_UNKNOWN
    assert "exchange rate" in unknown.text


def test_without_a_price_there_is_no_objection_but_the_currency() -> None:
    pricing = Pricing(entry(currency="xxx"), 0, Settings())
    assert pricing.left_alone is Reason.UNKNOWN_CURRENCY
    assert pricing.worth(40).reason is Reason.UNKNOWN_CURRENCY


@settings(deadline=None)
@given(tables(CodesPer.COUNTRY), shops())
def test_no_code_breaks_a_rule_of_gumroad_or_of_the_seller(of: ParityTable, shop: Shop) -> None:
    products = shop.products
    found = wanted_codes(of, BY_COUNTRY, products, Settings())
    by_id = {one.product.id: one for one in products}
    given_ = percents(of)
    assert len(found.cells) == len(products) * sum(1 for percent in given_.values() if percent)
    for cell in found.cells:
        if cell.state is State.LEFT:
            assert cell.text
            continue
        product = by_id[cell.code.product_id].product
        off = Discount(cell.code.percent_off, None)
        assert cell.code.percent_off == given_[cell.key]
        assert product.id not in of.settings.excluded_products
        assert too_low(off, prices_of(product)) is None
        minimum = CURRENCIES[product.currency].min_minor
        fees = fees_for(product.currency, Settings())
        for price in prices_of(product).minors:
            left = left_by(off, price)
            assert left == 0 or left >= minimum
            if of.settings.min_net_usd_minor and price:
                net = fees.direct_net(left)
                assert net is not None
                usd = fees.usd_minor(net)
                assert usd is not None
                assert usd >= of.settings.min_net_usd_minor


@settings(deadline=None)
@given(tables(), tables(), shops(), st.one_of(st.none(), st.integers(1, 99)), st.booleans())
def test_a_second_run_asks_for_nothing(
    first: ParityTable, second: ParityTable, shop: Shop, cap: int | None, remove: bool
) -> None:
    products = list(shop.products)
    former: tuple[MadeCode, ...] = ()
    naming = Naming(template="{group}-{off}-{rand6}", seed=SEED)
    for of in (first, second):
        found = wanted_codes(of, naming, products, Settings(), cap=cap, made=former, remove_dropped=remove)
        after = [applied(product, found) for product in products]
        products = [product for product, _ in after]
        kept = tuple(one for one in former if any(d.code_id == one.code_id and not d.remove for d in found.drops))
        former = (*kept, *(one for _, record in after for one in record))
        again = wanted_codes(of, naming, products, Settings(), cap=cap, made=former, remove_dropped=remove)
        assert again.changes_nothing
        assert [cell.code for cell in again.cells] == [cell.code for cell in found.cells]


def test_only_what_the_table_changed_changes() -> None:
    of = typed(BR=20, IN=40, PL=30)
    shop, former = applied(entry(), wanted(of, entry()))
    edited = edit_cells(of, ["IN"], RowEdit(typed_percent=50))
    found = wanted(edited, shop, made=former)
    assert [(cell.key, cell.state) for cell in found.cells] == [
        ("BR", State.SAME),
        ("IN", State.NEW),
        ("PL", State.SAME),
    ]
    assert [drop.name for drop in found.drops] == ["IN40"]
