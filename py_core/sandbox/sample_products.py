"""What the sample shop sells: a small studio's sixty products, newest first, as plain data. No I/O here.

Every row is (name, price in minor units, category, tags, units sold, further fields).
"""

from typing import Any, TypeAlias

Row: TypeAlias = tuple[str, int, str, tuple[str, ...], int, dict[str, Any]]


def versions(title: str, **surcharges: int) -> dict[str, Any]:
    """One version category; underscores in a name become spaces."""
    options = [
        {"name": name.replace("_", " "), "price_difference": surcharge} for name, surcharge in surcharges.items()
    ]
    return {"title": title, "options": options}


def tier(name: str, description: str, **prices: int) -> dict[str, Any]:
    """One membership tier with its price per recurrence."""
    recurrences = {recurrence: {"price_cents": cents} for recurrence, cents in prices.items()}
    return {"name": name, "description": description, "recurrence_prices": recurrences}


def membership(duration: str, *tiers: dict[str, Any]) -> dict[str, Any]:
    """The fields of a tiered membership."""
    return {
        "native_type": "membership",
        "subscription_duration": duration,
        "variants": [{"title": "Tier", "options": list(tiers)}],
    }


def percent(name: str, off: int, used: int = 0, most: int | None = None) -> dict[str, Any]:
    """A percent code of one product."""
    return {"name": name, "percent_off": off, "times_used": used, "max_purchase_count": most}


def amount(name: str, off: int, used: int = 0, most: int | None = None) -> dict[str, Any]:
    """An amount code of one product, in its minor units."""
    return {"name": name, "amount_cents": off, "times_used": used, "max_purchase_count": most}


_LICENCE = versions("Licence", Personal=0, Team=3000, Studio=9000)
_SMALL_LICENCE = versions("Licence", Personal=0, Commercial=1500)
_SIZES = versions("Size", A4=0, A3=300, A2=700)
_FORMATS = versions("Format", PDF=0, PDF_and_EPUB=300)
_DRAFT = {"published": False}
_PAY_WHAT_YOU_WANT = {"customizable_price": True}

ICONS = "design/icons"
FONTS = "design/fonts"
UI = "design/ui-and-web"
PRINT = "design/print-and-packaging"
GRAPHICS = "design/graphics"
BRANDING = "design/branding"
SAMPLES = "music-and-sound-design/samples"
INSTRUMENTS = "music-and-sound-design/instruments"
GUIDES = "writing-and-publishing/guides"
FICTION = "fiction-books"
CODE = "software-development/programming"
WEB = "software-development/web-development"
TEXTURES = "3d/textures"
BRUSHES = "drawing-and-painting/brushes"
PRESETS = "photography/presets"
TEMPLATES = "education/templates"
PRODUCTIVITY = "self-improvement/productivity"

