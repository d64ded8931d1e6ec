"""Made-up trade for a shop: sales, subscriptions, payouts and the records around them. No I/O, no clock here.

The same shop, seed and moment give the same trade. Sums hold together: what a buyer paid follows from the
product, its version, the code and the country; fees follow Gumroad's rates; payouts add up their sales.
"""

from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

from py_core.gumroad.currencies import CURRENCIES
from py_core.sandbox import buyers
from py_core.sandbox.buyers import Land
from py_core.sandbox.completion import order_number
from py_core.sandbox.ids import external_id, license_key
from py_core.sandbox.record import Object
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.shop import live_groups, live_options
from py_core.sandbox.state import OfferCode, Product, SandboxState
from py_core.sandbox.times import iso, parse_iso
from py_core.sandbox.trade_records import Payout, Recurrence, Subscription
from py_core.sandbox.wording import price_text

_DAY_US = 86_400_000_000
_WEEK_US = 7 * _DAY_US
_SECOND_US = 1_000_000
_HOSTILE_EVERY = 37
_USD_MINIMUM = CURRENCIES["usd"].min_minor
_CYCLE_US = {
    "monthly": 30 * _DAY_US,
    "quarterly": 91 * _DAY_US,
    "biannually": 182 * _DAY_US,
    "yearly": 365 * _DAY_US,
    "every_two_years": 730 * _DAY_US,
}


def add_trade(
    state: SandboxState,
    count: int,
    seed: int,
    now_ms: int,
    *,
    days: int = 730,
    hostile: bool = True,
    loyal_percent: int = 0,
    transactions: bool = False,
) -> None:
    """Give a shop `count` sales over the last `days`, and the subscriptions and payouts that follow from them.

    `hostile` puts awkward texts among the buyers now and then; `loyal_percent` of the sales go to somebody who
    has bought before; `transactions` gives the payouts their transactions.
    """
    now_us = now_ms * 1000
    trade = _Trade(state, Random(seed), now_us, hostile=hostile, loyal_percent=loyal_percent)
    span_us = days * _DAY_US
    moments = sorted(now_us - int(span_us * trade.dice.random() ** 1.4) for _ in range(count))
    sellable = [product for product in state.products if not product.deleted]
    if not sellable:
        return
    weights = accumulate((product.sales_count + 3) ** 0.5 for product in sellable)
    chosen = trade.dice.choices(sellable, cum_weights=list(weights), k=count)
    for product, moment in zip(chosen, moments, strict=True):
        trade.sell(product, moment - moment % _SECOND_US)
    state.sales = trade.sales
    state.subscriptions = trade.subscriptions
    _end_some(trade.subscriptions, trade.dice, now_us)
    state.payouts = _payouts(state, trade.sales, now_us, transactions=transactions)


