"""From what is asked for to the steps of a plan: the one place that says what Gumroad would take. No I/O, no clock.

Everything is looked at in the order in which it will be sent, each against what stands once the steps before it are
done. What Gumroad would refuse becomes a row that is left alone, with the reason, and never a step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from py_core.catalog.labels import lowest_price_minor
from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.findings import Outlook, findings_of
from py_core.codes.forms import Existing
from py_core.codes.labels import discount_text
from py_core.codes.prices import NO_NATIVE, Native, PriceBook
from py_core.codes.standing import Held, Standing
from py_core.codes.wants import Change, Drop, Item, Refusal, Want, state_of_code, state_of_draft
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.codes import CodeDraft, draft_objections
from py_core.gumroad.rules.discounts import Discount
from py_core.plan.plan import CodeFacts, Finding, Plan, PlanKind, PriceAfter, Skipped, SkipReason
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, SetCodeLimits, Step, code_key
from py_core.settings import Settings
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Rules:
    """How a plan deals with names that are taken, and which of its rows stay out."""

    existing: Existing = Existing.SKIP
    suffix: str = ""
    unticked: frozenset[str] = field(default_factory=frozenset)


class CodePlanner:
    """Gathers steps, facts and rows left alone, item by item."""

    def __init__(self, shop: Shop, settings: Settings, rules: Rules, native: Native = NO_NATIVE) -> None:
        self.steps: list[Step] = []
        self.facts: list[CodeFacts] = []
        self.skipped: list[Skipped] = []
        self.outlook = Outlook()
        self.standing = Standing(shop)
        self.prices = PriceBook(shop, settings, native)
        self._rules = rules
        self._keys: set[str] = set()
        self._shown_universal: set[tuple[int | None, int | None]] = set()

    def add(self, item: Item) -> None:
        """Plan one item, or say why it is left alone."""
        match item:
            case Want():
                self._want(item)
            case Drop():
                self._drop(item)
            case Change():
                self._change(item)

    def _key(self, key: str) -> str:
        """The key, or one behind it that is not taken: the same code may be asked for twice."""
        fresh, count = key, 1
        while fresh in self._keys:
            count += 1
            fresh = f"{key}#{count}"
        self._keys.add(fresh)
        return fresh

    def skip(
        self, entry: ShopProduct, key: str, name: str, left: Refusal, *, universal: bool, line: int | None = None
    ) -> None:
        """Leave a row alone."""
        product = entry.product
        text = left.text if line is None else say("code_on_line", line=line, text=left.text)
        self.skipped.append(
            Skipped(
                key=key,
                product_id=product.id,
                name=say("every_product") if universal else product.name,
                reason=left.reason,
                text=text,
                price_minor=lowest_price_minor(product),
                currency=product.currency,
                detail=name,
            )
        )

    def _want(self, want: Want) -> None:
        entry, replaces = want.entry, want.replaces
        draft = _stripped(want.draft)
        left = want.left or cannot(entry) or _not_a_code(draft)
        if left is None:
            found = self._resolved(entry, draft, replaces)
            if isinstance(found, Refusal):
                left = found
            else:
                draft, replaces = found
        name, universal = draft.name, draft.universal
        key = self._key(code_key(entry.product.id, name, "create"))
        old_key = "" if replaces is None else self._key(code_key(entry.product.id, replaces.name, "delete"))
        if left is None:
            left = self._against_prices(entry, draft)
        if left is None and not self._rules.unticked.isdisjoint((key, old_key)):
            left = Refusal(SkipReason.UNTICKED, say("left_unticked"))
        if left is not None:
            self.skip(entry, key, name, left, universal=universal, line=want.line)
            return
        make = CreateCode(
            key=key,
            product_id=entry.product.id,
            product_name="" if universal else entry.product.name,
            name=name,
            currency=entry.product.currency,
            after=state_of_draft(draft),
        )
        facts = self._create_facts(key, want, draft, replaces)
        if replaces is None:
            self._make(entry, make, facts)
            return
        drop = _delete_step(entry, replaces, old_key, None)
        gone = self._delete_facts(entry, replaces, old_key)
        if replaces.name.casefold() == name.casefold():
            self.outlook.gaps.append(key)
            self._take(drop, gone)
            self._make(entry, make.model_copy(update={"needs": old_key}), facts)
        else:
            self._make(entry, make, facts)
            self._take(drop.model_copy(update={"needs": key}), gone)

    def _resolved(
        self, entry: ShopProduct, draft: CodeDraft, replaces: OfferCode | None
    ) -> tuple[CodeDraft, OfferCode | None] | Refusal:
        """The draft with the name it will have and the code that goes for it, or why it is left alone."""
        if replaces is not None:
            shared = self._shared(replaces)
            if shared is not None:
                return shared
            if self.standing.is_gone(replaces.id):
                return Refusal(SkipReason.GONE, say("code_replaced_twice", name=replaces.name))
            if state_of_code(replaces) == state_of_draft(draft) and replaces.name == draft.name:
                return Refusal(SkipReason.SAME, say("code_stays_same"))
            held = self._holder(entry, draft, replaces)
            return (draft, replaces) if held is None else _taken(draft, held)
        held = self._holder(entry, draft)
        if held is None:
            return draft, None
        code = held.code
        if code is not None and held.name == draft.name and state_of_code(code) == state_of_draft(draft):
            return Refusal(SkipReason.SAME, say("code_stands_same", name=draft.name))
        if self._rules.existing is Existing.SUFFIX:
            longer = draft.model_copy(update={"name": draft.name + self._rules.suffix})
            bad = _not_a_code(longer)
            if bad is not None:
                return bad
            again = self._holder(entry, longer)
            return (longer, None) if again is None else _taken(longer, again)
        if self._rules.existing is Existing.REPLACE and code is not None:
            if code.universal != draft.universal:
                key = "code_replace_universal" if code.universal else "code_replace_own"
                return Refusal(SkipReason.CODE_STANDS, say(key, name=code.name))
            shared = self._shared(code)
            if shared is not None:
                return shared
            again = self._holder(entry, draft, code)
            return (draft, code) if again is None else _taken(draft, again)
        if code is not None and held.name == draft.name:
            now = discount_text(code.percent_off, code.amount_minor, entry.product.currency)
            uses = say("code_used_times", n=code.times_used)
            return Refusal(SkipReason.CODE_STANDS, say("code_stands_other", name=code.name, now=now, uses=uses))
        return _taken(draft, held)

    def _shared(self, code: OfferCode) -> Refusal | None:
        """Why a code is not replaced: it goes for several products, and the new one would be for one of them."""
        places = 1 if code.universal else len(self.prices.places_of(code.id))
        return Refusal(SkipReason.RULE, say("replace_shared", n=places)) if places > 1 else None

    def _holder(self, entry: ShopProduct, draft: CodeDraft, gone: OfferCode | None = None) -> Held | None:
        without = frozenset() if gone is None else frozenset((gone.id,))
        return self.standing.holder(entry, draft.name, universal=draft.universal, without=without)

    def _against_prices(self, entry: ShopProduct, draft: CodeDraft) -> Refusal | None:
        text = self.prices.refusal(entry, draft.discount, universal=draft.universal)
        return Refusal(SkipReason.REFUSED, text) if text else None

    def _create_facts(self, key: str, want: Want, draft: CodeDraft, replaces: OfferCode | None) -> CodeFacts:
        renamed = replaces is not None and replaces.name.casefold() != draft.name.casefold()
        wins = 0 if draft.universal else self.prices.native_wins(want.entry, draft.discount)
        return CodeFacts(
            key=key,
            prices=self._shown_prices(want.entry, draft),
            estimate=self.prices.estimated(want.entry),
            replaces=replaces.name if replaces is not None and renamed else "",
            native_wins=want.native_wins or wins,
            line=want.line,
            note=want.note,
        )

    def _shown_prices(self, entry: ShopProduct, draft: CodeDraft) -> tuple[PriceAfter, ...]:
        """Of many universal codes with one discount, the first shows the prices of the shop for all of them."""
        if draft.universal:
            discount = (draft.percent_off, draft.amount_minor)
            if discount in self._shown_universal:
                return ()
            self._shown_universal.add(discount)
        return self.prices.after(entry, draft.discount, universal=draft.universal)

    def _make(self, entry: ShopProduct, step: CreateCode, facts: CodeFacts) -> None:
        after = step.after
        universal = after.universal
        self.standing.make(entry, step.name, universal=universal, amount=after.amount_minor is not None)
        self.steps.append(step)
        self.facts.append(facts)
        self.outlook.made(entry, step, facts)
        if universal:
            self.outlook.covered = max(
                self.outlook.covered,
                len(self.prices.covered(entry.product.currency, discount_of(step))),
            )

    def _take(self, step: DeleteCode, facts: CodeFacts) -> None:
        self.standing.drop(step.code_id)
        self.steps.append(step)
        self.facts.append(facts)
        self.outlook.deleted(step, facts)

    def _drop(self, drop: Drop) -> None:
        entry, code = drop.entry, drop.code
        key = self._key(code_key(entry.product.id, code.name, "delete"))
        left = drop.left
        if left is None and self.standing.is_gone(code.id):
            left = Refusal(SkipReason.SAME, say("code_chosen_twice"))
        if left is None and drop.unused_only and code.times_used:
            left = Refusal(SkipReason.USED, say("code_used", n=code.times_used))
        if left is None and key in self._rules.unticked:
            left = Refusal(SkipReason.UNTICKED, say("left_unticked"))
        if left is not None:
            self.skip(entry, key, code.name, left, universal=code.universal)
            return
        facts = self._delete_facts(entry, code, key, drop.note, shared=drop.shared)
        self._take(_delete_step(entry, code, key, 0 if drop.unused_only else None), facts)

    def _delete_facts(
        self, entry: ShopProduct, code: OfferCode, key: str, note: str = "", *, shared: bool = False
    ) -> CodeFacts:
        """What undo cannot bring back: a code that Gumroad would refuse now, its other products, its uses."""
        refused = self.prices.refusal(
            entry, Discount(code.percent_off, code.amount_minor), universal=code.universal
        )
        lost = [say("undo_note_refused", why=refused)] if refused else []
        if shared and not refused:
            lost.append(say("undo_note_shared"))
        if code.times_used and not refused:
            lost.append(lost_uses(code.times_used))
        return CodeFacts(key=key, uses=code.times_used, note=note, undo_note=" ".join(lost))

    def _change(self, change: Change) -> None:
        entry, code = change.entry, change.code
        key = self._key(code_key(entry.product.id, code.name, "limits"))
        before = state_of_code(code)
        limits = {
            "max_purchase_count": change.max_purchase_count,
            "minimum_amount_minor": change.minimum_amount_minor,
        }
        after = before.model_copy(update=limits)
        left = change.left or limits_refusal(self.prices, entry, code.id, before, after, code.times_used)
        if left is None and key in self._rules.unticked:
            left = Refusal(SkipReason.UNTICKED, say("left_unticked"))
        if left is not None:
            self.skip(entry, key, code.name, left, universal=code.universal)
            return
        step = SetCodeLimits(
            key=key,
            product_id=entry.product.id,
            product_name="" if code.universal else entry.product.name,
            code_id=code.id,
            name=code.name,
            currency=entry.product.currency,
            before=before,
            after=after,
        )
        self.steps.append(step)
        self.facts.append(CodeFacts(key=key, uses=code.times_used, note=change.note))


def cannot(entry: ShopProduct) -> Refusal | None:
    """Why no code can be made on a product, whatever it takes off; None where one can."""
    if entry.product.deleted:
        return Refusal(SkipReason.GONE, say("left_gone"))
    if entry.product.currency not in CURRENCIES:
        return Refusal(SkipReason.RULE, say("left_unknown_currency", code=entry.product.currency.upper()))
    return None


def limits_refusal(
    prices: PriceBook, entry: ShopProduct, code_id: str, before: CodeState, after: CodeState, uses: int
) -> Refusal | None:
    """Why a code cannot get other limits: Gumroad looks at the number of uses and at the price rule again.

    Source: API contract, section 7.3, rule 9.
    """
    if after == before:
        return Refusal(SkipReason.SAME, say("code_limits_same"))
    if after.max_purchase_count is not None and after.max_purchase_count < uses:
        return Refusal(SkipReason.REFUSED, say("code_fewer_than_used", n=uses))
    discount = Discount(after.percent_off, after.amount_minor)
    text = prices.refusal_of_standing(entry, code_id, discount, universal=after.universal)
    return Refusal(SkipReason.REFUSED, say("code_limits_refused", why=text)) if text else None


def lost_uses(uses: int) -> str:
    """What undo cannot bring back of a code that goes; empty where nobody used it."""
    return say("undo_note_uses", n=uses) if uses else ""


def discount_of(step: CreateCode) -> Discount:
    """What a step's code takes off."""
    return Discount(step.after.percent_off, step.after.amount_minor)


