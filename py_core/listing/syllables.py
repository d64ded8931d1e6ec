"""How many syllables a word has, as textstat counts them. No I/O here.

English: groups of vowels and what a pronouncing dictionary says of them. Italian: places where a word may be
hyphenated, at least two letters from either end, since that is what textstat counts there; Italian spelling decides
them by rule. Any other language would need a dictionary of such places.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from py_core.listing.data.english_syllables import ENDINGS, WORDS

_VOWELS = re.compile("[aeiouy]+")
_NOT_PLAIN = re.compile("[^a-z]")
_LONGEST_ENDING = max(map(len, ENDINGS))

_IT_VOWEL = "[aeiouyàáâäèéêëìíîïòóôöùúûü]"
_IT_CONSONANT = "[bcdfghjklmnpqrstvwxz]"
_IT_BEGINNING = rf"s(?:[ckpgtbdf][hlr]?[lr]?|[jlmnqrvwx])|[cfgkptbdv]?[hlr]|[cgkptrsw]h[lr]?|gn|tz|{_IT_CONSONANT}"
_IT_BETWEEN = re.compile(f"(?<={_IT_VOWEL}){_IT_CONSONANT}*?({_IT_BEGINNING})(?={_IT_VOWEL})")
_IT_APART = re.compile(
    "a(?=i[aeou]|uo|ya|er[aeo])|e(?=iu)|o(?=i[aeou])|(?<=t)e(?=[ao])|(?<=r)e(?=o)|(?<=^tri)(?=a)|(?<=c)o(?=o)"
    "|(?<=b)u(?=i)|(?<=z)o(?=o)|y(?=ou|i)"
)
_IT_FOREIGN_END = re.compile("(?:s[cfgkmnpt]|[cgkpst]h|gn|wn)$")
_IT_FOREIGN: Mapping[str, int] = MappingProxyType(
    {
        "browser": 3,
        "desktop": 3,
        "download": 3,
        "framework": 2,
        "hardware": 2,
        "hashtag": 3,
        "podcast": 4,
        "software": 2,
        "windows": 3,
    }
)
_FROM_ENDS = 2


@lru_cache(maxsize=8192)
def english_syllables(word: str) -> int:
    """The syllables of an English word, at least one."""
    plain = _NOT_PLAIN.sub("", word.lower())
    count = len(_VOWELS.findall(plain))
    if count > 1 and plain.endswith("e") and not plain.endswith(("le", "ee")):
        count -= 1
    count = max(1, count) + _ending(plain)
    return max(1, max(1, count) + WORDS.get(word.lower(), 0))


def _ending(word: str) -> int:
    """What the longest known ending adds."""
    for length in range(min(_LONGEST_ENDING, len(word)), 0, -1):
        more = ENDINGS.get(word[-length:])
        if more is not None:
            return more
    return 0


@lru_cache(maxsize=8192)
def italian_syllables(word: str) -> int:
    """The syllables of an Italian word, at least one.

    Source: the rules of Italian hyphenation (UNI 6461); a single consonant and what can begin a word go with the
    vowel behind them, other groups are split before their last part that can.
    """
    lowered = word.lower()
    if lowered in _IT_FOREIGN:
        return _IT_FOREIGN[lowered]
    places = {between.start(1) for between in _IT_BETWEEN.finditer(lowered)}
    places.update(apart.end() for apart in _IT_APART.finditer(lowered))
    places.update(end.start() for end in _IT_FOREIGN_END.finditer(lowered))
    return 1 + sum(_FROM_ENDS <= place <= len(lowered) - _FROM_ENDS for place in places)
