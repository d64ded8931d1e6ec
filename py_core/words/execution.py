"""Words about execution."""

WORDS: dict[str, str | tuple[str, str]] = {}
