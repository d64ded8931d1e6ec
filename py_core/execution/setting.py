"""Absolute sets: prices, surcharges, a code's limits, listings. Sent twice they leave what they leave sent once."""

from dataclasses import dataclass

from py_core.errors import CoreError, NotFound
from py_core.execution.actions import means_money, read_call, write_call
from py_core.execution.agreement import is_as_before, is_as_wanted
from py_core.execution.describe import state_text, why
from py_core.execution.ends import StepEnd, Tools
from py_core.execution.listing_actions import LISTING_SETS, ListingSet
from py_core.execution.outcomes import OutcomeKind
from py_core.execution.reading import Reading
from py_core.execution.retry import READ_BACK_ATTEMPTS
from py_core.execution.undo import in_third_currency
from py_core.gumroad.calls import get_product
from py_core.gumroad.failures import may_have_applied
from py_core.plan.listing_steps import DeleteProduct
from py_core.plan.steps import SetCodeLimits, SetPrice, SetVersionPrice
from py_core.words import say

FRESH_MS = 1_000
"""How old the read before a write may be; the usual pace between two requests is well below it."""


@dataclass(slots=True)
class LastSeen:
    """What the product that was read last is sold in."""

    product_id: str = ""
    currency: str = ""

    def note(self, shown: Reading) -> None:
        """Remember a product that Gumroad showed."""
        if shown.product is not None:
            self.product_id, self.currency = shown.product.product.id, shown.product.product.currency


class Setting:
    """One absolute set. `currency` is what its product must be sold in for an amount to mean what it says."""

    def __init__(
        self,
        tools: Tools,
        seen: LastSeen,
        step: SetPrice | SetVersionPrice | SetCodeLimits | ListingSet,
        currency: str,
    ) -> None:
        self._tools = tools
        self._seen = seen
        self._step = step
        self._currency = currency
        self._words = "listing" if isinstance(step, LISTING_SETS) else "step"
        if isinstance(step, SetCodeLimits):
            self._words = "limits"
        self.write = write_call(step)

    async def look(self) -> StepEnd | None:
        """None when the state before the change is the expected one, and pacing lets the change follow at once."""
        while True:
            end = await self._looked()
            if end is not None or self._tools.client.wait_ms(self.write.request) <= FRESH_MS:
                return end

    async def _looked(self) -> StepEnd | None:
        tools, step = self._tools, self._step
        end = await tools.slot(self.write.request)
        if end is not None:
            return end
        try:
            if means_money(step):
                now = await tools.before(self._currency_now())
                if isinstance(now, StepEnd):
                    return now
                if now != self._currency:
                    text = say(f"{self._words}_other_currency", now=now.upper(), wanted=self._currency.upper())
                    return tools.end(OutcomeKind.SKIPPED, text)
            shown = await tools.before(tools.client.ask(read_call(step), on_wait=tools.on_wait))
        except NotFound as error:
            return tools.end(OutcomeKind.STALE, say("step_gone"), error=error)
        if isinstance(shown, StepEnd):
            return shown
        self._seen.note(shown)
        return self._compared(shown)

    def _compared(self, shown: Reading) -> StepEnd | None:
        tools, step = self._tools, self._step
        if shown.gone:
            return tools.end(OutcomeKind.STALE, say("step_gone"))
        if shown.code is not None and shown.code.name != step.name:
            return tools.end(OutcomeKind.STALE, say("code_renamed", now=shown.code.name), shown)
        if is_as_wanted(step, shown.state):
            return tools.end(OutcomeKind.UNCHANGED, say("step_already"), shown)
        if not is_as_before(step, shown.state):
            before, now = state_text(step, step.before), state_text(step, shown.state)
            found = None if in_third_currency(step, shown.state) else shown
            return tools.end(OutcomeKind.STALE, say("step_since", before=before, now=now), shown, found=found)
        return None

    async def _currency_now(self) -> str:
        """What the product is sold in; read once for the steps of one product that follow each other."""
        product_id = self._step.product_id
        if self._seen.product_id != product_id:
            record = await self._tools.client.ask(get_product(product_id), on_wait=self._tools.on_wait)
            self._seen.product_id, self._seen.currency = product_id, record.product.currency
        return self._seen.currency

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How the step ended after a sending that did; None when it was not applied and may be sent again."""
        if isinstance(self._step, DeleteProduct) and isinstance(error, NotFound):
            return await self.settle() or self._tools.refused(error)
        return await self.settle() if may_have_applied(error) else self._tools.refused(error)

    async def settle(self) -> StepEnd | None:
        """How a step that may have been sent ended, or None when Gumroad still shows the state before."""
        tools, step = self._tools, self._step
        ask = tools.client.ask(read_call(step), attempts=READ_BACK_ATTEMPTS, on_wait=tools.on_wait)
        shown = await tools.after(ask)
        if isinstance(shown, StepEnd):
            return shown
        self._seen.note(shown)
        if is_as_wanted(step, shown.state):
            return self._applied(say(f"{self._words}_read_back"), shown)
        if is_as_before(step, shown.state):
            return None
        text = say("step_unknown", now=state_text(step, shown.state))
        return tools.end(OutcomeKind.UNKNOWN, text, shown, found=shown)

    def _applied(self, text: str, shown: Reading) -> StepEnd:
        """The step came through; where Gumroad writes the same in its own way, undo starts from that."""
        other = shown.state != self._step.after
        return self._tools.end(OutcomeKind.APPLIED, text, shown, found=shown if other else None)

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of a step that was sent and not applied, and is not sent again."""
        return self._tools.not_applied(say(f"{self._words}_not_applied", why=why(error)), error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to."""
        self._seen.note(answer)
        step = self._step
        if is_as_wanted(step, answer.state):
            return self._applied("", answer)
        now, after = state_text(step, answer.state), state_text(step, step.after)
        text = say("step_unconfirmed", now=now, after=after)
        return self._tools.end(OutcomeKind.UNCONFIRMED, text, answer, found=answer)
