"""Reading the shop: whole or not at all, and details product by product."""

import pytest

from py_core.execution.refresh import RefreshService
from py_core.protocol.events import CatalogChanged, CatalogProgressed
from py_core.sandbox.sample_shop import sample_shop
from py_core.sandbox.server import Sandbox
from py_core.store.catalog_store import CatalogStore
from tests.fakes import START_MS, FakeClock, Fault, FaultKind
from tests.unit.execution.rig import ACCOUNT, Rig, shop_of


def codes_fault(kind: FaultKind, times: int = 1) -> Fault:
    return Fault(kind, method="GET", path="*/offer_codes", times=times)


def reader(rig: Rig) -> RefreshService:
    return RefreshService(rig.catalog, rig.clock, rig.events.append)


async def read(rig: Rig) -> RefreshService:
    service = reader(rig)
    service.start(ACCOUNT, rig.client)
    await service.finished()
    return service


async def test_the_sample_shop_is_read_whole() -> None:
    sandbox = Sandbox(sample_shop(START_MS))
    sandbox.state.rate_limits = False
    rig = Rig(sandbox)
    service = await read(rig)
    shop = rig.catalog.load_shop(ACCOUNT)
    alive = [product for product in sandbox.state.products if not product.deleted]
    assert len(shop.products) == len(alive)
    assert (service.view.state, service.view.done, service.view.total) == ("done", len(alive), len(alive))
    assert all(product.codes is not None and product.versions is not None for product in shop.products)
    versioned = [product for product in shop.products if product.product.groups]
    assert versioned
    for product in versioned:
        assert product.versions is not None
        shown = [option.name for group in product.product.groups for option in group.options]
        assert [version.name for version in product.versions] == shown
        if product.product.is_tiered_membership:
            assert all(version.has_recurrence_prices for version in product.versions)
    assert sum(isinstance(event, CatalogChanged) for event in rig.events) == 2
    progress = [event.refresh.state for event in rig.events if isinstance(event, CatalogProgressed)]
    assert progress[-1] == "done"
    assert "details" in progress


async def test_an_empty_shop_is_read_too() -> None:
    rig = Rig(shop_of())
    service = await read(rig)
    assert (service.view.state, service.view.total) == ("done", 0)
    assert rig.catalog.load_shop(ACCOUNT).read_at_ms is not None


async def test_a_failing_page_leaves_the_shop_as_it_was() -> None:
    rig = Rig(shop_of(*range(500, 1700, 100)))
    await read(rig)
    before = rig.catalog.load_shop(ACCOUNT)
    for product in rig.sandbox.state.products:
        product.price += 1
    rig.transport.faults.append(Fault(FaultKind.HTML, path="/v2/products", skip=1))
    service = await read(rig)
    assert service.view.state == "failed"
    assert service.view.message.startswith("Reading the shop stopped:")
    assert service.view.hint.endswith("What was read before is still here.")
    assert CatalogStore(rig.connection).load_shop(ACCOUNT) == before


@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.UNAUTHORIZED])
async def test_details_that_cannot_be_read_keep_the_new_list(kind: FaultKind) -> None:
    rig = Rig(shop_of(500, 700), codes_fault(kind, times=99))
    service = await read(rig)
    assert service.view.state == "failed"
    assert service.view.message.startswith("Every product was read;")
    assert [product.product.price_minor for product in rig.catalog.load_shop(ACCOUNT).products] == [700, 500]


async def test_one_unreadable_product_does_not_end_it() -> None:
    rig = Rig(shop_of(500, 700, 900, versions=1), codes_fault(FaultKind.HTML))
    service = await read(rig)
    assert service.view.state == "done"
    assert service.view.message.startswith("1 product could not be read in full;")
    unread = [product for product in rig.catalog.load_shop(ACCOUNT).products if product.codes is None]
    assert len(unread) == 1


async def test_stop_ends_the_reading_at_once() -> None:
    clock = FakeClock(auto=False)
    rig = Rig(shop_of(500), Fault(FaultKind.FAIL), clock=clock)
    service = reader(rig)
    assert (await service.finished()).state == "idle"
    assert (await service.stop()).state == "idle"
    service.start(ACCOUNT, rig.client)
    assert service.active
    assert service.start(ACCOUNT, rig.client).state == "products"
    view = await service.stop()
    assert (view.state, view.message) == ("stopped", "Stopped. What was read before is still here.")
    service.reset()
    assert service.view.state == "idle"


async def test_waits_are_told() -> None:
    rig = Rig(shop_of(500), Fault(FaultKind.FAIL, times=4))
    await read(rig)
    told = [event.refresh.message for event in rig.events if isinstance(event, CatalogProgressed)]
    assert "No good answer from Gumroad. Trying again in 3 seconds." in told


async def test_a_bug_ends_the_reading_and_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    rig = Rig(shop_of(500))

    def break_down(_request: object) -> None:
        raise RuntimeError("a bug")

    rig.transport.before = break_down
    service = await read(rig)
    assert service.view.state == "failed"
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "a bug" not in told.replace('RuntimeError("a bug")', "")
