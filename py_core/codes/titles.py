"""What plans about codes are called in the history. No I/O here."""

from collections.abc import Sequence

from py_core.words import say

LONGEST_NAME = 40


def short(name: str) -> str:
    """A name that fits into a title."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def make_title(name: str, products: int, *, universal: bool) -> str:
    """ "Code AUTUMN20 on 61 products"."""
    if universal:
        return say("title_code_universal", name=short(name))
    return say("title_code", name=short(name), n=products)


def mint_title(label: str, pattern: str, count: int, products: int, *, universal: bool) -> str:
    """ "Spring fair: 120 codes SPRING-####-####"."""
    what = say("title_mint", n=count, pattern=short(pattern))
    if not universal and products > 1:
        what = say("title_mint_products", n=products, what=what)
    return say("title_labelled", label=short(label), what=what) if label else what


def import_title(file_name: str, rows: int) -> str:
    """ "12 codes from codes.csv"."""
    return say("title_import", n=rows, file=short(file_name.strip()) or say("title_import_paste"))


def about(names: Sequence[str], key: str) -> str:
    """ "Delete code X", "Delete 14 codes": by name where it is one."""
    different = dict.fromkeys(names)
    if len(different) == 1 and names:
        return say(f"{key}_named", name=short(names[0]), n=len(names))
    return say(key, n=len(names))
