"""What a text says: addresses, promises, facts, its language, and characters that nobody sees."""

import pytest

from py_core.suggest.facts import facts_of, named_in
from py_core.suggest.hidden import hidden_in, mixed_in, without_hidden
from py_core.suggest.links import known_addresses, new_addresses
from py_core.suggest.promises import new_promises, promises_in
from py_core.suggest.tongue import same_language, script_of

ENGLISH = "This is a set of icons for people who draw calm interfaces and would rather not draw every arrow again."
GERMAN = "Das ist ein Satz von Symbolen für alle, die ruhige Oberflächen zeichnen und nicht jeden Pfeil neu malen."
SWEDISH = (
    "Detta paket har ikoner ritade av hand åt den som vill ha lugna sidor utan att rita varje pil från början."
)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://Evil.example/x?y.", ("https://evil.example/x?y", "evil.example/x?y")),
        ("evil.com, or -evil.co.uk", ("evil.com", "evil.co.uk")),
        ("EVIL．ＣＯＭ", ("evil.com",)),
        ("evil\u3002com", ("evil.com",)),
        ("mail me: a.b+c@evil.ru!", ("a.b+c@evil.ru", "evil.ru")),
        ("@evil_account", ("@evil_account",)),
        ("evil dot com, evil (dot) net, evil . org", ("evil dot com", "evil (dot) net", "evil . org")),
        ("hxxps://evil.com", ("http://evil.com", "evil.com")),
        ("javascript:alert(1) and tel:+123", ("javascript:alert(1", "tel:+123")),
        ("10.0.0.1/admin", ("10.0.0.1/admin",)),
        ("Works, e.g. in Figma. It is fine, z.B. at 3 p.m., ver. 2.1 and 1.5 GB", ()),
        ("un point de vue. Com isso, ponto. 你好。世界。", ()),
    ],
)
def test_addresses(text: str, addresses: tuple[str, ...]) -> None:
    found = new_addresses(text, frozenset())
    assert set(addresses) <= set(found)
    assert bool(found) == bool(addresses)


def test_an_address_that_is_there_and_its_host_are_not_new() -> None:
    known = known_addresses("Read https://www.hearth.example/licence?v=2 or write to ann@hearth.example.")
    assert new_addresses("hearth.example, https://www.hearth.example/licence?v=2, ann@hearth.example", known) == ()
    assert new_addresses("hearth.example/other", known) == ("hearth.example/other",)
    assert new_addresses("https://hearth.example/licence", known)[0] == "https://hearth.example/licence"


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("Get it free today", "free"),
        ("a risk-free purchase", "risk-free"),
        ("best-guarantee-ever", "best-guarantee-ever"),
        ("now 50% off", "50 %"),
        ("now 50 percent off", "50 %"),
        ("50 Prozent", "50 %"),
        ("10 pour cent", "10 %"),
        ("%10 indirim", "10 %"),
        ("only $9", "$ 9"),
        ("only 9,99 €", "9,99 €"),
        ("US$ 1,000", "us$ 1,000"),
        ("9 dollars", "9 dollars"),
        ("for life", "for life"),
        ("zum halben Preis", "zum halben preis"),
        ("alles kostenlos", "kostenlos"),
        ("c'est gratuit", "gratuit"),
        ("con descuento", "descuento"),
        ("con lo sconto", "sconto"),
        ("met korting", "korting"),
        ("com desconto", "desconto"),
        ("бесплатно", "бесплатно"),
        ("完全免费下载", "免费"),
        ("今だけ割引", "割引"),
        ("ＦＲＥＥ pack", "free"),
    ],
)
def test_promises(text: str, promise: str) -> None:
    assert promise in new_promises(text, {})


def test_a_promise_is_known_when_it_is_made_in_the_same_words() -> None:
    known = promises_in(
        "Free updates for as long as we make it. No refunds within 30 days. 20% for schools, $19. 免费下载"
    )
    assert new_promises("Here: free updates. 20 percent and 19 dollars.", known) == ("dollars",)
    assert new_promises("Free icons", known) == ("free",)
    assert new_promises("It comes free.", known) == ("free",)
    assert new_promises("Refunds within 30 days", known) == ("refunds",)
    assert new_promises("There are no refunds within 30 days", known) == ()
    assert new_promises("No stress. Refunds within 30 days", known) == ("refunds",)
    assert new_promises("21% for schools, $19.50", known) == ("21 %", "$ 19.50")
    assert new_promises("免费下载", known) == ()
    assert new_promises("免费赠送", known) == ("免费",)


