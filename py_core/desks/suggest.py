"""What the pages ask about suggestions: requests for a model, what came of its answers, and what was decided.

Nothing here reaches a model or Gumroad. An answer becomes a proposal, a proposal that was accepted becomes a want,
and wants become an ordinary plan.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from py_core.desks.suggest_shelf import SuggestShelf
from py_core.desks.turns import kept
from py_core.edits.planner import build_listing_plan
from py_core.edits.wants import Field, TextWant
from py_core.errors import InputError
from py_core.execution.ports import Clock
from py_core.protocol import suggest_commands as c
from py_core.protocol.present_suggest import cost_view, request_view
from py_core.protocol.suggest_views import (
    SuggestDecidedView,
    SuggestEstimateView,
    SuggestListView,
    SuggestReceivedView,
    SuggestRequestView,
    SuggestSkip,
)
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from py_core.store.plan_store import PlanStore
from py_core.suggest.answer import read_answer
from py_core.suggest.asking import Asked, Failed, asked_of
from py_core.suggest.estimate import NONCE_BYTES, check_wishes, cost_of, objection_to, read_prices, size_of
from py_core.suggest.judge import judge_typed
from py_core.suggest.receiving import Received, received
from py_core.suggest.records import Decision, Dropped, Proposal, Standing, Suggestion
from py_core.suggest.source import Source
from py_core.suggest.wishes import Wishes
from py_core.values import Value
from py_core.words import say

MOST_AT_ONCE = 2_000
MOST_WAITING = 200
AT_ONCE = 20
_OVER = (Standing.REJECTED, Standing.STALE, Standing.DONE)
_DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "wait": Decision.WAITING}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A request that waits for its answer. `again` is the second one for a product, after which none follows."""

    account_id: str
    source: Source
    wishes: Wishes
    asked: Asked
    again: bool


