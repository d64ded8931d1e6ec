"""From wants to the plan: the one place where steps about listings are made. No I/O, no clock.

What stands so already is no step, what Gumroad would refuse is a row with its reason and never a step, and all
texts of one product are one step. A product's texts come first, then its versions, its price, and being on sale
last.
"""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from py_core.catalog.products import Shop, ShopProduct, Version
from py_core.edits.findings import Price, findings_of
from py_core.edits.refusals import (
    Categories,
    new_product_refusal,
    new_version_refusal,
    price_refusal,
    print_refusal,
    publish_refusal,
    rule,
    structure_refusal,
    text_refusal,
    version_refusal,
)
from py_core.edits.rows import NOTHING_TOLD, Left, LeftRow, Rows, Told
from py_core.edits.standing import Standing
from py_core.edits.wants import (
    DeleteWant,
    Field,
    NewProductWant,
    NewVersionWant,
    PriceWant,
    PublishWant,
    TextWant,
    VersionWant,
    Want,
)
from py_core.gumroad.keep import Keep
from py_core.gumroad.rules.products import clean_tag
from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    ListingState,
    ProductDraft,
    PublishedState,
    SetListing,
    SetPublished,
    SetVersion,
    VersionDraft,
    VersionTexts,
    draft_key,
    listing_key,
    new_version_key,
    version_texts_key,
)
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.steps import version_key
from py_core.pricing.changes import price_step, surcharge_step
from py_core.pricing.facts import FeeTable, facts_of
from py_core.pricing.findings import break_text
from py_core.settings import Settings
from py_core.words import say

_POLICY = frozenset({Field.REFUND_PERIOD, Field.FINE_PRINT})


