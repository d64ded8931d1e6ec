"""Discount codes. Source: API contract, section 7."""

from typing import Any

import pytest

from tests.contract.client import Gumroad, quoted

MISSING = (
    "You are missing required offer code parameters. Please refer to "
    "https://gumroad.com/api#offer-codes for the correct parameters."
)
CHARACTERS = "Discount code can only contain numbers, letters, dashes, and underscores."
NOT_UNIQUE = "Discount code must be unique."
PRICE_RULE = "The price after discount for all of your products must be either $0 or at least $0.99."
BASE = {"name": "CODE", "amount_off": "20", "offer_type": "percent"}
USED = {"name": "USED", "percent_off": 20, "times_used": 7, "max_purchase_count": 100}


def _codes(gumroad: Gumroad, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = gumroad.get(path + "/offer_codes").json["offer_codes"]
    return found


def _names(gumroad: Gumroad, path: str) -> list[str]:
    return [code["name"] for code in _codes(gumroad, path)]


def _code_path(gumroad: Gumroad, path: str, name: str) -> str:
    found = next(code for code in _codes(gumroad, path) if code["name"] == name)
    return f"{path}/offer_codes/{quoted(found['id'])}"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (BASE, {"percent_off": 20}),
        ({**BASE, "amount_off": "12.5"}, {"percent_off": 12}),
        ({**BASE, "amount_off": "abc"}, {"percent_off": 0}),
        ({**BASE, "amount_off": "100"}, {"percent_off": 100}),
        ({"name": "CODE", "offer_type": "percent", "amount_cents": "500"}, {"percent_off": 0}),
        ({"name": "CODE", "amount_off": "500"}, {"amount_cents": 500}),
        ({"name": "CODE", "amount_off": "500", "offer_type": "cents"}, {"amount_cents": 500}),
        ({"name": "CODE", "amount_off": "500", "amount_cents": "300"}, {"amount_cents": 300}),
        ({"name": "CODE", "amount_off": "99999"}, {"amount_cents": 99999}),
        ({"name": "CODE", "amount_off": "0"}, {"amount_cents": 0}),
        (
            {**BASE, "max_purchase_count": "99999999999"},
            {"percent_off": 20, "max_purchase_count": 10_000_000},
        ),
        ({**BASE, "max_purchase_count": "-1"}, {"percent_off": 20, "max_purchase_count": 0}),
        ({**BASE, "minimum_amount_cents": "900"}, {"percent_off": 20, "minimum_amount_cents": 900}),
        ({**BASE, "expires_at": "2027-01-01", "country": "IN"}, {"percent_off": 20}),
        ({**BASE, "name": "  Straße_9-x "}, {"percent_off": 20, "name": "Straße_9-x"}),
    ],
)
def test_a_code_is_made_as_asked(gumroad: Gumroad, sent: dict[str, str], shown: dict[str, Any]) -> None:
    path = gumroad.only()
    code = gumroad.post(path + "/offer_codes", sent).json["offer_code"]
    plain = {"name": "CODE", "max_purchase_count": None, "minimum_amount_cents": None, "universal": False}
    assert {**code, "id": ""} == {"id": "", "times_used": 0, **plain, **shown}
    assert gumroad.get(f"{path}/offer_codes/{quoted(code['id'])}").json["offer_code"] == code


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": "CODE"}, MISSING),
        ({"name": "CODE", "amount_off": "", "offer_type": "percent"}, MISSING),
        ({**BASE, "name": ""}, "Discount code can't be blank"),
        ({"amount_off": "10", "offer_type": "percent"}, "Discount code can't be blank"),
        *(({**BASE, "name": name}, CHARACTERS) for name in ("50%", "a b", "a.b", "СКИДКА", "割引", "a×b", "a÷b")),
        ({**BASE, "amount_off": "-1"}, "Please enter a positive discount amount."),
        ({"name": "CODE", "amount_off": "-1"}, "Please enter a positive discount amount."),
        ({**BASE, "amount_off": "101"}, "Please enter a discount amount that is 100% or less."),
        ({**BASE, "name": "USED"}, NOT_UNIQUE),
        ({**BASE, "name": "EVERYWHERE"}, NOT_UNIQUE),
        ({**BASE, "amount_off": "96"}, PRICE_RULE),
        ({**BASE, "name": "a b", "amount_off": "96"}, f"{CHARACTERS} and {PRICE_RULE}"),
    ],
)
def test_a_refused_code_is_not_made(gumroad: Gumroad, sent: dict[str, str], message: str) -> None:
    path = gumroad.only(offer_codes=[USED, {"name": "EVERYWHERE", "percent_off": 5, "universal": True}])
    assert gumroad.post(path + "/offer_codes", sent).message == message
    assert len(_codes(gumroad, path)) == 2


def test_amounts_are_looked_at_before_the_product(gumroad: Gumroad) -> None:
    assert gumroad.post("products/none/offer_codes", {"name": "A"}).message == MISSING
    assert gumroad.post("products/none/offer_codes", BASE).message == "The product was not found."


