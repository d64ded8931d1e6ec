/** The table of codes: one row per name, its parts product by product under it. */

import { useCallback, useMemo } from "preact/hooks";

import { count } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { CodeRow, CodesSortKey } from "../../../shared/protocol.d.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import type { CodesActions } from "../../codes/actions.ts";
import { isChosenPart, shareOf } from "../../codes/choice.ts";
import { shownKeys } from "../../codes/state.ts";
import { usePanel } from "../../panel.ts";
import { listRows, noteLines, noteOf, rowHeight, rowKey, toneOf } from "./rows.ts";
import type { ListRow } from "./rows.ts";

/** From here on there is room for the number of products beside their names. */
const ROOMY_PX = 960;

const SORTS: readonly CodesSortKey[] = ["name", "discount", "products", "uses", "cap", "state"];

export function CodesTable() {
  const { state, act, wide, width } = usePanel();
  const { codes } = state;
  const { chosen, expanded } = codes;
  const keys = shownKeys(codes);
  const byKey = useMemo(() => new Map(codes.list.view?.rows.map((row) => [row.key, row])), [codes.list.view]);
  const rows = useMemo(() => listRows(byKey, keys, expanded), [byKey, keys, expanded]);
  const height = useCallback((row: ListRow) => rowHeight(row, width), [width]);
  const columns = useMemo(() => columnsOf(wide, width, expanded, act.codes), [wide, width, expanded, act]);
  const note = useCallback((row: ListRow) => <Note row={row} width={width} />, [width]);
  const shown = useMemo(() => keys.filter((key) => chosen.has(key)).length, [keys, chosen]);
  const ticks: Ticks<ListRow> = {
    has: (row) => {
      if (row.kind === "code") return shareOf(chosen, row.code) === "all";
      return row.code.universal ? null : isChosenPart(chosen, row.code, row.part.key);
    },
    label: (row) =>
      row.kind === "code"
        ? t("tick_product", row.code.name)
        : t("codes_tick_part", row.code.name, row.part.product),
    toggle: (row, range) =>
      act.codes.tick(row.kind === "code" ? row.key : row.part.key, range && row.kind === "code"),
    all: shown === 0 ? "none" : shown === keys.length ? "all" : "some",
    toggleAll: (on) => act.codes.tickShown(on ? "all" : "none"),
  };
  return (
    <Table
      label={t("tool_codes")}
      rows={rows}
      rowKey={rowKey}
      rowHeight={height}
      columns={columns}
      ticks={ticks}
      {...(wide ? {} : { lead: leadOf })}
      note={note}
      rowClass={(row) => rowClass(row, chosen)}
      sort={{ id: codes.sort.key, descending: codes.sort.descending }}
      onSort={(id) => sortBy(act.codes, codes.sort, id)}
      onEnter={(row) => act.codes.expand(row.code.key, !expanded.has(row.code.key))}
      onFold={(row, open) => act.codes.expand(row.code.key, open)}
      testid="codes"
    />
  );
}

function rowClass(row: ListRow, chosen: ReadonlySet<string>): string {
  if (row.kind === "part") return "child";
  return shareOf(chosen, row.code) === "some" ? "partly" : "";
}

/** Sort by a column; the same column again turns the order round. */
function sortBy(codes: CodesActions, sort: { key: CodesSortKey; descending: boolean }, id: string): void {
  const key = SORTS.find((known) => known === id);
  if (key === undefined) return;
  codes.setSort({ key, descending: sort.key === key ? !sort.descending : key === "uses" || key === "products" });
}

