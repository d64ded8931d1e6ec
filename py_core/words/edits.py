"""Words about bulk edits of listings: forms and previews."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Patterns
    "pattern_long": "A pattern has at most {most} characters.",
    "pattern_closes": "Character {at}: this bracket closes a group that was never opened. Write \\) for a bracket.",
    "pattern_ends": "The pattern ends too early. Write \\\\ for a backslash at the end.",
    "pattern_deep": "Character {at}: brackets inside brackets go too deep.",
    "pattern_repeats_nothing": (
        "Character {at}: “{char}” has nothing in front of it to repeat. Write \\{char} for the character."
    ),
    "pattern_group_kind": (
        "Character {at}: groups that begin with “{what}” look ahead or behind or have a name, which cannot be used "
        "here. Use (…) or (?:…)."
    ),
    "pattern_open_group": "Character {at}: this bracket is never closed. Write \\( for a bracket.",
    "pattern_refers_back": (
        "Character {at}: “{what}” refers back to a group inside the pattern, which cannot be used here. In the "
        "replacement it can."
    ),
    "pattern_escape": "Character {at}: “{what}” has no meaning in a pattern.",
    "pattern_open_set": "Character {at}: this square bracket is never closed. Write \\[ for a square bracket.",
    "pattern_range": "Character {at}: “{what}” is the wrong way round.",
    "pattern_repeats_twice": "Character {at}: this repeats a repeat. Put the first one in brackets.",
    "pattern_repeats_many": "Character {at}: a part can be repeated at most {most} times.",
    "pattern_large": "This pattern repeats too much. Make it smaller.",
}
