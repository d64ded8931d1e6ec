"""The whole table of limits, as requests meet it. Source: API contract, section 4."""

import pytest

from py_core.execution.pacing import PRODUCT_WINDOWS, RULES, Pacing, Window, next_boundary_ms, rules_of
from py_core.gumroad.wire import Request
from tests.fakes import START_MS

LADDER_S = (60, 64, 512, 4_096, 32_768)


def ladder(*limits: int) -> tuple[Window, ...]:
    return tuple(Window(limit, period_s * 1000) for limit, period_s in zip(limits, LADDER_S, strict=True))


@pytest.mark.parametrize(
    ("method", "target", "windows", "per_path"),
    [
        ("POST", "/v2/products", ladder(10, 20, 30, 40, 50), False),
        ("POST", "/v2/products.json", ladder(10, 20, 30, 40, 50), False),
        ("PUT", "/v2/products/a", (*ladder(30, 60, 90, 120, 150), Window(180, 262_144_000)), True),
        ("PATCH", "/v2/products/a", PRODUCT_WINDOWS, True),
        ("PUT", "/v2/products/a.json", PRODUCT_WINDOWS, True),
        ("POST", "/v2/products/a/preview_custom_html", ladder(60, 120, 180, 240, 300), True),
        ("POST", "/v2/user/preview_custom_html", ladder(60, 120, 180, 240, 300), True),
        ("PUT", "/v2/user/custom_html", ladder(30, 60, 90, 120, 150), False),
        ("POST", "/v2/media", (Window(20, 600_000),), False),
        ("GET", "/v2/products/comps", ladder(30, 60, 90, 120, 150), False),
        ("GET", "/v2/sales?page=11", (Window(10, 1_000),), False),
    ],
)
def test_a_row_of_the_table(method: str, target: str, windows: tuple[Window, ...], per_path: bool) -> None:
    path, _, query = target.partition("?")
    request = Request(method, path, query=(("page", query[5:]),) if query else ())
    (rule,) = rules_of(request)
    assert (rule.windows, rule.per_path) == (windows, per_path)
    pacing, now = Pacing(), next_boundary_ms(START_MS, 262_144_000)
    for _ in range(windows[0].limit):
        assert pacing.wait_ms(request, now) == 0
        pacing.sent(request, now)
    assert pacing.wait_ms(request, now) > 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/products"),
        ("GET", "/v2/products/a"),
        ("PUT", "/v2/products/a/enable"),
        ("POST", "/v2/products/a/offer_codes"),
        ("PUT", "/v2/products/a/variant_categories/b/variants/c"),
        ("PUT", "/v2/sales/a/refund"),
        ("GET", "/v2/sales"),
        ("GET", "/v2/payouts"),
        ("DELETE", "/v2/products/a"),
    ],
)
def test_everything_else_is_free(method: str, path: str) -> None:
    assert rules_of(Request(method, path)) == ()


@pytest.mark.parametrize("page", ["10", "1", "", "x"])
def test_the_first_pages_of_the_old_kind_are_free(page: str) -> None:
    assert rules_of(Request("GET", "/v2/sales", query=(("page", page),))) == ()


def test_put_and_patch_count_separately() -> None:
    pacing, now = Pacing(), next_boundary_ms(START_MS, 262_144_000)
    put, patch = Request("PUT", "/v2/products/a"), Request("PATCH", "/v2/products/a")
    for _ in range(30):
        pacing.sent(put, now)
    assert pacing.wait_ms(put, now) > 0
    assert pacing.wait_ms(patch, now) == 0


def test_products_are_created_under_one_count() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