def build_listing_plan(
    shop: Shop,
    standings: Mapping[str, Standing],
    wants: Sequence[Want],
    settings: Settings,
    now_ms: int,
    *,
    title: str,
    kind: PlanKind = PlanKind.LISTINGS,
    form_json: str = "",
    product_ids: Sequence[str] = (),
    unticked: Container[str] = frozenset(),
    told: Mapping[str, Told] | None = None,
    left: Sequence[LeftRow] = (),
    categories: Categories = None,
    own_policies: bool = True,
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of wants: what is sent, what is left alone and why, what to know.

    `standings` are the listings of the products that texts are wanted for, by id. `product_ids` are the chosen
    ones, where the tool has some; `left` are rows that the tool itself leaves alone. `told` is by product id.
    `categories` are the paths of Gumroad's categories where they are known, and `own_policies` is False where the
    account's refund policy applies to every product. Products come in the order of the shop, new ones last.
    """
    planner = _Planner(shop, standings, settings, unticked, told or {}, categories, own_policies=own_policies)
    planner.add_all(wants, left)
    rows = planner.rows
    return Plan(
        kind=kind,
        account_id=shop.account_id,
        title=title,
        created_at_ms=now_ms,
        steps=tuple(rows.steps),
        listing_facts=tuple(rows.facts),
        skipped=tuple(rows.skipped),
        findings=findings_of(rows, planner.prices, told or {}, settings),
        form_json=form_json,
        product_ids=tuple(product_ids) or tuple(dict.fromkeys(fact.product_id for fact in rows.facts)),
        origin_run_id=origin_run_id,
    )


class _Planner:
    """Plans product by product."""

    def __init__(
        self,
        shop: Shop,
        standings: Mapping[str, Standing],
        settings: Settings,
        unticked: Container[str],
        told: Mapping[str, Told],
        categories: Categories,
        *,
        own_policies: bool,
    ) -> None:
        self.rows = Rows(unticked)
        self.prices: list[Price] = []
        self._shop = shop
        self._standings = standings
        self._fees = FeeTable(settings)
        self._told = told
        self._categories = categories
        self._own_policies = own_policies
        self._drafts = 0

    def add_all(self, wants: Sequence[Want], left: Sequence[LeftRow]) -> None:
        """Every want, product by product; rows that are left alone stand with their product."""
        of_products: dict[str, list[Want]] = {}
        new: list[NewProductWant] = []
        for want in wants:
            if isinstance(want, NewProductWant):
                new.append(want)
            else:
                of_products.setdefault(want.product_id, []).append(want)
        left_of: dict[str, list[LeftRow]] = {}
        for row in left:
            left_of.setdefault(row.product_id, []).append(row)
        for entry in self._shop.products:
            self._product(entry, of_products.pop(entry.product.id, []))
            for row in left_of.pop(entry.product.id, ()):
                self.rows.leave(row)
        for product_id, gone in of_products.items():
            self._gone(product_id, gone[0])
        for want in new:
            self._draft(want)
        for rows in left_of.values():
            for row in rows:
                self.rows.leave(row)

    def _gone(self, product_id: str, want: Want) -> None:
        key = listing_key(product_id, "listing")
        gone = Left(SkipReason.GONE, say("left_gone"))
        self.rows.leave(LeftRow(key, gone, product_id, say("gone_name"), line=want.line))

    def _product(self, entry: ShopProduct, wants: Sequence[Want]) -> None:
        if wants and entry.product.deleted:
            self._gone(entry.product.id, wants[0])
            return
        self._texts(entry, [want for want in wants if isinstance(want, TextWant)])
        for want in wants:
            if isinstance(want, NewVersionWant):
                self._new_version(entry, want)
            elif isinstance(want, VersionWant):
                self._version(entry, want)
        price = entry.product.price_minor
        for want in wants:
            if isinstance(want, PriceWant):
                price = self._price(entry, want)
        for want in wants:
            if isinstance(want, PublishWant):
                self._publish(entry, want, price)
            elif isinstance(want, DeleteWant):
                self._delete(entry, want)

    def _texts(self, entry: ShopProduct, wants: Sequence[TextWant]) -> None:
        if not wants:
            return
        product_id = entry.product.id
        key = listing_key(product_id, "listing")
        standing = self._standings.get(product_id)
        structure = structure_refusal(entry.product)
        if standing is None or structure is not None:
            unread = Left(SkipReason.UNREAD, say("edit_unread"))
            self.rows.leave_product(entry, key, structure or unread, line=wants[0].line)
            return
        before, after, refused, same = self._changed(wants, standing)
        told = self._told.get(product_id, NOTHING_TOLD)
        if after:
            step = SetListing(
                key=key,
                product_id=product_id,
                name=standing.name,
                before=ListingState.model_validate(before),
                after=ListingState.model_validate(after),
            )
            undo_note = say("edit_undo_category") if "category" in before and not before["category"] else ""
            self.rows.take(
                step,
                standing.name,
                places=told.places,
                line=wants[0].line,
                notes=told.notes,
                undo_note=undo_note,
            )
        elif not refused:
            text = (
                say("edit_same_field", field=say(f"field_{same[0].field}")) if len(same) == 1 else say("edit_same")
            )
            self.rows.leave_product(entry, key, Left(SkipReason.SAME, text), line=wants[0].line, notes=told.notes)
        for want, why in refused:
            self.rows.leave_product(
                entry, f"{key}/{want.field}", why, line=want.line, detail=say(f"field_{want.field}")
            )

    def _changed(
        self, wants: Sequence[TextWant], standing: Standing
    ) -> tuple[dict[str, Any], dict[str, Any], list[tuple[TextWant, Left]], list[TextWant]]:
        """The two states of a step, wants that are refused, and wants that stand so already."""
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        refused: list[tuple[TextWant, Left]] = []
        same: list[TextWant] = []
        policy: dict[Field, TextWant] = {}
        seen: dict[Field, TextWant] = {}
        for want in wants:
            first = seen.setdefault(want.field, want)
            if first is not want:
                if first.value != want.value:
                    refused.append(
                        (want, Left(SkipReason.TWICE, say("edit_twice", field=say(f"field_{want.field}"))))
                    )
                continue
            why = text_refusal(want, standing, self._categories, own_policies=self._own_policies)
            if why is not None:
                if why not in (other for _, other in refused):
                    refused.append((want, why))
            elif want.field in _POLICY:
                policy[want.field] = want
            elif _stands(want, standing):
                same.append(want)
            else:
                before[want.field] = standing.text_of(want.field)
                after[want.field] = _cleaned(want)
        self._policy(policy, standing, before, after, refused, same)
        return before, after, refused, same

    @staticmethod
    def _policy(
        wanted: Mapping[Field, TextWant],
        standing: Standing,
        before: dict[str, Any],
        after: dict[str, Any],
        refused: list[tuple[TextWant, Left]],
        same: list[TextWant],
    ) -> None:
        """Both refund fields at once: a period of `inherit` has no fine print, and takes one away."""
        if not wanted:
            return
        period_before, print_before = standing.refund_period or "", standing.fine_print or ""
        asked = wanted.get(Field.REFUND_PERIOD)
        period = period_before if asked is None else str(asked.value)
        typed = wanted.get(Field.FINE_PRINT)
        fine_print = "" if period == "inherit" else print_before
        if typed is not None:
            fine_print = str(typed.value)
            why = print_refusal(period, fine_print)
            if why is not None:
                refused.append((typed, why))
                return
        if (period, fine_print) == (period_before, print_before):
            same += wanted.values()
            return
        before |= {"refund_period": period_before, "fine_print": print_before}
        after |= {"refund_period": period, "fine_print": fine_print}

    def _version(self, entry: ShopProduct, want: VersionWant) -> None:
        product = entry.product
        version = _found(entry, want)
        if version is None:
            key = version_texts_key(product.id, want.variant_id)
            unread = entry.versions is None and bool(product.groups)
            left = (
                Left(SkipReason.VERSIONS_UNREAD, say("left_versions_unread"))
                if unread
                else Left(SkipReason.NO_VERSION, say("edit_version_gone"))
            )
            self.rows.leave_product(entry, key, left, line=want.line)
            return
        detail = f"{version.category_title}: {version.name}" if version.category_title else version.name
        refusal = version_refusal(product, version, want)
        texts = _version_states(version, want)
        surcharge = want.surcharge_minor
        moves = not isinstance(surcharge, Keep) and surcharge != version.price_difference_minor
        if refusal is not None:
            key = version_texts_key(product.id, version.variant_id)
            self.rows.leave_product(entry, key, refusal, detail=detail, line=want.line)
            return
        if texts is not None:
            step = SetVersion(
                key=version_texts_key(product.id, version.variant_id),
                product_id=product.id,
                product_name=product.name,
                category_id=version.category_id,
                variant_id=version.variant_id,
                name=version.name,
                before=texts[0],
                after=texts[1],
            )
            self.rows.take(step, product.name, detail=detail, line=want.line)
        if moves and not isinstance(surcharge, Keep):
            surcharged = surcharge_step(entry, version, surcharge, product.currency)
            if self.rows.take(surcharged, product.name, detail=detail, line=want.line):
                facts = facts_of(entry, None, [surcharged], self._fees, {})
                self._priced(Price(surcharged, facts[0]))
        if texts is None and not moves:
            key = version_key(product.id, version.variant_id)
            same = Left(SkipReason.SAME, say("edit_version_same"))
            self.rows.leave_product(entry, key, same, detail=detail, line=want.line)

    def _new_version(self, entry: ShopProduct, want: NewVersionWant) -> None:
        product, name = entry.product, want.name.strip()
        key = new_version_key(product.id, want.category_id, name)
        refusal = new_version_refusal(entry, want)
        title = next((v.category_title for v in entry.versions or () if v.category_id == want.category_id), "")
        detail = f"{title}: {name}" if title else name
        if refusal is not None:
            self.rows.leave_product(entry, key, refusal, detail=detail, line=want.line)
            return
        step = AddVersion(
            key=key,
            product_id=product.id,
            product_name=product.name,
            category_id=want.category_id,
            name=name,
            currency=product.currency,
            after=VersionDraft(
                exists=True,
                description=want.description,
                price_difference_minor=want.surcharge_minor,
                stock=want.stock,
            ),
        )
        self.rows.take(step, product.name, detail=detail, line=want.line)

    def _price(self, entry: ShopProduct, want: PriceWant) -> int:
        """The price by the time what follows is done."""
        product = entry.product
        refusal = price_refusal(product, want.price_minor) or structure_refusal(product)
        step = None if refusal is not None else price_step(entry, want.price_minor, product.currency)
        if step is None:
            left = refusal or Left(SkipReason.SAME, say("left_same"))
            self.rows.leave_product(entry, product.id, left, line=want.line)
            return product.price_minor
        (facts,) = facts_of(entry, step, [], self._fees, {})
        notes = tuple(break_text(code, product.currency) for code in facts.breaks)
        if not self.rows.take(step, product.name, line=want.line, notes=notes, undo_note=facts.undo_note):
            return product.price_minor
        self._priced(Price(step, facts))
        return want.price_minor

    def _priced(self, price: Price) -> None:
        self.prices.append(price)

    def _publish(self, entry: ShopProduct, want: PublishWant, price_minor: int) -> None:
        product = entry.product
        key = listing_key(product.id, "published")
        if product.published == want.published:
            text = say("edit_on_sale_already" if want.published else "edit_off_sale_already")
            self.rows.leave_product(entry, key, Left(SkipReason.SAME, text), line=want.line)
            return
        by_then = product.model_copy(update={"price_minor": price_minor})
        refusal = publish_refusal(entry, by_then) if want.published else None
        if refusal is not None:
            self.rows.leave_product(entry, key, refusal, line=want.line)
            return
        step = SetPublished(
            key=key,
            product_id=product.id,
            name=product.name,
            before=PublishedState(published=product.published),
            after=PublishedState(published=want.published),
        )
        undo_note = "" if want.published else _no_way_back(entry)
        self.rows.take(step, product.name, line=want.line, undo_note=undo_note)

    def _delete(self, entry: ShopProduct, want: DeleteWant) -> None:
        product = entry.product
        step = DeleteProduct(
            key=listing_key(product.id, "deleted"),
            product_id=product.id,
            name=product.name,
            before=PublishedState(published=product.published),
        )
        sold = product.sales_count or 0
        notes = (say("edit_delete_sold", n=sold),) if sold else ()
        self.rows.take(step, product.name, line=want.line, notes=notes, undo_note=_no_way_back(entry))

    def _draft(self, want: NewProductWant) -> None:
        refusal = new_product_refusal(want, self._categories)
        if refusal is not None or want.currency is None:
            left = refusal or rule(say("edit_no_currency"))
            self.rows.leave(LeftRow(want.key, left, product=want.name, line=want.line))
            return
        self._drafts += 1
        step = CreateProduct(
            key=draft_key(self._drafts),
            product_id="",
            name=want.name,
            currency=want.currency,
            line=want.line,
            after=ProductDraft(
                exists=True,
                price_minor=want.price_minor,
                description=want.description,
                summary=want.summary,
                receipt=want.receipt,
                tags=tuple(dict.fromkeys(map(clean_tag, want.tags))),
                category=want.category or "",
            ),
        )
        self.rows.take(step, want.name, line=want.line)


def _no_way_back(entry: ShopProduct) -> str:
    """Why undo could not put it on sale again, which is how a deleted one comes back; empty where it can."""
    refusal = publish_refusal(entry, entry.product)
    return "" if refusal is None else say("edit_undo_on_sale", why=refusal.text)


def _stands(want: TextWant, standing: Standing) -> bool:
    """Whether the field reads so already; the order of tags is Gumroad's."""
    held = standing.text_of(want.field)
    if isinstance(want.value, tuple) and isinstance(held, tuple):
        return {clean_tag(tag) for tag in want.value} == {clean_tag(tag) for tag in held}
    return want.value == held


def _cleaned(want: TextWant) -> str | tuple[str, ...]:
    """The value as Gumroad keeps it: tags are lowered, each once."""
    if isinstance(want.value, tuple):
        return tuple(dict.fromkeys(map(clean_tag, want.value)))
    return want.value


def _found(entry: ShopProduct, want: VersionWant) -> Version | None:
    return next(
        (
            version
            for version in entry.versions or ()
            if (version.category_id, version.variant_id) == (want.category_id, want.variant_id)
        ),
        None,
    )


def _version_states(version: Version, want: VersionWant) -> tuple[VersionTexts, VersionTexts] | None:
    """What a version says before and after; None where nothing of it changes."""
    name = want.name if isinstance(want.name, str) and want.name.strip() != version.name else None
    about = want.description
    described = about if isinstance(about, str) and about != version.description else None
    stock = want.stock
    stocked = not isinstance(stock, Keep) and stock != version.stock
    if name is None and described is None and not stocked:
        return None
    before = VersionTexts(
        name=None if name is None else version.name,
        description=None if described is None else version.description,
        stock=version.stock if stocked else None,
        sets_stock=stocked,
    )
    after = VersionTexts(
        name=None if name is None else name.strip(),
        description=described,
        stock=None if isinstance(stock, Keep) or not stocked else stock,
        sets_stock=stocked,
    )
    return before, after