class _Trade:
    """What has been sold so far."""

    def __init__(
        self, state: SandboxState, dice: Random, now_us: int, *, hostile: bool, loyal_percent: int
    ) -> None:
        self.dice = dice
        self._now_us = now_us
        self._loyal_percent = loyal_percent
        self._bought_before: list[dict[str, Any]] = []
        self.sales: list[Sale] = []
        self.subscriptions: list[Subscription] = []
        self._state = state
        self._hostile = hostile
        self._lands = buyers.LANDS
        self._land_weights = list(accumulate(land.share for land in buyers.LANDS))
        self._codes: dict[str, list[OfferCode]] = {}
        self._shared: list[OfferCode] = [code for code in state.offer_codes if code.universal]
        for code in state.offer_codes:
            for product_id in code.product_ids:
                self._codes.setdefault(product_id, []).append(code)
        self._fields: dict[str, list[str]] = {}
        for field in state.custom_fields:
            for product_id in field.products:
                self._fields.setdefault(product_id, []).append(field.name)
        self._members: dict[str, list[tuple[Subscription, Sale]]] = {}

    def sell(self, product: Product, moment_us: int) -> None:
        """One purchase, or one more charge of a subscription."""
        members = self._members.get(product.id, [])
        if members and self.dice.random() < 0.6:
            self._charge(*self.dice.choice(members), moment_us)
            return
        number = self._state.take_number()
        buyer = self._known_buyer() or self._buyer(number)
        fields = buyer | self._order(product, number, buyer["ppp"])
        if product.require_shipping:
            fields |= _shipment(self.dice, self._now_us - moment_us)
        if product.is_tiered_membership:
            fields["subscription_id"] = self._subscribe(product, fields, moment_us)
        fields |= _fate(self.dice, fields, moment_us)
        sale = Sale(
            product_id=product.id,
            number=number,
            id=external_id(number),
            created_at=iso(moment_us),
            order_id=order_number(number),
            currency=product.currency,
            **fields,
        )
        self.sales.append(sale)
        if product.is_tiered_membership:
            self._members.setdefault(product.id, []).append((self.subscriptions[-1], sale))

    def _charge(self, subscription: Subscription, first: Sale, moment_us: int) -> None:
        number = self._state.take_number()
        self.sales.append(
            Sale(
                product_id=first.product_id,
                purchase_email=first.purchase_email,
                price=first.price,
                number=number,
                id=external_id(number),
                created_at=iso(moment_us),
                order_id=order_number(number),
                currency=first.currency,
                display_price_cents=first.display_price_cents,
                gumroad_fee=first.gumroad_fee,
                full_name=first.full_name,
                country=first.country,
                country_iso2=first.country_iso2,
                variants=first.variants,
                card=first.card,
                refunded=False,
                referrer=first.referrer,
                subscription_id=subscription.id,
                recurring_charge=True,
            )
        )

    def _subscribe(self, product: Product, buyer: dict[str, Any], moment_us: int) -> str:
        number = self._state.take_number()
        recurrence: Recurrence = buyer.pop("recurrence")
        subscription = Subscription(
            id=external_id(number),
            number=number,
            created_at=iso(moment_us),
            product_id=product.id,
            email=buyer["purchase_email"],
            user_id=buyer["purchaser_id"],
            user_email=buyer["purchase_email"] if buyer["purchaser_id"] else None,
            recurrence=recurrence,
        )
        self.subscriptions.append(subscription)
        return subscription.id

    def _known_buyer(self) -> dict[str, Any] | None:
        """Somebody who has bought before, where buyers come back at all."""
        if not self._loyal_percent or not self._bought_before:
            return None
        if self.dice.random() * 100 >= self._loyal_percent:
            return None
        return self.dice.choice(self._bought_before)

    def _buyer(self, number: int) -> dict[str, Any]:
        dice = self.dice
        land: Land = dice.choices(self._lands, cum_weights=self._land_weights)[0]
        name = f"{dice.choice(land.given)} {dice.choice(land.family)}"
        plain = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())
        place = dice.choice(land.places)
        if self._hostile and number % _HOSTILE_EVERY == 0:
            name = buyers.HOSTILE_BUYERS[number // _HOSTILE_EVERY % len(buyers.HOSTILE_BUYERS)]
        known = dice.random() < 0.6
        buyer = {
            "purchase_email": f"{plain or 'buyer'}{dice.randrange(400)}@{dice.choice(buyers.MAIL_DOMAINS)}",
            "purchaser_id": str(8_000_000_000_000 + number) if known else None,
            "full_name": name if dice.random() < 0.9 else None,
            "city": place[0],
            "state": place[1] or None,
            "zip_code": place[2],
            "country": land.name,
            "country_iso2": land.code,
            "can_contact": dice.random() < 0.85,
            "referrer": dice.choice(buyers.REFERRERS),
            "ppp": {"country": land.name, "discount": f"{land.parity_percent}%"}
            if land.parity_percent and dice.random() < 0.3
            else None,
        }
        if self._loyal_percent:
            self._bought_before.append(buyer)
        return buyer

    def _order(self, product: Product, number: int, parity: Object | None) -> dict[str, Any]:
        dice = self.dice
        unit, variants, recurrence = self._choice(product)
        code = self._code(product) if dice.random() < 0.15 and unit else None
        quantity = dice.choice((1, 1, 1, 1, 1, 1, 1, 1, 1, 2)) if not product.is_tiered_membership else 1
        off = 0 if code is None else _discount(code, unit)
        each = max(0, unit - off)
        if code is None and parity is not None and unit:
            kept_percent = 100 - int(str(parity["discount"]).rstrip("%"))
            each = max(CURRENCIES[product.currency].min_minor, unit * kept_percent // 100)
        paid = each * quantity
        tip = paid // 10 if paid and dice.random() < 0.04 else 0
        usd = _usd(paid + tip, product.currency)
        discover = dice.random() < 0.12 and usd > 0
        fields: dict[str, Any] = {
            "price": usd,
            "display_price_cents": None if product.currency == "usd" else paid + tip,
            "gumroad_fee": (usd * 30 // 100 if discover else usd * 129 // 1000 + 80) if usd else 0,
            "discover_fee_charged": discover,
            "discover_fee_percentage": 30 if discover else None,
            "quantity": quantity,
            "variants": variants,
            "tip_cents": _usd(tip, product.currency) or None,
            "tax_cents": usd // 5 if usd and dice.random() < 0.2 else 0,
            "variants_price_cents": _usd(max(0, unit - product.price), product.currency) if variants else 0,
            "card": self._card() if usd else None,
        }
        if code is not None:
            shown = f"{code.percent_off}%" if code.percent_off is not None else price_text(off, product.currency)
            fields |= {"offer_code": {"code": code.name, "displayed_amount_off": shown}, "ppp": None}
        if recurrence is not None:
            fields["recurrence"] = recurrence
        if (product.category or "").startswith("software-development"):
            fields |= {"license_key": license_key(number), "license_uses": dice.randrange(6)}
        if names := self._fields.get(product.id):
            fields["custom_fields"] = {name: dice.choice(buyers.ANSWERS) for name in names}
        if dice.random() < 0.12:
            fields |= {"product_rating": dice.choice((5, 5, 5, 4, 4, 3, 1)), "review": dice.choice(buyers.REVIEWS)}
        if dice.random() < 0.1:
            source, medium, campaign = dice.choice(buyers.CAMPAIGNS)
            fields |= {"utm_source": source, "utm_medium": medium, "utm_campaign": campaign}
        return fields

    def _choice(self, product: Product) -> tuple[int, dict[str, str] | None, Recurrence | None]:
        """What one costs in minor units, which versions were chosen, and how often a member pays."""
        chosen: dict[str, str] = {}
        price = product.price
        recurrence: Recurrence | None = None
        for group in live_groups(product):
            options = live_options(group)
            if not options:
                continue
            option = self.dice.choice(options)
            chosen[group.title or ""] = option.name
            price += option.price_difference or 0
            if product.is_tiered_membership and option.recurrence_prices:
                recurrence, tier_price = self.dice.choice(list(option.recurrence_prices.items()))
                price = tier_price.price_cents
        if product.is_tiered_membership:
            recurrence = recurrence or product.subscription_duration or "monthly"
        elif product.customizable_price and self.dice.random() < 0.5:
            price += CURRENCIES[product.currency].min_minor * self.dice.randint(1, 5)
        return price, chosen or None, recurrence

    def _code(self, product: Product) -> OfferCode | None:
        codes = self._codes.get(product.id) or self._shared
        usable = [code for code in codes if not code.deleted]
        return self.dice.choice(usable) if usable else None

    def _card(self) -> Object:
        dice = self.dice
        if dice.random() < 0.15:
            return {"visual": f"payer{dice.randrange(900)}@example.com", "type": "paypal"}
        kind = dice.choice(buyers.CARD_KINDS)
        return {"visual": f"**** **** **** {dice.randrange(10_000):04}", "type": kind}


def _shipment(dice: Random, age_us: int) -> dict[str, Any]:
    """Where a parcel goes, and whether it is on its way: some wait for weeks, most are tracked."""
    sent = age_us > dice.randint(2, 60) * _DAY_US
    tracked = dice.random() < 0.8
    number = dice.randrange(10**9, 10**10)
    return {
        "street_address": f"{dice.randint(1, 180)} {dice.choice(buyers.STREETS)}",
        "shipping_cents": dice.choice((350, 490, 890)),
        "shipped": sent,
        "tracking_url": f"https://post.example/track/{number}" if sent and tracked else None,
    }


def _fate(dice: Random, sold: dict[str, Any], moment_us: int) -> dict[str, Any]:
    """How the sale stands today: most are fine, some were paid back or disputed, a few never happened."""
    roll = dice.random()
    total = int(sold["price"] if sold["display_price_cents"] is None else sold["display_price_cents"])
    later = iso(moment_us + dice.randint(1, 20) * _DAY_US)
    if roll < 0.03 and total:
        return {"refunded": True, "refunded_in_currency": total, "refunded_at": later}
    if roll < 0.04 and total > 1:
        return {"refunded": False, "refunded_in_currency": total // 2, "refunded_at": later}
    if roll < 0.046 and total:
        return {"disputed": True, "chargedback": True, "dispute_won": roll < 0.042}
    if roll < 0.05 and "subscription_id" not in sold:
        return {"kind": dice.choice(("failed", "test", "gift_receiver"))}
    return {"refunded": False} if roll < 0.9 else {}


def _discount(code: OfferCode, unit: int) -> int:
    if code.percent_off is not None:
        return (unit * code.percent_off + 50) // 100
    return min(unit, code.amount_cents or 0)


def _usd(minor: int, currency: str) -> int:
    """US cents: the lowest prices of all currencies are worth about the same."""
    return minor * _USD_MINIMUM // CURRENCIES[currency].min_minor


def _end_some(subscriptions: list[Subscription], dice: Random, now_us: int) -> None:
    for subscription in subscriptions:
        roll = dice.random()
        began = parse_iso(subscription.created_at)
        cycle = _CYCLE_US[subscription.recurrence]
        if roll < 0.15:
            subscription.user_requested_cancellation_at = iso(began + cycle // 2)
            subscription.cancelled_at = iso(began + cycle)
        elif roll < 0.2:
            subscription.failed_at = iso(began + cycle)
        elif roll < 0.25:
            subscription.user_requested_cancellation_at = iso(max(began, now_us - _DAY_US))
            subscription.cancelled_at = iso(now_us + cycle // 3)
        elif roll < 0.3:
            subscription.failed_at = iso(now_us + 4 * _DAY_US)


def _payouts(state: SandboxState, sales: list[Sale], now_us: int, *, transactions: bool) -> list[Payout]:
    """One for each week in which something was sold or given back; what was not sent yet is one to come."""
    weeks: dict[int, list[_Part]] = {}
    last_week = (now_us - 2 * _WEEK_US) // _WEEK_US + 1
    for sale in sales:
        if not sale.price or sale.kind != "successful":
            continue
        for at_us, part in _parts_of(sale):
            weeks.setdefault(min(at_us // _WEEK_US, last_week), []).append(part)
    names = {product.id: product.name for product in state.products}
    payouts = []
    for week, parts in sorted(weeks.items()):
        number = state.take_number()
        sent_us = (week + 2) * _WEEK_US
        total = sum(part.net for part in parts)
        upcoming = sent_us > now_us
        payouts.append(
            Payout(
                id=external_id(number),
                number=number,
                created_at=iso(min(sent_us, now_us - now_us % _SECOND_US)),
                amount=_dollars(total),
                status="payable" if upcoming else "completed",
                processed_at=None if upcoming else iso(sent_us + _DAY_US),
                sales=[part.sale.id for part in parts if part.type == "Sale"],
                refunded_sales=[part.sale.id for part in parts if part.type.endswith("Refund")],
                disputed_sales=[part.sale.id for part in parts if part.type == "Chargeback"],
                transactions=[_row(part, names[part.sale.product_id]) for part in parts] if transactions else [],
            )
        )
    return payouts


class _Part(NamedTuple):
    """What a sale adds to a payout, in US cents."""

    type: str
    date: str
    sale: Sale
    price: int
    fee: int

    @property
    def net(self) -> int:
        return self.price - self.fee


def _parts_of(sale: Sale) -> Iterator[tuple[int, _Part]]:
    """A sale, and what was taken back of it later; Gumroad keeps its fee."""
    sold_us = parse_iso(sale.created_at)
    yield sold_us, _Part("Sale", sale.created_at[:10], sale, sale.price, sale.gumroad_fee)
    if sale.refunded_usd:
        at = sale.refunded_at or sale.created_at
        kind = "Full Refund" if sale.is_refunded else "Partial Refund"
        yield parse_iso(at), _Part(kind, at[:10], sale, -sale.refunded_usd, 0)
    elif sale.chargedback and not sale.dispute_won:
        yield sold_us, _Part("Chargeback", sale.created_at[:10], sale, -sale.price, 0)


def _row(part: _Part, name: str) -> Object:
    sale, way = part.sale, 1 if part.price > 0 else -1
    return {
        "type": part.type,
        "date": part.date,
        "purchase_id": sale.id,
        "item_name": name,
        "buyer_name": sale.full_name or "",
        "buyer_email": sale.purchase_email,
        "taxes": _dollars(way * sale.tax_cents),
        "shipping": _dollars(way * sale.shipping_cents),
        "sale_price": _dollars(part.price),
        "gumroad_fees": _dollars(part.fee),
        "net_total": _dollars(part.net),
    }


def _dollars(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
