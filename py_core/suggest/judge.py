"""What of an answer can stand in a listing. No I/O here.

Each part is judged by itself against the listing as it stands, and every reason is told. What comes out as good is
written anew here: the model's own HTML never reaches a plan.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from py_core.gumroad.rules.products import LONGEST_NAME, LONGEST_TAG, SHORTEST_TAG, clean_tag
from py_core.listing.article import read_article, squeezed
from py_core.listing.plain import has_letters, words_of
from py_core.listing.rewrites import SUMMARY_MOST
from py_core.listing.widths import TITLE_MOST_PX, title_px
from py_core.suggest.answer_html import UNREADABLE, html_problems, paragraphs_of
from py_core.suggest.facts import facts_of, named_in
from py_core.suggest.hidden import hidden_in, mixed_in
from py_core.suggest.links import known_addresses, new_addresses
from py_core.suggest.markup import MAIL, MARK, Part, Sent, masked, restored, sent_again, sent_html, without_marks
from py_core.suggest.problem import Problem
from py_core.suggest.promises import new_promises, promises_in
from py_core.suggest.source import Source
from py_core.suggest.tongue import same_language
from py_core.suggest.wishes import SuggestField

MOST_TAGS = 10
DESCRIPTION_MOST = 20_000
_SHOWN = 5
_LONG_WORDS = 60
_LEAST_SHARE = 3
_MARKDOWN = ("**", "](", "```")
_GLUED = re.compile(rf"(?<=[\w.+@-])(?P<before>{MARK.pattern})|(?P<after>{MARK.pattern})(?=[\w@-]|\.\w|\[\[)")
_LINK_MARK = "[[link-"
_AGAIN = "0"

Given = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A part that can stand there (`value`), or why it cannot. `same` says that it is what stands there already."""

    value: Given
    problems: tuple[Problem, ...] = ()
    same: bool = False


def judge(source: Source, field: SuggestField, given: Given, nonce: str) -> Verdict:
    """What becomes of one part of an answer whose request was made with that nonce."""
    match field:
        case SuggestField.NAME | SuggestField.SUMMARY:
            return _judge_line(source, field, given if isinstance(given, str) else "", nonce)
        case SuggestField.DESCRIPTION:
            return _judge_description(source, given if isinstance(given, str) else "", nonce)
        case SuggestField.TAGS:
            return _judge_tags(source, given if isinstance(given, tuple) else ())
        case _:
            assert_never(field)


def _judge_line(source: Source, field: SuggestField, given: str, nonce: str) -> Verdict:
    old = str(source.stands(field))
    _, parts = masked(old, nonce)
    sent = squeezed(given)
    problems = [*_marks(sent, Sent("", parts, ())), *_misplaced(sent, parts)]
    line = sent
    for part in parts:
        line = line.replace(part.mark, part.source)
    problems += _line_form(field, line)
    if not problems:
        if line == squeezed(old):
            return Verdict(line, same=True)
        problems += _meaning(source, field, without_marks(sent))
    return Verdict(line, tuple(problems))


def _line_form(field: SuggestField, line: str) -> Iterator[Problem]:
    if not has_letters(line):
        yield Problem.of("empty")
    if field is SuggestField.NAME:
        if len(line) > LONGEST_NAME:
            yield Problem.of("long", n=len(line), most=LONGEST_NAME)
        elif title_px(line) > TITLE_MOST_PX:
            yield Problem.of("wide", px=title_px(line), most=TITLE_MOST_PX)
    elif len(line) > SUMMARY_MOST:
        yield Problem.of("long", n=len(line), most=SUMMARY_MOST)
    yield from plain_problems(line)


def plain_problems(line: str) -> Iterator[Problem]:
    """What must not stand in any text: characters that nobody sees, letters of mixed alphabets, HTML."""
    hidden, mixed = hidden_in(line), mixed_in(line)
    if hidden:
        yield Problem.of("hidden", what=_listed(hidden))
    if mixed:
        yield Problem.of("mixed", what=_listed(mixed))
    if "<" in line and read_article(line).text != squeezed(line):
        yield Problem.of("line_html")


def _judge_tags(source: Source, given: tuple[str, ...]) -> Verdict:
    tags = tuple(dict.fromkeys(clean_tag(squeezed(tag)) for tag in given))
    problems = list(tag_problems(tags))
    if not problems:
        if set(tags) == {clean_tag(tag) for tag in source.tags}:
            return Verdict(tags, same=True)
        problems += _meaning(source, SuggestField.TAGS, ", ".join(tags))
    return Verdict(tags, tuple(problems))


