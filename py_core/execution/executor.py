"""One step, done with care: read, compare, note the intent, send, compare again, note the outcome.

A request is never sent twice without reading back in between. What could not be settled keeps its intent
without outcome, and is settled before anything else happens to the run.
"""

from dataclasses import dataclass

from py_core.errors import AuthError, CoreError, GumroadError, NoAnswer, NotFound, RateLimited, ServerFailed
from py_core.execution.actions import Reading, read_call, write_call
from py_core.execution.client import Client, OnWait
from py_core.execution.describe import state_text, why
from py_core.execution.halt import Stopped, StopSignal
from py_core.execution.journal import Journal
from py_core.execution.outcomes import Outcome, OutcomeKind
from py_core.execution.retry import READ_BACK_ATTEMPTS, SLOW_DOWNS, WRITE_SENDS
from py_core.execution.undo import in_third_currency
from py_core.gumroad.calls import get_product
from py_core.gumroad.failures import failure_of, may_have_applied, may_repeat
from py_core.gumroad.wire import Effect
from py_core.plan.steps import SetVersionPrice, Step
from py_core.words import say

FRESH_MS = 1_000
"""How old the read before a write may be; the usual pace between two requests is well below it."""


class Pause(Exception):
    """The run cannot go on now; `text` says why to the person. No step was harmed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class StepEnd:
    """How a step ended; `shown` is what Gumroad showed last, `trouble` is set when others may fail alike."""

    outcome: Outcome
    shown: Reading | None = None
    trouble: str = ""


class Executor:
    """Does the steps of one run over one client."""

    def __init__(self, client: Client, journal: Journal, stop: StopSignal, on_wait: OnWait) -> None:
        self._client = client
        self._journal = journal
        self._stop = stop
        self._on_wait = on_wait
        self._seen: tuple[str, str] | None = None

    async def perform(self, position: int, step: Step, currency: str) -> StepEnd:
        """Do one waiting step and journal its end.

        `currency` is what the product must be sold in for a version's surcharge to mean what it says.

        Raises: Pause when the run cannot go on (the step waits again, or keeps its open intent), Stopped
        when a stop came while nothing of the step was in flight.
        """
        end = await self._perform(position, step, currency)
        self._journal.end(position, end.outcome)
        return end

    async def settle(self, position: int, step: Step) -> StepEnd | None:
        """Find out by reading back what became of a step whose intent has no outcome.

        None: it was not applied, and waits again. Raises: Pause when it cannot be read now.
        """
        end = await self._read_back(step)
        if end is None:
            self._journal.release(position)
        else:
            self._journal.end(position, end.outcome)
        return end

    async def _perform(self, position: int, step: Step, currency: str) -> StepEnd:
        write = write_call(step)
        sends = slow_downs = 0
        while True:
            seen = await self._look(step, currency)
            if isinstance(seen, StepEnd):
                return seen
            if self._client.wait_ms(write.request) > FRESH_MS:
                continue
            if self._stop.wanted:
                raise Stopped
            self._journal.intend(position)
            sends += 1
            try:
                answer = await self._client.send_once(write, on_wait=self._on_wait)
            except AuthError as error:
                self._journal.release(position)
                raise Pause(say("pause_token", why=why(error))) from error
            except RateLimited as error:
                self._journal.release(position)
                slow_downs += 1
                if slow_downs > SLOW_DOWNS:
                    return self._left_alone(error)
            except (GumroadError, NoAnswer) as error:
                end = await self._read_back(step) if may_have_applied(error) else self._refused(error)
                if end is not None:
                    return end
                if sends >= WRITE_SENDS or not may_repeat(Effect.SET, failure_of(error)):
                    return self._not_applied(error)
                self._journal.release(position)
                await self._stop.guard(self._client.back_off(sends, on_wait=self._on_wait))
            else:
                self._note(answer)
                return self._confirmed(step, answer)

    async def _look(self, step: Step, currency: str) -> Reading | StepEnd:
        """The state before the change when it is the expected one, else the step's end."""
        try:
            await self._stop.guard(self._client.slot(write_call(step).request, on_wait=self._on_wait))
            if isinstance(step, SetVersionPrice) and (now := await self._currency_of(step.product_id)) != currency:
                text = say("step_other_currency", now=now.upper(), wanted=currency.upper())
                return StepEnd(self._outcome(OutcomeKind.SKIPPED, text))
            shown = await self._stop.guard(self._client.ask(read_call(step), on_wait=self._on_wait))
        except AuthError as error:
            raise Pause(say("pause_token", why=why(error))) from error
        except NoAnswer as error:
            raise Pause(say("pause_connection")) from error
        except NotFound as error:
            return StepEnd(self._outcome(OutcomeKind.STALE, say("step_gone"), server_words=error.server_words))
        except GumroadError as error:
            return self._left_alone(error)
        self._note(shown)
        if shown.gone:
            return StepEnd(self._outcome(OutcomeKind.STALE, say("step_gone")))
        if shown.state == step.after:
            return StepEnd(self._outcome(OutcomeKind.UNCHANGED, say("step_already")), shown)
        if shown.state != step.before:
            before, now = state_text(step, step.before), state_text(step, shown.state)
            text = say("step_since", before=before, now=now)
            found = None if in_third_currency(step, shown.state) else shown
            return StepEnd(self._outcome(OutcomeKind.STALE, text, found=found), shown)
        return shown

    async def _currency_of(self, product_id: str) -> str:
        """What a version's product is sold in; read once for the steps of one product that follow each other."""
        if self._seen is None or self._seen[0] != product_id:
            call = get_product(product_id)
            record = await self._stop.guard(self._client.ask(call, on_wait=self._on_wait))
            self._seen = (product_id, record.product.currency)
        return self._seen[1]

    def _note(self, shown: Reading) -> None:
        if shown.product is not None:
            self._seen = (shown.product.product.id, shown.product.product.currency)

    async def _read_back(self, step: Step) -> StepEnd | None:
        """How a step that may have been sent ended, or None when Gumroad still shows the state before."""
        try:
            shown = await self._client.ask(read_call(step), attempts=READ_BACK_ATTEMPTS, on_wait=self._on_wait)
        except AuthError as error:
            raise Pause(say("pause_token", why=why(error))) from error
        except (NoAnswer, ServerFailed, RateLimited) as error:
            raise Pause(say("pause_connection")) from error
        except GumroadError as error:
            text = say("step_unknown_unread", why=why(error))
            return StepEnd(self._outcome(OutcomeKind.UNKNOWN, text, server_words=error.server_words))
        self._note(shown)
        if shown.state == step.after:
            return StepEnd(self._outcome(OutcomeKind.APPLIED, say("step_read_back")), shown)
        if shown.state == step.before:
            return None
        text = say("step_unknown", now=state_text(step, shown.state))
        return StepEnd(self._outcome(OutcomeKind.UNKNOWN, text, found=shown), shown)

    def _confirmed(self, step: Step, answer: Reading) -> StepEnd:
        if answer.state == step.after:
            return StepEnd(self._outcome(OutcomeKind.APPLIED, "", warning=answer.warning), answer)
        now, after = state_text(step, answer.state), state_text(step, step.after)
        text = say("step_unconfirmed", now=now, after=after)
        outcome = self._outcome(OutcomeKind.UNCONFIRMED, text, warning=answer.warning, found=answer)
        return StepEnd(outcome, answer)

    def _refused(self, error: CoreError) -> StepEnd:
        return StepEnd(self._outcome(OutcomeKind.REJECTED, why(error), server_words=error.server_words))

    def _not_applied(self, error: CoreError) -> StepEnd:
        text = say("step_not_applied", why=why(error))
        outcome = self._outcome(OutcomeKind.REJECTED, text, server_words=error.server_words)
        return StepEnd(outcome, trouble=why(error))

    def _left_alone(self, error: CoreError) -> StepEnd:
        text = say("step_unreadable", why=why(error))
        outcome = self._outcome(OutcomeKind.SKIPPED, text, server_words=error.server_words)
        return StepEnd(outcome, trouble="" if error.code == "product_limit" else why(error))

    def _outcome(
        self,
        kind: OutcomeKind,
        text: str,
        *,
        server_words: str = "",
        warning: str = "",
        found: Reading | None = None,
    ) -> Outcome:
        return Outcome(
            kind=kind,
            text=text,
            server_words=server_words,
            warning=warning,
            found_json="" if found is None else found.state.model_dump_json(),
            at_ms=self._client.clock.now_ms(),
        )
