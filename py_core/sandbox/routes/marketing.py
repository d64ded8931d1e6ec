"""Tagged links and e-mails to the audience. Source: API contract, section 12.

The contract names the fields of an e-mail but not those of a tagged link; these are the editor's.
"""

from typing import Any

from py_core.sandbox.answers import Refusal, not_found, succeeded
from py_core.sandbox.casts import Params, is_blank, is_scalar, to_text
from py_core.sandbox.context import Asked
from py_core.sandbox.paging import PAGE_SIZE, next_page, page_key, position
from py_core.sandbox.shop import Shop, stamp
from py_core.sandbox.times import parse_iso
from py_core.sandbox.trade_records import Email, UtmLink
from py_core.sandbox.wording import sentence

_REQUIRED = {
    "title": "Title",
    "utm_source": "Utm source",
    "utm_medium": "Utm medium",
    "utm_campaign": "Utm campaign",
}
_OPTIONAL = ("utm_term", "utm_content", "target_resource_type", "target_resource_id")
_EMAIL_STATES = ("published", "scheduled", "draft")


def list_links(asked: Asked) -> dict[str, Any]:
    """GET /utm_links: newest first."""
    found = sorted(asked.shop.state.utm_links, key=lambda link: link.number, reverse=True)
    return succeeded(utm_links=[_link_shown(link, asked.shop) for link in found])


def show_link(asked: Asked) -> dict[str, Any]:
    """GET /utm_links/:id."""
    return _shown(asked, _link(asked))


def create_link(asked: Asked) -> dict[str, Any]:
    """POST /utm_links."""
    draft = UtmLink(title="", utm_source="", utm_medium="", utm_campaign="", created_at=stamp(asked.now_ms))
    _apply(draft, asked.params)
    draft.number, draft.id = asked.shop.new_id()
    state = asked.shop.state
    state.utm_links = [*state.utm_links, draft]
    return _shown(asked, draft)


def update_link(asked: Asked) -> dict[str, Any]:
    """PUT /utm_links/:id: only what was sent changes."""
    held = _link(asked)
    draft = held.model_copy()
    _apply(draft, asked.params)
    state = asked.shop.state
    state.utm_links = [draft if link is held else link for link in state.utm_links]
    return _shown(asked, draft)


def delete_link(asked: Asked) -> dict[str, Any]:
    """DELETE /utm_links/:id."""
    held = _link(asked)
    state = asked.shop.state
    state.utm_links = [link for link in state.utm_links if link is not held]
    return succeeded(message="The utm_link was deleted successfully.")


def enable_link(asked: Asked) -> dict[str, Any]:
    """PUT /utm_links/:id/enable."""
    return _switched(asked, disabled=False)


def disable_link(asked: Asked) -> dict[str, Any]:
    """PUT /utm_links/:id/disable."""
    return _switched(asked, disabled=True)


def list_emails(asked: Asked) -> dict[str, Any]:
    """GET /emails: ten, newest first; `type` narrows to one state."""
    kind = None if is_blank(asked.params.get("type")) else to_text(asked.params["type"])
    if kind is not None and kind not in _EMAIL_STATES:
        raise Refusal(f"Invalid type. Valid values are: {', '.join(_EMAIL_STATES)}.")
    start = position(asked.params)
    entries = sorted(
        ((parse_iso(email.created_at), email.number, email) for email in asked.shop.state.emails),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    wanted = [
        entry
        for entry in entries
        if (kind is None or entry[2].state == kind) and (start is None or entry[:2] < start)
    ]
    page = wanted[:PAGE_SIZE]
    body = succeeded(emails=[_email_shown(entry[2]) for entry in page])
    if len(wanted) > PAGE_SIZE:
        body |= next_page(asked.path, asked.params, page_key(*page[-1][:2]))
    return body


def show_email(asked: Asked) -> dict[str, Any]:
    """GET /emails/:id."""
    return succeeded(email=_email_shown(_email(asked)))


def delete_email(asked: Asked) -> dict[str, Any]:
    """DELETE /emails/:id."""
    held = _email(asked)
    state = asked.shop.state
    state.emails = [email for email in state.emails if email is not held]
    return succeeded(message="The email was deleted successfully.")


def _link(asked: Asked) -> UtmLink:
    found = next((link for link in asked.shop.state.utm_links if link.id == asked.place["link"]), None)
    if found is None:
        raise not_found("utm_link")
    return found


def _apply(draft: UtmLink, params: Params) -> None:
    for name in (*_REQUIRED, *_OPTIONAL):
        if name in params and is_scalar(params[name]):
            usual = "" if name in _REQUIRED else None
            setattr(draft, name, to_text(params[name]) or usual)
    draft.target_resource_type = draft.target_resource_type or "profile_page"
    missing = [f"{words} can't be blank" for name, words in _REQUIRED.items() if not getattr(draft, name).strip()]
    if missing:
        raise Refusal(sentence(missing))


def _switched(asked: Asked, *, disabled: bool) -> dict[str, Any]:
    link = _link(asked)
    link.disabled = disabled
    return _shown(asked, link)


def _shown(asked: Asked, link: UtmLink) -> dict[str, Any]:
    return succeeded(utm_link=_link_shown(link, asked.shop))


def _link_shown(link: UtmLink, shop: Shop) -> dict[str, Any]:
    tags = {
        name: getattr(link, name)
        for name in ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
    }
    return {
        "id": link.id,
        "title": link.title,
        "short_url": f"https://{shop.state.user.username}.gumroad.com/u/{link.number}",
        "target_resource_type": link.target_resource_type,
        "target_resource_id": link.target_resource_id,
        **tags,
        "clicks": link.clicks,
        "sales_count": link.sales_count,
        "revenue_cents": link.revenue_cents,
        "disabled": link.disabled,
        "created_at": link.created_at,
    }


def _email(asked: Asked) -> Email:
    found = next((email for email in asked.shop.state.emails if email.id == asked.place["email"]), None)
    if found is None:
        raise not_found("email")
    return found


def _email_shown(email: Email) -> dict[str, Any]:
    return {
        "id": email.id,
        "subject": email.subject,
        "message": email.message,
        "audience_type": email.audience_type,
        "product_id": email.product_id,
        "state": email.state,
        "published_at": email.published_at,
        "scheduled_at": email.scheduled_at,
        "send_emails": email.send_emails,
        "shown_on_profile": email.shown_on_profile,
        "audience_count": email.audience_count,
        "recipients_count": email.recipients_count,
        "url": email.url,
        "created_at": email.created_at,
        "updated_at": email.updated_at or email.created_at,
    }
