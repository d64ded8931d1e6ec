"""Requests made of noise: every one is answered, none by an exception.

The count is GUMSMITH_FUZZ_REQUESTS where that is set. The noise is the same every time for the same count.
"""

import faulthandler
import json
import os
from collections import Counter
from collections.abc import Callable
from random import Random
from urllib.parse import quote, quote_plus

from py_core.gumroad.wire import Pairs, Response
from py_core.sandbox.router import ROUTES
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from tests.unit.sandbox.rich import NOW_MS, licenses, places, rich_shop

REQUESTS = int(os.environ.get("GUMSMITH_FUZZ_REQUESTS", "100000"))
FRESH_EVERY = 1_000
HANGS_AFTER_S = 240
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND", "")
KINDS = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=B",
    "multipart/form-data",
    "text/plain",
    "application/json; charset=latin-1",
    "",
)
NAMED = """
name price price_currency_type customizable_price suggested_price_cents max_purchase_count tags[] tags category
taxonomy_id refund_period refund_fine_print custom_permalink native_type files[][url] rich_content cover_ids[]
description price_difference_cents title amount_off amount_cents offer_type universal minimum_amount_cents page_key
page after before from to product_id email order_id license_key group_by fine_print paginated resource_name post_url
tracking_url include_sales include_transactions year taxonomy query url signed_blob_id products[][product_id]
products type required
utm_source utm_medium utm_campaign product_ids[] upsell_variants[] offer_code[amount_percentage]
increment_uses_count access_token bearer_token a[b][c] a[ a]] [] [x]
"""
NAMES = NAMED.split()
TEXTS = (
    "", " ", "0", "-1", "1", "500", "9.99", "1e9", "999999999999999999999", "true", "false", "null", "percent",
    "eur", "xyz", "30", "inherit", "2026-01-01", "2026-13-01", "0000-00-00", "0001-01-01", "9999-12-31",
    "20260101000000000000-7", "-", "7-", "00010101000000000000-1", "design/icons", "https://example.com/a.png",
    "http://[", "sale", "hour", "product", "membership", "\u0000", "\ud7ff",
    "é\u2028", "<b>&amp;", "👩‍🎨", "\u202e", "A" * 300, "B" * 12_000, "%", "%zz", "../..", "=cmd",
)  # fmt: skip
ESCAPES = ("%", "%z", "%ff", "%C3", "&&", "=", "[]", "a[b]=1&a[]=2", "a=1&a[b]=2", ";", "\x7f")
ALLOWED = {200, 400, 401, 403, 404, 429, 500}


