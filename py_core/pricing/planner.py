"""From products and a form to the plan: the one place where new prices are worked out. No I/O, no clock.

A product is left alone as a whole when the API cannot change it, when its versions would be needed and have
not been read, and, in a change of currency, when any of its rows is unticked: half of it would be wrong.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from py_core.catalog.labels import lowest_price_minor, price_suffix
from py_core.catalog.products import Shop, ShopProduct, Version
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.plan.plan import Facts, Plan, PlanKind, Skipped, SkipReason
from py_core.plan.safety import Limits, blocks
from py_core.plan.steps import SetVersionPrice, Step, version_key
from py_core.pricing.again import build_retry_plan, build_undo_plan
from py_core.pricing.changes import price_step, surcharge_step
from py_core.pricing.facts import FeeTable, facts_of
from py_core.pricing.findings import against_rule, left_by_script, remarks
from py_core.pricing.form import Mode, PriceForm, VersionMode
from py_core.pricing.rounding import Finish
from py_core.pricing.rules import PriceRule, form_error, parse_form, typed_amount, typed_price
from py_core.pricing.targets import Left, conversion, new_difference, new_price, surcharge_factor
from py_core.pricing.titles import title_of
from py_core.settings import Settings
from py_core.words import say

__all__ = ["build_price_plan", "build_retry_plan", "build_undo_plan", "chosen_products"]


class _Builder:
    """Gathers steps, facts and rows left alone, product by product."""

    def __init__(self, rule: PriceRule, settings: Settings) -> None:
        self.steps: list[Step] = []
        self.facts: list[Facts] = []
        self.skipped: list[Skipped] = []
        self.left_out: list[tuple[str, str]] = []
        self.touched: list[ShopProduct] = []
        self.errors: dict[str, str] = {}
        self._rule = rule
        self._fees = FeeTable(settings)
        self._finishes: dict[str, Finish] = {}

    def _finish(self, code: str) -> Finish:
        finish = self._finishes.get(code)
        if finish is None:
            finish = self._finishes[code] = self._rule.finish(code)
        return finish

    def _skip(self, entry: ShopProduct, left: Left, version: Version | None = None) -> None:
        product = entry.product
        if version is None:
            key, name, price = product.id, product.name, lowest_price_minor(product)
        else:
            key, name = version_key(product.id, version.variant_id), version.name
            price = product.price_minor + version.price_difference_minor
        if left.finding:
            self.left_out.append((left.finding, key))
        self.skipped.append(
            Skipped(
                key=key,
                product_id=product.id,
                name=name,
                reason=left.reason,
                text=left.text,
                price_minor=price,
                currency=product.currency,
                suffix=price_suffix(product, product.customizable_price),
            )
        )

    def _cannot(self, entry: ShopProduct) -> Left | None:
        """Why the whole product is left alone whatever the rule says, or None."""
        product, rule = entry.product, self._rule
        if product.deleted:
            return Left(SkipReason.GONE, say("left_gone"))
        if product.is_tiered_membership:
            return Left(SkipReason.MEMBERSHIP, say("left_membership"))
        if product.currency not in CURRENCIES:
            return Left(SkipReason.RULE, say("left_unknown_currency", code=product.currency.upper()))
        changes_currency = rule.mode is Mode.CURRENCY
        if changes_currency and product.currency == rule.to_currency:
            return Left(SkipReason.SAME, say("left_currency_already", currency=rule.to_currency.upper()))
        needs_versions = changes_currency or rule.versions is not VersionMode.KEEP
        if entry.versions is None and product.groups and needs_versions:
            return Left(SkipReason.VERSIONS_UNREAD, say("left_versions_unread"))
        if changes_currency:
            recurring = any(version.has_recurrence_prices for version in entry.versions or ())
            if recurring or len(product.recurrences) > 1:
                return Left(SkipReason.RECURRING, say("left_recurring"))
            keys = (version_key(product.id, version.variant_id) for version in entry.versions or ())
            if product.id in rule.unticked or any(key in rule.unticked for key in keys):
                return Left(SkipReason.UNTICKED, say("left_unticked"))
        return None

    def _typed_price(self, key: str, code: str) -> int | None:
        text = self._rule.overrides.get(key)
        if text is None:
            return None
        try:
            return typed_price(text, code)
        except InputError as error:
            self.errors[f"overrides.{key}"] = error.message
            return None

    def _base(self, entry: ShopProduct, code: str) -> int | Left:
        if entry.product.id in self._rule.unticked:
            return Left(SkipReason.UNTICKED, say("left_unticked"))
        typed = self._typed_price(entry.product.id, code)
        if typed is not None:
            return typed
        return new_price(self._rule, self._finish(code), entry, code)

    def add(self, entry: ShopProduct) -> None:
        """Plan one product with its versions."""
        left = self._cannot(entry)
        if left is not None:
            self._skip(entry, left)
            return
        product = entry.product
        code = self._rule.to_currency or product.currency
        target = self._base(entry, code)
        if isinstance(target, Left) and target.reason is not SkipReason.UNTICKED:
            self._skip(entry, target)
            return
        price = product.price_minor if isinstance(target, Left) else target
        base = price_step(entry, price, code)
        versions, unchanged = self._versions(entry, price, code)
        if isinstance(target, Left):
            self._skip(entry, target)
        elif base is None:
            self._skip(entry, Left(SkipReason.SAME, say("left_base_stays" if versions else "left_same")))
        for version, why in unchanged:
            self._skip(entry, why, version)
        if base is not None or versions:
            self.steps.extend((*(() if base is None else (base,)), *versions))
            self.facts.extend(facts_of(entry, base, versions, self._fees, self._rule.overrides))
            self.touched.append(entry)

    def _versions(
        self, entry: ShopProduct, base: int, code: str
    ) -> tuple[list[SetVersionPrice], list[tuple[Version, Left]]]:
        rule, product = self._rule, entry.product
        steps: list[SetVersionPrice] = []
        unchanged: list[tuple[Version, Left]] = []
        if not entry.versions:
            return steps, unchanged
        typed_over = product.id in rule.overrides
        factor = surcharge_factor(rule, product.price_minor, base, product.currency, typed_over=typed_over)
        for version in entry.versions:
            key = version_key(product.id, version.variant_id)
            difference = self._difference(version, key, factor, base, code)
            if isinstance(difference, int):
                if difference == version.price_difference_minor:
                    continue
                if version.has_recurrence_prices:
                    difference = Left(SkipReason.RECURRING, say("left_recurring"))
                elif key in rule.unticked:
                    difference = Left(SkipReason.UNTICKED, say("left_unticked"))
            if isinstance(difference, Left):
                unchanged.append((version, difference))
                continue
            steps.append(surcharge_step(entry, version, difference, code))
        return steps, unchanged

    def _difference(self, version: Version, key: str, factor: Fraction | None, base: int, code: str) -> int | Left:
        text = self._rule.overrides.get(key)
        if text is None:
            difference = version.price_difference_minor
            return new_difference(self._rule, self._finish(code), difference, factor, base, code)
        try:
            whole = typed_amount(text, code)
        except InputError as error:
            self.errors[f"overrides.{key}"] = error.message
            return version.price_difference_minor
        if whole < base:
            price = format_amount(base, code)
            self.errors[f"overrides.{key}"] = say("override_version_below", price=price)
            return version.price_difference_minor
        return whole - base


def chosen_products(shop: Shop, product_ids: Sequence[str]) -> tuple[list[ShopProduct], list[str]]:
    """The chosen products in the shop's order, and the chosen ids that are not in the shop."""
    wanted = dict.fromkeys(product_ids)
    found = [entry for entry in shop.products if entry.product.id in wanted]
    present = {entry.product.id for entry in found}
    return found, [key for key in wanted if key not in present]


