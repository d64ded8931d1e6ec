"""Everything the sandbox remembers, as records that are also the format of a seed. No I/O, no clock.

Field names are the API's own; what the API does not show (creation time, native type, suggested price and
so on) has a field of its own. A seed may leave out every field that has a default: ids, permalinks and
creation times are then assigned in the order of the list, so the last product given is the newest.
Records change in place; the lists and objects inside them are replaced whole, never edited.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, JsonValue, model_validator

from py_core.gumroad.currencies import CURRENCIES
from py_core.sandbox import taxonomy
from py_core.sandbox.completion import (
    Dated,
    check_time,
    complete_sales,
    date_record,
    name_products,
    product_named,
)
from py_core.sandbox.ids import external_id, generated_permalink
from py_core.sandbox.record import Objects, Record
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.trade_records import (
    AccountRefundPolicy,
    CustomField,
    Email,
    OtherLicense,
    Payout,
    Recurrence,
    RefundPeriod,
    Subscription,
    Upsell,
    UtmLink,
    Webhook,
)

PUBLIC_SCOPES = (
    "view_public",
    "edit_products",
    "view_sales",
    "mark_sales_as_shipped",
    "edit_sales",
    "refund_sales",
    "revenue_share",
    "ifttt",
    "view_profile",
    "edit_profile",
    "view_payouts",
    "view_tax_data",
    "edit_emails",
    "account",
)
SAMPLE_TOKEN = "sample_shop_token_that_opens_nothing_else_0"

_DERIVED_PRODUCT_FIELDS = frozenset(
    (
        "url",
        "short_url",
        "landing_url",
        "formatted_price",
        "recurrences",
        "custom_delivery_url",
        "purchasing_power_parity_prices",
        "is_in_preorder_state",
    )
)
_DERIVED_OPTION_FIELDS = frozenset(("url", "purchasing_power_parity_prices"))

NativeType: TypeAlias = Literal[
    "digital", "course", "ebook", "membership", "bundle", "coffee", "call", "commission", "physical",
    "podcast", "newsletter", "audiobook",
]  # fmt: skip
RECURRENCES: tuple[Recurrence, ...] = ("monthly", "quarterly", "biannually", "yearly", "every_two_years")


def _without(raw: object, derived: frozenset[str]) -> object:
    if isinstance(raw, dict):
        return {key: value for key, value in raw.items() if key not in derived}
    return raw


class RecurrencePrice(Record):
    """One price of a membership tier, in minor units."""

    price_cents: int
    suggested_price_cents: int | None = None


class Option(Record):
    """One version (API: variant). `sold` counts units already sold of it."""

    id: str = ""
    number: int = 0
    name: str
    description: str | None = None
    price_difference: int | None = None
    max_purchase_count: int | None = None
    is_pay_what_you_want: bool = False
    recurrence_prices: dict[Recurrence, RecurrencePrice] | None = None
    rich_content: Objects = Field(default_factory=list)
    sold: int = 0
    deleted: bool = False

    @model_validator(mode="before")
    @classmethod
    def _drop_derived(cls, raw: object) -> object:
        return _without(raw, _DERIVED_OPTION_FIELDS)


class OptionGroup(Record):
    """One version category (API: variant category)."""

    id: str = ""
    number: int = 0
    title: str | None = None
    options: list[Option] = Field(default_factory=list)
    deleted: bool = False


class RefundPolicy(Record):
    """A product's own refund policy."""

    refund_period: RefundPeriod
    fine_print: str | None = None


class OfferCode(Record):
    """A discount code: `percent_off` or `amount_cents`, never both.

    `product_ids` and `excluded_product_ids` hold external ids; in a seed a permalink will do, too.
    `currency` is that of an amount code; left out, it is that of the first product it covers.
    """

    id: str = ""
    number: int = 0
    name: str
    percent_off: int | None = None
    amount_cents: int | None = None
    currency: str | None = None
    universal: bool = False
    product_ids: list[str] = Field(default_factory=list)
    excluded_product_ids: list[str] = Field(default_factory=list)
    max_purchase_count: int | None = None
    minimum_amount_cents: int | None = None
    times_used: int = 0
    created_at: str = ""
    deleted: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> "OfferCode":
        if (self.percent_off is None) == (self.amount_cents is None):
            raise ValueError(f"code {self.name!r} needs either percent_off or amount_cents")
        return self


