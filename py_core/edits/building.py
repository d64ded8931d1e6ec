"""From any form of bulk edits to wants, product by product, and to the plan. No I/O, no clock.

A form is read once (`read_form`), and what it wants of one product is asked for at a time, so that whoever asks can
do something else in between: thousands of products with a pattern take seconds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from py_core.catalog.products import Shop, ShopProduct
from py_core.edits.blocks import Blocks
from py_core.edits.find_replace import Finder
from py_core.edits.forms import (
    BlockForm,
    BlockHow,
    CategoryForm,
    EditForm,
    FindForm,
    PolicyForm,
    PublishForm,
    PublishHow,
    TagsForm,
    VersionsForm,
)
from py_core.edits.patterns.machine import TooMuchWork
from py_core.edits.planner import build_listing_plan
from py_core.edits.rows import NOTHING_TOLD, Left, LeftRow, Told
from py_core.edits.standing import Standing
from py_core.edits.tags import Tags
from py_core.edits.titles import edit_title
from py_core.edits.versions import Versions
from py_core.edits.wants import DeleteWant, Field, PublishWant, TextWant, Want
from py_core.errors import InputError
from py_core.plan.listing_steps import listing_key
from py_core.plan.plan import Plan, SkipReason
from py_core.settings import Settings
from py_core.words import say

MOST_PRODUCTS = 10_000


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the account beside its shop.

    `categories` are the paths of Gumroad's categories by path with their way in words, None where they are not
    known. `own_policies` is False where the account's refund policy applies to every product.
    """

    categories: Mapping[str, str] | None = None
    own_policies: bool = True


