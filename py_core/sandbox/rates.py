"""Rate limits in fixed windows aligned to the epoch. No clock here; counters live in the state.

Source: API contract, section 4. Every tier of a request is asked in turn; the first one exceeded blocks it
and has counted it, later ones have not seen it.
"""

import re

Tiers = tuple[tuple[int, int], ...]
Counters = dict[str, list[tuple[int, int]]]

_CREATE_PRODUCT: Tiers = ((10, 60), (20, 64), (30, 512), (40, 4096), (50, 32768))
_UPDATE_BY_IP: Tiers = ((30, 60), (60, 64), (90, 512), (120, 4096), (150, 32768))
_UPDATE_BY_TOKEN: Tiers = (*_UPDATE_BY_IP, (180, 262144))
_COMPS: Tiers = _UPDATE_BY_IP
_DEEP_PAGE: Tiers = ((10, 1),)
_UNREADABLE: Tiers = ((5, 60), (10, 64), (15, 512), (20, 4096), (25, 32768))

_PRODUCTS = re.compile(r"(?:/api)?/v2/products(?:\.json)?")
_PRODUCT = re.compile(r"(?:/api)?/v2/products/[^/]+")
_COMPARISON = re.compile(r"(?:/api)?/v2/products/comps(?:\.json)?")
_SALES = re.compile(r"(?:/api)?/v2/sales(?:\.json)?")
_FIRST_COUNTED_PAGE = 11
_EXEMPT_IP = "127.0.0.1"
_TIDY_EVERY = 4096


def counters_of(method: str, path: str, ip: str, token: str | None, page: int = 0) -> list[tuple[str, Tiers]]:
    """The counters a readable request adds to: key and limits as (requests, seconds)."""
    if method == "GET":
        if page >= _FIRST_COUNTED_PAGE and _SALES.fullmatch(path):
            return [(f"deep page {path} {ip}", _DEEP_PAGE)]
        return [(f"comps {path} {ip}", _COMPS)] if _COMPARISON.fullmatch(path) else []
    if method == "POST" and _PRODUCTS.fullmatch(path):
        return [(f"create {path} {ip}", _CREATE_PRODUCT)]
    if method in ("PUT", "PATCH") and _PRODUCT.fullmatch(path):
        by_ip = (f"{method} {path} {ip}", _UPDATE_BY_IP)
        return [by_ip, (f"{method} {path} token {token}", _UPDATE_BY_TOKEN)] if token else [by_ip]
    return []


def counters_of_unreadable(path: str, ip: str) -> list[tuple[str, Tiers]]:
    """The counters of a request whose parameters cannot be decoded."""
    return [(f"unreadable {path} {ip}", _UNREADABLE)]


def is_blocked(counters: Counters, asked: list[tuple[str, Tiers]], ip: str, now_ms: int) -> bool:
    """Count one request and tell whether a limit is exceeded."""
    if ip == _EXEMPT_IP:
        return False
    now_s = now_ms // 1000
    return any(_exceeds(counters, key, tiers, now_s) for key, tiers in asked)


def _exceeds(counters: Counters, key: str, tiers: Tiers, now_s: int) -> bool:
    if key not in counters:
        if len(counters) % _TIDY_EVERY == _TIDY_EVERY - 1:
            _forget_past(counters, now_s)
        counters[key] = [(0, 0)] * len(tiers)
    held = counters[key]
    for at, (limit, period_s) in enumerate(tiers):
        window = now_s // period_s
        seen = held[at][1] + 1 if held[at][0] == window else 1
        held[at] = (window, seen)
        if seen > limit:
            return True
    return False


def _forget_past(counters: Counters, now_s: int) -> None:
    longest_s = _UPDATE_BY_TOKEN[-1][1]
    for key in [key for key, held in counters.items() if _is_past(held, now_s, longest_s)]:
        del counters[key]


def _is_past(held: list[tuple[int, int]], now_s: int, longest_s: int) -> bool:
    # Windows of the first tier are of sixty seconds, but for deep pages, whose single tier is one of a second.
    last_seen_s = held[0][0] * (60 if len(held) > 1 else 1)
    return now_s - last_seen_s > 2 * longest_s
