"""What a proposal has to be, said a second time and in another way, so that one can be held against the other."""

import re
import unicodedata
from html import unescape

from py_core.listing.widths import title_px
from py_core.suggest.source import Source
from py_core.suggest.wishes import SuggestField

ALLOWED = "p h2 h3 h4 ul ol li strong em u s code pre blockquote a br hr"
PROMISES = (
    "free discount discounts sale deal"
    " guarantee guaranteed refund refunds lifetime gratis kostenlos rabatt garantie"
    " gratuit"
    " garanti remise descuento oferta sconto korting desconto reembolso coupon voucher bonus warranty cheap"
    " unlimited forever trial скидка бесплатно"
)
FORMATS = ("PSD", "PDF", "MP4", "SVG", "PNG", "WAV", "EPUB", "XLSX", "MP3", "ZIP")
ADDRESS = re.compile(
    r"https?:/+\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?:[a-z0-9-]+\.)+(?:com|net|org|io|ru|shop|example|co|xyz)\b",
    re.I,
)
MONEY = re.compile(r"[$€£¥]\s?(\d+)|(\d+)\s?(?:[$€£¥%]|USD|EUR|dollars?|euros?|percent)", re.I)
TAG = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>")
BLOCK = re.compile(r"<[^<>]*>")
SEPARATED = re.compile(r"(?<=\d)[.,'\u00a0\u202f](?=\d)")
MAY_STAND = {"\n", "\t", "\u200d", "\ufe0f", "\ufe0e"}


def _inline(found: re.Match[str]) -> str:
    return "" if found[2] in ("strong", "em", "u", "s", "code", "a") else found[0]


def faults(source: Source, field: SuggestField, value: str | tuple[str, ...]) -> list[str]:
    """Everything that is wrong with a proposal that was let through."""
    if field is SuggestField.TAGS:
        return [*_tags(value), *_said(source, field, " , ".join(value))]
    assert isinstance(value, str)
    if field is SuggestField.DESCRIPTION:
        return _description(source, value)
    found = [] if "\n" not in value and value == value.strip() and value else ["no line"]
    if field is SuggestField.NAME and (len(value) > 255 or title_px(value) > 580):
        found.append("name too long")
    if field is SuggestField.SUMMARY and len(value) > 160:
        found.append("summary too long")
    return [*found, *_said(source, field, value)]


def _tags(tags: str | tuple[str, ...]) -> list[str]:
    good = all(2 <= len(tag) <= 20 and "," not in tag and "#" not in tag and tag == tag.lower() for tag in tags)
    return (
        [] if isinstance(tags, tuple) and good and 0 < len(tags) <= 10 and len(set(tags)) == len(tags) else ["tags"]
    )


def _description(source: Source, html: str) -> list[str]:
    found = []
    rest = html
    for kept in re.findall(r"<figure>.*?</figure>", source.html):
        if rest.count(kept) != 1:
            found.append("a figure is not there once")
        rest = rest.replace(kept, "")
    originals = re.findall(r"<a [^>]*>", source.html)
    depth: list[str] = []
    for closing, name, attributes in TAG.findall(rest):
        if name not in ALLOWED.split():
            found.append(f"element {name}")
        if attributes and f"<{name}{attributes}>" not in originals:
            found.append(f"attributes {attributes}")
        if closing:
            if not depth or depth.pop() != name:
                found.append(f"crossed {name}")
        elif name not in ("br", "hr"):
            depth.append(name)
    if depth:
        found.append("never closed")
    found += ["a link is gone" for link in originals if link not in rest]
    bare = TAG.sub("\n", rest)
    if "<" in bare or ">" in bare:
        found.append("a loose angle")
    return [*found, *_said(source, SuggestField.DESCRIPTION, unescape(BLOCK.sub("\n", TAG.sub(_inline, rest))))]


def _said(source: Source, field: SuggestField, text: str) -> list[str]:
    old_html = source.html + " " + " ".join(re.findall(r'href="([^"]*)"', source.html))
    whole = unescape(" \n ".join((source.name, source.summary, re.sub(r"<[^>]*>", " ", old_html), *source.tags)))
    whole += " " + source.html
    found = []
    plain, plain_whole = (unicodedata.normalize("NFKC", one).lower() for one in (text, whole))
    found += [f"address {one}" for one in ADDRESS.findall(plain) if one.rstrip(".,;)") not in plain_whole]
    words, words_whole = set(re.findall(r"[^\W\d_]+", plain)), set(re.findall(r"[^\W\d_]+", plain_whole))
    found += [f"promise {word}" for word in PROMISES.split() if word in words and word not in words_whole]
    money_whole = {a or b for a, b in MONEY.findall(plain_whole)}
    found += [f"money {a or b}" for a, b in MONEY.findall(plain) if (a or b) not in money_whole]
    digits, digits_whole = (set(re.findall(r"\d+", SEPARATED.sub("", one))) for one in (plain, plain_whole))
    found += [f"number {one}" for one in digits - digits_whole]
    new_formats, whole_formats = (
        {one for one in FORMATS if re.search(rf"\b{one}s?\b", t, re.I)} for t in (text, whole)
    )
    found += [f"format {one}" for one in new_formats - whole_formats]
    found += [
        f"hidden {ord(letter):04X}"
        for letter in text
        if unicodedata.category(letter)[0] == "C" and letter not in MAY_STAND
    ]
    if field is SuggestField.DESCRIPTION:
        before = unescape(re.sub(r"<figure>.*?</figure>", " ", source.html))
        before = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", " ", before)).lower()
        found += [f"lost {one}" for one in set(re.findall(r"\d+", SEPARATED.sub("", before))) - digits]
        found += [
            f"lost {one}" for one in FORMATS if re.search(rf"\b{one}\b", before, re.I) and one not in new_formats
        ]
        found += [
            f"lost {name}" for name in source.versions if name.lower() in before and name.lower() not in plain
        ]
    if field is SuggestField.NAME:
        name = unicodedata.normalize("NFKC", source.name)
        found += [f"lost {one}" for one in set(re.findall(r"\d+", SEPARATED.sub("", name))) - digits]
    return found
