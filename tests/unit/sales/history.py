"""A Gumroad that knows sales and their totals only: small, fast, and as unkind as the contract allows.

It is written from the contract, apart from the sandbox, so that the two check each other. What goes wrong is
decided by the test: `before` is called with the number of each request and may raise or change sales.
"""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from py_core.gumroad.wire import Request, Response
from py_core.sales.days import DAY_MS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_US = DAY_MS * 1000
PAGE = 10
JSON_TYPE = (("content-type", "application/json; charset=utf-8"),)
Zone = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class FakeSale:
    """`number` is what lists are ordered and continued by; `back` is what was refunded. US cents."""

    number: int
    created_us: int
    price: int = 1000
    quantity: int = 1
    back: int = 0
    product: str = "p1"
    hidden: bool = False

    @property
    def sale_id(self) -> str:
        return f"sale-{self.number}"


def steady(minutes: int) -> Zone:
    """A zone without summer time."""
    return lambda _moment_us: minutes


def summery(minutes: int) -> Zone:
    """A zone that is an hour further ahead from April to September."""
    return lambda moment_us: minutes + (60 if 4 <= (EPOCH + timedelta(microseconds=moment_us)).month <= 9 else 0)


class FakeHistory:
    """Sales behind the transport's port. A `hidden` sale is counted in the totals and never listed."""

    def __init__(self, sales: Iterable[FakeSale], zone: Zone) -> None:
        self.sales = {sale.number: sale for sale in sales}
        self.zone = zone
        self.requests: list[Request] = []
        self.before: Callable[[int, Request], None] = lambda _count, _request: None
        self.widest_days = 100_000
        self.most_in_a_day = 1_000_000
        self.always_too_long = False
        self.spoil: Callable[[Request, Response], Response] = lambda _request, response: response

    async def send(self, request: Request) -> Response:
        await asyncio.sleep(0)
        self.requests.append(request)
        self.before(len(self.requests), request)
        response = self.spoil(request, self._answer(request))
        await asyncio.sleep(0)
        return response

    def listed(self) -> list[FakeSale]:
        """What the list shows, newest first."""
        return sorted(
            (sale for sale in self.sales.values() if not sale.hidden),
            key=lambda sale: (sale.created_us, sale.number),
            reverse=True,
        )

    def add(self, sale: FakeSale) -> None:
        """One more sale, or another state of one."""
        self.sales[sale.number] = sale

    def refund(self, number: int, amount: int) -> None:
        """Give back that much more, at most all."""
        sale = self.sales[number]
        self.add(replace(sale, back=min(sale.price, sale.back + amount)))

    def seller_day(self, sale: FakeSale) -> int:
        return self._local_us(sale) // DAY_US

    def _local_us(self, sale: FakeSale) -> int:
        return sale.created_us + self.zone(sale.created_us) * 60_000_000

    def _answer(self, request: Request) -> Response:
        asked = dict(request.query)
        if request.path == "/v2/sales":
            return self._list(asked)
        assert request.path == "/v2/sales/summary"
        return self._summary(asked)

    def _list(self, asked: dict[str, str]) -> Response:
        first = _day_us(asked["after"]) if "after" in asked else 0
        end = _day_us(asked["before"])
        found = [sale for sale in self.listed() if first <= sale.created_us < end]
        if "after" in asked and self._takes_too_long(asked, (end - first) // DAY_US, len(found)):
            return _refused("Query timed out. Try narrowing your date range with 'after'/'before'.")
        if "product_id" in asked:
            found = [sale for sale in found if sale.product == asked["product_id"]]
        if "page" in asked:
            skip = (int(asked["page"]) - 1) * PAGE
            found = found[skip:]
        elif "page_key" in asked:
            moment, _, number = asked["page_key"].partition("-")
            found = [s for s in found if s.created_us <= int(moment) and s.number < int(number)]
        body: dict[str, Any] = {"success": True, "sales": [self.shown(sale) for sale in found[:PAGE]]}
        if len(found) > PAGE:
            last = found[PAGE - 1]
            body["next_page_key"] = f"{last.created_us}-{last.number}"
        return Response(200, JSON_TYPE, json.dumps(body).encode())

    def _takes_too_long(self, asked: dict[str, str], days: int, count: int) -> bool:
        if self.always_too_long:
            return True
        too_full = count > self.most_in_a_day
        return "product_id" not in asked and (days > self.widest_days or too_full)

    def shown(self, sale: FakeSale) -> dict[str, Any]:
        local = EPOCH + timedelta(microseconds=self._local_us(sale))
        hour = local.hour % 12 or 12
        refunded = sale.back == sale.price and sale.price > 0
        left = sale.price - sale.back
        return {
            "id": sale.sale_id,
            "created_at": (EPOCH + timedelta(microseconds=sale.created_us)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "daystamp": f"{local.day} {local:%b %Y} {hour:>2}:{local:%M} {'PM' if local.hour >= 12 else 'AM'}",
            "timestamp": "some time ago",
            "product_id": sale.product,
            "product_name": f"Product {sale.product}",
            "purchase_email": "buyer@example.com",
            "price": sale.price,
            "quantity": sale.quantity,
            "currency": "usd",
            "formatted_total_price": f"${sale.price / 100:.2f}",
            "amount_refundable_in_currency": f"{left // 100}.{left % 100:02}",
            "refunded": refunded,
            "partially_refunded": sale.back > 0 and not refunded,
        }

    def _summary(self, asked: dict[str, str]) -> Response:
        first, last = _day_us(asked["from"]) // DAY_US, _day_us(asked["to"]) // DAY_US
        assert 0 <= last - first <= 365
        total, groups = _no_sums(), dict[str, dict[str, int]]()
        for sale in self.sales.values():
            day = self.seller_day(sale)
            if not first <= day <= last:
                continue
            key = sale.product if asked["group_by"] == "product" else _day_text(day)
            for sums in (total, groups.setdefault(key, _no_sums())):
                sums["units"] += sale.quantity
                sums["gross_cents"] += sale.price
                sums["net_cents"] += sale.price - sale.back
                sums["refunded_cents"] += sale.back
                sums["refunded_units"] += sale.quantity if sale.back == sale.price and sale.price else 0
        rows = [{**sums, "key": key, "label": key} for key, sums in groups.items()]
        body = {"success": True, **total, "currency": "usd", "from": asked["from"], "to": asked["to"]}
        return Response(200, JSON_TYPE, json.dumps({**body, "breakdown": rows}).encode())


def _day_us(text: str) -> int:
    return (date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal()) * DAY_US


def _day_text(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def _no_sums() -> dict[str, int]:
    return dict.fromkeys(("units", "gross_cents", "net_cents", "refunded_cents", "refunded_units"), 0)


def _refused(words: str) -> Response:
    return Response(400, JSON_TYPE, json.dumps({"status": 400, "error": words}).encode())
