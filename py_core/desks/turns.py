"""Long work in turns: other commands go on while thousands of rows are worked out."""

from py_core.execution.ports import Clock
from py_core.plan.plan import Plan
from py_core.protocol.present_listing_plan import draw_ahead
from py_core.protocol.present_plan import plan_view
from py_core.protocol.views import PlanView
from py_core.store.plan_store import PlanStore

AT_ONCE_MS = 30
"""After so long other commands get their turn."""


class Turn:
    """Lets other commands have their turn now and then, and says how long it all took."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun_ms = self._since_ms = clock.now_ms()

    def so_far_ms(self) -> int:
        """Since the beginning."""
        return self._clock.now_ms() - self._begun_ms

    async def turn(self) -> None:
        """To be called between two products."""
        if self._clock.now_ms() - self._since_ms >= AT_ONCE_MS:
            await self._clock.sleep(0)
            self._since_ms = self._clock.now_ms()


async def kept(plan: Plan, plans: PlanStore, clock: Clock) -> PlanView:
    """Store a plan and draw it. What texts differ in is worked out in turns; the view then finds it there."""
    digest = plans.save(plan)
    return await shown(plan, digest, clock)


async def shown(plan: Plan, digest: str, clock: Clock) -> PlanView:
    """A stored plan as pages draw it, in turns as well."""
    if plan.listing_facts:
        taken = Turn(clock)
        for step in plan.steps:
            await taken.turn()
            draw_ahead(step)
    return plan_view(plan, digest)
