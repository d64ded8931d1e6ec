"""The page about scripts for sellers, generated from the docstrings of what a script sees, and committed."""

from py_core.scripting.examples import examples
from py_core.scripting.reference import RECORDS, Entry, about_of, reference
from tools.environment import SetupError
from tools.paths import ROOT

OUTPUT = ROOT / "docs" / "scripts.md"
HEAD = ROOT / "tools" / "script_docs_head.md"
ROLES = ROOT / "tools" / "script_docs_roles.md"


def generated() -> str:
    """The text that the page must have."""
    entries = reference()
    parts = [HEAD.read_text(encoding="utf-8")]
    parts.append(_section("Reading: `shop`", [one for one in entries if one.owner == "shop"]))
    parts.append(_section("Reading Gumroad itself: `shop.live`", [e for e in entries if e.owner == "shop.live"]))
    parts.append(_section("Wanting: `plan`", [one for one in entries if one.owner == "plan"]))
    names = {record.__name__ for record in RECORDS} | {"Amount"}
    parts.append(_section("Showing, and days", [e for e in entries if not e.owner and e.name not in names]))
    parts.append(ROLES.read_text(encoding="utf-8"))
    parts.append(_entries([one for one in entries if one.owner == "def"]))
    parts.append("## What you get\n")
    for record in RECORDS:
        fields = ", ".join(f"`{one.name}`" for one in entries if one.owner == record.__name__)
        parts.append(f"**{record.__name__}** – {about_of(record)}\n\n{fields}\n")
    amount = next(one for one in entries if one.name == "Amount" and not one.owner)
    parts.append(f"**Amount** – {amount.about}\n")
    parts.append("## Examples\n\nThey are on the shelf in *Scripts*, and run as they are in the sample shop.\n")
    parts.extend(f"- **{one.title}.** {one.about}" for one in examples())
    return "\n".join(parts).rstrip() + "\n"


def _section(title: str, entries: list[Entry]) -> str:
    return f"## {title}\n\n{_entries(entries)}"


def _entries(entries: list[Entry]) -> str:
    lines: list[str] = []
    for entry in entries:
        about = entry.about.replace("\n", "\n\n")
        example = f"\n\n```python\n{entry.example}\n```" if entry.example else ""
        lines.append(f"### `{entry.signature}`\n\n{about}{example}\n")
    return "\n".join(lines)


def main(*, check: bool) -> None:
    """Write the page, or with `check` raise SetupError if the written one is out of date."""
    text = generated()
    if not check:
        OUTPUT.write_text(text, encoding="utf-8")
    elif not OUTPUT.is_file() or OUTPUT.read_text(encoding="utf-8") != text:
        raise SetupError("docs/scripts.md is out of date: run `python3 build.py types`.")
