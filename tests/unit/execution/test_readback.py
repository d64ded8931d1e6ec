"""Writes that must not happen twice: sent once, and settled by reading when nobody knows the end."""

import json
from typing import Any

import pytest

from py_core.errors import AuthError, NoAnswer, NotFound, Rejected, ServerFailed
from py_core.execution.client import Client
from py_core.execution.readback import (
    LOOKS,
    Fate,
    Settled,
    send_settled,
    settle_create,
    settle_delete,
    settle_refund,
)
from py_core.execution.walking import walk_pages
from py_core.gumroad import calls
from py_core.gumroad.models import OfferCode, SaleRecord
from py_core.gumroad.rules.codes import CodeDraft
from py_core.gumroad.rules.products import NewProduct
from py_core.gumroad.wire import Call
from py_core.sandbox.server import Sandbox
from tests.fakes import FakeClock, Fault, FaultKind, SandboxTransport

DRAFT = CodeDraft(name="LAUNCH", percent_off=20)


class Shop:
    """One product with a sale, asked by a client that meets faults."""

    def __init__(self, *faults: Fault, codes: int = 0) -> None:
        names = [{"name": f"C{at}", "percent_off": 5} for at in range(codes)]
        state: dict[str, Any] = {
            "products": [{"name": "Icon set", "price": 1900, "permalink": "icons", "offer_codes": names}],
            "sales": [
                {"product_id": "icons", "purchase_email": f"b{at}@example.com", "price": 1900} for at in range(23)
            ],
        }
        clock = FakeClock()
        self.transport = SandboxTransport(Sandbox.load(json.dumps(state)), clock, faults)
        self.client = Client(self.transport, clock, lambda: 0.0)
        self.product_id = self.transport.sandbox.state.products[0].id
        self.intents = 0

    def intend(self) -> None:
        self.intents += 1

    async def codes(self) -> tuple[OfferCode, ...]:
        return await self.client.ask(calls.list_offer_codes(self.product_id))

    async def create(self, *, unique: bool = True) -> Settled[OfferCode]:
        known = frozenset(code.id for code in await self.codes())
        self.transport.received.clear()
        return await send_settled(
            self.client,
            calls.create_offer_code(self.product_id, DRAFT),
            lambda: settle_create(
                self.client,
                calls.list_offer_codes(self.product_id),
                is_it=lambda code: code.name == DRAFT.name,
                id_of=lambda code: code.id,
                known=known,
                unique=unique,
            ),
            intend=self.intend,
        )

    async def delete(self) -> Settled[None]:
        held = (await self.codes())[0]
        return await send_settled(
            self.client,
            calls.delete_offer_code(self.product_id, held.id),
            lambda: settle_delete(
                self.client, calls.get_offer_code(self.product_id, held.id), is_gone=lambda _code: False
            ),
            intend=self.intend,
        )

    async def refund(self, amount: int | None) -> Settled[SaleRecord]:
        before = (await self.client.ask(calls.list_sales())).items[0].sale
        self.transport.received.clear()
        return await send_settled(
            self.client,
            calls.refund_sale(before.id, amount),
            lambda: settle_refund(self.client, before.id, before.refundable_minor or 0, amount),
            intend=self.intend,
        )

    @property
    def sent(self) -> int:
        return len(self.transport.writes)


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.FAIL_AFTER, FaultKind.TRUNCATE])
async def test_a_create_that_left_its_record_is_done_and_not_repeated(kind: FaultKind) -> None:
    shop = Shop(Fault(kind, "POST"))
    end = await shop.create()
    assert (end.fate, end.missed, shop.sent, shop.intents) == (Fate.DONE, (), 1, 1)
    assert end.found is not None
    assert [code.id for code in await shop.codes()] == [end.found.id]


@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.FAIL])
async def test_a_create_of_a_unique_name_that_left_nothing_is_sent_again(kind: FaultKind) -> None:
    shop = Shop(Fault(kind, "POST"))
    end = await shop.create()
    assert (end.fate, shop.intents) == (Fate.DONE, 2)
    assert len(await shop.codes()) == 1


async def test_a_create_of_a_common_name_that_left_nothing_is_unknown() -> None:
    shop = Shop(Fault(FaultKind.DROP_BEFORE, "POST"))
    end = await shop.create(unique=False)
    assert (end.fate, shop.sent) == (Fate.UNKNOWN, 0)
    assert "not sent again" in end.text
    assert isinstance(end.error, NoAnswer)


async def test_a_create_that_never_arrives_is_given_up_and_said_so() -> None:
    shop = Shop(Fault(FaultKind.FAIL, "POST", times=9))
    end = await shop.create()
    assert (end.fate, shop.sent) == (Fate.NOT_DONE, 3)
    assert isinstance(end.error, ServerFailed)
    assert await shop.codes() == ()


async def test_a_refusal_of_a_second_sending_may_be_about_the_first() -> None:
    shop = Shop(Fault(FaultKind.DROP_AFTER, "POST"), Fault(FaultKind.HTML, "GET", times=0))
    late = calls.create_offer_code(shop.product_id, DRAFT)
    looks = 0

    async def settle() -> Settled[OfferCode]:
        nonlocal looks
        looks += 1
        codes = await shop.codes()
        return Settled(Fate.DONE, codes[0]) if looks > 1 else Settled(Fate.NOT_DONE)

    end = await send_settled(shop.client, late, settle)
    assert (end.fate, shop.sent, len(await shop.codes())) == (Fate.DONE, 2, 1)
    assert isinstance(end.error, Rejected)


