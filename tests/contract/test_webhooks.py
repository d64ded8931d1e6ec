"""Addresses that hear of sales. Source: API contract, section 12."""

import pytest

from tests.contract.client import Gumroad, quoted

HOOK = {"resource_name": "sale", "post_url": "https://example.com/hook"}
RESOURCES = [
    "sale", "refund", "dispute", "dispute_won", "cancellation", "subscription_updated", "subscription_ended",
    "subscription_restarted",
]  # fmt: skip


def _listed(gumroad: Gumroad, name: str = "sale", token: str | None = None) -> int:
    options = {} if token is None else {"token": token}
    found = gumroad.get(f"resource_subscriptions?resource_name={name}", **options).json
    return len(found["resource_subscriptions"])


@pytest.mark.parametrize("name", RESOURCES)
def test_each_kind_of_news_can_be_subscribed_to(gumroad: Gumroad, name: str) -> None:
    made = gumroad.put("resource_subscriptions", {**HOOK, "resource_name": name}).json["resource_subscription"]
    assert {**made, "id": ""} == {"id": "", "resource_name": name, "post_url": "https://example.com/hook"}
    assert (_listed(gumroad, name), _listed(gumroad, "sale")) == (1, int(name == "sale"))


def test_duplicates_are_allowed(gumroad: Gumroad) -> None:
    ids = {gumroad.put("resource_subscriptions", HOOK).json["resource_subscription"]["id"] for _ in range(2)}
    assert (len(ids), _listed(gumroad)) == (2, 2)


@pytest.mark.parametrize(
    "address",
    ["", "example.com", "ftp://example.com", "http://localhost/x", "https://127.0.0.1/", "http://0.0.0.0:80",
     "http://[", "https://"],
)  # fmt: skip
def test_the_address_is_looked_at_first(gumroad: Gumroad, address: str) -> None:
    sent = {"resource_name": "nothing", "post_url": address}
    assert gumroad.put("resource_subscriptions", sent).message == f"Invalid post URL '{address}'"


@pytest.mark.parametrize("sent", [{}, {"resource_name": ""}, {"resource_name": "sales"}])
def test_an_unknown_kind_is_not_echoed(gumroad: Gumroad, sent: dict[str, str]) -> None:
    sent = {"post_url": "https://example.com/hook", **sent}
    assert gumroad.put("resource_subscriptions", sent).message == "Unable to subscribe to ''."


@pytest.mark.parametrize("query", ["", "resource_name=", "resource_name=sales"])
def test_listing_needs_a_known_kind(gumroad: Gumroad, query: str) -> None:
    assert gumroad.get(f"resource_subscriptions?{query}").message == "Valid resource_name parameter required"


def test_only_the_application_that_made_it_deletes_it(gumroad: Gumroad) -> None:
    gumroad.seed(tokens=[{"token": "one", "application": "one"}, {"token": "two", "application": "two"}])
    made = gumroad.put("resource_subscriptions", HOOK, token="one").json["resource_subscription"]["id"]
    path = f"resource_subscriptions/{quoted(made)}"
    assert gumroad.delete(path, token="two").message == "The resource_subscription was not found."
    assert (_listed(gumroad, token="two"), _listed(gumroad, token="one")) == (0, 1)
    done = gumroad.delete(path, token="one").json["message"]
    assert done == "The resource_subscription was deleted successfully."
    assert gumroad.delete(path, token="one").message == "The resource_subscription was not found."
