"""License keys, webhooks, upsells, UTM links and e-mails. Source: API contract, section 12."""

from dataclasses import replace
from typing import Literal

from py_core.gumroad.calls.asking import (
    EDIT_EMAILS,
    EDIT_PRODUCTS,
    NO_SCOPE,
    READ_SCOPE,
    VIEW_SALES,
    all_of,
    get,
    nothing,
    one,
    page_of,
    path,
    send,
)
from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.audience import (
    Email,
    LicenseUse,
    Upsell,
    Webhook,
    read_email,
    read_license,
    read_upsell,
    read_webhook,
)
from py_core.gumroad.models.products import RawRecord, read_raw
from py_core.gumroad.pager import Page
from py_core.gumroad.rules.objections import object_to, refuse
from py_core.gumroad.rules.other import webhook_objections
from py_core.gumroad.wire import Call, Effect, Request
from py_core.values import Value


def verify_license(product_id: str, license_key: str, *, count_use: bool = False) -> Call[LicenseUse]:
    """Look a license key up; with `count_use` it also counts as used, and may not be repeated.

    The only call that needs no token. Source: section 12, "Licenses".
    """
    request = send(
        "POST",
        path("licenses", "verify"),
        product_id=product_id,
        license_key=license_key,
        increment_uses_count=count_use,
    )
    return Call(request, Effect.CREATE if count_use else Effect.READ, NO_SCOPE, read_license)


def _license(action: str, product_id: str, license_key: str) -> Request:
    return send("PUT", path("licenses", action), product_id=product_id, license_key=license_key)


def enable_license(product_id: str, license_key: str) -> Call[LicenseUse]:
    """Let a license key work again. Source: section 12, "Licenses"."""
    return Call(_license("enable", product_id, license_key), Effect.SET, EDIT_PRODUCTS, read_license)


def disable_license(product_id: str, license_key: str) -> Call[LicenseUse]:
    """Stop a license key. Source: section 12, "Licenses"."""
    return Call(_license("disable", product_id, license_key), Effect.SET, EDIT_PRODUCTS, read_license)


def decrement_license_uses(product_id: str, license_key: str) -> Call[LicenseUse]:
    """Count one use less; each time it is sent. Source: section 12, "Licenses"."""
    request = replace(_license("decrement_uses_count", product_id, license_key), once=True)
    return Call(request, Effect.CREATE, EDIT_PRODUCTS, read_license)


def rotate_license(product_id: str, license_key: str) -> Call[LicenseUse]:
    """Give the buyer another key in place of this one. Source: section 12, "Licenses"."""
    return Call(_license("rotate", product_id, license_key), Effect.CREATE, EDIT_PRODUCTS, read_license)


def list_webhooks(event: str) -> Call[tuple[Webhook, ...]]:
    """Where Gumroad posts one kind of event. Source: section 12, "Webhooks"."""
    refuse(webhook_objections(event, "https://example.com"))
    request = get(path("resource_subscriptions"), resource_name=event)
    return Call(request, Effect.READ, VIEW_SALES, all_of("resource_subscriptions", read_webhook))


def create_webhook(event: str, post_url: str) -> Call[Webhook]:
    """Have Gumroad post events to an address; twice makes two. Raises: InputError.

    Source: section 12, "Webhooks".
    """
    refuse(webhook_objections(event, post_url))
    return Call(
        send("PUT", path("resource_subscriptions"), resource_name=event, post_url=post_url),
        Effect.CREATE,
        VIEW_SALES,
        one("resource_subscription", read_webhook),
        lambda made: compared(("resource_name", event, made.resource_name), ("post_url", post_url, made.post_url)),
    )


def delete_webhook(webhook_id: str) -> Call[None]:
    """End a webhook; only the application that made it may. Source: section 12, "Webhooks"."""
    request = send("DELETE", path("resource_subscriptions", webhook_id))
    return Call(request, Effect.DELETE, VIEW_SALES, nothing)


class UpsellChange(Value):
    """What can be written of an upsell, under the names its own JSON uses. KEEP leaves a field as it is."""

    name: str | Keep = KEEP
    text: str | Keep = KEEP
    description: str | Keep = KEEP
    cross_sell: bool | Keep = KEEP
    replace_selected_products: bool | Keep = KEEP
    universal: bool | Keep = KEEP
    paused: bool | Keep = KEEP
    product_id: str | Keep = KEEP


def list_upsells() -> Call[tuple[Upsell, ...]]:
    """Every offer at checkout. Source: section 12, "Upsells"."""
    return Call(get(path("upsells")), Effect.READ, READ_SCOPE, all_of("upsells", read_upsell))


