"""Versions added and changed over many products. No I/O here.

Versions are found by their name and that of their category, without case. A version is added to a category that is
there, never in a new one: until a category has a version, Gumroad refuses every change of its product (API
contract, section 6.6).
"""

from collections.abc import Sequence

from py_core.catalog.products import ShopProduct, Version
from py_core.edits.forms import VersionsForm, VersionsHow
from py_core.edits.rows import Left
from py_core.edits.wants import NewVersionWant, VersionWant, Want
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, parse_amount
from py_core.gumroad.keep import KEEP
from py_core.gumroad.rules.other import LONGEST_DESCRIPTION, MOST_PURCHASES
from py_core.plan.plan import SkipReason
from py_core.typed import parse_count
from py_core.words import say

LONGEST_NAME = 255


class Versions:
    """A form about versions, ready to be used on any product. `currencies` are those of the chosen products."""

    def __init__(self, form: VersionsForm, currencies: frozenset[str]) -> None:
        """Raises: InputError with `fields` for everything in the form that cannot be used."""
        errors: dict[str, str] = {}
        self._form = form
        self._category = _folded(form.category)
        self._version = _folded(form.version)
        self._name = form.name.strip()
        self._description = form.description.strip()
        self._stock = self._read_stock(errors)
        self._amounts = self._read_amounts(currencies, errors)
        how = form.how
        if how in (VersionsHow.ADD, VersionsHow.RENAME) and not self._name:
            errors["name"] = say("name_blank")
        elif len(self._name) > LONGEST_NAME:
            errors["name"] = say("name_too_long", n=LONGEST_NAME)
        if how is VersionsHow.RENAME and not self._version:
            errors["version"] = say("versions_which")
        if len(self._description) > LONGEST_DESCRIPTION:
            errors["description"] = say("description_too_long", n=LONGEST_DESCRIPTION)
        if errors:
            raise InputError("edit_form", next(iter(errors.values())), fields=errors)

    def _read_stock(self, errors: dict[str, str]) -> int | None:
        if self._form.how not in (VersionsHow.ADD, VersionsHow.STOCK) or not self._form.stock.strip():
            return None
        try:
            stock = parse_count(self._form.stock, "50")
        except InputError as error:
            errors["stock"] = error.message
            return None
        if stock > MOST_PURCHASES:
            errors["stock"] = say("versions_stock_most", most=f"{MOST_PURCHASES:,}")
        return stock

    def _read_amounts(self, currencies: frozenset[str], errors: dict[str, str]) -> dict[str, int]:
        if self._form.how not in (VersionsHow.ADD, VersionsHow.SURCHARGE):
            return {}
        found: dict[str, int] = {}
        for code, text in self._form.amounts.items():
            if not text.strip() or code not in CURRENCIES:
                continue
            try:
                found[code] = parse_amount(text, code)
            except InputError as error:
                errors[f"amounts.{code}"] = error.message
                continue
            if found[code] < 0:
                errors[f"amounts.{code}"] = say("versions_below_zero")
        wrong = any(field.startswith("amounts.") for field in errors)
        if self._form.how is VersionsHow.SURCHARGE and not wrong and not currencies & found.keys():
            errors["amounts"] = say("versions_no_amount")
        return found

    def of(self, entry: ShopProduct) -> tuple[Want, ...] | Left:
        """What is wanted of a product, or why it is left alone."""
        if entry.versions is None and entry.product.groups:
            return Left(SkipReason.VERSIONS_UNREAD, say("left_versions_unread"))
        of_category = [
            version
            for version in entry.versions or ()
            if not self._category or _folded(version.category_title) == self._category
        ]
        if not of_category:
            key = "versions_no_category" if entry.versions and self._category else "versions_none"
            return Left(SkipReason.NO_VERSION, say(key, category=self._form.category.strip()))
        if self._form.how is VersionsHow.ADD:
            return self._added(entry, of_category)
        found = [v for v in of_category if not self._version or _folded(v.name) == self._version]
        if not found:
            return Left(SkipReason.NO_VERSION, say("versions_no_version", name=self._form.version.strip()))
        return self._changed(entry, found, of_category)

    def _added(self, entry: ShopProduct, inside: Sequence[Version]) -> tuple[Want, ...] | Left:
        categories = tuple(dict.fromkeys(version.category_id for version in inside))
        if len(categories) > 1:
            return Left(SkipReason.NO_VERSION, say("versions_several", n=len(categories)))
        surcharge = self._surcharge(entry)
        if isinstance(surcharge, Left):
            return surcharge
        want = NewVersionWant(
            product_id=entry.product.id,
            category_id=categories[0],
            name=self._name,
            description=self._description,
            stock=self._stock,
            surcharge_minor=surcharge,
        )
        return (want,)

    def _surcharge(self, entry: ShopProduct) -> int | Left:
        code = entry.product.currency
        if not self._amounts and self._form.how is VersionsHow.ADD:
            return 0
        if code not in self._amounts:
            return Left(SkipReason.OTHER_CURRENCY, say("left_other_currency", currency=code.upper()))
        return self._amounts[code]

    def _changed(
        self, entry: ShopProduct, found: Sequence[Version], inside: Sequence[Version]
    ) -> tuple[Want, ...] | Left:
        form = self._form
        surcharge = self._surcharge(entry) if form.how is VersionsHow.SURCHARGE else 0
        if isinstance(surcharge, Left):
            return surcharge
        if form.how is VersionsHow.RENAME and self._taken(found, inside):
            return Left(SkipReason.SAME, say("edit_version_there", name=self._name))
        return tuple(
            VersionWant(
                product_id=entry.product.id,
                category_id=version.category_id,
                variant_id=version.variant_id,
                name=self._name if form.how is VersionsHow.RENAME else KEEP,
                description=self._description if form.how is VersionsHow.DESCRIBE else KEEP,
                stock=self._stock if form.how is VersionsHow.STOCK else KEEP,
                surcharge_minor=surcharge if form.how is VersionsHow.SURCHARGE else KEEP,
            )
            for version in found
        )

    def _taken(self, found: Sequence[Version], inside: Sequence[Version]) -> bool:
        """Whether another version beside those that are renamed has the new name."""
        wanted = {(version.category_id, _folded(self._name)) for version in found}
        renamed = {version.variant_id for version in found}
        rest = [version for version in inside if version.variant_id not in renamed]
        return any((version.category_id, _folded(version.name)) in wanted for version in rest)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
