"""How Gumroad is asked: paths, parameters, effects; and what travels."""

from typing import Any

import pytest

from py_core.errors import UnexpectedAnswer
from py_core.gumroad import calls
from py_core.gumroad.calls import Page, ProductRecord
from py_core.gumroad.models import read_product
from py_core.gumroad.pager import Pager
from py_core.gumroad.wire import Call, Effect, Request, Response

PRODUCT = {"id": "a/b==", "currency": "usd", "price": 500}


@pytest.mark.parametrize(
    ("call", "method", "target", "effect"),
    [
        (calls.get_user(), "GET", "/v2/user", Effect.READ),
        (calls.list_products(), "GET", "/v2/products", Effect.READ),
        (calls.list_products("2026-1"), "GET", "/v2/products?page_key=2026-1", Effect.READ),
        (calls.get_product("a/b=="), "GET", "/v2/products/a%2Fb%3D%3D", Effect.READ),
        (calls.enable_product("p"), "PUT", "/v2/products/p/enable", Effect.SET),
        (calls.disable_product("p"), "PUT", "/v2/products/p/disable", Effect.SET),
        (calls.list_variant_categories("p"), "GET", "/v2/products/p/variant_categories", Effect.READ),
        (calls.list_variants("p", "c"), "GET", "/v2/products/p/variant_categories/c/variants", Effect.READ),
        (calls.get_variant("p", "c", "v"), "GET", "/v2/products/p/variant_categories/c/variants/v", Effect.READ),
        (calls.list_offer_codes("p"), "GET", "/v2/products/p/offer_codes", Effect.READ),
    ],
)
def test_requests(call: Call[Any], method: str, target: str, effect: Effect) -> None:
    assert (call.request.method, call.request.target, call.effect) == (method, target, effect)
    assert call.scope == ("edit_products" if effect is Effect.SET else "view_public")
    assert call.request.body() == (b"", None)


def test_an_update_sends_only_what_is_given() -> None:
    assert calls.update_product("p", price_minor=0).request.form == (("price", "0"),)
    everything = calls.update_product(
        "p", price_minor=1, currency="eur", customizable_price=False, suggested_price_minor=2
    )
    assert everything.request.body() == (
        b"price=1&price_currency_type=eur&customizable_price=false&suggested_price_cents=2",
        "application/x-www-form-urlencoded",
    )
    assert calls.update_product("p", customizable_price=True).request.form == (("customizable_price", "true"),)
    assert calls.update_product("p").request.form == ()


def test_a_version_update_sends_its_surcharge() -> None:
    call = calls.update_variant_price("p", "c", "v", 0)
    assert call.request.form == (("price_difference_cents", "0"),)
    assert call.read({"variant": {"id": "v", "price_difference_cents": 7}}).price_difference_minor == 7


def test_answers_are_read() -> None:
    record = calls.get_product("p").read({"product": PRODUCT, "warning": "Careful."})
    assert (record.product.price_minor, record.raw, record.warning) == (500, PRODUCT, "Careful.")
    page = calls.list_products().read({"products": [PRODUCT], "next_page_key": "k"})
    assert (page.items[0].product.id, page.next_key) == ("a/b==", "k")
    assert calls.list_products().read({"products": []}).next_key is None
    assert calls.get_user().read({"user": {"id": "u", "name": "Ana"}}).name == "Ana"
    assert calls.get_variant("p", "c", "v").read({"variant": {"id": "v"}}).id == "v"
    codes = calls.list_offer_codes("p").read({"offer_codes": [{"id": "o", "name": "A", "percent_off": 5}]})
    assert codes[0].percent_off == 5
    with pytest.raises(TypeError):
        calls.list_offer_codes("p").read({"offer_codes": {}})


def test_bodies_and_headers() -> None:
    request = Request("POST", "/v2/x", json_body='{"tags":[]}')
    assert request.body() == (b'{"tags":[]}', "application/json")
    response = Response(200, (("content-type", "a"), ("content-type", "b")), b'{"a":1}')
    assert (response.header("content-type"), response.header("etag"), response.json()) == ("a", None, {"a": 1})


def page(next_key: str | None, *names: str) -> Page[ProductRecord]:
    items = tuple(
        ProductRecord(product=read_product({"id": name, "currency": "usd"}), raw={"id": name}) for name in names
    )
    return Page(items=items, next_key=next_key)


def test_the_pager_keeps_each_product_once() -> None:
    pager = Pager(calls.product_id_of)
    assert pager.take(page("k1", "a", "b")) == "k1"
    assert pager.take(page("k2", "b", "c")) == "k2"
    assert pager.take(page(None, "d")) is None
    assert [item.product.id for item in pager.items] == ["a", "b", "c", "d"]


def test_a_repeated_key_is_refused() -> None:
    pager = Pager(calls.product_id_of)
    pager.take(page("k1", "a"))
    with pytest.raises(UnexpectedAnswer, match="same page twice"):
        pager.take(page("k1", "a"))