def _stripped(draft: CodeDraft) -> CodeDraft:
    name = draft.name.strip()
    return draft if name == draft.name else draft.model_copy(update={"name": name})


def _not_a_code(draft: CodeDraft) -> Refusal | None:
    found = draft_objections(draft)
    return Refusal(SkipReason.REFUSED, found[0].text) if found else None


def _taken(draft: CodeDraft, held: Held) -> Refusal:
    if held.code is None:
        key = "code_twice_in_plan" if held.name == draft.name else "code_twin_in_plan"
        return Refusal(SkipReason.REFUSED, say(key, name=draft.name, other=held.name))
    if held.name == draft.name:
        return Refusal(SkipReason.CODE_STANDS, say("code_name_taken", name=draft.name))
    key = "code_twin_universal" if draft.universal else "code_twin"
    return Refusal(SkipReason.REFUSED, say(key, name=draft.name, other=held.name))


def _delete_step(entry: ShopProduct, code: OfferCode, key: str, unused_at: int | None) -> DeleteCode:
    return DeleteCode(
        key=key,
        product_id=entry.product.id,
        product_name="" if code.universal else entry.product.name,
        code_id=code.id,
        name=code.name,
        currency=entry.product.currency,
        before=state_of_code(code),
        unused_at=unused_at,
    )