@pytest.mark.parametrize(
    "sent",
    [
        {**BASE, "name": "x" * 256},
        {"name": "CODE", "amount_off": "2147483648"},
        {**BASE, "minimum_amount_cents": "2147483648"},
    ],
)
def test_inputs_known_to_break_the_server_give_500(gumroad: Gumroad, sent: dict[str, str]) -> None:
    path = gumroad.only()
    answer = gumroad.post(path + "/offer_codes", sent)
    assert (answer.status, answer.json) == (500, {"status": 500, "error": "Internal Server Error"})
    assert gumroad.post(path + "/offer_codes", sent, accept="*/*").headers["content-type"].startswith("text/html")
    assert _codes(gumroad, path) == []


@pytest.mark.parametrize(
    ("price", "sent", "fine"),
    [
        (200, ("50", "percent"), True),
        (200, ("60", "percent"), False),
        (200, ("100", "percent"), True),
        (990, ("90", "percent"), True),
        (989, ("90", "percent"), True),
        (984, ("90", "percent"), False),
        (500, ("401", ""), True),
        (500, ("402", ""), False),
        (500, ("500", ""), True),
        (500, ("9000", ""), True),
        (0, ("50", "percent"), True),
    ],
)
def test_the_price_after_discount_is_free_or_at_least_the_minimum(
    gumroad: Gumroad, price: int, sent: tuple[str, str], fine: bool
) -> None:
    path = gumroad.only(price=price, published=False)
    answer = gumroad.post(path + "/offer_codes", {"name": "C", "amount_off": sent[0], "offer_type": sent[1]})
    assert answer.json["success"] is fine
    assert answer.json.get("message", PRICE_RULE) == PRICE_RULE


def test_the_price_rule_speaks_the_products_currency(gumroad: Gumroad) -> None:
    path = gumroad.only(price=200, currency="jpy")
    assert gumroad.post(path + "/offer_codes", {**BASE, "amount_off": "60"}).message == (
        "The price after discount for all of your products must be either $0 or at least ¥99."
    )


def test_the_price_rule_looks_at_versions_and_tiers(gumroad: Gumroad) -> None:
    versions = [{"name": "S", "price_difference": 800}, {"name": "M", "price_difference": 9000}]
    path = gumroad.only(price=200, variants=[{"title": "Size", "options": versions}])
    assert gumroad.post(path + "/offer_codes", {**BASE, "amount_off": "90"}).json["success"] is True
    tiers = [{"name": "T", "recurrence_prices": {"monthly": {"price_cents": 500}, "yearly": {"price_cents": 5000}}}]
    path = gumroad.only(native_type="membership", price=0, variants=[{"title": "Tier", "options": tiers}])
    assert gumroad.post(path + "/offer_codes", {**BASE, "amount_off": "90"}).message == PRICE_RULE


def test_codes_of_one_product_differ_by_case_only_at_most(gumroad: Gumroad) -> None:
    path = gumroad.only(offer_codes=[USED])
    assert gumroad.post(path + "/offer_codes", {**BASE, "name": "used"}).json["success"] is True
    assert gumroad.post(path + "/offer_codes", {**BASE, "name": "used"}).message == NOT_UNIQUE


def test_two_products_may_have_the_same_code(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "A", "price": 900, "offer_codes": [USED]}, {"name": "B", "price": 900}])
    assert gumroad.post(gumroad.path("B") + "/offer_codes", {**BASE, "name": "USED"}).json["success"] is True


def test_a_universal_code_must_differ_from_every_code_of_the_seller(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "A", "price": 900, "offer_codes": [USED]}, {"name": "B", "price": 900}])
    sent = {**BASE, "name": "used", "universal": "true"}
    assert gumroad.post(gumroad.path("B") + "/offer_codes", sent).message == NOT_UNIQUE


def test_a_universal_code_is_checked_against_published_products_only(gumroad: Gumroad) -> None:
    cheap = {"name": "Cheap", "price": 150}
    gumroad.seed(products=[{"name": "A", "price": 1900}, {**cheap, "published": False}])
    sent = {**BASE, "name": "ALL", "amount_off": "50", "universal": "true"}
    assert gumroad.post(gumroad.path("A") + "/offer_codes", sent).json["success"] is True
    gumroad.seed(products=[{"name": "A", "price": 1900}, cheap])
    assert gumroad.post(gumroad.path("A") + "/offer_codes", sent).message == PRICE_RULE


def test_a_universal_amount_code_applies_in_its_currency_only(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "D", "price": 1900}, {"name": "E", "price": 1900, "currency": "eur"}])
    gumroad.post(gumroad.path("D") + "/offer_codes", {"name": "FIVE", "amount_off": "500", "universal": "true"})
    assert (_names(gumroad, gumroad.path("D")), _names(gumroad, gumroad.path("E"))) == (["FIVE"], [])


def test_a_universal_code_is_listed_under_every_product_but_excluded_ones(gumroad: Gumroad) -> None:
    gumroad.seed(
        products=[{"name": "A", "price": 900}, {"name": "B", "price": 900, "permalink": "bbbbbb"}],
        offer_codes=[{"name": "ALL", "percent_off": 10, "universal": True, "excluded_product_ids": ["bbbbbb"]}],
    )
    path, excluded = gumroad.path("A"), gumroad.path("B")
    assert (_names(gumroad, path), _names(gumroad, excluded)) == (["ALL"], [])
    below = _code_path(gumroad, path, "ALL").removeprefix(path)
    assert gumroad.get(excluded + below).json["offer_code"]["name"] == "ALL"


