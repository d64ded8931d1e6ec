"""Our own failures in background work: where they happened goes to the console, what they say does not."""

import sys
import traceback


def report_bug(error: Exception) -> None:
    """Print the kind and place of a failure; its text could hold a seller's data and stays unsaid."""
    places = "".join(traceback.format_tb(error.__traceback__))
    print(f"{type(error).__name__}\n{places}", file=sys.stderr, end="")
