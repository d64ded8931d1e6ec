"""What several kinds of views are made of."""

from py_core.values import Value


class Amount(Value):
    """Minor units of a currency with the text to show; `estimate` asks for an "about" sign."""

    minor: int
    currency: str
    text: str
    estimate: bool = False


class Facet(Value):
    """A value that occurs in the shop and how often; `value` goes into the filter, `label` is shown."""

    value: str
    label: str
    count: int
