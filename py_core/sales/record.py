"""How far reading the history of a shop is, as it is kept between starts. No I/O here."""

from py_core.sales.proof import Proof
from py_core.values import Value


class SyncRecord(Value):
    """A reading of the history goes in rounds: each asks for Gumroad's totals, newest year first, and reads the
    days that are not here as told. The one that finds nothing to read ends it.

    `survey_before` is the day of the seller's before which totals are still to be asked for in this round, None
    when all are known; `planned` counts what this round found to read. From the UTC day `unlisted_from` up to what
    is to be read already, Gumroad lists nothing. Before `start_day` nothing was ever sold; None until everything
    was read once. `full` reads everything anew. A record with `reading` goes on where it stopped.
    """

    reading: bool = False
    full: bool = False
    round: int = 0
    survey_before: int | None = None
    planned: int = 0
    unlisted_from: int | None = None
    start_day: int | None = None
    began_at_ms: int = 0
    ended_at_ms: int | None = None
    repeated_keys: int = 0
    proof: Proof | None = None

    @property
    def reads_everything(self) -> bool:
        """Whether this round reads every day, whatever the totals say."""
        return self.round == 0 and (self.full or self.start_day is None)
