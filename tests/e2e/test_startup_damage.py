"""A snapshot's file that is not as it was written, in the real browser: told, replaced, and nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.test_startup import works
from tools.driving import driven
from tools.paths import PACKAGE
from tools.start_probe import quiet_page, starts

DAMAGES = {
    "truncated": ("change((bytes) => bytes.subarray(0, bytes.length - 4096))", "damaged"),
    "one bit": ("change((bytes) => { bytes[bytes.length >> 1] ^= 4; return bytes; })", "damaged"),
    "of another version": ("change((bytes) => bytes, (name) => name.replace(/.$/, 'z'))", "none"),
    "missing": ("remove()", "none"),
}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of an extension whose snapshot was made; its engine is closed."""
    with driven(PACKAGE, tmp_path_factory.mktemp("started") / "profile") as running:
        page = quiet_page(running)
        starts(page, "snapshotMade()")
        yield page


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_snapshot_that_is_not_as_it_was_made_is_replaced(started: Page, damage: str) -> None:
    change, why = DAMAGES[damage]
    starts(started, change)
    facts = starts(started, "facts()")
    assert (facts["mode"], facts["why"]) == ("cold", why)
    assert works(started)
    starts(started, "snapshotMade()")
    assert len(starts(started, "files()")) == 1
    assert starts(started, "facts()")["mode"] == "restored"
    assert works(started)
    starts(started, "close()")