class Product(Record):
    """One product with the fields of its JSON and what the API hides.

    `permalink` is the generated one. `offer_codes` and `custom_fields` are a convenience of seeds: they are
    moved to the shop's lists and tied to this product. `default_offer_code` is the name of the automatic discount.
    `other_recurrences` are further payment periods of an older, non-tiered subscription. Derived fields of
    the API's own JSON (`formatted_price`, `short_url` and so on) may be present in a seed and are dropped.
    """

    id: str = ""
    number: int = 0
    created_at: str = ""
    native_type: NativeType = "digital"
    name: str
    description: str | None = None
    custom_summary: str | None = None
    custom_receipt: str | None = None
    permalink: str = ""
    custom_permalink: str | None = None
    preview_url: str | None = None
    thumbnail_url: str | None = None
    price: int = 0
    currency: str = "usd"
    customizable_price: bool | None = None
    suggested_price_cents: int | None = None
    subscription_duration: Recurrence | None = None
    other_recurrences: list[Recurrence] = Field(default_factory=list)
    is_tiered_membership: bool = False
    require_shipping: bool = False
    max_purchase_count: int | None = None
    published: bool = True
    archived: bool = False
    deleted: bool = False
    banned: bool = False
    taxonomy_id: int | None = None
    category: str | None = None
    category_label: str | None = None
    tags: list[str] = Field(default_factory=list)
    file_info: dict[str, JsonValue] = Field(default_factory=dict)
    custom_fields: Objects = Field(default_factory=list)
    covers: Objects = Field(default_factory=list)
    main_cover_id: str | None = None
    bundle_products: Objects = Field(default_factory=list)
    variants: list[OptionGroup] = Field(default_factory=list)
    is_preorder: bool = False
    release_at: str | None = None
    sales_count: int = 0
    sales_usd_cents: int = 0
    custom_html: str | None = None
    refund_policy: RefundPolicy | None = None
    rich_content: Objects = Field(default_factory=list)
    has_same_rich_content_for_all_variants: bool | None = None
    main_section_index: int = 0
    sections: Objects = Field(default_factory=list)
    files: Objects = Field(default_factory=list)
    quantity_enabled: bool = False
    is_adult: bool = False
    display_product_reviews: bool = True
    should_show_sales_count: bool = False
    default_offer_code: str | None = None
    purchasing_power_parity_disabled: bool = False
    offer_codes: list[OfferCode] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _drop_derived(cls, raw: object) -> object:
        kept = _without(raw, _DERIVED_PRODUCT_FIELDS)
        if isinstance(kept, dict):
            policy = kept.get("refund_policy")
            if isinstance(policy, dict):
                own = {key: policy.get(key) for key in ("refund_period", "fine_print")}
                kept["refund_policy"] = None if policy.get("inherited") else own
        return kept

    @model_validator(mode="after")
    def _checked(self) -> "Product":
        if self.currency not in CURRENCIES:
            raise ValueError(f"product {self.name!r} has the unknown currency {self.currency!r}")
        self.is_tiered_membership = self.is_tiered_membership or self.native_type == "membership"
        if self.is_tiered_membership:
            self.native_type = "membership"
            self.subscription_duration = self.subscription_duration or "monthly"
        by_path = taxonomy.BY_PATH.get(self.category or "")
        by_id = taxonomy.BY_ID.get(self.taxonomy_id or 0)
        taxon = by_path if self.taxonomy_id is None else by_id
        if taxon is not None:
            self.taxonomy_id = taxon.id
            self.category = self.category or taxon.path
            self.category_label = self.category_label or taxon.label
        return self


class Token(Record):
    """An access token and what it may do. `application` is the one it belongs to."""

    token: str
    scopes: list[str] = Field(default_factory=lambda: list(PUBLIC_SCOPES))
    revoked: bool = False
    application: str = "sandbox"


class User(Record):
    """The seller. What checks at publishing time look at is here, too."""

    id: str = ""
    number: int = 0
    name: str = "Sandbox Seller"
    display_name: str | None = None
    username: str = "sandbox"
    email: str = "seller@example.com"
    bio: str | None = None
    twitter_handle: str | None = None
    currency_type: str = "usd"
    profile_picture_url: str | None = None
    verified: bool = True
    email_confirmed: bool = True
    has_payment_method: bool = True
    account_refund_policy_in_effect: bool = False
    is_new: bool = False
    custom_html_enabled: bool = False
    utc_offset_minutes: int = 0
    balance_cents: int | None = None
    refunds_enabled: bool = True


class ParitySettings(Record):
    """Purchasing power parity: whether it is on, and the greatest discount in whole percent."""

    enabled: bool = False
    limit_percent: Annotated[int, Field(ge=1, le=100)] | None = None


