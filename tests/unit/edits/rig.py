"""A sandbox's shop as it would be stored, with versions and every listing in full, for tests of bulk edits."""

import json
from collections.abc import Mapping
from typing import Any

from py_core.catalog.products import Shop, ShopProduct
from py_core.catalog.versions import version_of
from py_core.edits.standing import Standing, read_standing
from py_core.execution.actions import write_request
from py_core.gumroad import calls
from py_core.gumroad.models import read_variant
from py_core.gumroad.models.products import read_product
from py_core.gumroad.pager import Pager
from py_core.gumroad.wire import Request
from py_core.plan.steps import Step
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN
from tests.fakes import START_MS
from tests.unit.codes.rig import ask

ACCOUNT = "account-1"


def answer(sandbox: Sandbox, request: Request) -> dict[str, Any]:
    """What the sandbox says to a request; a broken server says so, too."""
    reply = sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=START_MS)
    try:
        body: dict[str, Any] = json.loads(reply.body)
    except ValueError:
        return {"success": False, "message": f"{reply.status}"}
    return body


def raw_of(sandbox: Sandbox, product_id: str) -> dict[str, Any]:
    """A product's full JSON."""
    raw: dict[str, Any] = answer(sandbox, calls.get_product(product_id).request)["product"]
    return raw


def stored(sandbox: Sandbox) -> tuple[Shop, dict[str, Standing]]:
    """The shop with versions and codes, and every listing."""
    pager, key = Pager(calls.product_id_of), None
    while (key := pager.take(ask(sandbox, calls.list_products(key)))) is not None:
        continue
    entries = tuple(entry_of(sandbox, record.product.id, at) for at, record in enumerate(pager.items))
    standings = {entry.product.id: read_standing(raw_of(sandbox, entry.product.id)) for entry in entries}
    return Shop(account_id=ACCOUNT, products=entries, read_at_ms=START_MS), standings


def entry_of(sandbox: Sandbox, product_id: str, position: int = 0) -> ShopProduct:
    """One product with its versions and codes."""
    versions = [
        version_of(category.id, category.title, variant)
        for category in ask(sandbox, calls.list_variant_categories(product_id))
        for variant in ask(sandbox, calls.list_variants(product_id, category.id))
    ]
    return ShopProduct(
        product=read_product(raw_of(sandbox, product_id)),
        versions=tuple(versions),
        codes=ask(sandbox, calls.list_offer_codes(product_id)),
        read_at_ms=START_MS,
        position=position,
    )


def sent(sandbox: Sandbox, step: Step) -> dict[str, Any]:
    """The answer to a step's request."""
    return answer(sandbox, write_request(step))


def version_shown(sandbox: Sandbox, product_id: str, category_id: str, variant_id: str) -> Mapping[str, Any]:
    """A version as it stands there."""
    shown = answer(sandbox, calls.get_variant(product_id, category_id, variant_id).request)["variant"]
    return read_variant(shown).model_dump()
