"""Parcels, refunds, receipts and keys through the panel; the server has the last word each time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.core import Core
from tests.e2e.fulfil_shop import PARCELS, fulfil_shop, read_sales, sale_id, sales_of, sent
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

TRACK = "https://post.example/track/{}"


@pytest.fixture(scope="module")
def core(shared: Driven, server: RunningSandbox) -> Core:
    server.control("POST", "reset", fulfil_shop())
    core = Core(shared)
    core.read_shop(TOKEN)
    return core


@pytest.fixture
def panel(core: Core, server: RunningSandbox) -> Iterator[Panel]:
    """The panel of the shop as it is at the beginning."""
    server.control("POST", "reset", fulfil_shop())
    server.control("DELETE", "faults")
    read_sales(core, server)
    opened = Panel.open(core.driven, width=360)
    opened.page.bring_to_front()
    yield opened
    opened.page.close()


def choose(panel: Panel, page: str, *names: str) -> None:
    """Choose just these sales on a page of the tool."""
    panel.go(f"#fulfil?page={page}")
    panel.wait("sales")
    for name in names:
        panel.get("sales").get_by_role("checkbox", name=f"Buyer {name}").check()


def preview(panel: Panel) -> None:
    panel.get("fulfil-preview").click()
    panel.wait("headline")


def allow_refund(panel: Panel) -> None:
    """Type what the preview asks for."""
    field = panel.wait("typed-refund_money")
    field.fill(field.get_attribute("placeholder") or "")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "false", timeout=START_MS)


def test_three_of_five_parcels_are_shipped_from_a_file(panel: Panel, server: RunningSandbox) -> None:
    panel.go("#fulfil")
    expect(panel.wait("fulfil-title")).to_have_text(f"{PARCELS} sales wait to be shipped")
    panel.wait("fulfil-go-file").click()
    lines = [
        "order number,tracking url",
        f"1000,{TRACK.format(0)}",
        f"#1001,{TRACK.format(1)}",
        f"4711,{TRACK.format(9)}",
        f"1002,{TRACK.format(2)}",
        "1005,",
    ]
    panel.wait("fulfil-file-text").fill("\n".join(lines))
    problems = panel.wait("fulfil-file-problems")
    expect(problems).to_contain_text("No sale of order 4711 is stored here.")
    expect(problems).to_contain_text("Nothing in order 1005 has to be sent by post.")
    assert sent(server) == []
    preview(panel)
    expect(panel.get("headline")).to_have_text("3 sales will be marked as shipped")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    panel.accept_all()
    panel.run()
    panel.run_ends()
    expect(panel.get("run-headline")).to_have_text("3 sales marked as shipped")
    assert sent(server) == [
        ("PUT", f"sales/{sale_id(f'parcel{number}')}/mark_as_shipped", {"tracking_url": TRACK.format(number)})
        for number in range(3)
    ]
    panel.get("run-done").click()
    expect(panel.wait("fulfil-title")).to_have_text("2 sales wait to be shipped", timeout=START_MS)


def test_a_typed_address_is_what_is_sent(panel: Panel, server: RunningSandbox) -> None:
    panel.go("#fulfil")
    panel.wait("sales")
    panel.get("sales").get_by_label("Tracking address for Buyer parcel3").fill(TRACK.format("typed"))
    expect(panel.get("fulfil-chosen")).to_have_text("1 sale chosen")
    preview(panel)
    panel.run()
    panel.run_ends()
    assert sent(server) == [
        ("PUT", f"sales/{sale_id('parcel3')}/mark_as_shipped", {"tracking_url": TRACK.format("typed")})
    ]


def test_the_list_to_fill_in_comes_back_as_a_file(panel: Panel) -> None:
    panel.go("#fulfil?page=file")
    with panel.page.expect_download() as download:
        panel.wait("fulfil-template").click()
    path = download.value.path()
    panel.get("fulfil-parcels-file").set_input_files(path)
    expect(panel.wait("fulfil-meaning")).to_contain_text(f"{PARCELS} sales will be marked as shipped")


def test_refunds_in_two_currencies_are_what_the_preview_says(panel: Panel, server: RunningSandbox) -> None:
    choose(panel, "refunds", "usdone", "yenone")
    panel.get("fulfil-to-amounts").click()
    panel.wait("fulfil-how-amount").check(force=True)
    panel.wait("fulfil-amount-usd").fill("4.50")
    panel.get("fulfil-amount-jpy").fill("500")
    expect(panel.get("action-bar")).to_contain_text("2 refunds, $4.50 and ¥500", timeout=START_MS)
    preview(panel)
    rows = panel.rows("plan-rows")
    assert "$4.50" in rows[sale_id("usdone")]
    assert "$14.50" in rows[sale_id("usdone")]
    assert "¥500" in rows[sale_id("yenone")]
    assert "¥700" in rows[sale_id("yenone")]
    assert sent(server) == []
    allow_refund(panel)
    panel.run()
    panel.run_ends()
    assert sorted(sent(server)) == [
        ("PUT", f"sales/{sale_id('usdone')}/refund", {"amount_cents": "450"}),
        ("PUT", f"sales/{sale_id('yenone')}/refund", {"amount_cents": "500"}),
    ]
    expect(panel.get("run-undo")).to_have_count(0)
    panel.go(f"#fulfil?page=refunds&sales={sale_id('usdone')},{sale_id('yentwo')}")
    panel.wait("fulfil-how-all").check(force=True)
    expect(panel.get("action-bar")).to_contain_text("2 refunds, $14.50 and ¥1,200", timeout=START_MS)
    server.control("DELETE", "requests")
    preview(panel)
    allow_refund(panel)
    panel.run()
    panel.run_ends()
    assert sorted(path for _, path, _ in sent(server)) == [
        f"sales/{sale_id('usdone')}/refund",
        f"sales/{sale_id('yentwo')}/refund",
    ]
    after = sales_of(server)
    assert [after[name].get("refunded") for name in ("usdone", "yentwo")] == [True, True]


def test_a_lost_answer_is_told_and_nothing_is_paid_twice(panel: Panel, server: RunningSandbox) -> None:
    choose(panel, "refunds", "usdone", "usdtwo")
    panel.get("fulfil-to-amounts").click()
    preview(panel)
    allow_refund(panel)
    path = f"/v2/sales/{sale_id('usdone')}/refund"
    server.control("POST", "faults", [{"path": path, "method": "PUT", "drop": "after", "times": 1}])
    panel.run()
    panel.run_ends()
    rows = panel.rows("run-rows")
    assert "the money was given back, once" in rows[sale_id("usdone")]
    assert "refunded" in rows[sale_id("usdtwo")]
    after = sales_of(server)
    assert [after[name]["refunded_in_currency"] for name in ("usdone", "usdtwo")] == [1900, 1900]


def test_keys_are_switched_off_and_on_again(panel: Panel, server: RunningSandbox) -> None:
    choose(panel, "licenses", "key1", "key2")
    expect(panel.get("fulfil-action")).to_be_visible()
    preview(panel)
    panel.run()
    panel.run_ends()
    assert [sales_of(server)[f"key{n}"].get("license_disabled", False) for n in range(3)] == [False, True, True]
    panel.get("run-undo").click()
    panel.wait("headline")
    panel.accept_all()
    panel.run()
    panel.run_ends()
    assert [sales_of(server)[f"key{n}"].get("license_disabled", False) for n in range(3)] == [False] * 3


def test_keys_used_too_often_are_found_and_their_uses_taken_back(panel: Panel, server: RunningSandbox) -> None:
    panel.go("#fulfil?page=licenses")
    panel.wait("fulfil-what-overused").click()
    expect(panel.get("fulfil-chosen")).to_have_text("1 sale")
    panel.get("fulfil-allowed").fill("2")
    panel.wait("fulfil-none-of-kind")
    panel.get("fulfil-allowed").fill("1")
    panel.wait("sales").get_by_role("checkbox", name="Buyer key2").check()
    panel.wait("fulfil-action-reset").check(force=True)
    preview(panel)
    panel.run()
    panel.run_ends()
    assert sales_of(server)["key2"].get("license_uses", 0) == 0


def test_receipts_are_sent_once_each(panel: Panel, server: RunningSandbox) -> None:
    choose(panel, "receipts", "key0", "parcel1")
    preview(panel)
    expect(panel.get("headline")).to_have_text("2 receipts will be sent again")
    panel.run()
    panel.run_ends()
    assert sorted(path for _, path, _ in sent(server)) == sorted(
        f"sales/{sale_id(name)}/resend_receipt" for name in ("key0", "parcel1")
    )
    panel.get("all-runs").click()
    expect(panel.get("history-run").first).to_contain_text("Receipts again")
