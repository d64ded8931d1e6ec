"""Each reason for which a part of an answer cannot be used, beside one that can."""

import pytest

from py_core.suggest.judge import Verdict, judge, judge_again, judge_typed
from py_core.suggest.source import Source
from py_core.suggest.wishes import SuggestField
from tests.unit.suggest.making import BARE, ENGLISH, GOOD_DESCRIPTION, good_answer

NAME, SUMMARY, DESCRIPTION, TAGS = SuggestField
GOOD = good_answer("n")


def codes(verdict: Verdict) -> list[str]:
    assert all(problem.text for problem in verdict.problems)
    return list(dict.fromkeys(problem.code for problem in verdict.problems))


def source(**changes: object) -> Source:
    return ENGLISH.model_copy(update=changes)


@pytest.mark.parametrize(
    ("field", "given", "found"),
    [
        (NAME, "Hearth Icon Set v2.1 for Calm Interfaces", []),
        (NAME, "  Hearth\nIcons  v2.1 ", []),
        (NAME, "", ["empty"]),
        (NAME, "🎉 🎉", ["empty"]),
        (NAME, "Hearth v2.1 " + "i" * 250, ["long"]),
        (NAME, "Hearth v2.1 " + "W" * 60, ["wide"]),
        (NAME, "Hearth v2.1\u202e", ["hidden"]),
        (NAME, "Heаrth v2.1", ["mixed"]),
        (NAME, "<b>Hearth</b> v2.1", ["line_html"]),
        (NAME, "Hearth v2.1 (< 300 icons)", []),
        (NAME, "Hearth v2.1 – evil.example", ["new_link"]),
        (NAME, "Hearth v2.1, now free", ["new_promise"]),
        (NAME, "Die Icons von Hearth v2.1 und was man mit ihnen machen kann", ["language"]),
        (NAME, "Hearth: 500 icons v2.1", ["new_fact"]),
        (NAME, "Hearth Icon Set", ["lost_fact"]),
        (NAME, "Hearth v2.1 [[keep-n-1]]", ["strange_mark"]),
        (SUMMARY, "300 icons for calm interfaces.", []),
        (SUMMARY, "Icons for calm interfaces.", []),
        (SUMMARY, "Icons for calm interfaces. " + "More words. " * 20, ["long"]),
        (TAGS, ("icons", "calm ui"), []),
        (TAGS, ("Icons ", "icons", "ui"), []),
        (TAGS, (), ["empty"]),
        (TAGS, ("..",), ["empty"]),
        (TAGS, ("a",), ["tag_length"]),
        (TAGS, ("a" * 21,), ["tag_length"]),
        (TAGS, ("a,b", "#ab"), ["tag_characters"]),
        (TAGS, tuple(f"tag {word}" for word in "abcdefghijk"), ["tags_many"]),
        (TAGS, ("icons", "half price"), ["new_promise"]),
        (TAGS, ("icons\u200b", "ui"), ["hidden"]),
        (DESCRIPTION, GOOD["description"], []),
        (DESCRIPTION, "x" * 20_001, ["long"]),
        (DESCRIPTION, "<b>" * 31, ["html_deep"]),
        (DESCRIPTION, "<a " * 31, ["html_unfinished"]),
    ],
)
def test_parts(field: SuggestField, given: str | tuple[str, ...], found: list[str]) -> None:
    assert codes(judge(ENGLISH, field, given, "n")) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("<p>[[keep-n-1]]</p>", "", ["lost_mark"]),
        ("[[keep-n-1]]", "[[keep-n-1]] [[keep-n-1]]", ["strange_mark"]),
        ("[[keep-n-1]]", "[[keep-n-1]] [[keep-x-1]]", ["strange_mark"]),
        ("write to [[keep-n-2]]", "write to x[[keep-n-2]]", ["glued_mark"]),
        ("[[keep-n-2]].", "[[keep-n-2]]-x", ["glued_mark"]),
        ('<a href="https://hearth.example/licence?v=2">licence</a>', "licence", ["lost_link"]),
        ("licence?v=2", "licence?v=3", ["new_link", "lost_link"]),
        ("</h2>", ' <a href="https://hearth.example/licence?v=2">terms</a></h2>', ["often_link"]),
        ("winters", "winters [[link-n-1]]", ["strange_mark"]),
        ("<h2>", '<h2 class="x">', ["html"]),
        ("<h2>", "<!-- x --><h2>", ["html"]),
        ("<h2>", "<?x?><h2>", ["html"]),
        ("<h2>", "<!doctype html><h2>", ["html"]),
        ("<h2>", "<![x]><h2>", ["html"]),
        ("<h2>", "<![CDATA[x]]><h2>", ["html"]),
        ("<h2>", "<br/><h2>", []),
        ("<h2>", "<img src=x><h2>", ["html", "new_link"]),
        ("<h2>", "<h2><strong>", ["html"]),
        ("winters", "winters\u202e", ["hidden"]),
        ("winters", "wіnters", ["mixed"]),
        ("winters", "**winters**", ["markdown"]),
        ("winters", "winters at evil.example", ["new_link"]),
        ("winters", "winters, boss@evil.example", ["new_link"]),
        ("winters", "winters, free for all", ["new_promise"]),
        ("No refunds", "Refunds", ["new_promise"]),
        ("Free updates", "Free icons", ["new_promise"]),
        ("300 icons", "icons", ["lost_fact"]),
        ("300 icons", "301 icons", ["new_fact", "lost_fact"]),
        ("Studio", "Team", ["lost_fact"]),
        ("PDF", "PSD", ["new_fact", "lost_fact"]),
    ],
)
def test_descriptions(old: str, new: str, found: list[str]) -> None:
    changed = GOOD["description"].replace(old, new)
    assert (changed != GOOD["description"]) == bool(old)
    assert codes(judge(ENGLISH, DESCRIPTION, changed, "n")) == found


