"""Our own failures: where they happened goes to the console or the reply, what they say does not."""

import sys
import traceback

from py_core.errors import CoreError
from py_core.words import say


def report_bug(error: Exception) -> None:
    """Print the kind and place of a failure; its text could hold a seller's data and stays unsaid."""
    places = "".join(traceback.format_tb(error.__traceback__))
    print(f"{type(error).__name__}\n{places}", file=sys.stderr, end="")


def internal_error(error: Exception) -> CoreError:
    """Our own bug, told by its kind and place alone: its text could hold what must not leave."""
    places = traceback.extract_tb(error.__traceback__)[-1:]
    place = f"{places[0].name}:{places[0].lineno}" if places else ""
    detail = f"{type(error).__name__} in {place}"
    return CoreError("internal", say("internal"), hint=say("internal_hint"), server_words=detail)