ROWS: tuple[Row, ...] = (
    ("Winter Hearth Icon Set", 1900, ICONS, ("icons", "svg", "winter"), 41,
     {"variants": [_LICENCE], "offer_codes": [percent("LAUNCH20", 20, 7, 100)]}),
    ("Kiln Glaze Textures, Volume 3", 2400, TEXTURES, ("textures", "ceramic", "4k"), 18,
     {"variants": [_SMALL_LICENCE]}),
    ("Slow Typography: A Short Course", 4900, "education/classes", ("course", "typography"), 63,
     {"native_type": "course", "offer_codes": [amount("TENOFF", 1000, 12), percent("STUDENT50", 50, 21)]}),
    ("Spring Catalogue Mockups", 1700, PRINT, ("mockups", "print"), 0, _DRAFT),
    ("Fieldnote Grotesk", 3900, FONTS, ("font", "sans serif"), 88,
     {"variants": [versions("Styles", Regular=0, Family_of_8=4100),
                   versions("Use", Desktop=0, Desktop_and_web=2000)],
      "offer_codes": [percent("FIELD30", 30, 9, 50)]}),
    ("Rain on Slate: Ambient Loops", 1200, SAMPLES, ("loops", "ambient", "wav"), 137,
     {"offer_codes": [percent("LOOPS25", 25, 30)]}),
    ("Juniper UI Kit", 5900, UI, ("ui kit", "figma", "components"), 212,
     {"variants": [_LICENCE], "offer_codes": [amount("UIKIT10", 1000, 44), percent("EARLYBIRD", 40, 50, 50)]}),
    ("The Quiet Invoice", 900, TEMPLATES, ("template", "invoice", "freelance"), 305,
     {"offer_codes": [percent("FIRST100", 15, 37, 100)]}),
    ("Studio Circle", 0, "other", ("membership", "community"), 1290,
     membership("monthly",
                tier("Supporter", "Monthly letter and the archive", monthly=500, yearly=5000),
                tier("Member", "Everything new, the day it is out", monthly=1200, yearly=12000),
                tier("Patron", "All of it, with a yearly print by post", monthly=3500, yearly=35000))),
    ("Ash & Oat Colour Palettes", 0, GRAPHICS, ("palette", "colour", "free"), 1840, _PAY_WHAT_YOU_WANT),
    ("Sketchbook Brushes for Procreate", 800, BRUSHES, ("brushes", "procreate"), 421,
     {"offer_codes": [percent("BRUSH75", 75, 64)]}),
    ("Landing Pages That Read Well", 2900, GUIDES, ("guide", "copywriting", "web"), 156,
     {"native_type": "ebook", "variants": [_FORMATS], "offer_codes": [percent("READERS", 20, 33)]}),
    ("Letterpress Numerals Poster", 990, PRINT, ("poster", "letterpress"), 58,
     {"variants": [_SIZES], "require_shipping": True, "offer_codes": [percent("POSTER90", 90, 4, 20)]}),
    ("Tiny Static Site Starter", 1500, WEB, ("starter", "static site", "typescript"), 97, {}),
    ("Woodblock Patterns", 1600, GRAPHICS, ("patterns", "vector", "seamless"), 33,
     {"variants": [_SMALL_LICENCE], "offer_codes": [percent("WOODCUT15", 15)]}),
    ("Analogue Warmth: Lightroom Presets", 2200, PRESETS, ("presets", "lightroom", "film"), 268,
     {"currency": "eur", "offer_codes": [percent("SOMMER20", 20, 51)]}),
    ("Notes for New Potters", 700, GUIDES, ("pottery", "guide"), 112,
     {"native_type": "ebook", "offer_codes": [amount("CLAY3", 300, 18)]}),
    ("Ceramic Percussion Kit", 2600, INSTRUMENTS, ("percussion", "kontakt", "samples"), 45,
     {"offer_codes": [percent("DRUMS15", 15, 6)]}),
    ("Kana Practice Sheets", 800, TEMPLATES, ("japanese", "practice", "printable"), 390, {"currency": "jpy"}),
    ("Tokyo Signage Photo Reference", 2400, "photography", ("reference", "photos", "tokyo"), 71,
     {"currency": "jpy", "variants": [versions("Licence", Personal=0, Commercial=1800)]}),
    ("Hangul Lettering Workbook", 1500000, TEMPLATES, ("korean", "lettering", "workbook"), 84,
     {"currency": "krw", "offer_codes": [percent("SEOUL20", 20, 11)]}),
    ("Seoul Night Ambience", 900000, SAMPLES, ("field recording", "ambience"), 29, {"currency": "krw"}),
    ("The Reluctant Salesperson", 1400, GUIDES, ("marketing", "ebook"), 203,
     {"native_type": "ebook", "currency": "gbp", "variants": [versions("Format", PDF=0, PDF_and_audio=600)],
      "offer_codes": [percent("BRISTOL25", 25, 16)]}),
    ("Moss: a Notion Studio Planner", 1900, PRODUCTIVITY, ("notion", "planner", "studio"), 518,
     {"offer_codes": [percent("PLAN40", 40, 71), percent("FRIENDS60", 60, 9, 25), percent("Plan40", 30, 2)]}),
    ("Herringbone Serif", 4500, FONTS, ("font", "serif", "display"), 64,
     {"variants": [versions("Styles", Text=0, Text_and_Display=2500)],
      "offer_codes": [percent("SERIF25", 25) | {"minimum_amount_cents": 8000}]}),
    ("Risograph Grain Pack", 600, TEXTURES, ("grain", "riso", "texture"), 940, _PAY_WHAT_YOU_WANT | {
        "suggested_price_cents": 900}),
    ("Print-at-home Gift Tags", 300, PRINT, ("printable", "gift tags"), 277,
     {"offer_codes": [percent("TAGS50", 50, 12)]}),
    ("One Hundred Button States", 1100, UI, ("buttons", "css", "ui"), 82, {}),
    ("CSS Layouts, Explained Slowly", 3400, WEB, ("css", "layout", "guide"), 341,
     {"native_type": "ebook", "variants": [_FORMATS], "offer_codes": [percent("SLOW30", 30, 58)]}),
    ("Harbour Foghorns", 900, SAMPLES, ("field recording", "drone"), 26, {"currency": "gbp"}),
    ("Open Studio Wallpapers", 0, "design/wallpapers", ("wallpaper", "free"), 3120, {"customizable_price": True}),
    ("Brand Sheet Template", 2100, BRANDING, ("brand guide", "template"), 149, {"variants": [_SMALL_LICENCE]}),
    ("Portrait Session: Logo Review Call", 9000, BRANDING, ("call", "logo", "review"), 23,
     {"native_type": "call", "variants": [versions("Duration", Half_an_hour=0, One_hour=7000)]}),
    ("Hand-drawn Arrows and Underlines", 500, GRAPHICS, ("arrows", "hand drawn", "svg"), 655,
     {"offer_codes": [amount("ARROWS", 500, 40)]}),
    ("Python for People Who Make Things", 3900, CODE, ("python", "beginners", "course"), 187,
     {"native_type": "course", "offer_codes": [percent("MAKERS20", 20, 29)]}),
    ("Studio Ledger Spreadsheet", 1300, TEMPLATES, ("spreadsheet", "bookkeeping"), 234, {"currency": "eur"}),
    ("Linocut Alphabet", 1800, FONTS, ("font", "linocut"), 39, {}),
    ("Quiet Piano, Prepared", 3200, INSTRUMENTS, ("piano", "kontakt", "prepared piano"), 92,
     {"currency": "eur", "variants": [versions("Edition", Standard=0, With_stems=1900)]}),
    ("The Kiln Log", 600, TEMPLATES, ("pottery", "log book", "posted"), 143,
     {"currency": "gbp", "require_shipping": True}),
    ("Stencil Icons: Kitchen", 1400, ICONS, ("icons", "kitchen", "food"), 57, {"variants": [_SMALL_LICENCE]}),
    ("Stencil Icons: Garden", 1400, ICONS, ("icons", "garden", "plants"), 61, {"variants": [_SMALL_LICENCE]}),
    ("Stencil Icons: Weather", 1400, ICONS, ("icons", "weather"), 102, {"variants": [_SMALL_LICENCE]}),
    ("Lanterns in Fog", 499, FICTION, ("short stories", "fiction"), 318,
     {"native_type": "ebook", "offer_codes": [percent("FOG50", 50, 25)]}),
    ("Lanterns in Fog, the Audiobook", 1299, FICTION, ("audiobook", "fiction"), 76, {"native_type": "audiobook"}),
    ("Letters from the Workbench", 0, GUIDES, ("newsletter", "letters"), 640,
     membership("yearly",
                tier("Reader", "Two letters a month", monthly=300, yearly=3000),
                tier("Correspondent", "Letters, and answers to yours", monthly=900, yearly=9000))),
    ("A Calendar of Small Tools", 150, PRODUCTIVITY, ("calendar", "printable"), 801,
     {"currency": "eur"}),
    ("Terrazzo Generator Script", 2500, CODE, ("script", "illustrator", "terrazzo"), 68,
     {"variants": [versions("Seats", One=0, Five=6000, Unlimited=14000)]}),
    ("Paper Cut-out Shapes", 700, GRAPHICS, ("shapes", "collage"), 90, {"currency": "gbp"}),
    ("Everything Bundle", 12900, "design", ("bundle", "everything"), 34,
     {"native_type": "bundle", "offer_codes": [percent("BUNDLE15", 15, 8)]}),
    ("Market Stall Kit", 2000, PRINT, ("market", "signage", "printable"), 0, _DRAFT | {"currency": "gbp"}),
    ("Tape Hiss and Room Tone", 400, SAMPLES, ("tape", "foley"), 512, _PAY_WHAT_YOU_WANT),
    ("Old Book Paper Textures", 1000, TEXTURES, ("paper", "vintage"), 446, {"archived": True, "published": False}),
    ("Grid Systems Cheat Sheet", 0, UI, ("grid", "cheat sheet", "free"), 2205, {}),
    ("Slow Web Newsletter Template", 1600, TEMPLATES, ("newsletter", "html", "email"), 119, {}),
    ("Ghost Theme: Larder", 6900, WEB, ("ghost", "theme", "blog"), 73,
     {"variants": [versions("Licence", Single_site=0, Unlimited_sites=9000)],
      "offer_codes": [percent("LARDER20", 20, 10)]}),
    ("Night Market Colour Grades", 2800, PRESETS, ("luts", "video", "colour"), 54, {"currency": "eur"}),
    ("Buy the Studio a Coffee", 500, "other", ("coffee", "tip"), 66,
     {"native_type": "coffee", "customizable_price": True}),
    ("Pocket Rhythm Machine", 3600, INSTRUMENTS, ("drum machine", "plugin"), 40,
     {"variants": [versions("Seats", One=0, Three=4800)]}),
    ("Shelf Labels, Set in Lead", 250, PRINT, ("labels", "letterpress", "posted"), 174,
     {"require_shipping": True, "offer_codes": [percent("LABELS70", 70, 11)]}),
    ("First Glaze Recipes", 1200, GUIDES, ("pottery", "glaze", "recipes"), 296,
     {"native_type": "ebook", "archived": True, "published": False}),
)  # fmt: skip
