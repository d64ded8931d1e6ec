"""The parity table as the pages draw it. No I/O here."""

from collections.abc import Iterable, Mapping, Sequence

from py_core.errors import InputError
from py_core.gumroad.currencies import plain_amount
from py_core.parity.codes import scopes_of
from py_core.parity.countries import countries, country_name
from py_core.parity.edits import CellChange, TableDiff
from py_core.parity.levels import FULL, Figure, price_levels
from py_core.parity.naming import names_for
from py_core.parity.native import Factor
from py_core.parity.presets import Preset
from py_core.parity.table import (
    CodesPer,
    ParityTable,
    TableSettings,
    WorkedRow,
    percents,
    table_digest,
    tier_percents,
    worked_rows,
)
from py_core.parity.work import Stand
from py_core.protocol.parity_views import (
    DiffLine,
    DiffView,
    ParityRow,
    ParityRules,
    ParityTier,
    ParityView,
    PresetView,
    SavedTable,
)
from py_core.words import say

_HONEST = ("parity_honest_anybody", "parity_honest_better", "parity_honest_consequence")


def rules_view(settings: TableSettings) -> ParityRules:
    """The rules as the form has them."""
    least = settings.min_net_usd_minor
    return ParityRules(
        source=settings.source,
        strength=settings.strength,
        floor=str(settings.floor),
        cap=str(settings.cap),
        step=settings.step,
        least_net=plain_amount(least, "usd") if least else "",
        codes_per=settings.codes_per,
        excluded_products=settings.excluded_products,
    )


def _text(figure: Figure | None) -> tuple[str, str]:
    return ("", "") if figure is None else (figure.text, figure.date)


def _row(worked: WorkedRow, code: str, factor: Factor | None) -> ParityRow:
    row = worked.row
    country, levels = countries().get(row.country), price_levels().get(row.country)
    bank, mac = (None, None) if levels is None else (levels.world_bank, levels.big_mac)
    (bank_text, bank_date), (mac_text, mac_date) = _text(bank), _text(mac)
    native = None if factor is None else FULL - factor.hundredths
    return ParityRow(
        country=row.country,
        name=country_name(row.country),
        region="" if country is None else country.region.value,
        region_label="" if country is None else say(f"parity_region_{country.region.value}"),
        currency="" if country is None else country.currency.upper(),
        world_bank=bank_text,
        world_bank_date=bank_date,
        big_mac=mac_text,
        big_mac_date=mac_date,
        level=worked.level or "",
        native_percent=native,
        computed_percent=worked.computed_percent,
        percent=worked.percent,
        typed_percent=row.typed_percent,
        source=row.source,
        group=row.group,
        note=row.note,
        excluded=row.excluded,
        code=code,
        shadowed=native is not None and 0 < worked.percent <= native,
    )


def _names(stand: Stand) -> tuple[Mapping[str, str], str]:
    per_tier = stand.table.settings.codes_per is CodesPer.TIER
    try:
        return names_for(scopes_of(stand.table), stand.naming, per_tier=per_tier), ""
    except InputError as error:
        return {}, error.message


def _tiers(table: ParityTable, names: Mapping[str, str]) -> tuple[ParityTier, ...]:
    typed = {tier.group: tier.typed_percent for tier in table.tiers}
    members: dict[str, int] = {}
    for row in table.rows:
        if row.group and not row.excluded:
            members[row.group] = members.get(row.group, 0) + 1
    return tuple(
        ParityTier(
            group=group,
            percent=percent,
            typed_percent=typed.get(group),
            countries=members[group],
            code=names.get(f"tier:{group}", ""),
        )
        for group, percent in sorted(tier_percents(table).items())
    )


def _sentences(table: ParityTable, given: Mapping[str, int]) -> tuple[str, ...]:
    getting = {code: percent for code, percent in given.items() if percent}
    if not getting:
        return (say("parity_gives_nothing"),)
    most = max(getting, key=lambda code: (getting[code], code))
    least = min(getting, key=lambda code: (getting[code], code))
    found = [
        say(
            "parity_gives",
            n=len(getting),
            most=getting[most],
            most_name=country_name(most),
            least=getting[least],
            least_name=country_name(least),
        )
    ]
    if table.settings.codes_per is CodesPer.TIER:
        found.append(say("parity_gives_tiers", n=len(scopes_of(table))))
        without = sum(1 for row in table.rows if not row.group and not row.excluded)
        if without:
            found.append(say("parity_without_group", n=without))
    return tuple(found)


def parity_view(
    stand: Stand,
    saved: Iterable[tuple[Stand, int]],
    factors: Sequence[Factor] | None,
    notices: tuple[str, ...] = (),
) -> ParityView:
    """The table in work. `saved` are tables with when they were saved; `factors` None where none are known."""
    table = stand.table
    names, problem = _names(stand)
    given = percents(table)
    known = {factor.country: factor for factor in factors or ()}
    per_tier = table.settings.codes_per is CodesPer.TIER
    listed = {row.country for row in table.rows}

    def code(worked: WorkedRow) -> str:
        return (
            names.get(f"tier:{worked.row.group}" if per_tier else worked.row.country, "") if worked.percent else ""
        )

    digest = table_digest(table)
    return ParityView(
        name=table.name,
        rows=tuple(_row(worked, code(worked), known.get(worked.row.country)) for worked in worked_rows(table)),
        tiers=_tiers(table, names),
        rules=rules_view(table.settings),
        template=stand.naming.template,
        template_error=problem,
        given=sum(1 for percent in given.values() if percent),
        sentences=_sentences(table, given),
        honest=tuple(map(say, _HONEST)),
        presets=tuple(
            PresetView(
                preset=preset,
                label=say(f"parity_preset_{preset.value}"),
                text=say(f"parity_preset_{preset.value}_text"),
            )
            for preset in Preset
        ),
        saved=tuple(
            SavedTable(
                name=one.table.name,
                saved_at_ms=at_ms,
                countries=sum(1 for percent in percents(one.table).values() if percent),
                same=table_digest(one.table) == digest and one.naming.template == stand.naming.template,
            )
            for one, at_ms in saved
        ),
        unlisted=tuple(sorted(countries().keys() - listed, key=country_name)),
        notices=notices,
        sources=(say("parity_credit"), say("parity_percent_formula"), say("parity_blend_formula")),
        native_read=factors is not None,
    )


def _line(change: CellChange) -> DiffLine:
    where = country_name(change.where) if len(change.where) == 2 else change.where
    return DiffLine(where=where, label=say(f"parity_field_{change.field}"), old=change.old, new=change.new)


def diff_view(diff: TableDiff, name: str) -> DiffView:
    """What differs from the saved table of that name."""
    other = (
        *(
            DiffLine(where=country_name(code), label=say("parity_row"), old="", new=say("parity_added"))
            for code in diff.added
        ),
        *(
            DiffLine(where=country_name(code), label=say("parity_row"), old="", new=say("parity_dropped"))
            for code in diff.dropped
        ),
        *map(_line, (*diff.settings, *diff.tiers, *diff.cells)),
    )
    if diff.empty:
        headline = say("parity_diff_none", name=name)
    else:
        headline = say("parity_diff", n=len(diff.given), name=name)
    return DiffView(headline=headline, given=tuple(map(_line, diff.given)), other=other)
