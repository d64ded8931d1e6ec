"""Words about pricing."""

WORDS: dict[str, str | tuple[str, str]] = {}