class SuggestDesk:
    """Suggestions for the current shop. The shelf raises InputError where there is none.

    A request waits for its answer until the engine ends, or until MOST_WAITING newer ones wait.
    """

    def __init__(
        self,
        *,
        shelf: SuggestShelf,
        plans: PlanStore,
        settings: Callable[[], Settings],
        clock: Clock,
        entropy: Callable[[int], bytes],
    ) -> None:
        self._shelf = shelf
        self._plans = plans
        self._settings = settings
        self._clock = clock
        self._entropy = entropy
        self._waiting: dict[str, _Waiting] = {}

    def handlers(self) -> Mapping[type[Value], Callable[[Any], Awaitable[Value] | Value]]:
        """Which command goes where."""
        return {
            c.SuggestEstimate: self._estimate,
            c.SuggestPrepare: self._prepare,
            c.SuggestReceive: self._receive,
            c.SuggestList: lambda command: self._list(command.product_ids),
            c.SuggestDecide: self._decide,
            c.SuggestPlan: self._plan,
            c.SuggestClear: self._clear,
        }

    async def _estimate(self, command: c.SuggestEstimate) -> SuggestEstimateView:
        errors: dict[str, str] = {}
        wanted = dict.fromkeys(command.product_ids)
        if not wanted or len(wanted) > MOST_AT_ONCE:
            most = f"{MOST_AT_ONCE:,}"
            errors["product_ids"] = say("suggest_too_many", most=most) if wanted else say("suggest_no_products")
        try:
            check_wishes(command.wishes)
        except InputError as error:
            errors |= error.fields
        prices = None
        try:
            prices = read_prices(command.prices)
        except InputError as error:
            errors |= error.fields
        if errors:
            raise InputError("suggest_bad_form", next(iter(errors.values())), fields=errors)
        skipped, sizes = [], {}
        for at, product_id in enumerate(wanted):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
            source = self._shelf.source_of(product_id)
            if source is None:
                skipped.append(SuggestSkip(product_id=product_id, name="", text=say("listing_not_there")))
                continue
            size = size_of(source, command.wishes)
            objection = objection_to(source, size, command.room_tokens)
            if objection:
                skipped.append(SuggestSkip(product_id=product_id, name=source.name, text=objection))
            else:
                sizes[product_id] = size
        sent, usual = sum(size.sent for size in sizes.values()), sum(size.usual for size in sizes.values())
        cost = cost_of(sizes.values(), prices) if prices is not None else None
        drawn = None if cost is None else cost_view(cost, command.prices.currency)
        sentences = [say("suggest_estimate_nothing")]
        if sizes:
            if drawn is None:
                costs = say("suggest_estimate_cost_none")
            elif prices is not None and not any(prices):
                costs = say("suggest_estimate_free")
            else:
                costs = say("suggest_estimate_cost", about=drawn.about.text, most=drawn.most.text)
            sentences = [
                say("suggest_estimate_products", n=len(sizes), sent=sent, back=usual),
                say("suggest_estimate_again"),
                costs,
                say("suggest_estimate_how"),
            ]
        return SuggestEstimateView(
            product_ids=tuple(sizes),
            sent_tokens=sent,
            back_tokens=usual,
            cost=drawn if sizes else None,
            sentences=tuple(sentences),
            skipped=tuple(skipped),
        )

    def _prepare(self, command: c.SuggestPrepare) -> SuggestRequestView:
        check_wishes(command.wishes)
        source = self._shelf.needed_source(command.product_id)
        objection = objection_to(source, size_of(source, command.wishes), command.room_tokens)
        if objection:
            raise InputError("suggest_cannot", objection)
        return self._ask(source, command.wishes, None)

    def _ask(self, source: Source, wishes: Wishes, failed: Failed | None) -> SuggestRequestView:
        asked = asked_of(source, wishes, self._nonce(source, wishes), failed)
        request_id = self._entropy(NONCE_BYTES).hex()
        again = failed is not None
        self._waiting[request_id] = _Waiting(self._shelf.account_id(), source, wishes, asked, again)
        while len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        return request_view(request_id, source.product_id, source.name, asked, repairs=again)

    def _nonce(self, source: Source, wishes: Wishes) -> str:
        """A mark that stands nowhere in what is sent."""
        while True:
            nonce = self._entropy(NONCE_BYTES).hex()
            if not any(nonce in text for text in (source.model_dump_json(), wishes.tone)):
                return nonce

    def _receive(self, command: c.SuggestReceive) -> SuggestReceivedView:
        waiting = self._waiting.pop(command.request_id, None)
        if waiting is None or waiting.account_id != self._shelf.account_id():
            raise InputError("suggest_no_request", say("suggest_no_request"))
        source, asked = self._shelf.needed_source(waiting.source.product_id), waiting.asked
        kept = self._shelf.renewed(source, asked.fields, self._clock.now_ms())
        if source != waiting.source:
            text = (say("suggest_changed_meanwhile"),)
            dropped = tuple(Dropped(field=field, same=False, texts=text) for field in asked.fields)
            return self._kept(kept.with_dropped(dropped), 0, len(dropped))
        found = received(source, asked, read_answer(command.text, command.end, asked.fields))
        for proposal in found.proposals:
            kept = kept.with_proposal(proposal)
        if found.failed is not None and not waiting.again:
            return self._again(kept, found, waiting)
        return self._kept(kept.with_dropped(found.dropped()), len(found.proposals), len(found.problems))

    def _again(self, kept: Suggestion, found: Received, waiting: _Waiting) -> SuggestReceivedView:
        """What is good is kept at once; the rest is asked for once more."""
        if found.same:
            left = Received((), found.same, {}, {}, (), ())
            kept = kept.with_dropped(left.dropped())
        if kept.proposals or kept.dropped:
            self._shelf.save((kept,))
        return SuggestReceivedView(
            product_id=kept.source.product_id,
            outcome="again",
            text=say("suggest_received_again", n=len(found.problems)),
            product=self._shelf.drawn(kept) if kept.proposals else None,
            again=self._ask(waiting.source, waiting.wishes, found.failed),
            counts=self._shelf.counts(),
        )

    def _kept(self, kept: Suggestion, good: int, bad: int) -> SuggestReceivedView:
        self._shelf.save((kept,))
        useful = "some" if good else "none"
        key = useful if bad else "all" if good else "same"
        return SuggestReceivedView(
            product_id=kept.source.product_id,
            outcome="proposed" if kept.proposals else "nothing",
            text=say(f"suggest_received_{key}", n=good, dropped=bad),
            product=self._shelf.drawn(kept),
            again=None,
            counts=self._shelf.counts(),
        )

    async def _list(self, product_ids: Sequence[str] | None) -> SuggestListView:
        """Other commands are answered in between."""
        products = []
        for at, (suggestion, standings) in enumerate(self._shelf.some(product_ids)):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
            products.append(self._shelf.drawn(suggestion, standings))
        return SuggestListView(products=tuple(products), counts=self._shelf.counts())

    def _decide(self, command: c.SuggestDecide) -> SuggestDecidedView:
        changed: dict[str, Suggestion] = {}
        for decision in command.decisions:
            suggestion = changed.get(decision.product_id) or self._shelf.get(decision.product_id)
            proposal = suggestion.of(decision.field) if suggestion else None
            if suggestion is None or proposal is None:
                raise InputError("suggest_not_there", say("suggest_not_there"))
            changed[decision.product_id] = suggestion.with_proposal(self._decided(suggestion, proposal, decision))
        self._shelf.save(tuple(changed.values()))
        return SuggestDecidedView(
            products=tuple(map(self._shelf.drawn, changed.values())), counts=self._shelf.counts()
        )

    def _decided(self, suggestion: Suggestion, proposal: Proposal, decision: c.SuggestDecision) -> Proposal:
        standing = self._shelf.standings(suggestion)[proposal.field]
        decided = _DECISIONS.get(decision.decision)
        if standing in (Standing.STALE, Standing.DONE):
            if decided is Decision.REJECTED:
                return proposal
            if standing is Standing.STALE or decided is not None:
                raise InputError(f"suggest_{standing}", say(f"suggest_{standing}"))
        if decided is not None:
            return proposal.model_copy(update={"decision": decided})
        source = self._shelf.needed_source(decision.product_id)
        verdict = judge_typed(source, decision.field, decision.text)
        if verdict.problems:
            text = " ".join(problem.text for problem in verdict.problems)
            raise InputError("suggest_bad_text", text, fields={"text": text})
        return Proposal(
            field=decision.field,
            before=source.stands(decision.field),
            value=verdict.value,
            decision=Decision.ACCEPTED,
            edited=True,
        )

    async def _plan(self, command: c.SuggestPlan) -> PlanView:
        wants = [
            TextWant(
                product_id=suggestion.source.product_id,
                field=Field(proposal.field.value),
                value=proposal.value,
            )
            for suggestion, standings in self._shelf.some(command.product_ids)
            for proposal in suggestion.proposals
            if standings[proposal.field] is Standing.ACCEPTED
        ]
        if not wants:
            raise InputError("suggest_nothing_accepted", say("suggest_nothing_accepted"))
        plan = build_listing_plan(
            self._shelf.shop(),
            self._shelf.listings(tuple(dict.fromkeys(want.product_id for want in wants))),
            wants,
            self._settings(),
            self._clock.now_ms(),
            title=say("suggest_title"),
        )
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return await kept(plan, self._plans, self._clock)

    async def _clear(self, command: c.SuggestClear) -> SuggestListView:
        self._shelf.clear(command.product_ids, None if command.what == "all" else _OVER)
        return await self._list(None)
