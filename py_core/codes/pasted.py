"""What somebody pasted: a code, or a link that should bring one along. No I/O here.

The form that fills a code in is `https://{seller}.gumroad.com/l/{permalink}/{code}`. Everything else that looks
like an address is taken apart as far as it goes, so that the doctor can say what is wrong with it.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

LONGEST_TEXT = 2_000
GUMROAD = "gumroad.com"
_SHORT = "gum.co"
_OWN_HOSTS = frozenset({"", GUMROAD, f"www.{GUMROAD}", f"app.{GUMROAD}"})
_CODE_KEYS = ("offer_code", "code", "discount_code", "discount", "coupon")
_MARKS = "\"'`´“”„‟‘’‚‛«»‹›<>()[]{}*"
_TRAILING = ".,;:!?"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+([/?#]\S*)?")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A code, and the link it came in.

    `host` is empty for a link without one, or one of Gumroad's own pages that belong to no seller. `query_key` is
    the query parameter the code stood in; `well_formed` says that the path is one of a product page. `hidden` and
    `marked` say that invisible characters, or quotes and the like around it, were left out of the code.
    """

    code: str
    link: bool = False
    host: str = ""
    permalink: str = ""
    query_key: str = ""
    well_formed: bool = True
    hidden: bool = False
    marked: bool = False


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) == "Cf"


def _cleaned(text: str) -> tuple[str, bool, bool]:
    visible = "".join(char for char in text if not _is_hidden(char)).strip()
    bare = visible.strip(_MARKS).strip()
    return bare, len(visible) < len(text.strip()), bare != visible


def _link_in(text: str) -> str | None:
    found = _ADDRESS.search(text)
    if found is not None:
        return found.group().rstrip(_TRAILING + _MARKS)
    if text.startswith("/") or (_BARE.fullmatch(text) and ("/" in text or GUMROAD in text.lower())):
        return text.rstrip(_TRAILING)
    return None


def _split(address: str) -> SplitResult | None:
    whole = address if "://" in address or address.startswith("/") else f"https://{address}"
    try:
        parts = urlsplit(whole)
        _ = parts.hostname
    except ValueError:
        return None
    return parts


def _from_query(parts: SplitResult) -> tuple[str, str]:
    given = dict(parse_qsl(parts.query))
    for key in _CODE_KEYS:
        if given.get(key, "").strip():
            return key, given[key]
    return "", ""


def _path(parts: SplitResult, host: str) -> tuple[str, str, bool]:
    """The permalink and the code of a path, and whether it has the form of a product page's."""
    names = [unquote(name) for name in parts.path.split("/") if name]
    if host == _SHORT and names[:1] != ["l"]:
        names = ["l", *names]
    if names == ["checkout"]:
        return dict(parse_qsl(parts.query)).get("product", ""), "", True
    if len(names) < 2 or names[0] != "l":
        return "", "", False
    return names[1], names[2] if len(names) > 2 else "", len(names) <= 3


def read_pasted(text: str) -> Pasted:
    """What was pasted, taken apart; an empty code where none is in it."""
    bare, hidden, marked = _cleaned(text[:LONGEST_TEXT])
    address = _link_in(bare)
    if address is None:
        return Pasted(code=bare, hidden=hidden, marked=marked)
    parts = _split(address)
    if parts is None:
        return Pasted(code="", link=True, well_formed=False)
    host = (parts.hostname or "").lower()
    permalink, code, well_formed = _path(parts, host)
    key = ""
    if not code:
        key, code = _from_query(parts)
    inner, hidden_inside, marked_inside = _cleaned(code)
    return Pasted(
        code=inner,
        link=True,
        host="" if host in _OWN_HOSTS or host == _SHORT else host,
        permalink=permalink,
        query_key=key,
        well_formed=well_formed,
        hidden=hidden_inside,
        marked=marked_inside,
    )