function columnsOf(
  wide: boolean,
  width: number,
  expanded: ReadonlySet<string>,
  codes: CodesActions,
): readonly Column<ListRow>[] {
  const folds: Column<ListRow> = {
    id: "fold",
    label: "",
    width: "24px",
    cell: (row) =>
      row.kind === "code" && canOpen(row.code) ? (
        <button
          class="icon-button fold"
          type="button"
          tabIndex={-1}
          aria-expanded={expanded.has(row.key)}
          aria-label={t("codes_show_parts", row.code.name)}
          onClick={() => codes.expand(row.key, !expanded.has(row.key))}
        >
          <Icon name="right" size={14} />
        </button>
      ) : null,
  };
  const uses: Column<ListRow> = {
    id: "uses",
    label: t("codes_column_uses"),
    width: wide ? "88px" : "76px",
    numeric: true,
    sortable: true,
    cell: (row) => <Uses row={row} />,
  };
  if (!wide) {
    const products: Column<ListRow> = {
      id: "name",
      label: t("codes_column_code"),
      width: "minmax(0, 1fr)",
      sortable: true,
      cell: (row) => (row.kind === "code" ? <span class="table-meta">{row.code.products}</span> : null),
    };
    return [products, { ...uses, cell: (row) => (row.kind === "code" ? <Uses row={row} /> : null) }, folds];
  }
  const name: Column<ListRow> = {
    id: "name",
    label: t("codes_column_code"),
    width: "minmax(0, 1fr)",
    sortable: true,
    cell: (row) => (
      <>
        <Name row={row} />
        {row.kind === "code" ? <span class="table-meta">{row.code.products}</span> : null}
      </>
    ),
  };
  const discount: Column<ListRow> = {
    id: "discount",
    label: t("codes_takes_off"),
    width: "92px",
    numeric: true,
    sortable: true,
    cell: (row) => <span class="strong">{(row.kind === "code" ? row.code : row.part).discount}</span>,
  };
  const products: Column<ListRow> = {
    id: "products",
    label: t("codes_column_products"),
    width: "76px",
    numeric: true,
    sortable: true,
    cell: (row) => (row.kind === "code" ? <span class="muted">{count(row.code.product_count)}</span> : null),
  };
  const minimum: Column<ListRow> = {
    id: "minimum",
    label: t("codes_minimum"),
    width: "100px",
    numeric: true,
    cell: (row) => <span class="muted">{(row.kind === "code" ? row.code : row.part).minimum || "–"}</span>,
  };
  const state: Column<ListRow> = {
    id: "state",
    label: t("codes_column_state"),
    width: "132px",
    sortable: true,
    cell: (row) => (
      <span class="state-cell">
        <State row={row} />
      </span>
    ),
  };
  return width < ROOMY_PX
    ? [name, discount, uses, minimum, state, folds]
    : [name, discount, products, uses, minimum, state, folds];
}

function canOpen(code: CodeRow): boolean {
  return code.parts.length > 1;
}

/** The first line of a narrow row; a part has no other. */
function leadOf(row: ListRow) {
  const { discount, uses_text } = row.kind === "code" ? row.code : row.part;
  const isOwn = row.kind === "code" || discount !== row.code.discount;
  return (
    <span class="row between nowrap">
      <Name row={row} mark />
      <span class="row nowrap num">
        {isOwn ? <span class="strong">{discount}</span> : null}
        {row.kind === "part" ? <span class="muted part-uses">{uses_text}</span> : null}
      </span>
    </span>
  );
}

/** `mark`: with its state, where that has no column of its own. */
function Name({ row, mark = false }: { row: ListRow; mark?: boolean }) {
  const { state } = row.kind === "code" ? row.code : row.part;
  const badge = mark && state !== "live" ? <State row={row} /> : null;
  if (row.kind === "part") {
    return (
      <span class="code-name part-name" title={row.part.product}>
        <span class="clip">{row.part.product}</span>
        {badge}
      </span>
    );
  }
  return (
    <span class="code-name" title={row.code.name}>
      <span class="table-title">{row.code.name}</span>
      {row.code.universal ? <Tag tone="info">{t("codes_universal")}</Tag> : null}
      {badge}
    </span>
  );
}

function Uses({ row }: { row: ListRow }) {
  return <span class="muted">{(row.kind === "code" ? row.code : row.part).uses_text}</span>;
}

/** Live is the rule and stays quiet; anything else is a mark. */
function State({ row }: { row: ListRow }) {
  const { state, state_text } = row.kind === "code" ? row.code : row.part;
  if (state === "live") return <span class="muted small">{state_text}</span>;
  return (
    <Tag tone={toneOf(state)} title={state_text}>
      {noteOf(row) === "" ? state_text : t("codes_broken")}
    </Tag>
  );
}

function Note({ row, width }: { row: ListRow; width: number }) {
  const note = noteOf(row);
  if (note === "") return null;
  return (
    <span class="table-line muted" title={note} style={{ "-webkit-line-clamp": String(noteLines(note, width)) }}>
      {note}
    </span>
  );
}