class Noise:
    """Requests by chance, most of them nearly right."""

    def __init__(self, dice: Random, state: SandboxState) -> None:
        self._dice = dice
        self._places = places(state)
        self._licenses = licenses(state)
        self._ids = [found for known in self._places.values() for found in known]

    def request(self) -> tuple[str, str, Pairs, bytes]:
        """Method, target, headers and body."""
        dice = self._dice
        method, path = self._place()
        query = self._pairs() if dice.random() < 0.4 else ""
        kind = dice.choice(KINDS)
        body = b"" if dice.random() < 0.3 else self._body(kind)
        return method, f"{path}?{query}" if query else path, self._headers(kind), body

    def _place(self) -> tuple[str, str]:
        dice = self._dice
        route = dice.choice(ROUTES)
        parts = [quote(dice.choice(self._places[part]), safe="") if part[0] == ":" else part for part in route.path]
        if dice.random() < 0.1:
            parts[dice.randrange(len(parts))] = dice.choice(
                (quote(dice.choice(TEXTS)), "%", "%2F", "x" * 5_000, "")
            )
        prefix = dice.choice(("/v2/",) * 12 + ("/api/v2/", "/", "", "//v2/"))
        path = prefix + "/".join(parts) + dice.choice(("",) * 8 + (".json", "/", ".xml", "?"))
        method = dice.choice(route.methods) if dice.random() < 0.85 else dice.choice(METHODS)
        return method, path

    def _value(self) -> str:
        return self._dice.choice(self._ids) if self._dice.random() < 0.15 else self._dice.choice(TEXTS)

    def _pairs(self) -> str:
        dice = self._dice
        pairs = [
            f"{quote_plus(dice.choice(NAMES), safe='[]')}={quote_plus(self._value())}"
            for _ in range(dice.randint(0, 4))
        ]
        if dice.random() < 0.3:
            product, key = dice.choice(self._licenses)
            pairs += [f"product_id={quote_plus(product)}", f"license_key={key}"]
        if dice.random() < 0.1:
            pairs.append(dice.choice(ESCAPES))
        return "&".join(pairs)

    def _body(self, kind: str) -> bytes:
        dice = self._dice
        shape = dice.random()
        if shape < 0.1:
            return dice.randbytes(dice.randint(0, 200))
        if kind.startswith("application/json"):
            text = json.dumps(self._json(0), ensure_ascii=dice.random() < 0.5)
            body = text.encode("utf-8", "replace")
        elif kind.startswith("multipart"):
            part = f'--B\r\nContent-Disposition: form-data; name="{dice.choice(NAMES)}"\r\n\r\n{self._value()}\r\n'
            body = (part * dice.randint(1, 3) + "--B--\r\n").encode("utf-8", "replace")
        else:
            body = self._pairs().encode()
        if shape < 0.25 and body:
            at = dice.randrange(len(body))
            body = body[:at] + dice.randbytes(dice.randint(0, 3)) + body[at + dice.randint(0, 3) :]
        return body

    def _json(self, depth: int) -> object:
        dice = self._dice
        makers: tuple[Callable[[], object], ...] = (
            lambda: self._value(),
            lambda: dice.choice((None, True, False, 0, -1, 10**30, 1.5, -0.0, 1e300)),
            lambda: [self._json(depth + 1) for _ in range(dice.randint(0, 3))],
            lambda: {dice.choice(NAMES).rstrip("[]"): self._json(depth + 1) for _ in range(dice.randint(0, 4))},
        )
        if depth == 0:
            return makers[3 if dice.random() < 0.9 else dice.randrange(3)]()
        return makers[dice.randrange(2 if depth > 3 else 4)]()

    def _headers(self, kind: str) -> Pairs:
        dice = self._dice
        token = dice.choice((SAMPLE_TOKEN,) * 12 + ("", "nobody", "\xff", "B" * 9_000))
        headers = [(dice.choice(("Authorization", "authorization", "AUTHORIZATION")), f"Bearer {token}")]
        if kind:
            headers.append(("Content-Type", kind))
        headers.append(("Accept", dice.choice(("application/json", "*/*", "text/html", "", "\xe9;q="))))
        if dice.random() < 0.2:
            headers.append(("Origin", dice.choice(("https://a.example", "null", ""))))
        if dice.random() < 0.05:
            headers.append((dice.choice(("Access-Control-Request-Method", "X", "")), dice.choice(TEXTS[:9])))
        return tuple(headers)


def _check(answer: Response) -> None:
    assert answer.status in ALLOWED, answer
    kind = answer.header("content-type") or ""
    if kind.startswith("application/json") and answer.body:
        assert isinstance(json.loads(answer.body), dict), answer


def test_noise_is_always_answered_and_never_by_an_exception() -> None:
    state = rich_shop()
    seed = state.model_dump_json()
    noise = Noise(Random(REQUESTS), state)
    seen: Counter[int] = Counter()
    faulthandler.dump_traceback_later(HANGS_AFTER_S, exit=True)
    try:
        sandbox = Sandbox.load(seed)
        for at in range(REQUESTS):
            if at % FRESH_EVERY == 0:
                sandbox = Sandbox.load(seed)
            method, target, headers, body = noise.request()
            answer = sandbox.handle_raw(method, target, headers, body, NOW_MS, "203.0.113.7")
            _check(answer)
            seen[answer.status] += 1
    finally:
        faulthandler.cancel_dump_traceback_later()
    assert sum(seen.values()) == REQUESTS
    assert {200, 400, 401, 404} <= seen.keys()
    assert seen[200] > REQUESTS // 4
