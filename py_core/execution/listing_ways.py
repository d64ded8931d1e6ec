"""How versions and drafts are made, and how a version that a run made is deleted.

Nothing of it is unique at Gumroad, so a create is sent only where nothing of that name stands, and one without a
good answer is looked for by its name. One that is not seen is never sent again by itself: it may still appear.
Source: API contract, sections 6.5 and 8.2.
"""

from abc import ABC, abstractmethod

from py_core.errors import CoreError, NotFound
from py_core.execution.agreement import is_as_wanted
from py_core.execution.describe import state_text, why
from py_core.execution.ends import StepEnd, Tools
from py_core.execution.listing_actions import (
    NO_VERSION_THERE,
    listing_write_call,
    product_reading,
    version_reading,
)
from py_core.execution.outcomes import OutcomeKind
from py_core.execution.readback import LOOKS
from py_core.execution.reading import Reading
from py_core.execution.retry import ATTEMPTS, READ_BACK_ATTEMPTS
from py_core.gumroad import calls
from py_core.gumroad.failures import may_have_applied
from py_core.gumroad.models import Variant
from py_core.plan.listing_steps import AddVersion, CreateProduct, DeleteVersion
from py_core.words import say


class _Making(ABC):
    """One create of something whose name is looked for. `kind` chooses the words."""

    def __init__(self, tools: Tools, step: AddVersion | CreateProduct) -> None:
        self._tools = tools
        self._of: AddVersion | CreateProduct = step
        self._kind = "version" if isinstance(step, AddVersion) else "draft"
        self.write = listing_write_call(step)

    async def look(self) -> StepEnd | None:
        """None when nothing of that name stands there."""
        tools = self._tools
        end = await tools.slot(self.write.request)
        if end is not None:
            return end
        try:
            objection = await self._objection()
            if objection is not None:
                return objection
            standing = await tools.before(self._standing(ATTEMPTS))
        except NotFound as error:
            return tools.end(OutcomeKind.STALE, say("step_gone"), error=error)
        if isinstance(standing, StepEnd):
            return standing
        return self._stands(standing[0]) if standing else None

    async def _objection(self) -> StepEnd | None:
        """Why it must not be made."""
        return None

    @abstractmethod
    async def _standing(self, attempts: int) -> tuple[Reading, ...]:
        """Everything of that name. Raises: GumroadError or NoAnswer."""

    def _id_of(self, shown: Reading) -> str:
        if shown.variant is not None:
            return shown.variant.id
        return "" if shown.product is None else shown.product.product.id

    def _stands(self, shown: Reading) -> StepEnd:
        tools, step = self._tools, self._of
        if is_as_wanted(step, shown.state):
            return tools.end(OutcomeKind.UNCHANGED, say(f"{self._kind}_already"), shown)
        text = say(f"{self._kind}_stands", name=step.name, now=state_text(step, shown.state))
        return tools.end(OutcomeKind.STALE, text, shown)

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How the step ended after a sending that did; it is never sent again."""
        return await self.settle() if may_have_applied(error) else self._tools.refused(error)

    async def settle(self) -> StepEnd | None:
        """How a create ended that may have been sent: before it was, nothing of the name stood there."""
        tools, step = self._tools, self._of
        for look in range(1, LOOKS + 1):
            standing = await tools.after(self._standing(READ_BACK_ATTEMPTS))
            if isinstance(standing, StepEnd):
                return standing
            if len(standing) > 1:
                return tools.end(OutcomeKind.UNKNOWN, say("settle_several", n=len(standing)))
            if standing and is_as_wanted(step, standing[0].state):
                return self._made(standing[0], say(f"{self._kind}_read_back"))
            if standing:
                text = say(f"{self._kind}_unknown", name=step.name, now=state_text(step, standing[0].state))
                return tools.end(OutcomeKind.UNKNOWN, text, standing[0])
            if look < LOOKS:
                await tools.client.back_off(look, on_wait=tools.on_wait)
        return tools.end(OutcomeKind.UNKNOWN, say("settle_not_seen"))

    def _made(self, shown: Reading, text: str) -> StepEnd:
        return self._tools.end(
            OutcomeKind.APPLIED,
            text,
            shown,
            found=None if shown.state == self._of.after else shown,
            record_id=self._id_of(shown),
        )

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of a step that was sent and not applied, and is not sent again."""
        return self._tools.not_applied(say(f"{self._kind}_not_made", why=why(error)), error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to."""
        step = self._of
        if is_as_wanted(step, answer.state):
            return self._made(answer, "")
        now, after = state_text(step, answer.state), state_text(step, step.after)
        text = say("step_unconfirmed", now=now, after=after)
        record_id = self._id_of(answer)
        return self._tools.end(OutcomeKind.UNCONFIRMED, text, answer, found=answer, record_id=record_id)


class MakingVersion(_Making):
    """One version in a category. Raises: InputError for one that Gumroad certainly refuses."""

    def __init__(self, tools: Tools, step: AddVersion) -> None:
        super().__init__(tools, step)
        self._step = step

    async def _objection(self) -> StepEnd | None:
        step = self._step
        if not step.after.price_difference_minor:
            return None
        record = await self._tools.before(
            self._tools.client.ask(calls.get_product(step.product_id), on_wait=self._tools.on_wait)
        )
        if isinstance(record, StepEnd):
            return record
        if record.product.currency == step.currency:
            return None
        text = say("step_other_currency", now=record.product.currency.upper(), wanted=step.currency.upper())
        return self._tools.end(OutcomeKind.SKIPPED, text)

    async def _standing(self, attempts: int) -> tuple[Reading, ...]:
        listed = await _versions(self._tools, self._step, attempts)
        return tuple(version_reading(variant) for variant in listed if variant.name == self._step.name)


class MakingProduct(_Making):
    """One draft. Of the list only the newest page is read: a product that was just made stands there.

    Raises: InputError for one that Gumroad certainly refuses.
    """

    def __init__(self, tools: Tools, step: CreateProduct) -> None:
        super().__init__(tools, step)
        self._step = step

    async def _standing(self, attempts: int) -> tuple[Reading, ...]:
        page = await self._tools.client.ask(calls.list_products(), attempts=attempts, on_wait=self._tools.on_wait)
        return tuple(product_reading(record) for record in page.items if record.product.name == self._step.name)


class DeletingVersion:
    """One delete of a version. A deleted one stays readable by its id, so the category's list tells."""

    def __init__(self, tools: Tools, step: DeleteVersion) -> None:
        self._tools = tools
        self._step = step
        self.write = listing_write_call(step)

    async def look(self) -> StepEnd | None:
        """None when the version stands there as expected."""
        tools, step = self._tools, self._step
        end = await tools.slot(self.write.request)
        if end is not None:
            return end
        try:
            shown = await tools.before(self._shown(ATTEMPTS))
        except NotFound as error:
            return tools.end(OutcomeKind.STALE, say("step_gone"), error=error)
        if isinstance(shown, StepEnd):
            return shown
        if shown.variant is None:
            return tools.end(OutcomeKind.UNCHANGED, say("version_gone"), shown)
        if shown.state != step.before or shown.variant.name != step.name:
            before, now = state_text(step, step.before), state_text(step, shown.state)
            return tools.end(OutcomeKind.STALE, say("step_since", before=before, now=now), shown)
        return None

    async def _shown(self, attempts: int) -> Reading:
        listed = await _versions(self._tools, self._step, attempts)
        ours = (version_reading(variant) for variant in listed if variant.id == self._step.variant_id)
        return next(ours, NO_VERSION_THERE)

    async def after_error(self, error: CoreError) -> StepEnd | None:
        """How the step ended after a sending that did; None when the version is still there."""
        if may_have_applied(error) or isinstance(error, NotFound):
            return await self.settle()
        return self._tools.refused(error)

    async def settle(self) -> StepEnd | None:
        """How a delete that may have been sent ended; None when the version is still there."""
        shown = await self._tools.after(self._shown(READ_BACK_ATTEMPTS))
        if isinstance(shown, StepEnd):
            return shown
        if shown.variant is not None:
            return None
        return self._tools.end(OutcomeKind.APPLIED, say("version_read_back_gone"), shown)

    def given_up(self, error: CoreError) -> StepEnd:
        """The end of a step that was sent and not applied, and is not sent again."""
        return self._tools.not_applied(say("version_not_deleted", why=why(error)), error)

    async def confirmed(self, answer: Reading) -> StepEnd:
        """The end of a step that Gumroad said yes to."""
        return self._tools.end(OutcomeKind.APPLIED, "", answer)


async def _versions(tools: Tools, step: AddVersion | DeleteVersion, attempts: int) -> tuple[Variant, ...]:
    call = calls.list_variants(step.product_id, step.category_id)
    return await tools.client.ask(call, attempts=attempts, on_wait=tools.on_wait)
