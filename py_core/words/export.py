"""Words about exported files."""

WORDS: dict[str, str | tuple[str, str]] = {
    "export_bad_zone": "This time zone cannot be used.",
    "export_no_files": "This browser keeps no files for extensions, so nothing can be exported.",
    "export_no_files_hint": "A private window is the usual reason. Try again in an ordinary one.",
    "export_unknown": "This export is not here any more.",
    "export_not_done": "This file is not finished yet.",
    "export_file_gone": "The file is gone. Export it again.",
    "export_stopped": "Stopped. Nothing of it can be downloaded; go on, or remove it.",
    "export_failed": "The file could not be written. {why}",
    "export_failed_kept": "Nothing of it was kept.",
    "export_fewer": (
        "{n} row fewer was there at the end than at the beginning: it was removed meanwhile.",
        "{count} rows fewer were there at the end than at the beginning: some were removed meanwhile.",
    ),
    "export_once": (
        "A script of yours worked out a column of this file, and has to be asked anew. Begin the file on its page."
    ),
    "export_nothing": "There is nothing to export. No row matches.",
    "export_note_head": "{name}: {title}, exported by Gumsmith",
    "export_note_rows": ("{n} row, the header not counted.", "{count} rows, the header not counted."),
    "export_note_made": "Begun {moment}. The file holds what was stored on this machine at that moment.",
    "export_note_totals": "The last line holds the totals and is not counted as a row.",
    "export_note_size": "{count} bytes, sha256 {sha256}",
    "export_note_complete": "Complete:",
    "export_note_incomplete": "NOT PROVEN COMPLETE:",
    "export_note_afterwards": "While the file was written:",
    "export_note_how": "How it is written:",
    "export_note_csv": "CSV in UTF-8, lines end with CR LF, quotes where needed.",
    "export_note_xlsx": "Excel workbook. Texts are texts, whatever they begin with; there are no formulas in it.",
    "export_note_jsonl": "JSON Lines in UTF-8: one object a line. Money is exact decimal text.",
    "export_note_comma": "The separator is a comma.",
    "export_note_semicolon": "The separator is a semicolon.",
    "export_note_tab": "The separator is a tab.",
    "export_note_decimal_comma": "Amounts have a decimal comma.",
    "export_note_decimal_point": "Amounts have a decimal point.",
    "export_note_safe": (
        "Cells that a spreadsheet could take for a formula have an apostrophe in front. Where a text begins with "
        "apostrophes and then a sign of a formula, take one apostrophe away to get the exact text back."
    ),
    "export_note_raw": (
        "Every cell is exactly as it is stored. Do not open the file in a spreadsheet: a buyer's text could be "
        "taken for a formula."
    ),
    "export_note_zone": "Moments are in the time zone {zone}.",
    "export_note_hashed": "E-mail addresses are the sha256 of the trimmed address in small letters.",
    "export_note_left_empty": "Columns left empty:",
    "export_note_left_empty_line": "{title}: {why}",
    "export_note_shortened": (
        "{n} text was longer than a cell of a workbook may be (32,767 characters) and was cut. CSV keeps it.",
        "{n} texts were longer than a cell of a workbook may be (32,767 characters) and were cut. CSV keeps them.",
    ),
}