def test_plain_words_promise_nothing() -> None:
    assert (
        promises_in("A calm set of 300 icons on a 24 px grid, in two weights; freestyle, wholesome, 5 stars") == {}
    )


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("1,000 icons", "1000 icons, 1.000 and 1 000", ()),
        ("٣٠٠ icons", "300 icons", ()),
        ("4K video", "4M video", ("4k",)),
        ("300dpi", "300 dpi", ()),
        ("300 dpi", "300 px", ()),
        ("version 2.1", "v2.1", ()),
        ("v2.1", "v2", ("2.1",)),
        ("A4 and MP4", "A5", ("MP4", "a4", "mp4")),
        ("as PSD, PNGs and jpg", "as PNG and JPEG", ("PSD",)),
        ("an AI file, .fig", "an ai made it", ("AI", "FIG")),
        ("raw talent, key ideas", "nothing", ()),
        ("pdfs", "PDF", ()),
        ("2,5 kg", "2.5 kg", ()),
        ("24枚の画像", "画像24枚", ()),
        ("iPhone15", "15", ()),
    ],
)
def test_facts(old: str, new: str, missing: tuple[str, ...]) -> None:
    assert facts_of(old).missing_in(facts_of(new)) == missing


def test_names_are_found_as_whole_words() -> None:
    text = "It comes as Personal, or as Studio – Team of 5."
    assert named_in(text, ("personal", "Studio Team", "Stud", "X", "Pro")) == ("personal", "Studio Team")


@pytest.mark.parametrize(
    ("new", "old", "whole", "same"),
    [
        (ENGLISH, ENGLISH, ENGLISH, True),
        (GERMAN, ENGLISH, ENGLISH, False),
        (GERMAN, "", ENGLISH, False),
        (SWEDISH, "", ENGLISH, False),
        (ENGLISH, SWEDISH, SWEDISH, False),
        (SWEDISH, SWEDISH, SWEDISH, True),
        ("Icons", "Icon Set", ENGLISH, True),
        ("Ein Satz von Symbolen", "Icon Set", "Icon Set", True),
        ("Набор спокойных иконок", "Icon Set", ENGLISH, False),
        ("Набор спокойных иконок", "Спокойные иконки", f"Спокойные иконки. {ENGLISH}", True),
        ("和紙テクスチャ", "和紙", "和紙の画像です", True),
        ("Icon set for you", "42", "42", True),
    ],
)
def test_languages(new: str, old: str, whole: str, same: bool) -> None:
    assert same_language(new, old, whole) is same


def test_scripts() -> None:
    assert [script_of(text) for text in ("abcd", "абвг", "ab", "12345", "한국어로")] == [
        "latin", "cyrillic", "", "", "korean"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("plain\nand\ttabbed", ()),
        ("👩‍💻 and ❤️ and 1️⃣", ()),
        ("क्‍ष and می‌خواهم", ()),
        ("a\u200db", ("U+200D",)),
        ("\u200d", ("U+200D",)),
        ("\ufe0fa", ("U+FE0F",)),
        ("a\ufe00", ("U+FE00",)),
        ("a\u202eb\u2066", ("U+202E", "U+2066")),
        ("a\x1b\x00", ("U+001B", "U+0000")),
        ("a\U000e0041\U000e0100", ("U+E0041", "U+E0100")),
        ("a\u3164\u034f\ue000\ufdd0\ud800", ("U+3164", "U+034F", "U+E000", "U+FDD0", "U+D800")),
    ],
)
def test_hidden_characters(text: str, hidden: tuple[str, ...]) -> None:
    assert hidden_in(text) == hidden
    assert hidden_in(without_hidden(text)) == ()


def test_lines_end_alike() -> None:
    assert without_hidden("a\r\nb\rc\u2028d\u2029e\u0085f") == "a\nb\nc\nd\nef"


def test_words_of_mixed_alphabets() -> None:
    assert mixed_in("аpple and apple, Äpfel, Привет, µm, Ωmega") == ("аpple", "Ωmega")