def build_codes_plan(
    shop: Shop,
    items: Iterable[Item],
    settings: Settings,
    now_ms: int,
    *,
    kind: PlanKind,
    title: str,
    form_json: str,
    rules: Rules | None = None,
    skipped: Sequence[Skipped] = (),
    product_ids: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    native: Native = NO_NATIVE,
) -> Plan:
    """The plan of all that is asked for, in its order: what is sent, what is left alone and why, what to know.

    `skipped` are rows that are left alone before anything is looked at, `product_ids` the products in the order in
    which their rows are shown; those of the items join them. `findings` are put behind the plan's own. `native` is
    what countries pay for each product by Gumroad's own parity, where that is known.
    """
    planner = CodePlanner(shop, settings, rules or Rules(), native)
    for item in items:
        planner.add(item)
    left = (*planner.skipped, *skipped)
    known = [entry for entry in shop.products if not entry.product.deleted]
    shown = (*product_ids, *(step.product_id for step in planner.steps), *(row.product_id for row in left))
    return Plan(
        kind=kind,
        account_id=shop.account_id,
        title=title,
        created_at_ms=now_ms,
        steps=tuple(planner.steps),
        code_facts=tuple(planner.facts),
        skipped=left,
        findings=(
            *findings_of(
                planner.outlook,
                len(planner.steps),
                left,
                settings.limit_rows,
                unread=[entry.product.id for entry in known if entry.codes is None],
                unchecked=[
                    e.product.id for e in known if e.product.published and e.product.currency not in CURRENCIES
                ],
            ),
            *findings,
        ),
        form_json=form_json,
        product_ids=tuple(dict.fromkeys(shown)),
    )
