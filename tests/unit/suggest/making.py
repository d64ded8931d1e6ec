"""Listings as models see them, made by hand."""

from typing import Any

from py_core.suggest.source import Source

ENGLISH = Source(
    product_id="icons-1",
    name="Hearth Icon Set v2.1",
    summary="A set of 300 icons in SVG and PNG for calm interfaces.",
    html=(
        "<p>Hearth is a set of <b>300 icons</b> for people who draw calm interfaces and who would rather not draw"
        " every arrow again. It was made over two winters.</p>"
        '<figure><img src="https://public-files.gumroad.com/abc"><p class="figcaption">The sheet</p></figure>'
        "<h2>What you get</h2><ul><li>300 icons as SVG and PNG</li><li>A Figma file, and a PDF of 12 pages</li>"
        "<li>Free updates for as long as we make it</li></ul>"
        '<p>The <a class="button" href="https://hearth.example/licence?v=2"'
        ' target="_blank">licence</a> comes in two'
        " versions, Personal and Studio. No refunds once it was opened. Write to ann@hearth.example with questions."
        "</p>"
    ),
    tags=("icons", "svg", "interface"),
    category="Icons",
    price="$19",
    versions=("Personal", "Studio"),
)
GERMAN = Source(
    product_id="ofen",
    name="Ofenwärme: 40 Brotrezepte",
    summary="Ein Heft mit 40 Rezepten für Brot aus dem eigenen Ofen.",
    html=(
        "<p>In diesem Heft stehen 40 Rezepte für Brot, das auch ohne besonderes Gerät gelingt. Es"
        " ist für alle, die am"
        " Wochenende gern backen und nicht lange suchen wollen.</p><p>Das Heft ist ein PDF mit 64"
        " Seiten, dazu gibt es"
        " eine Liste für den Einkauf als XLSX. Rabatt für Schulen auf Anfrage.</p>"
    ),
    tags=("brot", "rezepte"),
    category="Cooking",
    price="€12",
    versions=(),
)
JAPANESE = Source(
    product_id="kami",
    name="和紙テクスチャ 24枚セット",
    summary="",
    html="<p>手漉き和紙を4Kで撮影した24枚の画像です。JPGとPSDで届きます。商用にも使えます。</p>",
    tags=("和紙", "texture"),
    category="Textures",
    price="¥1,500",
    versions=(),
)
BARE = Source(
    product_id="bare",
    name="Blue Hour Presets",
    summary="",
    html="",
    tags=(),
    category="",
    price="Free",
    versions=(),
)
ALL = (ENGLISH, GERMAN, JAPANESE, BARE)

GOOD_DESCRIPTION = (
    "<p>Hearth is a set of <strong>300 icons</strong> for people who draw calm interfaces. It was made over two"
    " winters.</p><p>{figure}</p><h2>What is in it</h2><ul><li>300 icons as SVG and"
    " PNG</li><li>A Figma file and a PDF"
    " of 12 pages</li><li>Free updates for as long as we make it</li></ul>"
    '<p>The <a href="https://hearth.example/licence?v=2">licence</a> comes in two versions, Personal and Studio. No'
    " refunds once it was opened. With questions, write to {mail}.</p>"
)


def good_answer(nonce: str) -> dict[str, Any]:
    """An answer for ENGLISH of which every part can be used."""
    return {
        "name": "Hearth Icon Set v2.1 for Calm Interfaces",
        "summary": "300 icons in SVG and PNG for people who draw calm interfaces.",
        "description": GOOD_DESCRIPTION.format(figure=f"[[keep-{nonce}-1]]", mail=f"[[keep-{nonce}-2]]"),
        "tags": ["icons", "svg", "interface", "figma"],
    }


def good_answer_of(source: Source, nonce: str) -> dict[str, Any]:
    """An answer of which every part can be used."""
    return {
        "icons-1": good_answer(nonce),
        "ofen": {
            "name": "Ofenwärme: 40 Rezepte für Brot aus dem Ofen",
            "summary": "40 Rezepte für Brot, das auch ohne besonderes Gerät gelingt.",
            "description": (
                "<p>40 Rezepte für Brot, das auch ohne besonderes Gerät gelingt: für alle, die am Wochenende gern"
                " backen.</p><p>Das Heft ist ein PDF mit 64 Seiten. Dazu gibt es eine Liste für den"
                " Einkauf als XLSX."
                " Rabatt für Schulen auf Anfrage.</p>"
            ),
            "tags": ["brot", "rezepte", "backen"],
        },
        "kami": {
            "name": "手漉き和紙テクスチャ 24枚セット",
            "summary": "手漉き和紙の画像24枚。",
            "description": (
                "<p>手漉き和紙の画像24枚のセットです。4Kで撮影し、JPGとPSDで届きます。商用にも使えます。</p>"
            ),
            "tags": ["和紙", "texture", "紙の質感"],
        },
        "bare": {
            "name": "Blue Hour Presets for Evening Photos",
            "summary": "Presets for photos of the blue hour.",
            "description": "<p>Presets for photos that were taken in the blue hour.</p>",
            "tags": ["presets", "blue hour"],
        },
    }[source.product_id]