def _gone(product_id: str) -> Skipped:
    return Skipped(
        key=product_id,
        product_id=product_id,
        name=say("gone_name"),
        reason=SkipReason.GONE,
        text=say("left_gone"),
        price_minor=None,
        currency="",
    )


def _conversions(rule: PriceRule, entries: Sequence[ShopProduct]) -> Mapping[str, Fraction]:
    if rule.mode is not Mode.CURRENCY:
        return {}
    codes = {entry.product.currency for entry in entries} & CURRENCIES.keys()
    return {code: conversion(rule, code) for code in codes}


def build_price_plan(
    shop: Shop, product_ids: Sequence[str], form: PriceForm, settings: Settings, now_ms: int
) -> Plan:
    """The plan of a form over chosen products: what is sent, what is left alone and why, what to know.

    Steps stand in the order of the shop, a product before its versions.
    Raises: InputError with `fields` for everything in the form that cannot be used.
    """
    entries, missing = chosen_products(shop, product_ids)
    changeable = frozenset(entry.product.currency for entry in entries if not entry.product.is_tiered_membership)
    rule = parse_form(form, changeable)
    builder = _Builder(rule, settings)
    for entry in entries:
        builder.add(entry)
    if builder.errors:
        raise form_error(builder.errors)
    skipped = (*builder.skipped, *map(_gone, missing))
    limits = Limits(change_bp=settings.limit_change_bp, rows=settings.limit_rows)
    return Plan(
        kind=PlanKind.PRICES,
        account_id=shop.account_id,
        title=title_of(form, rule),
        created_at_ms=now_ms,
        steps=tuple(builder.steps),
        facts=tuple(builder.facts),
        skipped=skipped,
        findings=(
            *blocks(builder.steps, builder.facts, builder.left_out, limits, _conversions(rule, entries)),
            *(left_by_script(rule.script, entries) if rule.mode is Mode.SCRIPT else ()),
            *against_rule(builder.steps, rule.direction),
            *remarks(builder.steps, builder.facts, skipped, builder.touched, FeeTable(settings)),
        ),
        form_json=form.model_dump_json(),
        product_ids=(*(entry.product.id for entry in entries), *missing),
    )
