"""What the pages draw of bulk edits, and of any preview whose rows are listings."""

from typing import Literal, TypeAlias

from py_core.plan.plan import SkipReason
from py_core.protocol.amounts import Facet
from py_core.values import Value

ListingDoing: TypeAlias = Literal[
    "change", "publish", "unpublish", "delete", "restore", "create", "version", "add_version", "delete_version",
    "price", "surcharge", "skipped",
]  # fmt: skip


class DiffPiece(Value):
    """A stretch of a text that stays, goes, or comes; joined, `same` and `old` are what stood there, `same` and
    `new` what comes. A `gap` stands for a long stretch that stays and says how long it is.
    """

    kind: Literal["same", "old", "new", "gap"]
    text: str


class FieldChange(Value):
    """One field of a row. `field` is `name`, `description`, `tags`, `stock` and so on, `label` what it is called.

    A text whose HTML changes in more than its words says so in `note`.
    """

    field: str
    label: str
    pieces: tuple[DiffPiece, ...]
    note: str = ""


class ListingPlanRow(Value):
    """One row of a preview about listings: one request, or what is left alone and why.

    `detail` names the version, where the row is about one. `line` is that of the file it came from. `places` is how
    many finds are replaced, 0 where nothing is looked for. `whole` is False where texts have gaps;
    `listing.edit.row` gives them without.
    """

    key: str
    product_id: str
    product: str
    detail: str
    doing: ListingDoing
    doing_text: str
    reason: SkipReason | None
    reason_text: str
    fields: tuple[FieldChange, ...]
    places: int
    line: int | None
    notes: tuple[str, ...]
    undo_note: str
    whole: bool
    can_untick: bool


class EditExample(Value):
    """A product that would change, for the form."""

    product_id: str
    product: str
    detail: str
    label: str
    pieces: tuple[DiffPiece, ...]


class EditCheckView(Value):
    """What a form means before it is previewed. `errors` maps a field (`find`, `amounts.eur`) to its sentence.

    `products` is how many would change, `rows` how many requests that is, `places` how many finds are replaced,
    `left_alone` how many rows are left as they are. `unread` is how many products have to be read first
    (`listing.edit.read`): without that they are left alone. `html` is the block as it would be written.
    """

    errors: dict[str, str]
    sentences: tuple[str, ...]
    products: int
    rows: int
    places: int
    left_alone: int
    unread: int
    examples: tuple[EditExample, ...]
    html: str = ""


class VersionOption(Value):
    """A version name among the chosen products, in how many of them, and in which categories."""

    name: str
    products: int
    categories: tuple[str, ...]


class CurrencyOption(Value):
    """A currency of the chosen products: what a typed amount means in it, and how many are sold in it."""

    currency: str
    symbol: str
    digits: int
    products: int


class EditOptionsView(Value):
    """What the forms can offer for the chosen products. Lists come with how many products have each.

    `policies_unread` are products whose refund policy is not known yet, `versions_unread` those whose versions are
    not. `most_read_s` is about how long reading the policies takes.
    """

    products: int
    tags: tuple[Facet, ...]
    version_categories: tuple[Facet, ...]
    versions: tuple[VersionOption, ...]
    currencies: tuple[CurrencyOption, ...]
    published: int
    unpublished: int
    policies: tuple[Facet, ...]
    policies_unread: int
    versions_unread: int
    most_read_s: int


class CategoryOption(Value):
    """One category: its path, and the way to it in words, `Design > Icons`."""

    path: str
    label: str
    trail: str


class CategoriesView(Value):
    """Gumroad's categories by their way in words. `note` says when they are not those of today."""

    categories: tuple[CategoryOption, ...]
    read_at_ms: int | None
    note: str


class ListingReadView(Value):
    """Reading what lists leave out: how far it is, or how it ended. `unread` could not be read."""

    state: Literal["idle", "reading", "done", "stopped", "failed"]
    done: int = 0
    total: int = 0
    unread: int = 0
    message: str = ""
    hint: str = ""
