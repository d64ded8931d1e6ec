"""The note beside a file: what it is, whether it is whole, and how to see that nobody changed it. No I/O here."""

from collections.abc import Sequence

from py_core.export.cells import iso_moment
from py_core.export.options import ExportOptions, ExportZone, clockface
from py_core.export.table import About
from py_core.words import say

_LINE = "\r\n"


def note_text(
    *,
    name: str,
    about: About,
    options: ExportOptions,
    rows: int,
    has_totals: bool,
    size: int,
    sha256: str,
    begun_at_ms: int,
    afterwards: Sequence[str],
) -> str:
    """The text of the note."""
    parts: list[list[str]] = [[say("export_note_head", name=name, title=about.title)]]
    made = iso_moment(begun_at_ms, clockface(ExportZone()))
    facts = [
        say("export_note_rows", n=rows, count=f"{rows:,}"),
        say("export_note_made", moment=made),
        *about.facts,
        *([say("export_note_totals")] if has_totals else []),
        say("export_note_size", count=f"{size:,}", sha256=sha256),
    ]
    parts.append(facts)
    if about.complete is not None:
        heading = say("export_note_complete" if about.complete else "export_note_incomplete")
        parts.append([heading, *_listed([about.proof, *about.off])])
    if afterwards:
        parts.append([say("export_note_afterwards"), *_listed(afterwards)])
    parts.append([say("export_note_how"), *_listed(_how(options))])
    if about.left_empty:
        empty = [say("export_note_left_empty_line", title=each.title, why=each.why) for each in about.left_empty]
        parts.append([say("export_note_left_empty"), *_listed(empty)])
    return (_LINE * 2).join(_LINE.join(lines) for lines in parts) + _LINE


def _listed(lines: Sequence[str]) -> list[str]:
    return [f"- {line}" for line in lines if line]


def _how(options: ExportOptions) -> list[str]:
    lines = [say(f"export_note_{options.format}")]
    if options.format == "csv":
        lines.append(say(f"export_note_{options.separator}"))
        lines.append(say("export_note_decimal_comma" if options.decimal_comma else "export_note_decimal_point"))
        lines.append(say("export_note_raw" if options.raw else "export_note_safe"))
    lines.append(say("export_note_zone", zone=options.zone.name))
    if options.hashed_emails:
        lines.append(say("export_note_hashed"))
    return lines