def test_a_description_in_another_language_or_much_thinner_is_refused() -> None:
    plain = source(html="<p>" + "A set of icons for people who draw calm screens and like them. " * 8 + "</p>")
    german = "<p>" + "Das ist ein Satz von Symbolen, und er ist für alle, die gern zeichnen. " * 3 + "</p>"
    assert codes(judge(plain, DESCRIPTION, german, "n")) == ["language"]
    assert codes(judge(plain, DESCRIPTION, "<p>A set of icons for people who draw.</p>", "n")) == ["thinned"]
    assert codes(judge(plain, DESCRIPTION, "<p> </p>", "n")) == ["empty"]


def test_text_without_html_becomes_paragraphs() -> None:
    verdict = judge(BARE, DESCRIPTION, "Presets for 1 & all < none.\nTwo.\n\n\nThree.", "n")
    assert codes(verdict) == ["new_fact"]
    verdict = judge(BARE, DESCRIPTION, "Presets for one & all < none.\nTwo.\n\n\nThree.", "n")
    assert verdict == Verdict("<p>Presets for one &amp; all &lt; none.<br>Two.</p><p>Three.</p>")


def test_what_the_listing_writes_in_markdown_may_be_written_so() -> None:
    plain = source(html="<p>It is **bold** and calm for all who like that.</p>")
    assert codes(judge(plain, DESCRIPTION, "<p>It is **calm** and bold for all who like that.</p>", "n")) == []


def test_what_stands_there_already_is_the_same() -> None:
    sent = judge(ENGLISH, DESCRIPTION, GOOD_DESCRIPTION.format(figure="[[keep-n-1]]", mail="[[keep-n-2]]"), "n")
    assert not sent.same
    done = source(html=sent.value)
    assert judge(done, DESCRIPTION, GOOD["description"], "n") == Verdict(sent.value, same=True)
    assert judge(ENGLISH, NAME, f" {ENGLISH.name}\n", "n").same
    assert judge(ENGLISH, TAGS, ("SVG", "icons", "interface"), "n").same


