"""How steps about sales are done: the sale is read right before, and read back whenever the end is in doubt.

Marking as shipped and switching a key are absolute sets. A receipt leaves nothing to read back, so one that got no
answer stays unknown. A use is taken back once more only after the sale has shown, several times, that it was not:
Gumroad counts no lower than zero, which is where every such plan leads. Refunds are in `refunding`.
"""

from py_core.errors import CoreError, NotFound
from py_core.execution.describe import state_text, why
from py_core.execution.ends import StepEnd, Tools
from py_core.execution.outcomes import OutcomeKind
from py_core.execution.readback import LOOKS
from py_core.execution.reading import Reading, State
from py_core.execution.retry import ATTEMPTS, READ_BACK_ATTEMPTS
from py_core.execution.sale_actions import sale_read_call, sale_state, sale_write_call, with_uses
from py_core.execution.setting import FRESH_MS
from py_core.gumroad.calls import SaleRecord
from py_core.gumroad.failures import may_have_applied
from py_core.plan.sale_steps import (
    MarkShipped,
    RefundSale,
    ResendReceipt,
    SetLicense,
    TakeUseBack,
    UsesState,
)
from py_core.words import say


class OnSale:
    """What is common to steps that read their sale first."""

    def __init__(self, tools: Tools, step: MarkShipped | RefundSale | SetLicense | TakeUseBack) -> None:
        self._tools = tools
        self._of = step
        self._seen: SaleRecord | None = None
        self.write = sale_write_call(step)

    async def look(self) -> StepEnd | None:
        """None when the sale is as the preview showed it, and pacing lets the change follow at once."""
        while True:
            end = await self._looked()
            if end is not None or self._tools.client.wait_ms(self.write.request) <= FRESH_MS:
                return end

    async def _looked(self) -> StepEnd | None:
        tools = self._tools
        end = await tools.slot(self.write.request)
        if end is not None:
            return end
        try:
            record = await tools.before(self._asked(ATTEMPTS))
        except NotFound as error:
            return tools.end(OutcomeKind.STALE, say("sale_gone"), error=error)
        if isinstance(record, StepEnd):
            return record
        self._seen = record
        state = sale_state(self._of, record.sale)
        if state is None:
            return tools.end(OutcomeKind.STALE, say(f"no_state_{self._of.kind}"))
        return self._compared(Reading(state=state, sale=record))

    def _compared(self, shown: Reading) -> StepEnd | None:
        """None when the sale is as expected."""
        tools, step = self._tools, self._of
        if shown.state == step.after:
            return tools.end(OutcomeKind.UNCHANGED, say("step_already"), shown)
        return None if shown.state == step.before else self._stale(shown)

    def _stale(self, shown: Reading) -> StepEnd:
        step = self._of
        text = say("step_since", before=state_text(step, step.before), now=state_text(step, shown.state))
        return self._tools.end(OutcomeKind.STALE, text, shown, found=shown)

    async def _asked(self, attempts: int) -> SaleRecord:
        return await self._tools.client.ask(
            sale_read_call(self._of), attempts=attempts, on_wait=self._tools.on_wait
        )

    async def _read_back(self) -> Reading | StepEnd:
        """The sale after a write. Raises: Pause when it cannot be read now."""
        record = await self._tools.after(self._asked(READ_BACK_ATTEMPTS))
        if isinstance(record, StepEnd):
            return record
        self._seen = record
        state = sale_state(self._of, record.sale)
        if state is None:
            return self._tools.end(OutcomeKind.UNKNOWN, say(f"no_state_{self._of.kind}"))
        return Reading(state=state, sale=record)

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How the step ended after a sending that did; None when it was not applied and may be sent again."""
        return await self.settle() if may_have_applied(error) else self._tools.refused(error)

    async def settle(self) -> StepEnd | None:
        """How a step that may have been sent ended, or None when Gumroad still shows the state before."""
        shown = await self._read_back()
        if isinstance(shown, StepEnd):
            return shown
        if shown.state == self._of.after:
            return self._tools.end(OutcomeKind.APPLIED, say(f"read_back_{self._of.kind}"), shown)
        if shown.state == self._of.before:
            return None
        return self._unknown(shown)

    def _unknown(self, shown: Reading) -> StepEnd:
        text = say("step_unknown", now=state_text(self._of, shown.state))
        return self._tools.end(OutcomeKind.UNKNOWN, text, shown, found=shown)

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of a step that was sent and not applied, and is not sent again."""
        return self._tools.not_applied(say(f"not_applied_{self._of.kind}", why=why(error)), error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to."""
        step = self._of
        if answer.state == step.after:
            return self._tools.end(OutcomeKind.APPLIED, "", answer)
        now, after = state_text(step, answer.state), state_text(step, step.after)
        text = say("step_unconfirmed", now=now, after=after)
        return self._tools.end(OutcomeKind.UNCONFIRMED, text, answer, found=answer)


class Switching(OnSale):
    """A license key, switched on or off. The answer does not tell whether it is, so it is read back."""

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to. Raises: Pause when it cannot be read back now."""
        del answer
        shown = await self._read_back()
        return shown if isinstance(shown, StepEnd) else await super().confirmed(shown)


class TakingUseBack(OnSale):
    """One use of a license key, taken back. Fewer uses than expected are as good: the way is down to zero."""

    def __init__(self, tools: Tools, step: TakeUseBack) -> None:
        super().__init__(tools, step)
        self._step = step

    def _is_done(self, state: State) -> bool:
        return isinstance(state, UsesState) and state.uses <= self._step.after.uses

    def _compared(self, shown: Reading) -> StepEnd | None:
        if self._is_done(shown.state):
            return self._tools.end(OutcomeKind.UNCHANGED, say("step_already"), shown)
        return None if shown.state == self._step.before else self._stale(shown)

    async def settle(self) -> StepEnd | None:
        """How it ended; None when the sale has shown several times that the use still counts."""
        for look in range(1, LOOKS + 1):
            shown = await self._read_back()
            if isinstance(shown, StepEnd):
                return shown
            if self._is_done(shown.state):
                return self._tools.end(OutcomeKind.APPLIED, say(f"read_back_{self._step.kind}"), shown)
            if shown.state != self._step.before:
                return self._unknown(shown)
            if look < LOOKS:
                await self._tools.client.back_off(look, on_wait=self._tools.on_wait)
        return None

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to, with the uses that it told."""
        if self._seen is not None and isinstance(answer.state, UsesState):
            answer = Reading(state=answer.state, sale=with_uses(self._seen, answer.state.uses))
        if self._is_done(answer.state):
            return self._tools.end(OutcomeKind.APPLIED, "", answer)
        return await super().confirmed(answer)


class Emailing:
    """A receipt, sent once more. Nothing can be read back of it."""

    def __init__(self, tools: Tools, step: ResendReceipt) -> None:
        self._tools = tools
        self.write = sale_write_call(step)

    async def look(self) -> StepEnd | None:
        """None when pacing lets it go."""
        return await self._tools.slot(self.write.request)

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How it ended: refused, or nobody knows."""
        if not may_have_applied(error):
            return self._tools.refused(error)
        return self._tools.end(OutcomeKind.UNKNOWN, say("receipt_unknown_why", why=why(error)), error=error)

    async def settle(self) -> StepEnd | None:
        """How one ended whose intent has no outcome: nobody knows."""
        return self._tools.end(OutcomeKind.UNKNOWN, say("receipt_unknown"))

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of one that was refused for good."""
        return self._tools.refused(error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of one that Gumroad said yes to."""
        return self._tools.end(OutcomeKind.APPLIED, "", answer)
