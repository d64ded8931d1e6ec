"""A sandbox as the shop that the core would have read of it, and writes sent to it one by one."""

import json
from typing import TypeVar

from py_core.catalog.products import Shop, ShopProduct
from py_core.gumroad import calls
from py_core.gumroad.calls import draft_request
from py_core.gumroad.pager import Pager
from py_core.gumroad.rules.codes import CodeChange, CodeDraft
from py_core.gumroad.wire import Call, Request, Response
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN

NOW_MS = 1_795_000_000_000
T = TypeVar("T")


def send(sandbox: Sandbox, request: Request) -> Response:
    """The sandbox's answer."""
    return sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS)


def ask(sandbox: Sandbox, call: Call[T]) -> T:
    """What the core reads out of it."""
    return call.read(json.loads(send(sandbox, call.request).body))


def took(sandbox: Sandbox, product_id: str, draft: CodeDraft) -> bool:
    """Whether a create was applied, sent as it is."""
    answer = send(sandbox, draft_request(product_id, draft))
    return answer.status == 200 and json.loads(answer.body)["success"] is True


def changed(sandbox: Sandbox, product_id: str, code_id: str, change: CodeChange) -> bool:
    """Whether other limits were applied."""
    answer = send(sandbox, calls.update_offer_code(product_id, code_id, change).request)
    return answer.status == 200 and json.loads(answer.body)["success"] is True


def shop_of(sandbox: Sandbox) -> Shop:
    """The shop as last read: every product with its codes."""
    pager, key = Pager(calls.product_id_of), None
    while (key := pager.take(ask(sandbox, calls.list_products(key)))) is not None:
        continue
    entries = tuple(
        ShopProduct(
            product=record.product,
            versions=(),
            codes=ask(sandbox, calls.list_offer_codes(record.product.id)),
            read_at_ms=NOW_MS,
            position=at,
        )
        for at, record in enumerate(pager.items)
    )
    return Shop(account_id="acc", products=entries, read_at_ms=NOW_MS)
