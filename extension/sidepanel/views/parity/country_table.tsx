/** The table of countries: figures, what Gumroad takes off by itself, and the discount, typed over where it stands. */

import { useCallback, useMemo, useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { ParityRow } from "../../../shared/protocol.d.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import type { ParityActions } from "../../parity/actions.ts";
import { countriesOf } from "../../parity/rows.ts";
import type { ShownRow } from "../../parity/rows.ts";
import type { RowFilter, RowSort } from "../../parity/state.ts";
import { Flag, countryName } from "./country.tsx";
import { EditCell } from "./edit_cell.tsx";

const HEAD_PX = 33;
const WIDE_PX = 33;
const NARROW_PX = 53;
const NOTE_PX = 20;

type Field = "percent" | "group" | "note";

interface Hands {
  open: { country: string; field: Field } | null;
  start: (country: string, field: Field) => void;
  done: (row: ParityRow, field: Field, text: string | null) => void;
  revert: (row: ParityRow) => void;
  look: (row: ParityRow) => void;
}

interface CountryTableProps {
  shown: readonly ShownRow[];
  /** Show everything about a country. */
  onLook: (row: ParityRow) => void;
}

export function CountryTable({ shown, onLook }: CountryTableProps) {
  const { state, act, wide } = usePanel();
  const { chosen, filter } = state.parity;
  const [open, setOpen] = useState<Hands["open"]>(null);
  const countries = useMemo(() => countriesOf(shown), [shown]);
  const hands = useMemo(
    (): Hands => ({
      open,
      start: (country, field) => {
        act.parity.tell({ kind: "dismissed" });
        setOpen({ country, field });
      },
      done: (row, field, text) => {
        setOpen(null);
        if (text !== null) void act.parity.edit({ do: field, countries: [row.country], text });
      },
      revert: (row) => void act.parity.edit({ do: "percent", countries: [row.country], text: "" }),
      look: onLook,
    }),
    [open, act, onLook],
  );
  const columns = useMemo(() => columnsOf(wide, hands), [wide, hands]);
  const lead = useCallback(
    (each: ShownRow) => {
      if (each.kind === "region") return wide ? null : <RegionName shown={each} />;
      return wide ? null : <Name shown={each} hands={hands} tags />;
    },
    [wide, hands],
  );
  const note = useCallback(
    (each: ShownRow) =>
      wide || each.kind === "region" || each.row.note === "" ? null : (
        <span class="clip note-line" title={each.row.note}>
          {each.row.note}
        </span>
      ),
    [wide],
  );
  const rowHeight = useCallback((each: ShownRow) => heightOf(each, wide), [wide]);
  const here = countries.filter((country) => chosen.has(country)).length;
  const ticks: Ticks<ShownRow> = {
    has: (each) =>
      each.kind === "region" ? each.rows.every((row) => chosen.has(row.country)) : chosen.has(each.key),
    label: (each) => t("tick_product", each.kind === "region" ? each.label : each.name),
    toggle: (each, range) => {
      if (each.kind === "country") {
        act.parity.tell({ kind: "tick", country: each.key, shown: countries, range });
        return;
      }
      const members = each.rows.map((row) => row.country);
      act.parity.tell({ kind: "choose", countries: members, on: !members.every((member) => chosen.has(member)) });
    },
    all: here === 0 ? "none" : here === countries.length ? "all" : "some",
    toggleAll: (on) => act.parity.tell({ kind: "choose", countries, on }),
  };
  return (
    <Table
      label={t("parity_table")}
      rows={shown}
      rowKey={keyOf}
      rowHeight={rowHeight}
      columns={columns}
      ticks={ticks}
      lead={lead}
      note={note}
      rowClass={classOf}
      sort={{ id: filter.sort, descending: filter.descending }}
      onSort={(id) => sortBy(act.parity, filter, id)}
      onEnter={(each) => {
        if (each.kind === "country") hands.start(each.key, "percent");
      }}
      onFold={(each, on) => {
        if (each.kind === "country" && on) onLook(each.row);
      }}
      testid="parity-rows"
    />
  );
}

function keyOf(shown: ShownRow): string {
  return shown.key;
}

function heightOf(shown: ShownRow, wide: boolean): number {
  if (shown.kind === "region") return HEAD_PX;
  if (wide) return WIDE_PX;
  return shown.row.note === "" ? NARROW_PX : NARROW_PX + NOTE_PX;
}

function classOf(shown: ShownRow): string {
  if (shown.kind === "region") return "region-row";
  return shown.row.excluded ? "skipped-row" : "";
}

/** The names from A, the numbers from the largest; the same column again turns it round. */
function sortBy(parity: ParityActions, filter: RowFilter, id: string): void {
  const sort = id as RowSort;
  const descending = filter.sort === sort ? !filter.descending : sort !== "name";
  parity.tell({ kind: "filter", filter: { ...filter, sort, descending } });
}

function columnsOf(wide: boolean, hands: Hands): readonly Column<ShownRow>[] {
  const figure = (id: "world_bank" | "big_mac", width: string): Column<ShownRow> => ({
    id,
    label: t(`parity_${id}`),
    width,
    numeric: true,
    sortable: true,
    cell: (each) => {
      if (each.kind === "region") return null;
      const value = each.row[id];
      return (
        <span
          class="muted"
          title={value === "" ? t("parity_no_figure") : t("parity_figure_of", each.row[`${id}_date`])}
        >
          {value === "" ? "–" : value.slice(0, 4)}
        </span>
      );
    },
  });
  const native: Column<ShownRow> = {
    id: "native",
    label: t("parity_native_column"),
    width: wide ? "76px" : "minmax(0, 0.9fr)",
    numeric: true,
    sortable: true,
    cell: (each) => (each.kind === "region" ? null : <Native row={each.row} />),
  };
  const percent: Column<ShownRow> = {
    id: "percent",
    label: t("parity_discount"),
    width: wide ? "92px" : "minmax(0, 1.1fr)",
    numeric: true,
    sortable: true,
    cell: (each) => (each.kind === "region" ? null : <Discount row={each.row} name={each.name} hands={hands} />),
  };
  if (!wide) {
    return [figure("world_bank", "minmax(0, 1.1fr)"), figure("big_mac", "minmax(0, 0.9fr)"), native, percent];
  }
  const name: Column<ShownRow> = {
    id: "name",
    label: t("parity_country"),
    width: "minmax(0, 1.5fr)",
    sortable: true,
    cell: (each) =>
      each.kind === "region" ? <RegionName shown={each} /> : <Name shown={each} hands={hands} tags={false} />,
  };
  const code: Column<ShownRow> = {
    id: "code",
    label: t("parity_code"),
    width: "104px",
    cell: (each) =>
      each.kind === "region" ? null : (
        <code class="clip cell-code">{each.row.code === "" ? "" : each.row.code}</code>
      ),
  };
  const group: Column<ShownRow> = {
    id: "group",
    label: t("parity_group"),
    width: "72px",
    cell: (each) =>
      each.kind === "region" ? null : <TextCell row={each.row} name={each.name} field="group" hands={hands} />,
  };
  const note: Column<ShownRow> = {
    id: "note",
    label: t("parity_note"),
    width: "minmax(0, 1fr)",
    cell: (each) =>
      each.kind === "region" ? null : <TextCell row={each.row} name={each.name} field="note" hands={hands} />,
  };
  return [name, figure("world_bank", "76px"), figure("big_mac", "66px"), native, percent, code, group, note];
}

function RegionName({ shown }: { shown: ShownRow & { kind: "region" } }) {
  const given = shown.rows.filter((row) => row.percent > 0).length;
  return (
    <span class="row between nowrap">
      <span class="table-title">{shown.label}</span>
      <span class="muted small num">{t("parity_given_of", given, shown.rows.length)}</span>
    </span>
  );
}

function Name({ shown, hands, tags }: { shown: ShownRow & { kind: "country" }; hands: Hands; tags: boolean }) {
  const { row, name } = shown;
  return (
    <span class="country">
      <Flag code={row.country} />
      <button
        class="table-title country-name"
        type="button"
        tabIndex={-1}
        title={t("parity_look", name)}
        data-testid="parity-look"
        onClick={() => hands.look(row)}
      >
        {name}
      </button>
      {tags && row.group !== "" ? <Tag>{row.group}</Tag> : null}
      {row.source === null ? null : <Tag tone="info">{t(`parity_source_${row.source}`)}</Tag>}
      {tags && row.code !== "" ? <code class="clip muted country-code">{row.code}</code> : null}
    </span>
  );
}

function Native({ row }: { row: ParityRow }) {
  if (row.native_percent === null) return <span class="muted">–</span>;
  return (
    <span class="muted" title={row.shadowed ? t("parity_shadowed_title") : undefined}>
      {row.shadowed ? <Icon name="alert" size={12} /> : null} {t("parity_percent", row.native_percent)}
    </span>
  );
}

function Discount({ row, name, hands }: { row: ParityRow; name: string; hands: Hands }) {
  if (row.excluded) return <span class="muted">{t("parity_left_out")}</span>;
  const typed = row.typed_percent !== null;
  return (
    <span class="discount">
      {typed ? (
        <button
          class="revert"
          type="button"
          tabIndex={-1}
          title={t("parity_revert", row.computed_percent)}
          aria-label={t("parity_revert_label", name, row.computed_percent)}
          data-testid="parity-revert"
          onClick={() => hands.revert(row)}
        >
          <Icon name="undo" size={12} />
        </button>
      ) : null}
      <EditCell
        numeric
        text={t("parity_percent", row.percent)}
        initial={String(row.percent)}
        label={typed ? t("parity_typed", row.computed_percent) : t("parity_type_over")}
        fieldLabel={t("parity_discount_for", name)}
        open={hands.open?.country === row.country && hands.open.field === "percent"}
        faint={row.percent === 0}
        testid="parity-percent"
        onOpen={() => hands.start(row.country, "percent")}
        onDone={(text) => hands.done(row, "percent", text)}
      />
    </span>
  );
}

interface TextCellProps {
  row: ParityRow;
  name: string;
  field: "group" | "note";
  hands: Hands;
}

function TextCell({ row, name, field, hands }: TextCellProps) {
  return (
    <EditCell
      text={row[field]}
      initial={row[field]}
      label={t(`parity_type_${field}`)}
      fieldLabel={t(`parity_${field}_of`, name)}
      open={hands.open?.country === row.country && hands.open.field === field}
      faint
      testid={`parity-${field}`}
      onOpen={() => hands.start(row.country, field)}
      onDone={(text) => hands.done(row, field, text)}
    />
  );
}

export function nameOfRow(row: ParityRow): string {
  return countryName(row.country, row.name);
}
