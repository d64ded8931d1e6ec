"""How the sample shop's products are described: most well, some as busy people leave them. No I/O here.

The same every time. Pictures are small drawings inside the data itself, so that showing them loads nothing.
"""

from typing import Any
from urllib.parse import quote

_CONTENTS = {
    "design": ("Source files in SVG, PDF and Figma", "Exports in the usual sizes", "A one-page guide"),
    "music-and-sound-design": (
        "24-bit WAV files, trimmed and named",
        "A sheet with tempo and key of each",
        "No loops that you have heard before",
    ),
    "writing-and-publishing": (
        "A tidy PDF to read in one sitting",
        "An EPUB for your reader",
        "Notes for the next day",
    ),
    "software-development": ("Readable source with comments", "A changelog", "An afternoon's worth of examples"),
    "education": ("Printable sheets in A4 and Letter", "An editable copy", "A finished example"),
    "3d": ("Seamless maps in 4K and 2K", "Colour, normal and roughness", "A scene for Blender"),
    "photography": ("Files for desktop and mobile", "A before and after of each", "A short guide to mixing them"),
}
_ANY_CONTENTS = ("Everything in one download", "A short guide", "Free updates")
_FOR_WHOM = (
    "It was made at the workbench and used in our own work first, so nothing in it is there for show.",
    "You need no experience, only an afternoon and something that you would like to finish.",
    "It is for people who work alone or in a small team and would rather make things than set them up.",
    "We made it because we could not find one that was plain enough.",
)
_CLOSING = "Free updates for as long as we make it. Questions go to the studio's letterbox, and somebody answers."
_RUSHED = "Made at the workbench, used in our own work first."
_WELCOME = (
    "Hello and welcome! We are a small studio and have been busy with all kinds of things for quite some time, and "
    "now we are very happy that you have found your way here. "
)
_WALL = (
    "We began with one page and kept adding to it whenever something was missing, and after two years there was"
    " more in it than we had planned. You can start anywhere, since every part stands on its own. Take what you"
    " need and leave the rest. When you print it, use thick paper. When you do not, it works just as well on a"
    " tablet. We have tried it with friends, with students and with people who had never done this before, and"
    " each of them found a way of using it that we had not thought of. Some of those are in the guide, others will"
    " come with the next update."
)
_COLOURS = ("#c2410c", "#8a5a00", "#17693f", "#1d5fbf", "#7a3b69", "#4b5563")
_SMALL_COVER = (640, 360)
_COVER = (1600, 900)


def listing_of(at: int, name: str, category: str, tags: tuple[str, ...]) -> dict[str, Any]:
    """Description, summary and pictures of the product in row `at`."""
    contents = _CONTENTS.get(category.partition("/")[0], _ANY_CONTENTS)
    subject = _subject(name, tags)
    width, height = _SMALL_COVER if at % 11 == 4 else _COVER
    drawn = _drawing(at, 320, 180)
    cover = {
        "id": f"cover-{at}",
        "url": drawn,
        "original_url": drawn,
        "thumbnail": None,
        "type": "image",
        "filetype": "svg",
        "width": 670,
        "height": 377,
        "native_width": width,
        "native_height": height,
    }
    covered = at % 10 != 7
    return {
        "description": _description(at, name, subject, contents),
        "custom_summary": _summary(at, name, contents),
        "covers": [cover] if covered else [],
        "main_cover_id": cover["id"] if covered else None,
        "thumbnail_url": _drawing(at, 160, 160) if at % 5 != 3 else None,
    }


def _summary(at: int, name: str, contents: tuple[str, ...]) -> str | None:
    if at % 3 == 1:
        return None
    lines = contents[:1] if at % 14 != 12 else (*contents, *_ANY_CONTENTS, _FOR_WHOM[0])
    return f"{name.rstrip('.')}: {', '.join(_lowered(line.rstrip('.')) for line in lines)}."


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _subject(name: str, tags: tuple[str, ...]) -> str:
    """What it is, in a sentence without its stop."""
    return f"{name.rstrip('.')} is our take on {' and '.join(tags[:2])}, made slowly and tried in our own work"


def _description(at: int, name: str, subject: str, contents: tuple[str, ...]) -> str:
    listed = "".join(f"<li>{line}</li>" for line in contents)
    whom = _FOR_WHOM[at % len(_FOR_WHOM)]
    match at % 13:
        case 2:
            return f"<p>{_RUSHED}</p>"
        case 4:
            return f"<p>{_WELCOME}{subject}. {whom}</p><ul>{listed}</ul><p>{_CLOSING}</p>"
        case 6:
            return f"<p>{subject}. {whom} {_WALL}</p>"
        case 8:
            linked = '<a href="http://juniperandkiln.example/notes">notes on how it was made</a>'
            picture = '<img src="https://public-files.gumroad.com/juniper-detail">'
            return (
                f"<p>{subject}. {whom}</p><h2>What is in it</h2><ul>{listed}</ul><h4>More</h4>{picture}"
                f"<p>There are {linked}. {_CLOSING}</p><p></p><p><br></p>"
            )
        case 10:
            return f"<p><b>{subject}. {whom}</p><ul>{listed}</ul><p>{_CLOSING}</p>"
        case 11 if at > 26:
            return ""
        case _:
            return (
                f"<p>{subject}. {whom}</p><h2>What you get</h2><ul>{listed}</ul>"
                f"<h2>Good to know</h2><p>{name} works on every computer that opens the files. {_CLOSING}</p>"
            )


def _drawing(at: int, width: int, height: int) -> str:
    """A picture of two shapes on a colour, as an address that holds it."""
    colour, other = _COLOURS[at % len(_COLOURS)], _COLOURS[(at + 2) % len(_COLOURS)]
    size = height // 4 + at * 7 % (height // 5)
    across = width // 3 + at * 13 % (width // 3)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="100%" height="100%" fill="{colour}"/>'
        f'<circle cx="{across}" cy="{height // 2}" r="{size}" fill="#fff1e7"/>'
        f'<rect x="{across}" y="{height // 2}" width="{size}" height="{size}" fill="{other}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawing)}"
