"""Listings of realistic length for measurements: names, descriptions, tags and covers, the same for the same seed.

Descriptions have some 36 to 800 words in paragraphs, headings, lists, links and pictures, some of them as
carelessly as sellers write them, so that every rule has something to read.
"""

from random import Random

from py_core.sandbox.state import Product, SandboxState

_THINGS = (
    "icons", "brushes", "templates", "presets", "loops", "textures", "worksheets", "drawings", "lessons", "recipes",
    "mockups", "typefaces", "patterns", "planners", "scripts",
)  # fmt: skip
_WHOM = ("designers", "teachers", "illustrators", "podcasters", "students", "photographers", "small studios")
_KINDS = (
    "hand-drawn",
    "printable",
    "editable",
    "seamless",
    "layered",
    "responsive",
    "annotated",
    "high-resolution",
)
_SENTENCES = (
    "This collection holds {n} {kind} {things}, made for {whom} who would rather finish than search.",
    "Every file is named, sorted and ready to use; nothing has to be converted first.",
    "You can open them in Affinity, Figma, Photoshop and most other programs that {whom} work with.",
    "Change the colour in one place, and the whole set of {things} follows.",
    "We used these {things} in our own work for {n} weeks before we dared to sell them.",
    "The licence covers your own projects and those of your clients, in print and online.",
    "If something is missing, write to us: the last update came from a letter by one of our {whom}.",
    "There is a guide of {n} pages that explains, step by step, how the {kind} {things} were made.",
    "Updates are free for as long as we keep drawing {things}, and you will hear of each by email.",
    "Have you ever spent an evening looking for {kind} {things} that fit together? So have we!",
    "The download is about {n} MB, split into parts, so that a slow connection is not a problem.",
    "Inside you find everything in two sizes (A4 and Letter), with and without margins.",
    "It works equally well for beginners, for whom there is a short introduction, and for experienced {whom}.",
    "Uncompressed originals are included &amp; kept at full resolution &mdash; as are smaller copies for the web.",
)
_HEADINGS = ("What you get", "Who it is for", "How it works", "Questions and answers", "Good to know", "Licence")
_CARELESS = (
    "<p></p><p><br></p>",
    '<p>See <a href="http://example.com/notes">the notes</a>.</p>',
    '<img src="https://public-files.gumroad.com/detail">',
    "<h5>One more thing</h5><p>Thank you.</p>",
    "<p><b>Note:</p>",
    "",
    "",
)
_SECTIONS_MOST = 5
_SENTENCES_MOST = 5
_ITEMS_MOST = 6
_COVER_WIDTHS = (1600, 1280, 1920, 640)


def describe(state: SandboxState, seed: int) -> SandboxState:
    """The shop with its products' listings written; the same object."""
    for product in state.products:
        _describe(product, Random(f"{seed} {product.name}"))
    return state


def _describe(product: Product, dice: Random) -> None:
    words = {
        "n": dice.randint(3, 400),
        "kind": dice.choice(_KINDS),
        "things": dice.choice(_THINGS),
        "whom": dice.choice(_WHOM),
    }
    product.description = "".join(_section(dice, words) for _ in range(dice.randint(1, _SECTIONS_MOST)))
    product.description += dice.choice(_CARELESS)
    if dice.random() < 0.6:
        product.custom_summary = f"{words['n']} {words['kind']} {words['things']} for {words['whom']}."
    if dice.random() < 0.8:
        width = dice.choice(_COVER_WIDTHS)
        size = {"native_width": width, "native_height": width * 9 // 16}
        product.covers = [{"id": "cover", "type": "image", "url": "https://public-files.gumroad.com/cover", **size}]


def _section(dice: Random, words: dict[str, object]) -> str:
    paragraph = " ".join(_sentence(dice, words) for _ in range(dice.randint(2, _SENTENCES_MOST)))
    listed = "".join(f"<li>{_sentence(dice, words)}</li>" for _ in range(dice.randint(0, _ITEMS_MOST)))
    after = f"<ul>{listed}</ul>" if listed else ""
    return f"<h2>{dice.choice(_HEADINGS)}</h2><p>{paragraph}</p>{after}"


def _sentence(dice: Random, words: dict[str, object]) -> str:
    return dice.choice(_SENTENCES).format(**words)