def tag_problems(tags: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with tags as tags. Source of lengths and characters: API contract, section 6.6."""
    if not tags:
        yield Problem.of("empty")
    if len(tags) > MOST_TAGS:
        yield Problem.of("tags_many", n=len(tags), most=MOST_TAGS)
    for tag in tags:
        if not SHORTEST_TAG <= len(tag) <= LONGEST_TAG:
            yield Problem.of("tag_length", tag=tag[: 2 * LONGEST_TAG], least=SHORTEST_TAG, most=LONGEST_TAG)
        if "," in tag or "#" in tag:
            yield Problem.of("tag_characters", tag=tag)
        if not has_letters(tag):
            yield Problem.of("empty")
        yield from plain_problems(tag)


def _judge_description(source: Source, given: str, nonce: str) -> Verdict:
    if len(given) > DESCRIPTION_MOST:
        return Verdict("", (Problem.of("long", n=len(given), most=DESCRIPTION_MOST),))
    sent = sent_html(source.html, nonce)
    value = paragraphs_of(given)
    form = tuple(html_problems(value))
    if any(problem.code in UNREADABLE for problem in form):
        return Verdict("", form)
    clean = sent_html(value, f"{nonce}x")
    read = read_article(clean.html).text
    problems = [*form, *_marks(value, sent), *_misplaced(read, sent.parts)]
    if clean.parts:
        problems.append(Problem.of("new_link", what=_listed(tuple(part.source for part in clean.parts))))
    problems += _links(clean, sent)
    text = without_marks(read)
    hidden, mixed = hidden_in(given), mixed_in(text)
    if hidden:
        problems.append(Problem.of("hidden", what=_listed(hidden)))
    if mixed:
        problems.append(Problem.of("mixed", what=_listed(mixed)))
    if not has_letters(text):
        problems.append(Problem.of("empty"))
    if any(sign in text for sign in _MARKDOWN) and not any(sign in source.html for sign in _MARKDOWN):
        problems.append(Problem.of("markdown"))
    if not problems and clean.html == sent.html:
        return Verdict(source.html, same=True)
    if not problems:
        problems += _thinned(source, text)
        problems += _meaning(source, SuggestField.DESCRIPTION, text)
    return Verdict(restored(clean.html, sent), tuple(problems))


def _marks(value: str, sent: Sent) -> Iterator[Problem]:
    """Every mark of the request has to stand there once, and no other."""
    counts = {part.mark: value.count(part.mark) for part in sent.parts}
    lost = [mark for mark, count in counts.items() if count == 0]
    if lost:
        yield Problem.of("lost_mark", what=_listed(lost))
    twice = [mark for mark, count in counts.items() if count > 1]
    strange = [mark for mark in MARK.findall(value) if mark not in counts]
    if twice or strange:
        yield Problem.of("strange_mark", what=_listed((*twice, *strange)))


def _misplaced(text: str, parts: tuple[Part, ...]) -> Iterator[Problem]:
    """The mark of a link stands for its address and is no text; a word that touches the mark of an address of mail
    would make another address of it."""
    marks = frozenset(part.mark for part in parts if MAIL.fullmatch(part.source))
    if _LINK_MARK in text:
        yield Problem.of("strange_mark", what=_LINK_MARK)
    if any(found["before"] in marks or found["after"] in marks for found in _GLUED.finditer(text)):
        yield Problem.of("glued_mark")


def _links(clean: Sent, sent: Sent) -> Iterator[Problem]:
    there, before = (Counter(link.address for link in links) for links in (clean.links, sent.links))
    new = sorted(there.keys() - before.keys())
    if new:
        yield Problem.of("new_link", what=_listed(new))
    lost = sorted(before.keys() - there.keys())
    if lost:
        yield Problem.of("lost_link", what=_listed(lost))
    often = sorted(address for address, count in there.items() if count > before[address] > 0)
    if often:
        yield Problem.of("often_link", what=_listed(often))


def _thinned(source: Source, text: str) -> Iterator[Problem]:
    before, now = len(words_of(source.description)), len(words_of(text))
    if before >= _LONG_WORDS and now * _LEAST_SHARE < before:
        yield Problem.of("thinned", n=now, before=before)


def _meaning(source: Source, field: SuggestField, text: str) -> Iterator[Problem]:
    """What a new text says that the listing does not say, and what of the old text it says no more."""
    old = source.reads(field)
    hrefs = (link.address for link in sent_html(source.html, "x").links)
    links = new_addresses(text, known_addresses(source.everything, *hrefs))
    if links:
        yield Problem.of("new_link", what=_listed(links))
    promises = new_promises(text, promises_in(source.everything))
    if promises:
        yield Problem.of("new_promise", what=_listed(promises))
    if not same_language(text, old, f"{source.name}. {source.description}"):
        yield Problem.of("language")
    new_facts, whole = facts_of(text), facts_of(source.everything)
    made_up = new_facts.missing_in(whole)
    if made_up:
        yield Problem.of("new_fact", what=_listed(made_up))
    lost = facts_of(old).missing_in(new_facts)
    names = named_in(old, source.versions)
    lost += tuple(name for name in names if name not in named_in(text, names))
    lost = tuple(fact for fact in dict.fromkeys(lost) if not _stays(source, field, fact))
    if lost:
        yield Problem.of("lost_fact", what=_listed(lost))


def _stays(source: Source, field: SuggestField, fact: str) -> bool:
    """Whether a fact may go from a short text because the description states it, too.

    What a name states it keeps, but for file formats: numbers there are often what tells products apart.
    """
    if field is SuggestField.DESCRIPTION:
        return False
    stated = facts_of(source.description)
    if fact.casefold() in stated.formats:
        return True
    return field is not SuggestField.NAME and bool(
        fact in stated.numbers | stated.units | stated.codes or named_in(source.description, (fact,))
    )


def _listed(what: tuple[str, ...] | list[str]) -> str:
    shown = [squeezed(one)[:80] for one in what[:_SHOWN]]
    return ", ".join(shown) + (" …" if len(what) > _SHOWN else "")


def judge_again(source: Source, field: SuggestField, value: Given) -> Verdict:
    """What becomes of a part that was good once, now that the listing may read otherwise."""
    if field is SuggestField.DESCRIPTION and isinstance(value, str):
        return judge(source, field, sent_again(value, sent_html(source.html, _AGAIN)), _AGAIN)
    if isinstance(value, str):
        for part in masked(str(source.stands(field)), _AGAIN)[1]:
            value = value.replace(part.source, part.mark, 1)
    return judge(source, field, value, _AGAIN)


def judge_typed(source: Source, field: SuggestField, text: str) -> Verdict:
    """What becomes of a text that the seller typed in place of a proposal; tags one a line.

    Sellers may promise, link and drop what they like. A text only has to be one that Gumroad takes and a buyer
    can read: its length, its characters, and in a description the few elements and the parts that were there.
    """
    match field:
        case SuggestField.NAME | SuggestField.SUMMARY:
            line = squeezed(text)
            problems = tuple(p for p in _line_form(field, line) if p.code != "wide")
            return Verdict(line, problems, same=line == squeezed(str(source.stands(field))))
        case SuggestField.TAGS:
            tags = tuple(dict.fromkeys(clean_tag(squeezed(tag)) for tag in text.splitlines() if tag.strip()))
            return Verdict(tags, tuple(tag_problems(tags)), same=set(tags) == set(source.tags))
        case SuggestField.DESCRIPTION:
            return _typed_description(source, text)
        case _:
            assert_never(field)


def _typed_description(source: Source, text: str) -> Verdict:
    if len(text) > DESCRIPTION_MOST:
        return Verdict("", (Problem.of("long", n=len(text), most=DESCRIPTION_MOST),))
    sent = sent_html(source.html, _AGAIN)
    value = paragraphs_of(sent_again(text, sent))
    problems = list(html_problems(value))
    if any(problem.code in UNREADABLE for problem in problems):
        return Verdict("", tuple(problems))
    clean = sent_html(value, f"{_AGAIN}x")
    hidden = hidden_in(value)
    if hidden:
        problems.append(Problem.of("hidden", what=_listed(hidden)))
    if not has_letters(without_marks(read_article(clean.html).text)):
        problems.append(Problem.of("empty"))
    return Verdict(restored(restored(clean.html, clean), sent), tuple(problems), same=clean.html == sent.html)