def test_codes_are_listed_oldest_first_without_paging(gumroad: Gumroad) -> None:
    path = gumroad.only(offer_codes=[{"name": f"C{at}", "percent_off": 10} for at in range(30)])
    assert _names(gumroad, path) == [f"C{at}" for at in range(30)]


def test_a_code_may_cover_several_products(gumroad: Gumroad) -> None:
    gumroad.seed(
        products=[
            {"name": "A", "price": 900, "permalink": "aaaaaa"},
            {"name": "B", "price": 200, "permalink": "bbbbbb"},
        ],
        offer_codes=[{"name": "BOTH", "percent_off": 60, "product_ids": ["aaaaaa", "bbbbbb"]}],
    )
    path = gumroad.path("A")
    assert gumroad.put(_code_path(gumroad, path, "BOTH"), {"max_purchase_count": "5"}).message == PRICE_RULE


@pytest.mark.parametrize(
    ("sent", "field", "shown"),
    [
        ({"max_purchase_count": "8"}, "max_purchase_count", 8),
        ({"max_purchase_count": ""}, "max_purchase_count", None),
        ({"minimum_amount_cents": "500"}, "minimum_amount_cents", 500),
        ({"minimum_amount_cents": ""}, "minimum_amount_cents", None),
        ({"name": "NEW"}, "name", "USED"),
        ({"amount_off": "50", "offer_type": "percent"}, "percent_off", 20),
        ({"universal": "true"}, "universal", False),
    ],
)
def test_an_update_changes_two_numbers_and_ignores_the_rest(
    gumroad: Gumroad, sent: dict[str, str], field: str, shown: object
) -> None:
    path = gumroad.only(offer_codes=[USED])
    code = gumroad.put(_code_path(gumroad, path, "USED"), sent).json["offer_code"]
    assert code[field] == shown


def test_a_quantity_cannot_go_under_what_was_used(gumroad: Gumroad) -> None:
    path = gumroad.only(offer_codes=[USED])
    message = gumroad.put(_code_path(gumroad, path, "USED"), {"max_purchase_count": "6"}).message
    assert message == (
        "You have chosen a discount code quantity that is less that the number already used. "
        "Please enter an amount no less than 7."
    )
    assert _codes(gumroad, path)[0]["max_purchase_count"] == 100


def test_an_update_looks_at_the_price_rule_again(gumroad: Gumroad) -> None:
    path = gumroad.only(offer_codes=[{"name": "A", "percent_off": 90}])
    gumroad.put(path, {"price": "500"})
    assert gumroad.put(_code_path(gumroad, path, "A"), {"max_purchase_count": "9"}).message == PRICE_RULE


def test_an_update_looks_at_the_currency_again(gumroad: Gumroad) -> None:
    path = gumroad.only(offer_codes=[{"name": "A", "amount_cents": 100}])
    gumroad.put(path, {"price_currency_type": "eur"})
    assert gumroad.put(_code_path(gumroad, path, "A"), {"max_purchase_count": "9"}).message == (
        "This discount code uses USD but the product uses EUR. "
        "Please change the discount code to use the same currency as the product."
    )


def test_a_deleted_code_is_gone_and_its_name_is_free(gumroad: Gumroad) -> None:
    path = gumroad.only(offer_codes=[USED])
    code = _code_path(gumroad, path, "USED")
    assert gumroad.delete(code).json["message"] == "The offer_code was deleted successfully."
    assert gumroad.get(code).message == "The offer_code was not found."
    assert gumroad.delete(code).message == "The offer_code was not found."
    assert gumroad.post(path + "/offer_codes", {**BASE, "name": "USED"}).json["success"] is True


def test_a_deleted_universal_code_is_gone_for_every_product(gumroad: Gumroad) -> None:
    gumroad.seed(
        products=[{"name": "A", "price": 900}, {"name": "B", "price": 900}],
        offer_codes=[{"name": "ALL", "percent_off": 10, "universal": True}],
    )
    gumroad.delete(_code_path(gumroad, gumroad.path("A"), "ALL"))
    assert _names(gumroad, gumroad.path("B")) == []


def test_a_default_discount_cannot_be_deleted(gumroad: Gumroad) -> None:
    path = gumroad.only(default_offer_code="USED", offer_codes=[USED])
    assert gumroad.delete(_code_path(gumroad, path, "USED")).message == "The offer_code was not found."
    assert _names(gumroad, path) == ["USED"]


def test_a_code_is_not_found_under_another_product(gumroad: Gumroad) -> None:
    gumroad.seed(products=[{"name": "A", "price": 900, "offer_codes": [USED]}, {"name": "B", "price": 900}])
    path = gumroad.path("A")
    below = _code_path(gumroad, path, "USED").removeprefix(path)
    assert gumroad.get(gumroad.path("B") + below).message == "The offer_code was not found."