def test_a_fact_may_leave_a_short_text_that_the_description_states() -> None:
    named = source(name="Hearth 300 icons PNG Personal", summary="300 icons, A4, 64 pages, Personal, PNG")
    assert [p.values["what"] for p in judge(named, NAME, "Hearth icons", "n").problems] == ["300, Personal"]
    assert [p.values["what"] for p in judge(named, SUMMARY, "Calm icons", "n").problems] == ["64, a4"]


def test_many_reasons_are_told_in_short() -> None:
    problems = judge(ENGLISH, NAME, "Hearth v2.1 1a 2b 3c 4d 5e 6f 7g", "n").problems
    assert [p.values["what"] for p in problems] == ["1, 2, 3, 4, 5 …"]


def test_an_address_of_mail_in_a_name_stays() -> None:
    named = source(name="Ask ann@hearth.example v2.1")
    assert judge(named, NAME, "Write to [[keep-n-1]] for v2.1", "n").value == "Write to ann@hearth.example for v2.1"
    assert codes(judge(named, NAME, "Write for v2.1", "n")) == ["lost_mark"]
    assert codes(judge(named, NAME, "v2.1 x[[keep-n-1]]", "n")) == ["glued_mark"]
    assert codes(judge(named, NAME, "Write to ann@hearth.example for v2.1", "n")) == ["lost_mark", "new_link"][:1]
    assert codes(judge_again(named, NAME, "Write to ann@hearth.example for v2.1")) == []


@pytest.mark.parametrize(
    ("field", "text", "value", "found"),
    [
        (NAME, " Free icons,\n50% off ", "Free icons, 50% off", []),
        (NAME, "W" * 100, "W" * 100, []),
        (NAME, "", "", ["empty"]),
        (NAME, ENGLISH.name, ENGLISH.name, []),
        (SUMMARY, "x" * 161, "x" * 161, ["long"]),
        (TAGS, "One\n\ntwo\none\n", ("one", "two"), []),
        (TAGS, "#x\n", ("#x",), ["tag_characters"]),
        (DESCRIPTION, "Plain\n\ntext", "<p>Plain</p><p>text</p>", []),
        (DESCRIPTION, "<p>Mail b@c.example</p>", "<p>Mail b@c.example</p>", []),
        (DESCRIPTION, '<a href="https://x.example">a</a>', '<p><a href="https://x.example">a</a></p>', []),
        (DESCRIPTION, "<p>a\u200b</p>", "<p>a</p>", ["hidden"]),
        (DESCRIPTION, "<p></p>", "", ["empty"]),
        (DESCRIPTION, "x" * 20_001, "", ["long"]),
        (DESCRIPTION, "<u>" * 31 + "x", "", ["html_deep"]),
    ],
)
def test_what_a_seller_types(
    field: SuggestField, text: str, value: str | tuple[str, ...], found: list[str]
) -> None:
    verdict = judge_typed(ENGLISH, field, text)
    assert (codes(verdict), verdict.value) == (found, value)


def test_a_seller_keeps_pictures_and_links_and_adds_no_others() -> None:
    typed = ENGLISH.html.replace("Two winters", "Three winters").replace("Free updates", "All updates")
    verdict = judge_typed(ENGLISH, DESCRIPTION, typed)
    assert (codes(verdict), verdict.same) == ([], False)
    assert isinstance(verdict.value, str)
    assert ENGLISH.html[ENGLISH.html.index("<figure") : ENGLISH.html.index("<h2")] in verdict.value
    assert 'class="button"' in verdict.value
    assert judge_typed(ENGLISH, DESCRIPTION, ENGLISH.html).same
    assert codes(judge_typed(ENGLISH, DESCRIPTION, "<p>x</p><iframe src=x></iframe>")) == ["html"]
