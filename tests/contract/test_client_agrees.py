"""Two laws: our rules and Gumroad's verdict agree, and the client's view is always the shop's state."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from py_core.errors import InputError, Rejected
from py_core.gumroad import calls
from py_core.gumroad.calls import ProductRecord, product_id_of, read_product_body, sale_id_of
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.failures import read_answer
from py_core.gumroad.keep import KEEP
from py_core.gumroad.models import OfferCode, SaleRecord, Variant, VariantCategory
from py_core.gumroad.pager import Page, Pager
from py_core.gumroad.rules.codes import (
    CodeChange,
    CodeDraft,
    discount_objections,
    draft_objections,
    unique_objections,
)
from py_core.gumroad.rules.objections import refuse
from py_core.gumroad.rules.other import VariantChange, refund_of_objections
from py_core.gumroad.rules.products import NewProduct, ProductChange, against_objections
from py_core.gumroad.wire import Call, Effect
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN

T = TypeVar("T")
NOON_MS = 1_795_000_020_000
CODES = ("usd", "eur", "jpy", "krw")
LETTERS = "abA-_é9 .#,СКx"


class Asked:
    """A sandbox in memory, asked through calls and answers alone."""

    def __init__(self, **state: Any) -> None:
        self.sandbox = Sandbox.load(json.dumps({"rate_limits": False, **state}))
        self.now_ms = NOON_MS

    def ask(self, call: Call[T]) -> T:
        self.now_ms += 1_000
        return read_answer(call, self.sandbox.handle(call.request, token=SAMPLE_TOKEN, now_ms=self.now_ms))

    def all(self, ask: Callable[[str | None], Call[Page[T]]], id_of: Callable[[T], str | None]) -> tuple[T, ...]:
        pager, key = Pager(id_of), self.ask(ask(None))
        while (next_key := pager.take(key)) is not None:
            key = self.ask(ask(next_key))
        return pager.items

    def products(self) -> tuple[ProductRecord, ...]:
        return self.all(calls.list_products, product_id_of)


def accepted(make: Callable[[], object]) -> bool:
    try:
        make()
    except (InputError, Rejected):
        return False
    return True


prices = st.one_of(
    st.integers(-5, 300), st.sampled_from([78, 79, 98, 99, 100, 110_999, 111_000]), st.integers(0, 2**31 + 5)
)
tags = st.lists(st.text(LETTERS, min_size=0, max_size=22), max_size=3).map(tuple)
changes = st.builds(
    ProductChange,
    name=st.one_of(st.just(KEEP), st.text(LETTERS, max_size=5), st.just("x" * 256)),
    custom_permalink=st.one_of(st.just(KEEP), st.none(), st.text(LETTERS, max_size=4)),
    price_minor=st.one_of(st.just(KEEP), prices),
    currency=st.one_of(st.just(KEEP), st.sampled_from([*CODES, "xyz"])),
    customizable_price=st.one_of(st.just(KEEP), st.booleans()),
    suggested_price_minor=st.one_of(st.just(KEEP), st.none(), prices.filter(lambda price: price >= 0)),
    max_purchase_count=st.one_of(st.just(KEEP), st.none(), st.integers(0, 20)),
    tags=st.one_of(st.just(KEEP), tags),
    refund_period=st.one_of(st.just(KEEP), st.sampled_from(["inherit", "none", "7", "8", ""])),
    custom_summary=st.one_of(st.just(KEEP), st.none(), st.text(max_size=5)),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes, st.sampled_from(CODES), st.booleans())
def test_our_rules_and_gumroad_agree_on_product_changes(change: ProductChange, code: str, open_price: bool) -> None:
    shop = Asked(
        products=[{
            "name": "A", "currency": code, "price": CURRENCIES[code].min_minor * 3, "sales_count": 4,
            "customizable_price": open_price,
        }]
    )  # fmt: skip
    held = shop.products()[0].product
    # A price that is raised where buyers may pay what they want: ours is the stricter rule, on purpose.
    assume(not (open_price and change.suggested_price_minor is KEEP))
    try:
        call = calls.change_product(held.id, change)
        refuse(against_objections(change, held))
    except InputError:
        unchecked = Call(calls.change_request(held.id, change), Effect.SET, "edit_products", read_product_body)
        assert not accepted(lambda: shop.ask(unchecked))
        assert shop.products()[0].product == held
        return
    answer = shop.ask(call)
    assert call.confirm(answer) == ()
    assert shop.products()[0].product == answer.product


drafts = st.builds(
    CodeDraft,
    name=st.one_of(st.text(LETTERS, max_size=4), st.sampled_from(["LAUNCH", "launch", "ALL", " ok "])),
    percent_off=st.one_of(st.none(), st.integers(-2, 102)),
    amount_minor=st.one_of(st.none(), st.integers(-2, 300), st.integers(0, 2**31 - 1)),
    max_purchase_count=st.one_of(st.none(), st.integers(0, 500)),
    minimum_amount_minor=st.one_of(st.none(), st.integers(0, 5_000)),
    universal=st.booleans(),
)


@settings(max_examples=500, deadline=None)
@given(drafts, st.integers(99, 600), st.lists(st.integers(0, 400), max_size=2), st.booleans())
def test_our_rules_and_gumroad_agree_on_codes(
    draft: CodeDraft, price: int, surcharges: list[int], published: bool
) -> None:
    assume((draft.percent_off is None) != (draft.amount_minor is None))
    options = [{"name": f"V{at}", "price_difference": extra} for at, extra in enumerate(surcharges)]
    shop = Asked(
        products=[
            {
                "name": "A",
                "price": price,
                "variants": [{"title": "Licence", "options": options}] if options else [],
                "published": published,
                "offer_codes": [{"name": "LAUNCH", "percent_off": 0}],
            },
            {"name": "B", "price": 300, "offer_codes": [{"name": "OTHER", "percent_off": 0}]},
            {"name": "C", "price": 5000, "currency": "eur"},
        ],
        offer_codes=[{"name": "ALL", "percent_off": 0, "universal": True}],
    )
    products = tuple(record.product for record in shop.products())
    held = next(product for product in products if product.name == "A")
    own = shop.ask(calls.list_offer_codes(held.id))
    every = {code.id: code for product in products for code in shop.ask(calls.list_offer_codes(product.id))}
    objections = (
        *draft_objections(draft),
        *unique_objections(draft, own, every.values()),
        *discount_objections(
            draft.discount,
            products if draft.universal else (held,),
            universal=draft.universal,
            currency=held.currency,
        ),
    )
    unchecked = Call(calls.draft_request(held.id, draft), Effect.CREATE, "edit_products", lambda body: body)
    if objections:
        assert not accepted(lambda: shop.ask(unchecked))
        assert shop.ask(calls.list_offer_codes(held.id)) == own
        return
    call = calls.create_offer_code(held.id, draft)
    made = shop.ask(call)
    assert call.confirm(made) == ()
    assert shop.ask(calls.list_offer_codes(held.id)) == (*own, made)


# One currency only: which universal codes of an amount apply to a product depends on it.
changes_in_dollars = changes.map(lambda change: change.model_copy(update={"currency": KEEP}))


class ShopMachine(RuleBasedStateMachine):
    """A seller's tool at work; what it was told in answers is held against what the shop shows and keeps."""

    product_ids = Bundle("product_ids")
    code_ids = Bundle("code_ids")
    category_ids = Bundle("category_ids")
    variant_ids = Bundle("variant_ids")

    def __init__(self) -> None:
        super().__init__()
        self.shop = Asked(
            products=[{"name": "Sold", "price": 1900, "permalink": "sold"}],
            sales=[
                {"product_id": "sold", "purchase_email": f"b{at}@example.com", "price": 1900} for at in range(12)
            ],
        )
        self.products = {record.product.id: record.product for record in self.shop.products()}
        self.codes: dict[str, dict[str, OfferCode]] = {product_id: {} for product_id in self.products}
        self.categories: dict[str, dict[str, VariantCategory]] = {product_id: {} for product_id in self.products}
        self.variants: dict[tuple[str, str], dict[str, Variant]] = {}
        self.sales = {r.sale.id: r.sale for r in self._sales()}

    def _sales(self) -> tuple[SaleRecord, ...]:
        return self.shop.all(lambda key: calls.list_sales(page_key=key), sale_id_of)

    def _try(self, call: Call[T]) -> T | None:
        """The answer, with nothing missing in it; None when Gumroad refused, which may change nothing."""
        try:
            answer = self.shop.ask(call)
        except Rejected:
            return None
        assert call.confirm(answer) == ()
        return answer

    def _reread(self, product_id: str) -> None:
        """A version's change shows in its product, which answers about versions do not bring along."""
        self.products[product_id] = self.shop.ask(calls.get_product(product_id)).product

    @rule(target=product_ids, name=st.sampled_from(["A", 'B "<&>"', "ч"]), price=st.integers(0, 5_000))
    def create_product(self, name: str, price: int) -> str:
        try:
            call = calls.create_product(NewProduct(name=name, price_minor=price, currency="usd"))
        except InputError:
            return next(iter(self.products))
        made = self._try(call)
        if made is None:
            return next(iter(self.products))
        self.products[made.product.id] = made.product
        self.codes[made.product.id] = dict(self._applying())
        self.categories[made.product.id] = {}
        return made.product.id

    def _applying(self) -> dict[str, OfferCode]:
        return {code.id: code for held in self.codes.values() for code in held.values() if code.universal}

    @rule(product_id=product_ids, change=changes_in_dollars)
    def change_product(self, product_id: str, change: ProductChange) -> None:
        if product_id not in self.products:
            return
        try:
            call = calls.change_product(product_id, change)
        except InputError:
            return
        answer = self._try(call)
        if answer is not None:
            self.products[product_id] = answer.product

    @rule(product_id=product_ids, on=st.booleans())
    def publish(self, product_id: str, on: bool) -> None:
        if product_id in self.products:
            call = calls.enable_product(product_id) if on else calls.disable_product(product_id)
            answer = self._try(call)
            if answer is not None:
                self.products[product_id] = answer.product

    @rule(product_id=consumes(product_ids))
    def delete_product(self, product_id: str) -> None:
        if product_id not in self.products or self.products[product_id].name == "Sold":
            return
        self.shop.ask(calls.delete_product(product_id))
        assert self.shop.ask(calls.get_product(product_id)).product.deleted
        for held in (self.products, self.codes, self.categories):
            held.pop(product_id)

    @rule(target=code_ids, product_id=product_ids, draft=drafts)
    def create_code(self, product_id: str, draft: CodeDraft) -> tuple[str, str]:
        if product_id not in self.products:
            return product_id, ""
        try:
            call = calls.create_offer_code(product_id, draft)
        except InputError:
            return product_id, ""
        made = self._try(call)
        if made is None:
            return product_id, ""
        for held in [product_id] if not made.universal else list(self.products):
            self.codes[held] = {code.id: code for code in self.shop.ask(calls.list_offer_codes(held))}
        assert self.codes[product_id][made.id] == made
        return product_id, made.id

    @rule(where=code_ids, limit=st.one_of(st.none(), st.integers(0, 99)))
    def change_code(self, where: tuple[str, str], limit: int | None) -> None:
        product_id, code_id = where
        if code_id not in self.codes.get(product_id, {}):
            return
        answer = self._try(calls.update_offer_code(product_id, code_id, CodeChange(max_purchase_count=limit)))
        if answer is not None:
            for held in self.codes.values():
                if code_id in held:
                    held[code_id] = answer

    @rule(where=consumes(code_ids))
    def delete_code(self, where: tuple[str, str]) -> None:
        product_id, code_id = where
        if code_id in self.codes.get(product_id, {}):
            self.shop.ask(calls.delete_offer_code(product_id, code_id))
            for held in self.codes.values():
                held.pop(code_id, None)

    @rule(target=category_ids, product_id=product_ids)
    def create_category(self, product_id: str) -> tuple[str, str]:
        if product_id not in self.products:
            return product_id, ""
        made = self.shop.ask(calls.create_variant_category(product_id, "Licence"))
        self.categories[product_id][made.id] = made
        self.variants[product_id, made.id] = {}
        self._reread(product_id)
        return product_id, made.id

    @rule(target=variant_ids, where=category_ids, extra=st.integers(0, 900))
    def create_variant(self, where: tuple[str, str], extra: int) -> tuple[str, str, str]:
        if where not in self.variants or where[0] not in self.products:
            return (*where, "")
        change = VariantChange(name="Team", price_difference_minor=extra)
        made = self.shop.ask(calls.create_variant(*where, change))
        self.variants[where][made.id] = made
        self._reread(where[0])
        return (*where, made.id)

    @rule(where=variant_ids, extra=st.integers(0, 900))
    def change_variant(self, where: tuple[str, str, str], extra: int) -> None:
        held = self.variants.get(where[:2], {})
        if where[2] in held and where[0] in self.products:
            held[where[2]] = self.shop.ask(calls.update_variant_price(*where, extra))
            self._reread(where[0])

    @rule(where=consumes(variant_ids))
    def delete_variant(self, where: tuple[str, str, str]) -> None:
        held = self.variants.get(where[:2], {})
        if where[2] in held and where[0] in self.products:
            self.shop.ask(calls.delete_variant(*where))
            held.pop(where[2])
            self._reread(where[0])

    @rule(at=st.integers(0, 11), amount=st.one_of(st.none(), st.integers(1, 1900)))
    def refund(self, at: int, amount: int | None) -> None:
        sale = list(self.sales.values())[at]
        objections = refund_of_objections(amount, sale)
        answer = self._try(calls.refund_sale(sale.id, amount))
        assert (answer is None) == bool(objections)
        if answer is not None:
            self.sales[sale.id] = answer.sale

    @rule(at=st.integers(0, 11))
    def ship(self, at: int) -> None:
        sale = list(self.sales.values())[at]
        answer = self._try(calls.mark_as_shipped(sale.id, "https://example.com/track"))
        assert answer is not None
        self.sales[sale.id] = answer.sale

    @invariant()
    def the_list_is_what_we_were_told(self) -> None:
        listed = {record.product.id: record.product for record in self.shop.products()}
        assert listed == self.products

    def teardown(self) -> None:
        """What is costly to compare is compared at the end of each sequence."""
        self._compare_codes_and_versions()
        assert {record.sale.id: record.sale for record in self._sales()} == self.sales

    def _compare_codes_and_versions(self) -> None:
        for product_id in self.products:
            listed = self.shop.ask(calls.list_offer_codes(product_id))
            assert {code.id: code for code in listed} == self.codes[product_id]
            categories = self.shop.ask(calls.list_variant_categories(product_id))
            assert {one.id: one for one in categories} == self.categories[product_id]
            for category in categories:
                found = self.shop.ask(calls.list_variants(product_id, category.id))
                assert {one.id: one for one in found} == self.variants[product_id, category.id]

    @invariant()
    def the_shop_keeps_what_it_shows(self) -> None:
        kept = {p.id: p for p in self.shop.sandbox.state.products if not p.deleted}
        assert set(kept) == set(self.products)
        for product_id, told in self.products.items():
            mine = kept[product_id]
            assert (mine.name, mine.price, mine.currency) == (told.name, told.price_minor, told.currency)
            assert tuple(mine.tags) == told.tags
            assert mine.published == told.published


TestShopMachine = ShopMachine.TestCase
TestShopMachine.settings = settings(
    max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
