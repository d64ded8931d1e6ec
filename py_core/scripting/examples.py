"""The examples shelf: what each script is called, what it does, and its text."""

from importlib.resources import files

from py_core.values import Value

ORDER = (
    "slow_sellers",
    "best_sellers",
    "months",
    "unused_codes",
    "loyal_buyers",
    "first_sentences",
    "thank_you_codes",
    "more_tags",
    "odd_prices",
    "lapsed_buyers",
    "refunds",
    "nothing_sold",
    "countries",
    "payouts_by_year",
    "price_rule",
    "filter",
    "column",
)


class Example(Value):
    """One example. `name` is its file's, `title` and `about` are the first lines of the script."""

    name: str
    title: str
    about: str
    text: str


def examples() -> tuple[Example, ...]:
    """All of them, the most telling first."""
    shelf = files("py_core.scripting.shelf")
    return tuple(_read(name, (shelf / f"{name}.txt").read_text(encoding="utf-8")) for name in ORDER)


def _read(name: str, text: str) -> Example:
    title, _, rest = text.removeprefix('"""').partition("\n")
    about = rest.partition('"""')[0]
    return Example(name=name, title=title, about=" ".join(about.split()), text=text)
