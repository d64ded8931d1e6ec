"""Every sentence of the core that a person reads, in one place, so that a translation needs no code.

`say(key, **values)` fills a template. A template that depends on a count has two forms, chosen by `n`.
"""

from collections.abc import Mapping

from py_core.words import (
    code_doctor,
    code_plans,
    code_runs,
    codes,
    customers,
    edits,
    execution,
    export,
    fulfil,
    fulfil_runs,
    gumroad,
    listing,
    listing_runs,
    parity,
    payouts,
    pricing,
    sales,
    sales_export,
    schedule,
    scripts,
    sheets,
    shop,
    subscribers,
    suggest,
)

Template = str | tuple[str, str]


def _merged(*parts: Mapping[str, Template]) -> dict[str, Template]:
    merged: dict[str, Template] = {}
    for part in parts:
        twice = merged.keys() & part.keys()
        if twice:
            raise ValueError(f"words defined twice: {sorted(twice)}")
        merged.update(part)
    return merged


WORDS: Mapping[str, Template] = _merged(
    gumroad.WORDS,
    pricing.WORDS,
    execution.WORDS,
    shop.WORDS,
    parity.WORDS,
    schedule.WORDS,
    scripts.WORDS,
    sales.WORDS,
    export.WORDS,
    sales_export.WORDS,
    customers.WORDS,
    subscribers.WORDS,
    payouts.WORDS,
    fulfil.WORDS,
    fulfil_runs.WORDS,
    codes.WORDS,
    listing.WORDS,
    listing_runs.WORDS,
    edits.WORDS,
    sheets.WORDS,
    suggest.WORDS,
    code_runs.WORDS,
    code_plans.WORDS,
    code_doctor.WORDS,
)


def say(key: str, **values: object) -> str:
    """The sentence of `key` with its values; (one, other) templates choose by `n`.

    Raises: KeyError for an unknown key or a value that is missing.
    """
    template = WORDS[key]
    if isinstance(template, tuple):
        template = template[0] if values["n"] == 1 else template[1]
    return template.format_map(values)
