"""Absent, null and zero are three things: in a change, KEEP leaves a field as it is and None clears it."""

from enum import Enum
from typing import Final, Literal


class Keep(Enum):
    """The type of KEEP."""

    KEEP = "keep"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP
