"""Commands about suggestions by a language model; see `commands` for how a command is made.

The shell reaches the model: it sends what `suggest.prepare` gives and hands back what came, unread.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.protocol import suggest_views, views
from py_core.suggest.wishes import ModelPrices, SuggestField, Wishes
from py_core.values import Value


class SuggestEstimate(Value):
    """What a batch over these products would send and cost. Raises InputError with fields (`wishes.tone`).

    `room_tokens` is how much the model takes in at once, question and answer together; None where it is not known.
    """

    op: Literal["suggest.estimate"]
    product_ids: tuple[str, ...]
    wishes: Wishes
    prices: ModelPrices = ModelPrices()
    room_tokens: int | None = Field(default=None, ge=1)


class SuggestPrepare(Value):
    """The request for one product. Raises InputError with fields, or `suggest_cannot` with the reason.

    Nothing is sent by it. A request stays known until the engine ends, so that a shown one can be sent as it is.
    """

    op: Literal["suggest.prepare"]
    product_id: str
    wishes: Wishes
    room_tokens: int | None = Field(default=None, ge=1)


class SuggestReceive(Value):
    """What a model answered to a request: its text as it came (well-formed Unicode), and how it ended.

    `end` is `whole`, `cut` (it reached its length), or `refused` (the model or its filter declined).
    Raises InputError `suggest_no_request` when the request is not known, or was answered.
    """

    op: Literal["suggest.receive"]
    request_id: str
    text: str
    end: Literal["whole", "cut", "refused"] = "whole"


class SuggestList(Value):
    """Every product with proposals, or some of them; with the whole shop's counts."""

    op: Literal["suggest.list"]
    product_ids: tuple[str, ...] | None = None


class SuggestDecision(Value):
    """What the seller decides of one proposal. `edit` accepts it with `text` in its place (as `editable` was)."""

    product_id: str
    field: SuggestField
    decision: Literal["accept", "reject", "wait", "edit"]
    text: str = ""


class SuggestDecide(Value):
    """Decide proposals, all of these or none. Raises InputError with the field `text` when an edited text cannot
    stand, or `suggest_stale` when one does not fit its listing any more.
    """

    op: Literal["suggest.decide"]
    decisions: tuple[SuggestDecision, ...]


class SuggestPlan(Value):
    """The preview of everything that is accepted, or of some products' accepted proposals.

    `refines` is the digest of the plan that is shown, None where there is none.
    """

    op: Literal["suggest.plan"]
    product_ids: tuple[str, ...] | None = None
    refines: str | None = None


class SuggestClear(Value):
    """Forget proposals: those of some products or of all, everything or only what is rejected, stale or done."""

    op: Literal["suggest.clear"]
    product_ids: tuple[str, ...] | None = None
    what: Literal["all", "over"] = "all"


SuggestCommand = Annotated[
    SuggestEstimate | SuggestPrepare | SuggestReceive | SuggestList | SuggestDecide | SuggestPlan | SuggestClear,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "suggest.estimate": suggest_views.SuggestEstimateView,
        "suggest.prepare": suggest_views.SuggestRequestView,
        "suggest.receive": suggest_views.SuggestReceivedView,
        "suggest.list": suggest_views.SuggestListView,
        "suggest.decide": suggest_views.SuggestDecidedView,
        "suggest.plan": views.PlanView,
        "suggest.clear": suggest_views.SuggestListView,
    }
)