class SandboxState(Record):
    """A whole shop: the seller, tokens, products, codes, sales and so on, and what the server counts.

    A sale is replaced through `Shop.sales` only, which keeps its indexes. `rate_counters` maps a counter's key
    to one `[window, requests]` per limit.
    """

    user: User = Field(default_factory=User)
    tokens: list[Token] = Field(default_factory=lambda: [Token(token=SAMPLE_TOKEN)])
    products: list[Product] = Field(default_factory=list)
    offer_codes: list[OfferCode] = Field(default_factory=list)
    sales: list[Sale] = Field(default_factory=list)
    subscriptions: list[Subscription] = Field(default_factory=list)
    payouts: list[Payout] = Field(default_factory=list)
    custom_fields: list[CustomField] = Field(default_factory=list)
    refund_policy: AccountRefundPolicy = Field(default_factory=AccountRefundPolicy)
    resource_subscriptions: list[Webhook] = Field(default_factory=list)
    upsells: list[Upsell] = Field(default_factory=list)
    utm_links: list[UtmLink] = Field(default_factory=list)
    emails: list[Email] = Field(default_factory=list)
    other_licenses: list[OtherLicense] = Field(default_factory=list)
    purchasing_power_parity: ParitySettings = Field(default_factory=ParitySettings)
    rate_limits: bool = True
    next_number: int = 1
    rate_counters: dict[str, list[tuple[int, int]]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _completed(self) -> "SandboxState":
        _gather(self)
        _number_records(self)
        _name_records(self)
        ids = _ids_of_names(self)
        currencies = {product.id: product.currency for product in self.products}
        _resolve_codes(self, ids, currencies)
        name_products(ids, self.subscriptions, self.custom_fields, self.upsells, self.emails, self.other_licenses)
        complete_sales(self.sales, ids, currencies, self.take_number)
        _refuse_twins(self)
        return self

    def take_number(self) -> int:
        """A number no record has had before."""
        number = self.next_number
        self.next_number += 1
        return number

    def dated_records(self) -> list[Dated]:
        """Every record besides products, codes and sales that was made at some moment."""
        return [
            *self.subscriptions, *self.payouts, *self.custom_fields, *self.resource_subscriptions,
            *self.upsells, *self.utm_links, *self.emails,
        ]  # fmt: skip


Numbered: TypeAlias = "User | Product | OptionGroup | Option | OfferCode | Dated"


def _records(state: SandboxState) -> list[Numbered]:
    found: list[Numbered] = [state.user]
    for product in state.products:
        found.append(product)
        for group in product.variants:
            found.append(group)
            found.extend(group.options)
    found.extend(state.offer_codes)
    found.extend(state.dated_records())
    return found


def _gather(state: SandboxState) -> None:
    """Move the codes and fields that a seed wrote inside products to the shop's lists."""
    for at, product in enumerate(state.products):
        for code in product.offer_codes:
            code.product_ids = [f"#{at}"] if not code.universal else []
            code.currency = code.currency or product.currency
            state.offer_codes.append(code)
        if product.offer_codes:
            product.offer_codes = []
        for field in product.custom_fields:
            state.custom_fields.append(CustomField.model_validate({**field, "products": [f"#{at}"]}))
        if product.custom_fields:
            product.custom_fields = []


def _number_records(state: SandboxState) -> None:
    records = _records(state)
    highest = max((record.number for record in (*records, *state.sales)), default=0)
    state.next_number = max(state.next_number, highest + 1)
    for record in records:
        if record.number <= 0:
            record.number = state.take_number()
        record.id = record.id or external_id(record.number)


def _refuse_twins(state: SandboxState) -> None:
    records = (*_records(state), *state.sales)
    if len({record.id for record in records}) < len(records):
        raise ValueError("two records have the same id")
    if len({record.number for record in records}) < len(records):
        raise ValueError("two records have the same number")


def _name_records(state: SandboxState) -> None:
    for product in state.products:
        product.permalink = product.permalink or generated_permalink(product.number)
    for dated in (*state.products, *state.offer_codes, *state.dated_records()):
        date_record(dated)
    for sale in state.sales:
        if sale.created_at:
            check_time(sale.created_at, f"a sale to {sale.purchase_email!r}")


def _ids_of_names(state: SandboxState) -> dict[str, str]:
    """Product ids by everything a seed may call a product."""
    ids: dict[str, str] = {}
    for at, product in enumerate(state.products):
        for name in (product.custom_permalink, product.permalink, product.id, f"#{at}"):
            if name:
                ids[name] = product.id
    return ids


def _resolve_codes(state: SandboxState, ids: dict[str, str], currencies: dict[str, str]) -> None:
    for code in state.offer_codes:
        whose = f"code {code.name!r}"
        code.product_ids = [product_named(ids, name, whose) for name in code.product_ids]
        code.excluded_product_ids = [product_named(ids, name, whose) for name in code.excluded_product_ids]
        if code.currency is None and code.amount_cents is not None:
            first = code.product_ids[0] if code.product_ids else ""
            code.currency = currencies.get(first, state.user.currency_type)
