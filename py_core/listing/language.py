"""Which language a text is written in, by its most common words. No I/O here."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

UNKNOWN = ""
LEAST_WORDS = 4
_LEAST_SHARE = 0.12

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(text.split())
    for language, text in {
        "en": "a about after all also an and any are as at be because been before but by can do does each for from"
        " get had has have he her here his how i if in into is it it's its just like made make me more most my no"
        " not now of on one only or other our out over own she so some such than that the their them then there"
        " these they this those to too under until up us use used very was way we were what when where which who"
        " why will with without you your you're",
        "de": "aber alle als also am an auch auf aus bei beim bin bis das dass dein deine dem den der des die dir"
        " du durch ein eine einem einen einer eines er es für ganz gibt haben hat ich ihr im in ist ja jede jeder"
        " kann kein keine man mehr mein mit nach nicht noch nur ob oder ohne sein sich sie sind so über um und uns"
        " unter vom von vor war was wenn wer wie wir wird zu zum zur",
        "fr": "à ai au aux avec avoir c'est ce ces cette chaque comme dans de des deux donc du elle en est et être"
        " fait il ils j'ai je l la le les leur lui mais même mes moi mon ne nos notre nous on ou où par pas plus"
        " pour qu que qui sa sans se ses si son sont sur ta tes ton tous tout tu un une vos votre vous",
        "es": "a al algo como con cuando cual de del desde donde e el ella en entre era es esa ese esta este está"
        " están fue ha hasta hay la las le les lo los más me mi muy no nos o otra otro para pero por porque que"
        " qué se ser si sin sobre son su sus también te tiene todo tu tus un una uno y ya yo",
        "it": "a al alla alle anche c'è che chi ci come con cui da dal dalla degli dei del della delle di e è ed"
        " essere fra gli ha hai i il in io la le lo loro ma mi mio nel nella noi non o ogni per perché più quando"
        " quello questa questo se sei senza si sono su sua suo ti tra tu tua tuo tutti tutto un una uno vi voi",
        "nl": "aan al alle als bij dat de deze die dit door dus een en er geen haar heb heeft het hier hij hoe ik"
        " in is je jij jouw kan maar me meer met mijn naar niet nog nu of om onder ook op over per te tot uit u"
        " van veel voor was wat we wel wij worden wordt zal ze zich zij zijn zo zonder",
        "pt": "a ao aos as até com como cada da das de dela dele do dos e é ela ele em entre era esta este eu foi"
        " há isso já la mais mas me mesmo meu minha muito na não nas nem no nos o os ou para pela pelo por porque"
        " quando que quem se sem ser seu seus só sua suas também te tem tudo um uma você",
    }.items()
}
EVERY_STOP_WORD = frozenset().union(*STOP_WORDS.values())
_LANGUAGES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(language for language, known in STOP_WORDS.items() if word in known)
        for word in sorted(EVERY_STOP_WORD)
    }
)


def language_of(words: Iterable[str]) -> str:
    """The language's two letters, or `UNKNOWN` where there are too few words to tell.

    Ties go to the language that is first in the list.
    """
    lowered = [word.casefold().replace("’", "'") for word in words]
    if len(lowered) < LEAST_WORDS:
        return UNKNOWN
    counts = dict.fromkeys(STOP_WORDS, 0)
    for word in lowered:
        for language in _LANGUAGES_OF.get(word, ()):
            counts[language] += 1
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _LEAST_SHARE * len(lowered) else UNKNOWN
