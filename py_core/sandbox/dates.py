"""Days in parameters, as the lists and reports of sales and payouts read them. No I/O, no clock here.

Source: API contract, sections 9.1 and 9.4.
"""

import re
from datetime import date

from py_core.sandbox.answers import BadRequest
from py_core.sandbox.casts import Params

DAY_US = 86_400_000_000
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def date_asked(params: Params, field: str) -> date | None:
    """The day a parameter names, or None where it was not sent. Raises: BadRequest for anything else."""
    if field not in params:
        return None
    sent = params[field]
    found = _DATE.fullmatch(sent) if isinstance(sent, str) else None
    if found is not None:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            found = None
    raise BadRequest(f"Invalid date format provided in field '{field}'. Dates must be in the format YYYY-MM-DD.")


def starts_us(day: date | None) -> int | None:
    """Microseconds of the first moment of a day, UTC."""
    return None if day is None else (day.toordinal() - _EPOCH_DAY) * DAY_US


def day_at(micros: int) -> date:
    """The UTC day of a moment."""
    return date.fromordinal(_EPOCH_DAY + micros // DAY_US)
