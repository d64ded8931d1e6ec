"""Who buys, from where and how, for made-up sales: plain tables. No I/O here.

Names are common given names and surnames put together by chance; addresses use domains that exist for examples.
"""

from typing import NamedTuple


class Land(NamedTuple):
    """A country with what its buyers are called and where they live. `parity_percent` is its PPP discount."""

    code: str
    name: str
    share: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[tuple[str, str, str], ...]
    parity_percent: int = 0


_ENGLISH_GIVEN = (
    "Alice",
    "Ben",
    "Chloe",
    "Daniel",
    "Emma",
    "Grace",
    "Henry",
    "Isla",
    "Jack",
    "Maya",
    "Noah",
    "Zoe",
)
_ENGLISH_FAMILY = ("Baker", "Carter", "Evans", "Hughes", "Mason", "Patel", "Reed", "Turner", "Walker", "Young")

LANDS: tuple[Land, ...] = (
    Land("US", "United States", 40, _ENGLISH_GIVEN, _ENGLISH_FAMILY,
         (("Portland", "OR", "97205"), ("Austin", "TX", "78704"), ("Brooklyn", "NY", "11215"))),
    Land("GB", "United Kingdom", 12, _ENGLISH_GIVEN, _ENGLISH_FAMILY,
         (("Bristol", "", "BS1 4ST"), ("Leeds", "", "LS2 7HY"))),
    Land("DE", "Germany", 9, ("Anna", "Jonas", "Lena", "Lukas", "Mia", "Paul"),
         ("Fischer", "Keller", "Müller", "Schäfer", "Weiß"), (("Leipzig", "", "04109"), ("Köln", "", "50667"))),
    Land("FR", "France", 6, ("Camille", "Hugo", "Inès", "Léa", "Théo"), ("Bernard", "Durand", "Lefèvre", "Moreau"),
         (("Lyon", "", "69002"), ("Nantes", "", "44000"))),
    Land("JP", "Japan", 6, ("葵", "陽菜", "蓮", "Haruto", "Yui"), ("佐藤", "鈴木", "Takahashi", "Tanaka"),
         (("Kyoto", "26", "604-8091"),)),
    Land("KR", "South Korea", 4, ("민준", "서연", "Ji-woo", "Ha-eun"), ("김", "이", "Park", "Choi"),
         (("Seoul", "", "04524"),)),
    Land("IN", "India", 7, ("Aarav", "Ananya", "Diya", "Rohan", "Vihaan"), ("Iyer", "Kapoor", "Mehta", "Singh"),
         (("Pune", "MH", "411001"), ("Kochi", "KL", "682001")), 60),
    Land("BR", "Brazil", 5, ("Ana", "Davi", "João", "Lívia"), ("Oliveira", "Santos", "Souza"),
         (("Curitiba", "PR", "80010-000"),), 40),
    Land("PL", "Poland", 3, ("Antoni", "Maja", "Zofia"), ("Kowalska", "Nowak", "Wójcik"),
         (("Gdańsk", "", "80-831"),), 46),
    Land("NG", "Nigeria", 2, ("Chidi", "Ngozi", "Temi"), ("Adeyemi", "Okafor"), (("Lagos", "", "100001"),), 49),
    Land("EG", "Egypt", 2, ("أحمد", "ليلى", "Omar"), ("حسن", "Mansour"), (("Cairo", "", "11511"),), 21),
    Land("CA", "Canada", 4, _ENGLISH_GIVEN, _ENGLISH_FAMILY, (("Halifax", "NS", "B3H 1A1"),)),
)  # fmt: skip

HOSTILE_BUYERS: tuple[str, ...] = (
    '=HYPERLINK("https://example.com","click me")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "Quote \"and\" 'apostrophe', comma; semicolon",
    "Line\r\nbreak\tand tab",
    "<script>alert('buyer')</script>",
    "<img src=x onerror=alert(1)>",
    "\u202eresrever",
    "שלום עולם",
    "👩‍🎨 Emoji Buyer 🇯🇵",
    "Robert'); DROP TABLE sales;--",
    "N" * 10_000,
    "Zero\u200bwidth\u2028separator",
    " leading and trailing ",
    "\ufeffbyte order mark",
)
MAIL_DOMAINS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
STREETS = ("Chapel Lane", "Canal Street", "Market Square", "Mill Road", "Orchard Way", "Station Road")
REFERRERS = ("direct",) * 6 + (
    "https://www.google.com/",
    "https://gumroad.com/discover",
    "https://news.example/",
    "https://social.example/",
    "email",
)
CAMPAIGNS = (("newsletter", "email", "autumn"), ("social", "post", "launch"), ("partner", "link", "friends"))
CARD_KINDS = ("visa", "visa", "visa", "mastercard", "mastercard", "amex")
REVIEWS = (
    "Exactly what I needed.",
    "Good, but I had hoped for more sizes.",
    "Saved me a whole afternoon!",
    "Instructions could be clearer.",
    "Lovely work.",
    "=1+1 is what my spreadsheet made of it",
)
ANSWERS = ("Acme", "Freelance", "Studio Nord", "None", "=cmd|' /C calc'!A0", "Ünïcode GmbH")
