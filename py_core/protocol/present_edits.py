"""Forms of bulk edits as the pages draw them: what they can offer, and what they would do. No I/O here."""

from collections import Counter
from collections.abc import Mapping, Sequence

from py_core.catalog.products import ShopProduct
from py_core.edits.blocks import Blocks
from py_core.edits.building import has_block, needs_policies
from py_core.edits.diff import with_gaps
from py_core.edits.forms import BlockForm, EditForm
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, currency
from py_core.gumroad.models import Category
from py_core.plan.plan import Plan, SkipReason
from py_core.protocol.amounts import Facet
from py_core.protocol.edit_views import (
    CategoriesView,
    CategoryOption,
    CurrencyOption,
    EditCheckView,
    EditExample,
    EditOptionsView,
    VersionOption,
)
from py_core.protocol.present_listing_plan import changes_of, drawn_pieces, listing_words, period_text
from py_core.words import say

MOST_EXAMPLES = 3
MOST_OPTIONS = 200
_READS_A_SECOND = 5


def options_view(
    entries: Sequence[ShopProduct], policies: Mapping[str, int], policies_unread: int
) -> EditOptionsView:
    """What forms can offer for these products."""
    tags: Counter[str] = Counter(tag for entry in entries for tag in dict.fromkeys(entry.product.tags))
    titles: Counter[str] = Counter()
    of_versions: dict[str, Counter[str]] = {}
    products_of: Counter[str] = Counter()
    for entry in entries:
        versions = entry.versions or ()
        titles.update({version.category_title for version in versions})
        products_of.update({version.name for version in versions})
        for version in versions:
            of_versions.setdefault(version.name, Counter())[version.category_title] += 1
    codes = Counter(entry.product.currency for entry in entries)
    on_sale = sum(entry.product.published for entry in entries)
    return EditOptionsView(
        products=len(entries),
        tags=_facets(tags),
        version_categories=_facets(titles),
        versions=tuple(
            VersionOption(name=name, products=n, categories=tuple(of_versions[name]))
            for name, n in products_of.most_common(MOST_OPTIONS)
        ),
        currencies=tuple(
            CurrencyOption(currency=code, symbol=currency(code).symbol, digits=currency(code).digits, products=n)
            for code, n in codes.most_common()
            if code in CURRENCIES
        ),
        published=on_sale,
        unpublished=len(entries) - on_sale,
        policies=tuple(
            Facet(value=period, label=period_text(period), count=n) for period, n in Counter(policies).most_common()
        ),
        policies_unread=policies_unread,
        versions_unread=sum(entry.versions is None and bool(entry.product.groups) for entry in entries),
        most_read_s=-(-policies_unread // _READS_A_SECOND),
    )


def _facets(counts: Counter[str]) -> tuple[Facet, ...]:
    return tuple(Facet(value=text, label=text, count=n) for text, n in counts.most_common(MOST_OPTIONS) if text)


def trails(categories: Sequence[Category]) -> dict[str, str]:
    """Every category's way in words by its path, `Design > Icons`."""
    by_id = {one.id: one for one in categories}

    def trail(one: Category) -> str:
        labels = [one.label or one.name]
        seen = {one.id}
        while one.parent_id is not None and one.parent_id in by_id and one.parent_id not in seen:
            one = by_id[one.parent_id]
            seen.add(one.id)
            labels.append(one.label or one.name)
        return " > ".join(reversed(labels))

    return {one.path: trail(one) for one in categories if one.path}


def categories_view(categories: Sequence[Category], read_at_ms: int | None, note: str) -> CategoriesView:
    """Gumroad's categories by their way in words."""
    labels = {one.path: one.label or one.name for one in categories}
    ways = sorted(trails(categories).items(), key=lambda way: way[1].casefold())
    options = tuple(CategoryOption(path=path, label=labels[path], trail=trail) for path, trail in ways)
    return CategoriesView(categories=options, read_at_ms=read_at_ms, note=note)


def refused_view(error: InputError) -> EditCheckView:
    """A form that cannot be used. Raises the error where it is about no field."""
    if not error.fields:
        raise error
    return EditCheckView(
        errors=error.fields,
        sentences=(),
        products=0,
        rows=0,
        places=0,
        left_alone=0,
        unread=0,
        examples=(),
    )


def check_view(plan: Plan, form: EditForm, looked_at: int, chosen: int) -> EditCheckView:
    """What a form would do. `looked_at` is below `chosen` where the time was up before all were looked at."""
    unread = sum(row.reason is SkipReason.UNREAD for row in plan.skipped) if needs_policies(form) else 0
    sentences = [listing_words(plan).headline, *(finding.text for finding in plan.findings)]
    if plan.skipped:
        sentences.append(say("check_left", n=len(plan.skipped)))
    if looked_at < chosen:
        sentences.append(say("edit_looked_at", n=chosen, looked_at=looked_at))
    return EditCheckView(
        errors={},
        sentences=tuple(sentences),
        products=len({step.product_id for step in plan.steps}),
        rows=len(plan.steps),
        places=sum(facts.places for facts in plan.listing_facts),
        left_alone=len(plan.skipped),
        unread=unread,
        examples=_examples(plan),
        html=Blocks(form).html if isinstance(form, BlockForm) and has_block(form) else "",
    )


def _examples(plan: Plan) -> tuple[EditExample, ...]:
    facts = {one.key: one for one in plan.listing_facts}
    return tuple(
        EditExample(
            product_id=step.product_id,
            product=facts[step.key].product,
            detail=facts[step.key].detail,
            label=say(f"field_{change.field}"),
            pieces=drawn_pieces(with_gaps(change.pieces)),
        )
        for step in plan.steps[:MOST_EXAMPLES]
        for change in changes_of(step)[:1]
    )
