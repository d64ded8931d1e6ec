"""The doctor names each prepared cause exactly, with its numbers, and invents nothing where the API is blind."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.catalog.products import Shop
from py_core.codes.causes import CauseCode
from py_core.codes.doctor import Past, Question, Records, diagnose
from py_core.errors import InputError
from py_core.gumroad.models import OfferCode
from py_core.protocol.code_views import DoctorFinding, DoctorView
from py_core.protocol.present_doctor import doctor_view
from tests.unit.shops import code, entry, group, option, shop

HOST = "https://ana.gumroad.com/l"


def made(name: str, **fields: Any) -> OfferCode:
    """A code of 20 %, or whatever is said."""
    discount = {key: fields.pop(key) for key in ("percent", "amount", "universal") if key in fields}
    first = code(
        name, **(discount if "percent" in discount or "amount" in discount else {"percent": 20, **discount})
    )
    return first.model_copy(update={"id": fields.pop("id", f"id-{name}"), **fields})


ALL10 = made("ALL10", percent=10, universal=True)
ALLUSD = made("ALLUSD", amount=500, universal=True)
SHOP = shop(
    entry(
        id="icons",
        name="Icons",
        short_url=f"{HOST}/icons",
        codes=(
            made("LAUNCH20"),
            made("EARLY", times_used=50, max_purchase_count=50),
            made("BIG30", minimum_amount_minor=3000),
            made("ZERO", percent=0),
            made("Twin"),
            made("TWIN", percent=30),
            made("Clash", percent=15),
            made("CLASH", percent=5, universal=True),
            made("TENOFF", amount=1000),
            made("DEEP95", percent=95),
            ALL10,
            ALLUSD,
        ),
    ),
    entry(id="fonts", name="Fonts", short_url=f"{HOST}/fonts", codes=(made("FONTS15", percent=15), ALL10, ALLUSD)),
    entry(id="draft", name="Draft", short_url=f"{HOST}/draft", published=False, codes=(made("SOON"),)),
    entry(id="gone", name="Gone", short_url=f"{HOST}/gone", deleted=True, codes=(made("PAST"),)),
    entry(id="free", name="Free", short_url=f"{HOST}/free", price_minor=0, codes=(made("GIFT"),)),
    entry(
        id="euro", name="Euro", short_url=f"{HOST}/euro", currency="eur", codes=(made("EURO5", amount=500), ALL10)
    ),
    entry(
        id="club",
        name="Club",
        short_url=f"{HOST}/club",
        price_minor=0,
        is_tiered_membership=True,
        groups=(group(option("Basic", None, monthly=500), option("Pro", None, monthly=150)),),
        codes=(made("CLUB50", percent=50), made("CLUB10", percent=10)),
    ),
    entry(id="left", name="Left out", short_url=f"{HOST}/left", codes=()),
    entry(id="short", name="Few", short_url=f"{HOST}/few", max_purchase_count=41, codes=(made("FEW"),)),
)
PASTS = (
    Past("icons", "MINT-AAAA", CauseCode.USED_AND_GONE, "Spring batch"),
    Past("icons", "OLDCODE", CauseCode.DELETED_HERE, "Clean-up"),
    Past("", "EVERY", CauseCode.GONE, "Summer"),
)
RECORDS = Records(
    past=lambda name: tuple(one for one in PASTS if one.name == name),
    mismatched=lambda: frozenset({"id-EURO5"}),
    native=lambda: {"fonts": {"IN": 760, "US": 1900, "BR": 1400, "PL": 1026}},
)


def ask(text: str, product_id: str = "", of: Shop = SHOP, **fields: Any) -> DoctorView:
    return doctor_view(diagnose(of, Question(text, product_id, **fields), RECORDS), 1)


def named(view: DoctorView, *severities: str) -> list[str]:
    return [one.code for one in view.findings if one.severity in (severities or ("cause", "warn"))]


def finding(view: DoctorView, code: str) -> DoctorFinding:
    return next(one for one in view.findings if one.code == code)


CASES: tuple[tuple[str, str, dict[str, Any], list[str], tuple[str, ...]], ...] = (
    ("NOSUCH99", "icons", {}, ["no_such_code"], ("“NOSUCH99”",)),
    ("NOSUCH99", "", {}, ["no_such_code"], ("“NOSUCH99”",)),
    ("FONTS15", "icons", {}, ["other_products"], ("“Fonts”", "“Icons”")),
    ("Twin", "icons", {}, ["case_twin"], ("“Twin” takes 20", "“TWIN” takes 30")),
    ("CLASH", "icons", {}, ["universal_clash"], ("“CLASH” for all products takes 5", "“Clash” takes 15")),
    ("LAUNCH 20", "icons", {}, ["blank_inside"], ("“LAUNCH20”",)),
    ("LAUNCH2O", "icons", {}, ["look_alike"], ("“LAUNCH20”",)),
    ("LАUNCH20", "icons", {}, ["look_alike"], ("“LAUNCH20”",)),
    ("LAUNHC20", "icons", {}, ["misspelt"], ("“LAUNCH20”",)),
    ("50% OFF!", "icons", {}, ["characters"], ("“50% OFF!”",)),
    ("X" * 256, "icons", {}, ["characters"], ("255",)),
    ("EARLY", "icons", {}, ["cap_reached"], ("50 times",)),
    ("MINT-AAAA", "icons", {}, ["used_and_gone"], ("“Spring batch”", "used, or deleted")),
    ("OLDCODE", "", {}, ["deleted_here"], ("“Clean-up”",)),
    ("EVERY", "fonts", {}, ["gone"], ("“Summer”",)),
    ("BIG30", "icons", {"cart": "25"}, ["minimum_order"], ("$30", "$25", "$5")),
    ("BIG30", "icons", {}, ["minimum_alone"], ("$30", "$19")),
    ("EURO5", "euro", {}, ["currency_changed"], ("“Euro”", "EUR")),
    ("ALLUSD", "euro", {}, ["universal_currency"], ("USD", "EUR")),
    ("ALL10", "left", {}, ["universal_excluded"], ("“Left out”",)),
    ("SOON", "draft", {}, ["unpublished"], ("“Draft”",)),
    ("PAST", "gone", {}, ["product_deleted"], ("“Gone”",)),
    ("GIFT", "free", {}, ["free"], ("“Free”",)),
    ("ZERO", "icons", {}, ["nothing_off"], ("0",)),
    ("DEEP95", "icons", {}, ["breaks"], ("$0.95 of $19", "$0.99")),
    ("CLUB50", "club", {}, ["breaks"], ("$0.75 of $1.50 (Pro", "$0.99")),
    ("FONTS15", "fonts", {"country": "IN"}, ["native_better"], ("India", "$7.60", "$16.15", "$19")),
    (f"{HOST}/icons", "", {}, ["link_without_code"], ("type the code",)),
    (f"{HOST}/icons?code=LAUNCH20", "", {}, ["link_query"], ("“LAUNCH20”", "“code=”")),
    (f"{HOST}/icns/LAUNCH20", "", {}, ["link_unknown_product"], ("“icns”", f"{HOST}/icons")),
    (
        "https://bob.gumroad.com/l/icons/LAUNCH20",
        "",
        {},
        ["link_other_shop"],
        ("bob.gumroad.com", "ana.gumroad.com"),
    ),
    ("https://ana.gumroad.com/icons/", "", {}, ["link_shape"], ("/l/",)),
    (f"{HOST}/icons/LAUNCH20", "fonts", {}, ["link_other_product"], ("“Icons”", "“Fonts”")),
    ("LAUNCH\u200b20", "icons", {}, ["hidden_characters"], ("nobody sees",)),
)


@pytest.mark.parametrize(("text", "product", "fields", "codes", "parts"), CASES)
def test_each_cause_is_named_exactly(
    text: str, product: str, fields: dict[str, Any], codes: list[str], parts: tuple[str, ...]
) -> None:
    view = ask(text, product, **fields)
    assert named(view) == codes
    shown = finding(view, codes[0])
    for part in parts:
        assert part in shown.text
    assert shown.title
    assert shown.fix
    assert shown.sure or shown.code == "link_query"


def test_there_are_at_least_fourteen_different_causes() -> None:
    assert len({codes[0] for _, _, _, codes, _ in CASES}) >= 25


@pytest.mark.parametrize(
    "text",
    [
        "LAUNCH20",
        "  LAUNCH20\n",
        "launch20",
        "“LAUNCH20”",
        f"{HOST}/icons/LAUNCH20",
        f"{HOST}/ICONS/launch20/",
        f"Look: <{HOST}/icons/LAUNCH20?utm_source=mail>.",
        "ana.gumroad.com/l/icons/LAUNCH20",
        "https://gumroad.com/l/icons/LAUNCH20",
        "https://gum.co/icons/LAUNCH20",
        "/l/icons/LAUNCH20",
    ],
)
def test_a_good_code_is_said_to_work_with_its_price(text: str) -> None:
    view = ask(text)
    assert named(view) == []
    assert (view.code, view.product) == ("LAUNCH20", "Icons")
    assert finding(view, "works").text == "On “Icons” $19 becomes $15.20."
    assert finding(view, "works").url == f"{HOST}/icons/LAUNCH20"
    assert "works on “Icons”" in view.headline


def test_a_code_with_a_minimum_works_from_there_on() -> None:
    assert (
        finding(ask("BIG30", "icons"), "works").text == "On “Icons” $19 becomes $15.20, once an order comes to $30."
    )


def test_the_headline_of_an_idle_code_names_the_country() -> None:
    view = ask("FONTS15", "fonts", country="IN")
    assert view.headline == "“FONTS15” gains a buyer in India nothing on “Fonts”"


def test_what_the_api_does_not_show_is_never_called_a_cause() -> None:
    view = ask("TENOFF", "icons")
    unseen = [one for one in view.findings if one.code.startswith("see_")]
    assert {one.code for one in unseen} == {
        "see_currency",
        "see_dates",
        "see_customers",
        "see_quantity",
        "see_field",
    }
    for one in unseen:
        assert (one.severity, one.sure) == ("look", False)
        assert one.url.startswith("https://gumroad.com/checkout/")
        assert one.url_text
    assert {one.code for one in ask("CLUB10", "club").findings if one.code.startswith("see_")} >= {"see_duration"}
    assert "see_excluded" in named(ask("ALL10", "icons"), "look")
    assert [one.code for one in ask("NOSUCH99").findings] == ["no_such_code"]


def test_a_known_currency_change_leaves_nothing_to_look_up() -> None:
    assert "see_currency" not in named(ask("EURO5", "euro"), "look")


def test_a_stock_that_may_be_used_up_is_something_to_look_at() -> None:
    shown = finding(ask("FEW"), "sold_out")
    assert (shown.severity, shown.sure) == ("look", False)
    assert "41" in shown.text


def test_capitals_are_said_not_to_matter() -> None:
    assert finding(ask("launch20"), "capitals").severity == "ok"


def test_a_universal_code_is_looked_at_product_by_product() -> None:
    view = ask("ALL10")
    assert view.product == ""
    assert view.headline == "“ALL10” works, as far as Gumroad shows"
    assert "“Icons” $19 becomes $17.10" in finding(view, "works").text
    assert "€19 becomes €17.10" in finding(view, "works").text


def test_some_products_work_and_others_do_not() -> None:
    here = made("SAME", id="a")
    full = made("SAME", id="b", times_used=2, max_purchase_count=2)
    view = ask("SAME", of=shop(entry(id="a", name="A", codes=(here,)), entry(id="b", name="B", codes=(full,))))
    assert view.headline == "“SAME” works on 1 of 2 products"
    assert named(view) == ["cap_reached"]
    assert finding(view, "cap_reached").refs[0].code_id == "b"


def test_a_draft_is_no_fault_of_a_code_that_works_elsewhere() -> None:
    everywhere = made("ALL10", percent=10, universal=True)
    of = shop(entry(id="a", name="A", codes=(everywhere,)), entry(id="b", published=False, codes=(everywhere,)))
    view = ask("ALL10", of=of)
    assert view.headline == "“ALL10” works on 1 of 2 products"
    assert named(view) == []
    assert finding(view, "unpublished").severity == "look"


@settings(deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"(https://)?ana\.gumroad\.com/l/[a-z]{0,6}/?[A-Z0-9 %{}\[\]]{0,8}"))
def test_any_text_is_answered(text: str) -> None:
    with suppress(InputError):
        view = ask(text)
        assert view.headline
        assert view.findings


def test_the_same_cause_on_many_products_is_told_once() -> None:
    entries = (entry(id=f"p{n}", name=f"P{n}", published=False, codes=(made("ALL", id=f"c{n}"),)) for n in range(5))
    view = ask("ALL", of=shop(*entries))
    assert named(view) == ["unpublished"]
    assert finding(view, "unpublished").text.endswith("And on 2 more products.")


@pytest.mark.parametrize(
    ("country", "code", "severity"),
    [("IN", "native_better", "cause"), ("BR", None, ""), ("US", None, ""), ("", "native_countries", "look")],
)
def test_native_parity_is_held_against_the_code(country: str, code: str | None, severity: str) -> None:
    view = ask("FONTS15", "fonts", country=country)
    found = [one for one in view.findings if one.code.startswith("native")]
    if code is None:
        assert [one.severity for one in found] in ([], ["cause"])
    else:
        assert [(one.code, one.severity) for one in found] == [(code, severity)]


def test_a_code_that_beats_native_parity_takes_its_place() -> None:
    of = shop(entry(id="fonts", name="Fonts", codes=(made("HALF", percent=50),)))
    shown = finding(ask("HALF", of=of, country="PL"), "native_worse")
    assert (shown.severity, shown.sure) == ("look", True)
    assert "$10.26" in shown.text
    assert "$9.50" in shown.text


def test_unread_codes_are_no_proof() -> None:
    view = ask("ANY", of=shop(entry(id="a", codes=None), entry(id="b", codes=())))
    assert [(one.code, one.sure) for one in view.findings] == [("codes_unread", False)]
    assert view.headline == "Nothing that Gumroad shows speaks against “ANY”"


def test_an_address_that_may_be_the_sellers_own_is_not_judged() -> None:
    shown = finding(ask("https://shop.example.com/l/icons/LAUNCH20"), "link_unknown_host")
    assert (shown.severity, shown.sure) == ("look", False)


def test_a_product_with_an_ending_of_its_own_has_another_that_is_not_listed() -> None:
    of = shop(entry(id="a", custom_permalink="icons", codes=(made("GOOD"),)))
    shown = finding(ask(f"{HOST}/pwcfzq/GOOD", of=of), "link_unknown_product")
    assert (shown.severity, shown.sure) == ("warn", False)


@pytest.mark.parametrize("text", ["", "   ", "“”", "\u200b"])
def test_nothing_pasted_gets_a_sentence(text: str) -> None:
    with pytest.raises(InputError) as caught:
        ask(text)
    assert caught.value.fields == {"text": "Paste a code or a link first."}


def test_an_order_that_is_no_number_gets_a_sentence() -> None:
    with pytest.raises(InputError) as caught:
        ask("BIG30", "icons", cart="much")
    assert "cart" in caught.value.fields
    assert named(ask("ALL10", cart="much")) == []


@pytest.mark.parametrize(
    "text", ["https://[", "https://x:99999999/l/a/b", "http://", "//", "https://ana.gumroad.com/l//"]
)
def test_broken_addresses_are_answered(text: str) -> None:
    assert ask(text).findings
