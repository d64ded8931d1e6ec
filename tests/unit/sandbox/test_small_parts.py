"""Ids, times, page keys, rate windows, faults and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.sandbox.answers import Listener, json_answer
from py_core.sandbox.casts import Params
from py_core.sandbox.faults import FaultRule, Faults, read_rules, spoilt
from py_core.sandbox.ids import external_id, generated_permalink, number_of, number_of_page, page_number
from py_core.sandbox.paging import next_page, page_key, position
from py_core.sandbox.rates import Counters, counters_of, counters_of_unreadable, is_blocked
from py_core.sandbox.routes.webhooks import is_public
from py_core.sandbox.times import compact, day_of, iso, parse_compact, parse_iso
from py_core.sandbox.wording import major_text, sentence

LISTENER = Listener(accept="application/json", origin=None)
INSTANTS = st.integers(min_value=0, max_value=4_000_000_000_000_000)


@given(st.integers(min_value=1, max_value=2**40 - 1))
def test_an_external_id_leads_back_to_its_number(number: int) -> None:
    assert number_of(external_id(number)) == number
    assert len(external_id(number)) == 24


@pytest.mark.parametrize("text", ["", "x" * 24, "AAAAAAAAAAAAAAAAAAAAAA==", "éAAAAAAAAAAAAAAAAAAAAA=="])
def test_other_texts_are_no_ids(text: str) -> None:
    assert number_of(text) is None


@given(st.integers(min_value=1, max_value=1_000_000_000))
def test_page_numbers_are_positive_and_lead_back(number: int) -> None:
    assert page_number(number) > 0
    assert number_of_page(page_number(number)) == number


def test_generated_permalinks_are_six_different_letters_runs() -> None:
    made = {generated_permalink(number) for number in range(20_000)}
    assert len(made) == 20_000
    assert all(len(link) == 6 and link.isalpha() for link in made)


@given(INSTANTS)
def test_times_are_read_as_they_are_written(micros: int) -> None:
    assert parse_iso(iso(micros)) == micros
    assert parse_compact(compact(micros)) == micros


def test_a_time_without_a_zone_is_utc() -> None:
    assert parse_iso("1970-01-02T00:00:00") == parse_iso("1970-01-02T01:00:00+01:00") == 86_400_000_000
    assert (day_of(86_400_000_000), iso(86_400_000_000)) == (1, "1970-01-02T00:00:00Z")


@pytest.mark.parametrize("text", ["", "2026", "2026011908104000000x", "20261319081040000000"])
def test_other_texts_are_no_compact_times(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_compact(text)


@given(INSTANTS, st.integers(min_value=1, max_value=1_000_000))
def test_a_page_key_leads_back_to_its_position(micros: int, number: int) -> None:
    assert position({"page_key": page_key(micros, number)}) == (micros, number)


def test_the_next_address_keeps_nested_parameters() -> None:
    params: Params = {"b": ["1", "2"], "a": {"y": None, "x": "é"}, "page": "3"}
    assert next_page("/v2/products", params, "K")["next_page_url"] == (
        "/v2/products?a%5Bx%5D=%C3%A9&a%5By%5D=&b%5B%5D=1&b%5B%5D=2&page_key=K"
    )


def test_old_counters_are_forgotten_and_young_ones_kept() -> None:
    counters: Counters = {}
    month_ms = 30 * 86_400_000

    def ask(path: str, now_ms: int) -> bool:
        return is_blocked(
            counters, counters_of("PUT", f"/v2/products/{path}", "203.0.113.7", None), "203.0.113.7", now_ms
        )

    for at in range(4_000):
        ask(f"old{at}", 0)
    for at in range(200):
        ask(f"young{at}", month_ms)
    assert len(counters) < 250
    assert not any("old" in key for key in counters)


@pytest.mark.parametrize(
    ("method", "path", "token", "count"),
    [
        ("PUT", "/v2/products/x", "t", 2),
        ("PATCH", "/v2/products/x.json", None, 1),
        ("PUT", "/v2/products/x/enable", "t", 0),
        ("GET", "/v2/products/x", "t", 0),
        ("POST", "/v2/products.json", "t", 1),
        ("POST", "/v2/products/x/offer_codes", "t", 0),
    ],
)
def test_only_the_listed_requests_are_counted(method: str, path: str, token: str | None, count: int) -> None:
    assert len(counters_of(method, path, "203.0.113.7", token)) == count


def test_the_machine_itself_is_exempt() -> None:
    asked = counters_of_unreadable("/v2/user", "127.0.0.1")
    assert not any(is_blocked({}, asked, "127.0.0.1", 0) for _ in range(50))


def test_faults_are_counted_down_in_order() -> None:
    faults = Faults(read_rules('[{"path":"/a*","times":2,"status":500},{"method":"PUT","skip":1,"drop":"after"}]'))
    struck = [faults.take("PUT", "/abc") for _ in range(4)]
    assert [None if rule is None else (rule.status, rule.drop) for rule in struck] == [
        (500, None),
        (500, None),
        None,
        (None, "after"),
    ]
    assert faults.take("GET", "/abc") is None
    faults.clear()
    faults.add([FaultRule(html=True)])
    assert faults.take("GET", "/") is not None


@pytest.mark.parametrize("text", ["{}", '[{"status":99}]', '[{"drop":"maybe"}]', '[{"oops":1}]', "["])
def test_bad_rules_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_rules(text)


@pytest.mark.parametrize(
    ("rule", "applies"),
    [
        (FaultRule(), True),
        (FaultRule(status=500), False),
        (FaultRule(status=500, apply=True), True),
        (FaultRule(drop="before", apply=True), False),
        (FaultRule(drop="after"), True),
        (FaultRule(truncate=3), True),
        (FaultRule(refuse="No."), False),
        (FaultRule(delay_ms=5), True),
    ],
)
def test_a_rule_says_whether_the_request_is_applied(rule: FaultRule, applies: bool) -> None:
    assert rule.applies_request is applies


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 502])
def test_spoilt_answers_have_the_status(status: int) -> None:
    assert spoilt(FaultRule(status=status), None, LISTENER).status == status


def test_spoilt_answers_without_a_status() -> None:
    true = json_answer(200, {"success": True}, LISTENER)
    assert spoilt(FaultRule(delay_ms=1), true, LISTENER) == true
    assert spoilt(FaultRule(truncate=4), true, LISTENER).body == b'{"su'
    assert spoilt(FaultRule(html=True), true, LISTENER).body.startswith(b"<!DOCTYPE html>")
    refused = spoilt(FaultRule(refuse="No."), None, LISTENER)
    assert (refused.status, refused.json()) == (200, {"success": False, "message": "No."})


@pytest.mark.parametrize(
    ("messages", "joined"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B, and C")],
)
def test_messages_are_joined_as_a_sentence(messages: list[str], joined: str) -> None:
    assert sentence(messages) == joined


@pytest.mark.parametrize(
    ("minor", "currency", "text"), [(500, "jpy", "500"), (500, "usd", "5"), (505, "usd", "5.05")]
)
def test_major_units_have_no_symbol(minor: int, currency: str, text: str) -> None:
    assert major_text(minor, currency) == text


@pytest.mark.parametrize(
    ("kind", "by_page", "status", "body"),
    [
        ("query_timeout", False, 400, b"Query timed out"),
        ("query_timeout", True, 400, b"deprecated"),
        ("revoked_token", False, 401, b""),
        ("missing_scope", False, 403, b""),
        ("daily_cap", False, 200, b"10 products per day"),
    ],
)
def test_gumroads_own_troubles_look_as_they_do_there(kind: str, by_page: bool, status: int, body: bytes) -> None:
    rule = FaultRule.model_validate({"kind": kind})
    answer = spoilt(rule, None, LISTENER, by_page=by_page)
    assert (answer.status, body in answer.body, rule.applies_request) == (status, True, False)


def test_an_edit_is_about_the_product_of_the_path_unless_it_names_one() -> None:
    (rule,) = read_rules('[{"edit":{"set":{"price":5,"tags":["a"]}}}]')
    assert rule.edit is not None
    assert rule.edit.params() == {"price": 5, "tags": ["a"]}
    assert rule.edit.product_in("/v2/products/abc==.json") == "abc=="
    assert rule.edit.product_in("/v2/user") is None
    assert rule.edit.model_copy(update={"product": "x"}).product_in("/v2/user") == "x"


def test_a_rule_of_chance_spares_most_requests() -> None:
    faults = Faults(read_rules('[{"one_in":3,"seed":5}]'))
    struck = [faults.take("GET", "/") is not None for _ in range(300)]
    assert 60 <= sum(struck) <= 140


@pytest.mark.parametrize("address", ["http://[", "https://example.com"])
def test_addresses_are_told_from_noise(address: str) -> None:
    assert is_public(address) is (address == "https://example.com")
