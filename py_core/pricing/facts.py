"""What a preview shows beside each step: nets, codes that break, what undo cannot bring back. No I/O here."""

from collections.abc import Mapping, Sequence

from py_core.catalog.labels import detail, price_suffix
from py_core.catalog.products import ShopProduct
from py_core.gumroad.currencies import currency
from py_core.plan.plan import BrokenCode, Facts
from py_core.plan.steps import SetPrice, SetVersionPrice
from py_core.pricing.codes_rule import Prices, broken_codes
from py_core.pricing.fees import Fees, fees_for
from py_core.settings import Settings
from py_core.words import say


class FeeTable:
    """The fees of every currency, worked out once each."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_code: dict[str, Fees] = {}

    def of(self, code: str) -> Fees:
        """The fees of a listed currency."""
        fees = self._by_code.get(code)
        if fees is None:
            fees = self._by_code[code] = fees_for(code, self._settings)
        return fees


def known_differences(entry: ShopProduct) -> dict[str, int]:
    """Surcharges by version id, or by place while the versions have not been read."""
    if entry.versions is not None:
        return {version.variant_id: version.price_difference_minor for version in entry.versions}
    return {
        f"{group_at}.{option_at}": option.price_difference_minor
        for group_at, group in enumerate(entry.product.groups)
        for option_at, option in enumerate(group.options)
        if option.price_difference_minor is not None
    }


def _forecast(
    entry: ShopProduct, base: SetPrice | None, versions: Sequence[SetVersionPrice], before: int, after: int
) -> tuple[BrokenCode, ...]:
    if not entry.codes:
        return ()
    code_before = base.before.currency if base else entry.product.currency
    code_after = base.after.currency if base else entry.product.currency
    differences = known_differences(entry)
    then = {**differences, **{step.variant_id: step.before.price_difference_minor for step in versions}}
    now = {**differences, **{step.variant_id: step.after.price_difference_minor for step in versions}}
    return broken_codes(
        entry.codes,
        Prices(code_before, currency(code_before).min_minor, (before, *(before + d for d in then.values()))),
        Prices(code_after, currency(code_after).min_minor, (after, *(after + d for d in now.values()))),
    )


def facts_of(
    entry: ShopProduct,
    base: SetPrice | None,
    versions: Sequence[SetVersionPrice],
    fees: FeeTable,
    typed_over: Mapping[str, str],
) -> tuple[Facts, ...]:
    """The facts of one product's steps, in the order of `base`, then `versions`.

    Codes are looked at once for the whole product and stand with its first step.
    """
    before = base.before.price_minor if base else entry.product.price_minor
    after = base.after.price_minor if base else entry.product.price_minor
    code_before = base.before.currency if base else entry.product.currency
    code_after = base.after.currency if base else entry.product.currency
    fees_before, fees_after = fees.of(code_before), fees.of(code_after)
    categories = {version.variant_id: version.category_title for version in entry.versions or ()}
    breaks = _forecast(entry, base, versions, before, after)
    changed_currency = code_before if code_before != code_after else ""
    customizable = base.after.customizable_price if base else entry.product.customizable_price
    suffix = price_suffix(entry.product, customizable)

    def fact(key: str, small: str, now: int, then: int, undo_note: str) -> Facts:
        return Facts(
            key=key,
            detail=small,
            suffix=suffix,
            base_before=before,
            base_after=after,
            currency_before=changed_currency,
            net_before=fees_before.direct_net(now),
            net_after=fees_after.direct_net(then),
            discover_before=fees_before.discover_net(now),
            discover_after=fees_after.discover_net(then),
            estimate=fees_before.estimate or fees_after.estimate,
            typed_over=key in typed_over,
            breaks=breaks,
            undo_note=undo_note,
        )

    found: list[Facts] = []
    if base is not None:
        note = say("undo_note_suggestion") if base.suggested_price_minor is not None else ""
        found.append(fact(base.key, detail(entry), before, after, note))
        breaks = ()
    for step in versions:
        whole_before = before + step.before.price_difference_minor
        whole_after = after + step.after.price_difference_minor
        found.append(fact(step.key, categories.get(step.variant_id, ""), whole_before, whole_after, ""))
        breaks = ()
    return tuple(found)
