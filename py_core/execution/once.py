"""Creates and deletes of codes: never sent blindly twice, and settled by reading when nobody saw the end.

A code's name is unique on its product, so a second create of one name is refused. That refusal may be about
our own first sending: browsers send a request once more when a connection that was open is cut. It is
therefore read back like a missing answer. Source: API contract, sections 3 and 7.3.
"""

from py_core.errors import CoreError, NotFound, Rejected
from py_core.execution.actions import (
    NO_CODE_THERE,
    code_reading,
    means_money,
    read_call,
    write_call,
)
from py_core.execution.code_lists import CodeLists, ListedCodes
from py_core.execution.describe import state_text, why
from py_core.execution.ends import StepEnd, Tools
from py_core.execution.outcomes import OutcomeKind
from py_core.execution.readback import LOOKS, Fate, Settled, settle_create
from py_core.execution.reading import Reading
from py_core.execution.retry import ATTEMPTS, READ_BACK_ATTEMPTS
from py_core.gumroad.failures import may_have_applied
from py_core.gumroad.models import OfferCode
from py_core.plan.steps import CreateCode, DeleteCode
from py_core.words import say


class Making:
    """One create of a code. Raises: InputError when it is one that Gumroad certainly refuses."""

    def __init__(self, tools: Tools, lists: CodeLists, step: CreateCode) -> None:
        self._tools = tools
        self._lists = lists
        self._step = step
        self._before = ListedCodes()
        self.write = write_call(step)

    async def look(self) -> StepEnd | None:
        """None when no code of that name stands there and the amounts mean what they say."""
        tools, step = self._tools, self._step
        end = await tools.slot(self.write.request)
        if end is not None:
            return end
        try:
            if means_money(step):
                currency = await tools.before(self._lists.currency_of(step.product_id))
                if isinstance(currency, StepEnd):
                    return currency
                if currency is None:
                    return tools.end(OutcomeKind.STALE, say("step_gone"))
                if currency != step.currency:
                    text = say("code_other_currency", now=currency.upper(), wanted=step.currency.upper())
                    return tools.end(OutcomeKind.STALE, text)
            listed = await tools.before(self._lists.of(step.product_id))
        except NotFound as error:
            return tools.end(OutcomeKind.STALE, say("step_gone"), error=error)
        if isinstance(listed, StepEnd):
            return listed
        self._before = listed
        standing = listed.by_name.get(step.name)
        return None if standing is None else self._stands(standing)

    def _stands(self, code: OfferCode) -> StepEnd:
        shown = code_reading(code)
        if shown.state == self._step.after:
            return self._tools.end(OutcomeKind.UNCHANGED, say("code_already"), shown)
        text = say("code_stands", name=code.name, now=state_text(self._step, shown.state))
        return self._tools.end(OutcomeKind.STALE, text, shown)

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How the step ended after a sending that did; None when no code was made and it may be sent again."""
        if isinstance(error, Rejected):
            return await self._after_refusal(error)
        return await self._settled(self._before) if may_have_applied(error) else self._tools.refused(error)

    async def _after_refusal(self, error: Rejected) -> StepEnd:
        settled = await self._read_back(self._before, looks=1)
        if isinstance(settled, StepEnd):
            return settled
        if settled.found is not None:
            shown = code_reading(settled.found)
            return self._made(settled.found) if shown.state == self._step.after else self._stands(settled.found)
        standing = (await self._lists.of(self._step.product_id)).by_name.get(self._step.name)
        return self._tools.refused(error) if standing is None else self._stands(standing)

    async def settle(self) -> StepEnd | None:
        """How a create ended whose intent has no outcome: before it was sent, no code of the name stood there."""
        return await self._settled(ListedCodes())

    async def _settled(self, before: ListedCodes) -> StepEnd | None:
        settled = await self._read_back(before, looks=LOOKS)
        if isinstance(settled, StepEnd):
            return settled
        if settled.fate is Fate.NOT_DONE:
            return None
        if settled.found is None:
            return self._tools.end(OutcomeKind.UNKNOWN, settled.text)
        shown = code_reading(settled.found)
        if shown.state == self._step.after:
            return self._made(settled.found)
        text = say("code_unknown", name=self._step.name, now=state_text(self._step, shown.state))
        return self._tools.end(OutcomeKind.UNKNOWN, text, shown)

    async def _read_back(self, before: ListedCodes, *, looks: int) -> Settled[OfferCode] | StepEnd:
        return await self._tools.after(
            settle_create(
                self._tools.client,
                self._lists.reading(self._step.product_id),
                is_it=lambda code: code.name == self._step.name,
                id_of=lambda code: code.id,
                known=before.ids,
                unique=True,
                looks=looks,
                on_wait=self._tools.on_wait,
            )
        )

    def _made(self, code: OfferCode) -> StepEnd:
        text = say("code_read_back")
        return self._tools.end(OutcomeKind.APPLIED, text, code_reading(code), record_id=code.id)

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of a step that was sent and not applied, and is not sent again."""
        return self._tools.not_applied(say("code_not_made", why=why(error)), error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to."""
        step, code = self._step, answer.code
        if code is None:
            raise TypeError("a code that was made is shown")
        self._lists.made(step.product_id, code)
        if answer.state == step.after and code.name == step.name:
            return self._tools.end(OutcomeKind.APPLIED, "", answer, record_id=code.id)
        now = f"{code.name}: {state_text(step, answer.state)}"
        after = f"{step.name}: {state_text(step, step.after)}"
        text = say("step_unconfirmed", now=now, after=after)
        return self._tools.end(OutcomeKind.UNCONFIRMED, text, answer, found=answer, record_id=code.id)


class Deleting:
    """One delete of a code, which is read right before."""

    def __init__(self, tools: Tools, lists: CodeLists, step: DeleteCode) -> None:
        self._tools = tools
        self._lists = lists
        self._step = step
        self.write = write_call(step)

    async def look(self) -> StepEnd | None:
        """None when the code stands there as expected and was not used more than it may be."""
        tools = self._tools
        end = await tools.slot(self.write.request)
        if end is not None:
            return end
        try:
            shown = await tools.before(self._standing())
        except NotFound as error:
            return tools.end(OutcomeKind.STALE, say("step_gone"), error=error)
        return shown if isinstance(shown, StepEnd) else self._compared(shown)

    async def _standing(self, attempts: int = ATTEMPTS) -> Reading:
        """The code as Gumroad shows it now. Raises: NotFound when its product is gone; else as `ask`."""
        try:
            return await self._tools.client.ask(
                read_call(self._step), attempts=attempts, on_wait=self._tools.on_wait
            )
        except NotFound as error:
            if not _is_about_code(error):
                raise
            self._lists.deleted(self._step.code_id)
            return NO_CODE_THERE

    def _compared(self, shown: Reading) -> StepEnd | None:
        tools, step, code = self._tools, self._step, shown.code
        if code is None:
            once = "code_gone_once" if step.before.max_purchase_count == 1 else "code_gone"
            return tools.end(OutcomeKind.UNCHANGED, say(once), shown)
        if code.name != step.name:
            return tools.end(OutcomeKind.STALE, say("code_renamed", now=code.name), shown)
        if shown.state != step.before:
            before, now = state_text(step, step.before), state_text(step, shown.state)
            return tools.end(OutcomeKind.STALE, say("step_since", before=before, now=now), shown, found=shown)
        if step.unused_at is not None and code.times_used > step.unused_at:
            return tools.end(OutcomeKind.STALE, say("code_used_since", n=code.times_used), shown)
        return None

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How the step ended after a sending that did; None when the code is still there and it may be sent again.

        A code that is listed and cannot be found to be deleted is a product's automatic discount (rule 11).
        """
        if isinstance(error, NotFound):
            if not _is_about_code(error):
                return self._tools.end(OutcomeKind.STALE, say("step_gone"), error=error)
            end = await self.settle()
            return self._tools.end(OutcomeKind.REJECTED, say("code_default"), error=error) if end is None else end
        return await self.settle() if may_have_applied(error) else self._tools.refused(error)

    async def settle(self) -> StepEnd | None:
        """How a delete that may have been sent ended; None when the code is still there."""
        shown = await self._tools.after(self._standing(READ_BACK_ATTEMPTS))
        if isinstance(shown, StepEnd):
            return shown
        if shown.code is not None:
            return None
        return self._tools.end(OutcomeKind.APPLIED, say("code_read_back_gone"), shown)

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of a step that was sent and not applied, and is not sent again."""
        return self._tools.not_applied(say("code_not_deleted", why=why(error)), error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to."""
        self._lists.deleted(self._step.code_id)
        return self._tools.end(OutcomeKind.APPLIED, "", answer)


def _is_about_code(error: NotFound) -> bool:
    """Whether it is the code that was not found, rather than its product."""
    return "offer_code" in error.server_words
