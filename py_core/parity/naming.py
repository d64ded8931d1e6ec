"""What the codes are called: a template, filled for each country or tier. No I/O and no dice here.

Parts: `{cc}` the country, `{off}` the percentage, `{group}` the group, `{rand4}` four letters and digits that
nobody mistakes for each other (2 to 12 of them). The random part comes from a seed that the caller hands in, so
that the same seed gives the same names.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence

from py_core.errors import InputError
from py_core.gumroad.rules.codes import name_objections
from py_core.values import Value
from py_core.words import say

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
MOST_TEMPLATE = 60
MOST_TRIES = 50
_PART = re.compile(r"\{([^{}]*)\}")
_RAND = re.compile(r"rand([2-9]|1[0-2])")
_SEED = re.compile(r"([0-9a-f]{2}){4,64}")
_BYTE_LIMIT = 256 // len(ALPHABET) * len(ALPHABET)


class Scope(Value):
    """Whom one code is for: a country (`key` "IN") or a group (`key` "tier:B"), and what it takes off."""

    key: str
    countries: tuple[str, ...]
    group: str
    percent_off: int


class Turned(Value):
    """A scope that was given a new name: its random part comes from a seed of its own."""

    key: str
    seed: str


class Naming(Value):
    """How codes are named. Seeds are hexadecimal texts of 4 to 64 bytes.

    A scope in `turned` takes its own seed, and four random characters more where the template has none.
    """

    template: str
    seed: str
    turned: tuple[Turned, ...] = ()


def random_text(seed: str, key: str, length: int, attempt: int = 0) -> str:
    """`length` characters without look-alikes, the same for the same seed, key and attempt (SHAKE-256)."""
    shake = hashlib.shake_256(bytes.fromhex(seed) + f"\0{key}\0{attempt}".encode())
    picked: list[str] = []
    size = length * 2
    while len(picked) < length:
        picked = [ALPHABET[byte % len(ALPHABET)] for byte in shake.digest(size) if byte < _BYTE_LIMIT]
        size *= 2
    return "".join(picked[:length])


def has_random(template: str) -> bool:
    """Whether a template has a random part."""
    return any(_RAND.fullmatch(part) for part in _PART.findall(template))


def template_problem(template: str, *, per_tier: bool) -> str:
    """Why a template cannot be used, as a sentence; empty when it can."""
    if not template.strip():
        return say("parity_template_empty")
    if len(template) > MOST_TEMPLATE:
        return say("parity_template_long", limit=MOST_TEMPLATE)
    parts = _PART.findall(template)
    for part in parts:
        if part not in ("cc", "off", "group") and not _RAND.fullmatch(part):
            return say("parity_template_part", part=part[:20])
    if per_tier and "cc" in parts:
        return say("parity_template_country")
    found = name_objections(_PART.sub("A", template))
    return found[0].text if found else ""


def check_naming(naming: Naming, *, per_tier: bool) -> None:
    """Raises: InputError for a template or seed that cannot be used."""
    problem = template_problem(naming.template, per_tier=per_tier)
    if not problem and not all(
        _SEED.fullmatch(seed) for seed in (naming.seed, *(one.seed for one in naming.turned))
    ):
        problem = say("parity_seed")
    if problem:
        raise InputError("parity_template", problem, hint=say("parity_not_made"), fields={"template": problem})


def _filled(template: str, seed: str, scope: Scope, attempt: int) -> str:
    def part(found: re.Match[str]) -> str:
        match found[1]:
            case "cc":
                return scope.countries[0]
            case "off":
                return str(scope.percent_off)
            case "group":
                return scope.group
            case rand:
                return random_text(seed, scope.key, int(rand.removeprefix("rand")), attempt)

    return _PART.sub(part, template).strip()


def _unique(template: str, seed: str, scope: Scope, taken: Collection[str]) -> str:
    name = _filled(template, seed, scope, 0)
    if has_random(template):
        for attempt in range(1, MOST_TRIES):
            if name.casefold() not in taken:
                break
            name = _filled(template, seed, scope, attempt)
    return name


def names_for(scopes: Sequence[Scope], naming: Naming, *, per_tier: bool) -> Mapping[str, str]:
    """The code of every scope, by its key. No two are alike, not even in more than case.

    Raises: InputError for a template that cannot be used or that would call two scopes the same.
    """
    check_naming(naming, per_tier=per_tier)
    seeds = {one.key: one.seed for one in naming.turned}
    longer = naming.template if has_random(naming.template) else f"{naming.template}-{{rand4}}"
    found: dict[str, str] = {}
    holders: dict[str, str] = {}
    problems: list[str] = []
    for scope in sorted(scopes, key=lambda one: one.key in seeds):
        seed = seeds.get(scope.key)
        template = naming.template if seed is None else longer
        name = found[scope.key] = _unique(template, seed or naming.seed, scope, holders)
        other = holders.setdefault(name.casefold(), scope.key)
        if other != scope.key:
            problems.append(say("parity_names_alike", name=name, one=spoken(other), other=spoken(scope.key)))
        problems.extend(objection.text for objection in name_objections(name))
    if problems:
        text = problems[0]
        if len(problems) > 1:
            text += " " + say("parity_more_alike", n=len(problems) - 1)
        raise InputError("parity_names", text, hint=say("parity_names_hint"), fields={"template": text})
    return found


def spoken(key: str) -> str:
    """A scope's key as a person reads it."""
    return say("parity_tier_named", group=key.removeprefix("tier:")) if key.startswith("tier:") else key
