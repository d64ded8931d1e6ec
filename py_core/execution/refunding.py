"""Refunds: nothing is given back twice, and nothing of which the end is not known is sent again.

The sale is read right before: what can be given back has to be what the preview showed, and no dispute open. After
a doubtful end what is left tells. A full refund that left no trace may be sent again, since Gumroad refuses to give
back more than there is; a part that left none is unknown, and never sent again by itself.
Source: API contract, sections 9.3 and 14.
"""

from dataclasses import replace

from py_core.errors import CoreError, Rejected
from py_core.execution.describe import state_text
from py_core.execution.ends import StepEnd, Tools
from py_core.execution.outcomes import OutcomeKind
from py_core.execution.readback import LOOKS, Fate, settle_refund
from py_core.execution.reading import Reading
from py_core.execution.sale_actions import sale_state
from py_core.execution.sale_ways import OnSale
from py_core.gumroad.calls import SaleRecord
from py_core.gumroad.failures import may_have_applied
from py_core.plan.sale_steps import RefundSale, RefundState
from py_core.words import say


class Refunding(OnSale):
    """One refund. Raises: InputError for an amount that Gumroad certainly refuses."""

    def __init__(self, tools: Tools, step: RefundSale) -> None:
        super().__init__(tools, step)
        self._step = step

    def _compared(self, shown: Reading) -> StepEnd | None:
        tools, step, now = self._tools, self._step, shown.state
        if not isinstance(now, RefundState):
            raise TypeError("a refund is about what is left")
        if now.disputed:
            return tools.end(OutcomeKind.STALE, say("refund_disputed_since"), shown)
        if now.left_minor == step.before.left_minor:
            return None
        if now.left_minor == 0 and step.amount_minor is None:
            return tools.end(OutcomeKind.UNCHANGED, say("refund_done_since"), shown)
        text = say("step_since", before=state_text(step, step.before), now=state_text(step, now))
        return tools.end(OutcomeKind.STALE, text, shown)

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How it ended after a sending that did; None when a full refund left no trace and may be sent again.

        A refusal may be about our own first sending, since browsers send a request again when a kept connection is
        cut: it is read back, too.
        """
        if may_have_applied(error):
            return await self.settle()
        if not isinstance(error, Rejected):
            return self._tools.refused(error)
        end = await self._settled(looks=1)
        if end is None or end.outcome.kind is not OutcomeKind.APPLIED:
            return replace(self._tools.refused(error), shown=None if end is None else end.shown)
        return end

    async def settle(self) -> StepEnd | None:
        """How a refund that may have been sent ended; None when a full one left no trace.

        Raises: Pause when the sale cannot be read now.
        """
        return await self._settled(looks=LOOKS)

    async def _settled(self, *, looks: int) -> StepEnd | None:
        tools, step = self._tools, self._step
        settled = await tools.after(
            settle_refund(
                tools.client,
                step.sale_id,
                step.before.left_minor,
                step.amount_minor,
                looks=looks,
                on_wait=tools.on_wait,
            ),
            unread="refund_unread",
        )
        if isinstance(settled, StepEnd):
            return settled
        if settled.fate is Fate.NOT_DONE:
            return None
        shown = None if settled.found is None else self._shown(settled.found)
        if settled.fate is Fate.DONE:
            return tools.end(OutcomeKind.APPLIED, say("read_back_refund_sale"), shown)
        return tools.end(OutcomeKind.UNKNOWN, settled.text, shown)

    def _shown(self, record: SaleRecord) -> Reading:
        return Reading(state=sale_state(self._step, record.sale) or self._step.before, sale=record)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a refund that Gumroad said yes to: what is left has to be what the preview showed."""
        tools, step = self._tools, self._step
        now = answer.state
        if isinstance(now, RefundState) and now.left_minor == step.after.left_minor:
            return tools.end(OutcomeKind.APPLIED, "", answer)
        text = say("refund_unconfirmed", now=state_text(step, now), after=state_text(step, step.after))
        return tools.end(OutcomeKind.UNCONFIRMED, text, answer)
