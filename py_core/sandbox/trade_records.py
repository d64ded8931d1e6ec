"""Subscriptions, payouts and the seller's marketing records, as seeds write them. No I/O here."""

from typing import Literal, TypeAlias

from pydantic import Field

from py_core.sandbox.record import Object, Objects, Record

Recurrence: TypeAlias = Literal["monthly", "quarterly", "biannually", "yearly", "every_two_years"]
RefundPeriod: TypeAlias = Literal["none", "7", "14", "30", "183"]


class Subscription(Record):
    """One subscription of a membership (API: subscriber). Its sales name it by `subscription_id`."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    product_id: str
    email: str
    user_id: str | None = None
    user_email: str | None = None
    recurrence: Recurrence = "monthly"
    charge_occurrence_count: int | None = None
    user_requested_cancellation_at: str | None = None
    cancelled_at: str | None = None
    ended_at: str | None = None
    failed_at: str | None = None
    free_trial_ends_at: str | None = None
    license_key: str | None = None


class Payout(Record):
    """Money sent to the seller, or about to be: upcoming ones are `payable` or `paused`."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    amount: str
    currency: str = "usd"
    status: str = "completed"
    processed_at: str | None = None
    payment_processor: str = "stripe"
    bank_account_visual: str | None = "******6789"
    paypal_email: str | None = None
    sales: list[str] = Field(default_factory=list)
    refunded_sales: list[str] = Field(default_factory=list)
    disputed_sales: list[str] = Field(default_factory=list)
    transactions: Objects = Field(default_factory=list)

    @property
    def is_upcoming(self) -> bool:
        """Whether the money has not been sent yet."""
        return self.status in ("payable", "paused")


class CustomField(Record):
    """A question at checkout, of some products or of all of them."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    name: str
    type: Literal["text", "checkbox", "terms", "long_text", "file"] = "text"
    required: bool = False
    is_global: bool = False
    collect_per_product: bool = False
    products: list[str] = Field(default_factory=list)


class AccountRefundPolicy(Record):
    """The seller's own refund policy; it counts where `account_refund_policy_in_effect` is on."""

    refund_period: RefundPeriod = "30"
    fine_print: str | None = None


class Webhook(Record):
    """An address that hears of sales (API: resource subscription). `application` is the one that made it."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    resource_name: str
    post_url: str
    application: str = "sandbox"


class Upsell(Record):
    """An offer at checkout. The products, versions and codes in it are external ids."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    name: str
    text: str | None = None
    description: str | None = None
    cross_sell: bool = False
    replace_selected_products: bool = False
    universal: bool = False
    paused: bool = False
    product_id: str
    variant_id: str | None = None
    discount: Object | None = None
    selected_products: list[str] = Field(default_factory=list)
    upsell_variants: Objects = Field(default_factory=list)


class UtmLink(Record):
    """A tagged address that counts visits."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    title: str
    target_resource_type: str = "profile_page"
    target_resource_id: str | None = None
    utm_source: str
    utm_medium: str
    utm_campaign: str
    utm_term: str | None = None
    utm_content: str | None = None
    clicks: int = 0
    sales_count: int = 0
    revenue_cents: int = 0
    disabled: bool = False


class Email(Record):
    """A message to the audience: a draft, a scheduled or a published one."""

    id: str = ""
    number: int = 0
    created_at: str = ""
    updated_at: str | None = None
    subject: str
    message: str = ""
    audience_type: Literal["all", "customers", "followers", "product"] = "all"
    product_id: str | None = None
    state: Literal["published", "scheduled", "draft"] = "draft"
    published_at: str | None = None
    scheduled_at: str | None = None
    send_emails: bool = True
    shown_on_profile: bool = True
    audience_count: int = 0
    recipients_count: int | None = None
    url: str | None = None


class OtherLicense(Record):
    """A license key of another seller: it exists, but it is not ours to change."""

    license_key: str
    product_id: str | None = None
