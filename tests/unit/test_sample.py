"""The sample shop: what was written is there again, and a shop of another version is left behind."""

import pytest

from py_core import sample
from py_core.gumroad.wire import Request
from py_core.sample import SampleTransport, forget_sample
from py_core.store.database import open_database
from py_core.store.meta_store import MetaStore
from tests.fakes import FakeClock


class Shelf:
    """A database and a clock, and sample shops over them."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.meta = MetaStore(open_database(":memory:"))

    def shop(self) -> SampleTransport:
        return SampleTransport(self.meta, self.clock)


async def _ask(shop: SampleTransport, method: str, path: str, **form: str) -> dict[str, object]:
    answer = await shop.send(Request(method, f"/v2/{path}", form=tuple(form.items())))
    body = answer.json()
    assert body["success"], body
    return dict(body)


async def _first_product(shop: SampleTransport) -> str:
    listed = await _ask(shop, "GET", "products")
    products = listed["products"]
    assert isinstance(products, list)
    return str(products[0]["id"])


@pytest.mark.parametrize("between", [3, 500])
async def test_writes_are_there_again(between: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "WRITES_BETWEEN_SHOPS", between)
    shelf = Shelf()
    shop = shelf.shop()
    product = await _first_product(shop)
    for number in range(7):
        await _ask(shop, "POST", f"products/{product}/offer_codes", name=f"CODE{number}", amount_off="500")
        again = shelf.shop()
        assert await _ask(again, "GET", f"products/{product}/offer_codes") == await _ask(
            shop, "GET", f"products/{product}/offer_codes"
        )


async def test_a_shop_of_another_version_is_left_behind() -> None:
    shelf = Shelf()
    shop = shelf.shop()
    product = await _first_product(shop)
    before = await _ask(shop, "GET", f"products/{product}")
    await _ask(shop, "PUT", f"products/{product}", price="4200")
    shelf.meta.put("sample_shop", '{"planets": []}')
    assert await _ask(shelf.shop(), "GET", f"products/{product}") == before
    assert shelf.meta.get_all("sample_write/") == ()


async def test_a_forgotten_shop_is_new() -> None:
    shelf = Shelf()
    shop = shelf.shop()
    product = await _first_product(shop)
    before = await _ask(shop, "GET", f"products/{product}")
    await _ask(shop, "PUT", f"products/{product}", price="4200")
    forget_sample(shelf.meta)
    assert await _ask(shelf.shop(), "GET", f"products/{product}") == before