def get_upsell(upsell_id: str) -> Call[Upsell]:
    """One offer at checkout. Source: section 12, "Upsells"."""
    return Call(get(path("upsells", upsell_id)), Effect.READ, READ_SCOPE, one("upsell", read_upsell))


def _upsell_call(method: str, where: str, effect: Effect, change: UpsellChange) -> Call[Upsell]:
    if isinstance(change.name, str) and not change.name.strip():
        refuse((object_to("name", "name_blank"),))
    given = {name: getattr(change, name) for name in UpsellChange.model_fields}
    return Call(
        send(method, where, **given),
        effect,
        EDIT_PRODUCTS,
        one("upsell", read_upsell),
        lambda held: compared(*((name, asked, getattr(held, name)) for name, asked in given.items())),
    )


def create_upsell(change: UpsellChange) -> Call[Upsell]:
    """Make an offer at checkout. Raises: InputError. Source: section 12, "Upsells".

    The names of the parameters are those of the object; what Gumroad does not know shows as a mismatch.
    """
    refuse(() if isinstance(change.name, str) else (object_to("name", "name_blank"),))
    return _upsell_call("POST", path("upsells"), Effect.CREATE, change)


def update_upsell(upsell_id: str, change: UpsellChange) -> Call[Upsell]:
    """Change an offer at checkout. Raises: InputError. Source: section 12, "Upsells"."""
    return _upsell_call("PUT", path("upsells", upsell_id), Effect.SET, change)


def delete_upsell(upsell_id: str) -> Call[None]:
    """Delete an offer at checkout, for good. Source: section 12, "Upsells"."""
    return Call(send("DELETE", path("upsells", upsell_id)), Effect.DELETE, EDIT_PRODUCTS, nothing)


def list_utm_links() -> Call[tuple[RawRecord, ...]]:
    """Every tracked link; their fields are not documented. Source: section 12, "Small ones"."""
    return Call(get(path("utm_links")), Effect.READ, READ_SCOPE, all_of("utm_links", read_raw))


def get_utm_link(link_id: str) -> Call[RawRecord]:
    """One tracked link. Source: section 12, "Small ones"."""
    return Call(get(path("utm_links", link_id)), Effect.READ, READ_SCOPE, one("utm_link", read_raw))


def create_utm_link(fields: dict[str, str]) -> Call[RawRecord]:
    """Make a tracked link out of fields as Gumroad names them. Source: section 12, "Small ones"."""
    return _utm_call("POST", path("utm_links"), Effect.CREATE, fields)


def update_utm_link(link_id: str, fields: dict[str, str]) -> Call[RawRecord]:
    """Change a tracked link. Source: section 12, "Small ones"."""
    return _utm_call("PUT", path("utm_links", link_id), Effect.SET, fields)


def _utm_call(method: str, where: str, effect: Effect, fields: dict[str, str]) -> Call[RawRecord]:
    return Call(
        send(method, where, **fields),
        effect,
        EDIT_PRODUCTS,
        one("utm_link", read_raw),
        lambda link: compared(*((name, asked, link.raw.get(name)) for name, asked in fields.items())),
    )


def enable_utm_link(link_id: str) -> Call[RawRecord]:
    """Let a tracked link work again. Source: section 12, "Small ones"."""
    request = send("PUT", path("utm_links", link_id, "enable"))
    return Call(request, Effect.SET, EDIT_PRODUCTS, one("utm_link", read_raw))


def disable_utm_link(link_id: str) -> Call[RawRecord]:
    """Stop a tracked link. Source: section 12, "Small ones"."""
    request = send("PUT", path("utm_links", link_id, "disable"))
    return Call(request, Effect.SET, EDIT_PRODUCTS, one("utm_link", read_raw))


def delete_utm_link(link_id: str) -> Call[None]:
    """Delete a tracked link. Source: section 12, "Small ones"."""
    return Call(send("DELETE", path("utm_links", link_id)), Effect.DELETE, EDIT_PRODUCTS, nothing)


def list_emails(
    page_key: str | None = None, *, kind: Literal["published", "scheduled", "draft"] | None = None
) -> Call[Page[Email]]:
    """Ten posts and e-mails. Source: sections 5 and 12, "Emails"."""
    request = get(path("emails"), type=kind, page_key=page_key)
    return Call(request, Effect.READ, EDIT_EMAILS, page_of("emails", read_email))


def get_email(email_id: str) -> Call[Email]:
    """One post or e-mail. Source: section 12, "Emails"."""
    return Call(get(path("emails", email_id)), Effect.READ, EDIT_EMAILS, one("email", read_email))
