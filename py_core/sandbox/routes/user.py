"""The seller, and the lists a token can be tried on. Source: API contract, section 12."""

from typing import Any

from py_core.sandbox import taxonomy
from py_core.sandbox.answers import succeeded
from py_core.sandbox.auth import scoped
from py_core.sandbox.casts import is_scalar, to_text
from py_core.sandbox.context import Asked, refuse_unless

_DISPLAY_NAME = scoped("view_profile")


def show(asked: Asked) -> dict[str, Any]:
    """GET /user: nulls are left out; a token with only `view_public` learns neither e-mail nor currency."""
    user = asked.shop.state.user
    shown: dict[str, Any] = {
        "name": user.name,
        "bio": user.bio,
        "twitter_handle": user.twitter_handle,
        "id": user.id,
        "user_id": user.id,
        "url": f"https://{user.username}.gumroad.com",
        "profile_picture_url": user.profile_picture_url,
        "profile_url": user.profile_picture_url,
        "links": [product.custom_permalink or product.permalink for product in asked.shop.live_products()],
    }
    if asked.grant.scopes != {"view_public"}:
        shown |= {"currency_type": user.currency_type, "email": user.email}
    if asked.grant.has_any(_DISPLAY_NAME):
        shown["display_name"] = user.display_name or user.name
    return succeeded(user={name: value for name, value in shown.items() if value is not None})


def update(asked: Asked) -> dict[str, Any]:
    """PUT /user: name and bio."""
    user = asked.shop.state.user
    refuse_unless(user.email_confirmed, "You have to confirm your email address before you can do that.")
    for name in ("name", "bio"):
        if name in asked.params and is_scalar(asked.params[name]):
            setattr(user, name, to_text(asked.params[name]) or (None if name == "bio" else ""))
    return show(asked)


def categories(_: Asked) -> dict[str, Any]:
    """GET /categories: the tree of categories."""
    rows = [
        {
            "id": taxon.id,
            "name": taxon.path.rpartition("/")[2],
            "label": taxon.label,
            "path": taxon.path,
            "parent_id": taxon.parent_id,
        }
        for taxon in taxonomy.TAXA
    ]
    return succeeded(categories=rows)
