"""Starting from the snapshot, and everything that can go wrong with it: each time the extension works."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import TOKEN
from tests.e2e.panel import Panel
from tools.driving import Driven, driven, wait_for
from tools.in_page import PageFailed, evaluate
from tools.paths import PACKAGE
from tools.sandbox_server import RunningSandbox
from tools.start_probe import quiet_page, starts


@pytest.fixture
def browser(shop: RunningSandbox, tmp_path: Path) -> Iterator[Driven]:
    """Chromium as right after the installation."""
    with driven(PACKAGE, tmp_path / "profile", api_port=shop.port) as running:
        yield running


def works(page: Page) -> bool:
    """Whether the sample shop can be opened."""
    sample = '{ v: 1, id: "1", command: { op: "account.sample", reset: false } }'
    return '"sample":true' in starts(page, f"answer(JSON.stringify({sample}))")


def test_the_first_start_makes_a_snapshot_and_the_next_begins_from_it(browser: Driven) -> None:
    page = quiet_page(browser)
    assert starts(page, "facts()")["why"] == "none"
    starts(page, "snapshotMade()")
    panel = Panel.open(browser)
    panel.connect(TOKEN)
    panel.go("#settings")
    card = panel.wait("diagnostics-card")
    card.locator("summary").click()
    expect(card).to_contain_text("from the kept copy")
    expect(card).not_to_contain_text("from the beginning")


def test_neither_way_to_start_is_complained_of(shop: RunningSandbox, tmp_path: Path) -> None:
    """By the content policy for example, which would be reported in the console of a worker that no page sees."""
    log = tmp_path / "console.log"
    logging = ("--enable-logging", f"--log-file={log}")
    with driven(PACKAGE, tmp_path / "profile", api_port=shop.port, more_arguments=logging) as running:
        page = quiet_page(running)
        assert starts(page, "facts()")["mode"] == "cold"
        starts(page, "snapshotMade()")
        assert starts(page, "facts()")["mode"] == "restored"
        assert works(page)
        evaluate(page, "Promise.resolve(console.warn('the end of this test'))")
    said = [line for line in log.read_text(errors="replace").splitlines() if "CONSOLE" in line]
    assert len(said) == 1, said
    assert "the end of this test" in said[0]


def test_the_switch_removes_the_snapshot_and_brings_it_back(browser: Driven) -> None:
    page = quiet_page(browser)
    starts(page, "snapshotMade()")
    panel = Panel.open(browser, where="#settings")
    panel.wait("diagnostics-card").locator("summary").click()
    panel.get("start-fast").uncheck()
    panel.page.close()
    starts(page, "close()")
    assert starts(page, "facts()")["why"] == "off"
    assert starts(page, "files()") == {}
    assert works(page)
    panel = Panel.open(browser, where="#settings")
    panel.wait("diagnostics-card").locator("summary").click()
    panel.get("start-fast").check()
    panel.page.close()
    starts(page, "close()")
    assert starts(page, "facts()")["why"] == "none"
    starts(page, "snapshotMade()")
    assert starts(page, "facts()")["mode"] == "restored"


def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path) -> None:
    """Without its permission for unlimited storage, since with it the browser lets a set quota be passed."""
    package = tmp_path / "package"
    shutil.copytree(PACKAGE, package)
    manifest = json.loads((package / "manifest.json").read_text())
    manifest["permissions"].remove("unlimitedStorage")
    (package / "manifest.json").write_text(json.dumps(manifest))
    with driven(package, tmp_path / "profile") as running:
        page = quiet_page(running)
        quota = page.context.new_cdp_session(page)
        quota.send("Storage.overrideQuotaForOrigin", {"origin": running.origin, "quotaSize": 8_000_000})
        with pytest.raises(PageFailed, match="Quota"):
            starts(page, "snapshotMade()")
        assert starts(page, "files()") == {}
        starts(page, "close()")
        assert starts(page, "facts()")["why"] == "none"
        assert works(page)


def test_a_writer_that_is_killed_leaves_nothing_that_is_taken_for_a_snapshot(browser: Driven) -> None:
    page = quiet_page(browser)
    starts(page, "facts()")
    wait_for(lambda: starts(page, "files()"), page, what="the writing to begin")
    browser.kill_target("engine/engine.html")
    wait_for(lambda: not browser.targets("engine/engine.html"), page, what="the writer to be gone")
    wait_for(lambda: starts(page, "writerIsGone()"), page, what="its lock to be free")
    left = starts(page, "files()")
    assert starts(page, "facts()")["mode"] == (
        "cold" if all(name.endswith(".part") for name in left) else "restored"
    )
    assert works(page)
    starts(page, "snapshotMade()")
    (name,) = starts(page, "files()")
    assert not name.endswith(".part")
    assert starts(page, "facts()")["mode"] == "restored"


def test_starts_that_never_end_are_followed_by_one_without_the_snapshot(browser: Driven) -> None:
    page = quiet_page(browser)
    starts(page, "snapshotMade()")
    evaluate(page, "chrome.storage.session.set({ unfinished_starts: 2 })")
    assert starts(page, "facts()")["why"] == "again"
    assert works(page)
    starts(page, "snapshotMade()")
    assert starts(page, "facts()")["mode"] == "restored"


def test_two_windows_at_once_share_one_engine(browser: Driven) -> None:
    page = quiet_page(browser)
    starts(page, "snapshotMade()")
    panels = [Panel.open(browser) for _ in range(2)]
    panels[0].connect(TOKEN)
    for panel in panels:
        panel.go("#products")
    starts(page, "close()")
    for panel in panels:
        panel.page.reload()
    for panel in panels:
        expect(panel.wait("products")).to_contain_text("Product 39")
    assert starts(page, "facts()")["mode"] == "restored"


def test_a_snapshot_holds_no_token_and_nothing_of_the_shop(browser: Driven) -> None:
    page = quiet_page(browser)
    starts(page, "snapshotMade()")
    assert starts(page, "holds('ZeroDivisionError')")
    panel = Panel.open(browser)
    panel.connect(TOKEN)
    starts(page, "close()")
    starts(page, "remove()")
    panel.page.reload()
    starts(page, "snapshotMade()")
    assert not starts(page, f"holds('{TOKEN}')")
    assert not starts(page, "holds('Product 07')")