async def test_several_records_of_the_kind_are_unknown() -> None:
    shop = Shop(Fault(FaultKind.DROP_AFTER, "POST"), codes=2)
    end = await settle_create(
        shop.client,
        calls.list_offer_codes(shop.product_id),
        is_it=lambda _code: True,
        id_of=lambda code: code.id,
        known=frozenset(),
        unique=True,
    )
    assert (end.fate, end.text.startswith("Gumroad shows 2 records")) == (Fate.UNKNOWN, True)


async def test_a_first_refusal_is_final() -> None:
    shop = Shop(Fault(FaultKind.REFUSE, "POST"))
    end = await shop.create()
    assert (end.fate, shop.sent, shop.intents) == (Fate.NOT_DONE, 1, 1)
    assert isinstance(end.error, Rejected)


async def test_slow_down_is_waited_for() -> None:
    shop = Shop(Fault(FaultKind.SLOW_DOWN, "POST", times=2))
    assert (await shop.create()).fate is Fate.DONE
    assert shop.intents == 3
    tired = Shop(Fault(FaultKind.SLOW_DOWN, "POST", times=99))
    end = await tired.create()
    assert (end.fate, end.error is not None and end.error.code) == (Fate.NOT_DONE, "rate_limited")


async def test_a_refused_token_ends_it() -> None:
    with pytest.raises(AuthError):
        await Shop(Fault(FaultKind.UNAUTHORIZED, "POST")).create()


async def test_what_cannot_be_read_back_stays_open() -> None:
    shop = Shop(Fault(FaultKind.DROP_AFTER, "POST"), Fault(FaultKind.DROP_BEFORE, "GET", skip=1, times=99))
    with pytest.raises(NoAnswer):
        await shop.create()
    assert shop.intents == 1


async def test_a_product_is_made_once() -> None:
    shop = Shop(Fault(FaultKind.DROP_AFTER, "POST"))
    known = frozenset({shop.product_id})
    listing = calls.list_products()
    every = Call(listing.request, listing.effect, listing.scope, lambda body: listing.read(body).items)
    end = await send_settled(
        shop.client,
        calls.create_product(NewProduct(name="New", price_minor=500)),
        lambda: settle_create(
            shop.client,
            every,
            is_it=lambda record: record.product.name == "New",
            id_of=calls.product_id_of,
            known=known,
            unique=False,
        ),
    )
    assert (end.fate, len(shop.transport.sandbox.state.products)) == (Fate.DONE, 2)


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE, FaultKind.FAIL_AFTER])
async def test_a_delete_is_settled_and_may_be_repeated(kind: FaultKind) -> None:
    shop = Shop(Fault(kind, "DELETE"), codes=1)
    assert (await shop.delete()).fate is Fate.DONE
    assert await shop.codes() == ()


async def test_what_was_gone_before_was_not_deleted_by_us() -> None:
    shop = Shop()
    end = await send_settled(
        shop.client,
        calls.delete_offer_code(shop.product_id, "nope"),
        lambda: settle_delete(shop.client, calls.get_offer_code(shop.product_id, "nope"), is_gone=lambda _c: False),
    )
    assert end.fate is Fate.NOT_DONE
    assert isinstance(end.error, NotFound)


async def test_a_deleted_product_is_still_readable_and_gone() -> None:
    shop = Shop(Fault(FaultKind.DROP_AFTER, "DELETE"))
    end = await send_settled(
        shop.client,
        calls.delete_product(shop.product_id),
        lambda: settle_delete(
            shop.client, calls.get_product(shop.product_id), is_gone=lambda record: record.product.deleted
        ),
    )
    assert (end.fate, shop.sent) == (Fate.DONE, 1)


@pytest.mark.parametrize("amount", [None, 500, 1900])
async def test_a_refund_that_was_made_is_not_made_again(amount: int | None) -> None:
    shop = Shop(Fault(FaultKind.DROP_AFTER, "PUT"))
    end = await shop.refund(amount)
    assert (end.fate, end.missed, shop.sent, shop.intents) == (Fate.DONE, (), 1, 1)
    assert end.found is not None
    assert end.found.sale.refundable_minor == 1900 - (amount or 1900)


async def test_a_full_refund_that_left_no_trace_is_sent_again() -> None:
    shop = Shop(Fault(FaultKind.DROP_BEFORE, "PUT"))
    end = await shop.refund(None)
    assert (end.fate, shop.sent, shop.intents) == (Fate.DONE, 1, 2)


async def test_a_part_that_left_no_trace_is_unknown_and_never_sent_again() -> None:
    shop = Shop(Fault(FaultKind.DROP_BEFORE, "PUT"))
    end = await shop.refund(500)
    assert (end.fate, shop.sent, shop.intents) == (Fate.UNKNOWN, 0, 1)
    assert len(shop.transport.received) == LOOKS
    assert "not sent again" in end.text


async def test_another_refund_meanwhile_is_unknown() -> None:
    shop = Shop()
    before = (await shop.client.ask(calls.list_sales())).items[0].sale
    await shop.client.ask(calls.refund_sale(before.id, 300))
    end = await settle_refund(shop.client, before.id, before.refundable_minor or 0, 500)
    assert (end.fate, end.text.startswith("Something was refunded meanwhile")) == (Fate.UNKNOWN, True)


async def test_a_list_is_walked_page_by_page_and_can_be_gone_on_with() -> None:
    shop = Shop()
    pages = [
        (len(items), key)
        async for items, key in walk_pages(
            shop.client, lambda key: calls.list_sales(page_key=key), calls.sale_id_of
        )
    ]
    assert [size for size, _ in pages] == [10, 10, 3]
    assert pages[-1][1] is None
    rest = [
        len(items)
        async for items, _ in walk_pages(
            shop.client, lambda key: calls.list_sales(page_key=key), calls.sale_id_of, page_key=pages[0][1]
        )
    ]
    assert rest == [10, 3]
