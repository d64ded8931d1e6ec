"""Why a part of an answer cannot be used. No I/O here."""

from collections.abc import Mapping
from dataclasses import dataclass

from py_core.words import say


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason. `code` names its sentence among the words, `values` fill it."""

    code: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, code: str, **values: object) -> "Problem":
        """A reason with the values of its sentence."""
        return cls(code, values)

    @property
    def text(self) -> str:
        """The sentence, for the seller and for the model."""
        return say(f"suggest_problem_{self.code}", **self.values)
