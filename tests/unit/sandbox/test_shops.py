"""Seeds, the sample shop and generated shops."""

from collections import Counter
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from py_core.sandbox.discounts import buyable_prices, leaves_legal_prices
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.product_price import price_objections
from py_core.sandbox.product_update import check_structure
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.shop import Shop
from py_core.sandbox.state import PUBLIC_SCOPES, SandboxState

NOW_MS = 1_795_000_020_000


def _seeded(text: str) -> SandboxState:
    return SandboxState.model_validate_json(text)


@pytest.mark.parametrize(
    ("seed", "reason"),
    [
        ('{"products":[{"name":"A","currency":"xxx"}]}', "unknown currency"),
        ('{"products":[{"name":"A","created_at":"yesterday"}]}', "not an ISO 8601 time"),
        ('{"products":[{"name":"A","id":"same"},{"name":"B","id":"same"}]}', "same id"),
        ('{"products":[{"name":"A","number":9,"id":"a"},{"name":"B","number":9,"id":"b"}]}', "same number"),
        ('{"offer_codes":[{"name":"A"}]}', "either percent_off or amount_cents"),
        (
            '{"offer_codes":[{"name":"A","percent_off":1,"amount_cents":1}]}',
            "either percent_off or amount_cents",
        ),
        ('{"offer_codes":[{"name":"A","percent_off":1,"product_ids":["none"]}]}', "unknown product"),
        ('{"products":[{"name":"A","prise":1}]}', "prise"),
        ('{"products":[{"price":1}]}', "name"),
        ('{"products":["A"]}', "products"),
    ],
)
def test_a_bad_seed_says_what_is_wrong(seed: str, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        _seeded(seed)


def test_what_a_seed_leaves_out_is_assigned() -> None:
    state = _seeded('{"products":[{"name":"A","category":"design/icons"},{"name":"B","taxonomy_id":62}]}')
    first, second = state.products
    assert first.id != second.id
    assert first.created_at < second.created_at
    assert (first.taxonomy_id, first.category_label, second.category) == (66, "Icons", "design/fonts")
    assert state.tokens[0].scopes == list(PUBLIC_SCOPES)
    assert state.next_number > second.number


def test_a_category_that_is_not_in_the_tree_is_kept_as_it_is() -> None:
    product = _seeded(
        '{"products":[{"name":"A","taxonomy_id":7777,"category":"x/y","category_label":"Y"}]}'
    ).products[0]
    assert (product.taxonomy_id, product.category, product.category_label) == (7777, "x/y", "Y")


def test_codes_written_inside_a_product_belong_to_it() -> None:
    state = _seeded(
        '{"products":[{"name":"A","currency":"eur","offer_codes":[{"name":"X","amount_cents":5},'
        '{"name":"U","percent_off":5,"universal":true}]}]}'
    )
    own, universal = state.offer_codes
    assert (own.product_ids, own.currency) == ([state.products[0].id], "eur")
    assert (universal.product_ids, state.products[0].offer_codes) == ([], [])


def test_an_amount_code_takes_the_currency_of_its_first_product_or_of_the_seller() -> None:
    state = _seeded(
        '{"user":{"currency_type":"gbp"},"products":[{"name":"A","permalink":"aaaaaa","currency":"jpy"}],'
        '"offer_codes":[{"name":"X","amount_cents":5,"product_ids":["aaaaaa"]},'
        '{"name":"U","amount_cents":5,"universal":true}]}'
    )
    assert [code.currency for code in state.offer_codes] == ["jpy", "gbp"]


def test_a_refund_policy_is_read_as_the_api_shows_it() -> None:
    shown = '{"refund_period":"30","title":"30-day money back guarantee","fine_print":"x","inherited":false}'
    product = _seeded('{"products":[{"name":"A","refund_policy":' + shown + "}]}").products[0]
    assert product.refund_policy is not None
    assert product.refund_policy.fine_print == "x"


@pytest.fixture(scope="module")
def sample() -> SandboxState:
    return sample_shop(NOW_MS)


def test_the_sample_shop_is_the_same_every_time(sample: SandboxState) -> None:
    assert sample_shop(NOW_MS) == sample
    assert sample_shop(NOW_MS + 86_400_000).products[0].created_at != sample.products[0].created_at


def test_the_sample_shop_is_lively(sample: SandboxState) -> None:
    products = sample.products
    currencies = Counter(product.currency for product in products)
    assert len(products) == 60
    assert currencies.keys() == {"usd", "eur", "gbp", "jpy", "krw"}
    assert currencies["usd"] > len(products) // 2
    assert sum(product.is_tiered_membership for product in products) == 2
    assert sum(bool(product.customizable_price) for product in products) >= 4
    assert sum(product.price == 0 and not product.is_tiered_membership for product in products) >= 2
    assert sum(len(product.variants) == 1 for product in products) >= 10
    assert any(len(product.variants) == 2 for product in products)
    assert any(not product.published for product in products)
    assert any(code.universal for code in sample.offer_codes)
    assert any(code.times_used == code.max_purchase_count for code in sample.offer_codes)
    assert len({product.custom_permalink for product in products}) == 60


def test_the_sample_token_is_the_one_of_the_sample_shop(sample: SandboxState) -> None:
    assert [token.token for token in sample.tokens] == [SAMPLE_TOKEN]


def test_the_sample_shop_holds_no_time_from_the_future(sample: SandboxState) -> None:
    latest = max(product.created_at for product in sample.products)
    assert latest < "2026-11-18"


@pytest.mark.parametrize(
    ("make", "broken"),
    [(lambda: sample_shop(NOW_MS), {"LABELS70"}), (lambda: generate_shop(300, 11, NOW_MS, 3), set())],
    ids=["sample", "generated"],
)
def test_shops_begin_in_order_but_for_one_code_of_the_sample(
    make: Callable[[], SandboxState], broken: set[str]
) -> None:
    shop = Shop(make())
    for product in shop.state.products:
        check_structure(product)
        assert price_objections(product, verified=True) == []
        for code in shop.codes_for(product):
            assert leaves_legal_prices(code, product) == (code.name not in broken), (product.name, code.name)


def test_a_code_of_the_sample_shop_breaks_when_its_product_gets_dearer_or_cheaper(
    sample: SandboxState,
) -> None:
    shop = Shop(sample)
    arrows = next(product for product in sample.products if product.name.startswith("Hand-drawn Arrows"))
    poster = next(product for product in sample.products if product.name.startswith("Letterpress Numerals"))
    dearer = arrows.model_copy(update={"price": arrows.price + 60})
    cheaper = poster.model_copy(update={"price": poster.price - 90})
    for changed in (dearer, cheaper):
        assert any(not leaves_legal_prices(code, changed) for code in shop.codes_for(changed))


def test_generated_shops_depend_on_size_and_seed_only() -> None:
    assert generate_shop(50, 7, NOW_MS) == generate_shop(50, 7, NOW_MS)
    assert generate_shop(50, 7, NOW_MS) != generate_shop(50, 8, NOW_MS)
    assert len(generate_shop(0, 7, NOW_MS).products) == 0


def test_generated_shops_have_awkward_names_and_every_kind_of_product() -> None:
    state = generate_shop(400, 7, NOW_MS, codes_per_product=2)
    names = {product.name for product in state.products}
    assert any("<script>" in name for name in names)
    assert any(product.is_tiered_membership for product in state.products)
    assert any(product.suggested_price_cents for product in state.products)
    assert any(product.variants and not product.is_tiered_membership for product in state.products)
    assert all(prices for prices in map(buyable_prices, state.products))