NOTHING_KNOWN = Around()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form wants of one product: wants, or why it is left alone, and what to tell of it."""

    wants: tuple[Want, ...] = ()
    left: tuple[LeftRow, ...] = ()
    told: Told = NOTHING_TOLD


@dataclass
class Gathering:
    """What a form wants of the products so far."""

    wants: list[Want] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    told: dict[str, Told] = field(default_factory=dict)

    def add(self, product_id: str, wanted: Wanted) -> None:
        """Take over what is wanted of one more product."""
        self.wants += wanted.wants
        self.left += wanted.left
        if wanted.told != NOTHING_TOLD:
            self.told[product_id] = wanted.told


Asks = Callable[[ShopProduct, Standing], Wanted]
"""What a form wants of a product as it stands."""


def read_form(form: EditForm, entries: Sequence[ShopProduct], around: Around = NOTHING_KNOWN) -> Asks:
    """What a form wants of each of these products.

    Raises: InputError with `fields` for everything in the form that cannot be used.
    """
    match form:
        case FindForm():
            return _found(Finder(form))
        case BlockForm():
            return _block(Blocks(form))
        case TagsForm():
            tags = Tags(form)
            return lambda entry, standing: _of(entry, Field.TAGS, tags.of(standing.tags))
        case CategoryForm():
            return _category(form, around)
        case PolicyForm():
            return _policy(form, around)
        case PublishForm():
            return _publish(form)
        case VersionsForm():
            versions = Versions(form, frozenset(entry.product.currency for entry in entries))
            return lambda entry, _: _row_or_wants(entry, versions.of(entry))
        case _:
            assert_never(form)


def _of(entry: ShopProduct, of: Field, value: str | tuple[str, ...] | Left, told: Told = NOTHING_TOLD) -> Wanted:
    """A text for one field, or why it is left alone."""
    if isinstance(value, Left):
        return Wanted(left=(_left(entry, value),))
    return Wanted((TextWant(product_id=entry.product.id, field=of, value=value),), told=told)


def _row_or_wants(entry: ShopProduct, found: tuple[Want, ...] | Left) -> Wanted:
    return Wanted(left=(_left(entry, found),)) if isinstance(found, Left) else Wanted(found)


def _left(entry: ShopProduct, left: Left, key: str = "") -> LeftRow:
    product = entry.product
    return LeftRow(key or listing_key(product.id, "listing"), left, product.id, product.name)


def _found(finder: Finder) -> Asks:
    def asks(entry: ShopProduct, standing: Standing) -> Wanted:
        wants: list[Want] = []
        hard: list[LeftRow] = []
        replaced = left = 0
        for each in finder.form.fields:
            text = str(standing.text_of(Field(each)))
            try:
                found = finder.in_field(each, text)
            except TooMuchWork:
                key = f"{listing_key(entry.product.id, 'listing')}/{each}"
                hard.append(
                    _left(entry, Left(SkipReason.RULE, say("find_too_hard", field=say(f"field_{each}"))), key)
                )
                continue
            replaced += found.replaced
            left += found.left
            if found.text != text:
                wants.append(TextWant(product_id=entry.product.id, field=Field(each), value=found.text))
        if not wants and not hard:
            why = say("find_only_left", n=left) if left else say("find_no_match")
            return Wanted(left=(_left(entry, Left(SkipReason.NO_MATCH, why)),), told=Told(left=left))
        notes = (say("find_some_left", n=left),) if left else ()
        return Wanted(tuple(wants), tuple(hard), Told(replaced, left, notes))

    return asks


def _block(blocks: Blocks) -> Asks:
    def asks(entry: ShopProduct, standing: Standing) -> Wanted:
        return _of(entry, Field.DESCRIPTION, blocks.in_html(standing.html))

    return asks


def _category(form: CategoryForm, around: Around) -> Asks:
    path = form.category.strip()
    if not path:
        _refuse(category=say("edit_choose_category"))
    if around.categories is not None and path not in around.categories:
        _refuse(category=say("edit_no_category", path=path[:60]))
    return lambda entry, _: _of(entry, Field.CATEGORY, path)


def _policy(form: PolicyForm, around: Around) -> Asks:
    if not around.own_policies:
        _refuse(period=say("edit_account_policy"))
    if not form.period and form.print_how == "keep":
        _refuse(period=say("policy_nothing"))
    fine_print = form.fine_print.strip()
    if form.print_how == "set" and not fine_print:
        _refuse(fine_print=say("policy_print_empty"))
    if form.print_how == "set" and form.period == "inherit":
        _refuse(fine_print=say("refund_print_inherited"))

    def asks(entry: ShopProduct, _: Standing) -> Wanted:
        wants: list[Want] = []
        if form.period:
            wants.append(TextWant(product_id=entry.product.id, field=Field.REFUND_PERIOD, value=form.period))
        if form.print_how != "keep":
            text = fine_print if form.print_how == "set" else ""
            wants.append(TextWant(product_id=entry.product.id, field=Field.FINE_PRINT, value=text))
        return Wanted(tuple(wants))

    return asks


def _publish(form: PublishForm) -> Asks:
    def asks(entry: ShopProduct, _: Standing) -> Wanted:
        product_id = entry.product.id
        if form.how is PublishHow.DELETE:
            return Wanted((DeleteWant(product_id=product_id),))
        return Wanted((PublishWant(product_id=product_id, published=form.how is PublishHow.PUBLISH),))

    return asks


def _refuse(**fields: str) -> None:
    raise InputError("edit_form", next(iter(fields.values())), fields=fields)


def here(shop: Shop, product_ids: Sequence[str]) -> tuple[ShopProduct, ...]:
    """The chosen products that are in the shop, in its order."""
    wanted = frozenset(product_ids)
    return tuple(entry for entry in shop.products if entry.product.id in wanted)


def chosen(shop: Shop, product_ids: Sequence[str]) -> tuple[ShopProduct, ...]:
    """The chosen products that are in the shop, in its order.

    Raises: InputError when none is chosen, none of them is there any more, or too many are chosen at once.
    """
    if not product_ids:
        raise _not_chosen("edit_none_chosen")
    entries = here(shop, product_ids)
    if not entries:
        raise _not_chosen("edit_all_gone")
    if len(entries) > MOST_PRODUCTS:
        raise _not_chosen("edit_too_many", most=f"{MOST_PRODUCTS:,}")
    return entries


def _not_chosen(code: str, **values: object) -> InputError:
    text = say(code, **values)
    return InputError(code, text, fields={"product_ids": text})


def gone_rows(shop: Shop, product_ids: Sequence[str]) -> tuple[LeftRow, ...]:
    """A row for every chosen product that is not in the shop any more."""
    here = frozenset(entry.product.id for entry in shop.products)
    gone = Left(SkipReason.GONE, say("left_gone"))
    return tuple(
        LeftRow(listing_key(product_id, "listing"), gone, product_id, say("gone_name"))
        for product_id in dict.fromkeys(product_ids)
        if product_id not in here
    )


def plan_of(
    shop: Shop,
    product_ids: Sequence[str],
    form: EditForm,
    gathered: Gathering,
    standings: Mapping[str, Standing],
    settings: Settings,
    now_ms: int,
    around: Around = NOTHING_KNOWN,
) -> Plan:
    """The plan of what a form wants of the chosen products."""
    return build_listing_plan(
        shop,
        standings,
        gathered.wants,
        settings,
        now_ms,
        title=edit_title(form, around.categories or {}),
        form_json=form.model_dump_json(),
        product_ids=tuple(dict.fromkeys(product_ids)),
        unticked=frozenset(form.unticked),
        told=gathered.told,
        left=(*gathered.left, *gone_rows(shop, product_ids)),
        categories=around.categories,
        own_policies=around.own_policies,
    )


def build_edit_plan(
    shop: Shop,
    product_ids: Sequence[str],
    form: EditForm,
    standings: Mapping[str, Standing],
    settings: Settings,
    now_ms: int,
    around: Around = NOTHING_KNOWN,
) -> Plan:
    """The plan of a form over chosen products, all at once.

    Raises: InputError with `fields` for everything in the form that cannot be used.
    """
    entries = chosen(shop, product_ids)
    asks = read_form(form, entries, around)
    gathered = Gathering()
    for entry in entries:
        standing = standings.get(entry.product.id)
        if standing is None:
            gathered.add(entry.product.id, unread(entry))
        else:
            gathered.add(entry.product.id, asks(entry, standing))
    return plan_of(shop, product_ids, form, gathered, standings, settings, now_ms, around)


def unread(entry: ShopProduct) -> Wanted:
    """A product whose texts are not known."""
    return Wanted(left=(_left(entry, Left(SkipReason.UNREAD, say("edit_unread"))),))


def has_block(form: EditForm) -> bool:
    """Whether a form writes a block, which the page can show before it is previewed."""
    return isinstance(form, BlockForm) and form.how is not BlockHow.REMOVE


def needs_policies(form: EditForm) -> bool:
    """Whether a form can do nothing for a product whose refund policy is not known."""
    return isinstance(form, PolicyForm)
