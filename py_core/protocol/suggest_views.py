"""What the pages draw of suggestions, and what the shell carries to a language model."""

from typing import Literal, TypeAlias

from py_core.protocol.amounts import Amount
from py_core.protocol.edit_views import DiffPiece
from py_core.suggest.wishes import SuggestField
from py_core.values import Value

SuggestState: TypeAlias = Literal["waiting", "accepted", "rejected", "stale", "done"]


class SuggestSkip(Value):
    """A chosen product that is not sent to a model, and why."""

    product_id: str
    name: str
    text: str


class SuggestCost(Value):
    """What a batch costs: `about` when every answer is good at once, `most` when each is asked for twice at full
    length.
    """

    about: Amount
    most: Amount


class SuggestEstimateView(Value):
    """What a batch would send and get. Tokens are estimated on the high side; `cost` is None without prices.

    `sentences` say all of it in words. `product_ids` are those that would be sent, in order.
    """

    product_ids: tuple[str, ...]
    sent_tokens: int
    back_tokens: int
    cost: SuggestCost | None
    sentences: tuple[str, ...]
    skipped: tuple[SuggestSkip, ...]


class SuggestMessage(Value):
    """One message to a model."""

    role: Literal["system", "user"]
    content: str


class SuggestRequestView(Value):
    """What is sent to a model for one product, word for word.

    `answer_schema` is a JSON Schema as text, for `response_format` or `responseConstraint`; `schema_name` its name.
    `max_output_tokens` is what the answer may take at most, `sent_tokens` an estimate on the high side. `shown` is
    the same text as it is shown to the seller. `repairs` says that this asks again for what could not be used.
    """

    request_id: str
    product_id: str
    name: str
    messages: tuple[SuggestMessage, ...]
    answer_schema: str
    schema_name: str
    max_output_tokens: int
    sent_tokens: int
    shown: str
    repairs: bool


class SuggestFieldView(Value):
    """One proposal: another text for one part of a product.

    `old` and `new` are the texts as they are read (tags with commas between, a description without its HTML) and
    `pieces` tell one from the other. `editable` is the text as it may be edited, a description with its HTML, one
    tag a line. `edited` says that the seller has changed it. `note` says why it cannot be accepted (`stale`), else
    empty.
    """

    field: SuggestField
    label: str
    state: SuggestState
    old: str
    new: str
    pieces: tuple[DiffPiece, ...]
    editable: str
    edited: bool
    note: str


class SuggestDropped(Value):
    """A part that was asked for and is not proposed, and why, sentence by sentence. `same` says that the model
    left it as it is. `field` is None where no part of the answer could be read.
    """

    field: SuggestField | None
    label: str
    same: bool
    texts: tuple[str, ...]


class SuggestProductView(Value):
    """What is proposed for one product, and what was dropped."""

    product_id: str
    name: str
    fields: tuple[SuggestFieldView, ...]
    dropped: tuple[SuggestDropped, ...]
    made_at_ms: int


class SuggestCounts(Value):
    """How many proposals stand where, over all products; `products` have at least one that waits or is accepted."""

    products: int
    waiting: int
    accepted: int
    rejected: int
    stale: int
    done: int


class SuggestReceivedView(Value):
    """What became of an answer. With `again` the same product is asked once more: send that request.

    `outcome` is `proposed` when at least one part can be used, `nothing` when none can. `product` is None while
    the model is asked again and nothing can be used yet. `text` says it in a sentence.
    """

    product_id: str
    outcome: Literal["proposed", "again", "nothing"]
    text: str
    product: SuggestProductView | None
    again: SuggestRequestView | None
    counts: SuggestCounts


class SuggestListView(Value):
    """Every product with proposals or with the reasons why there are none, newest first."""

    products: tuple[SuggestProductView, ...]
    counts: SuggestCounts


class SuggestDecidedView(Value):
    """The products of which something was decided, as they stand now."""

    products: tuple[SuggestProductView, ...]
    counts: SuggestCounts
