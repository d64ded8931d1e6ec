/** The rows of a preview about listings: each product with what changes in its texts, or why it is left alone. */

import { useCallback, useMemo, useRef } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { ListingPlanRow, PlanView } from "../../../shared/protocol.d.ts";
import { Measured, useHeights } from "../../../shared/ui/measured.tsx";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { formOf } from "../../plan_state.ts";
import type { PlanState } from "../../state.ts";
import { Change } from "./change.tsx";
import { useOpenedRows } from "./opened_rows.ts";
import { guessedHeight, hasMeta, headHeight, metaOf, nameOf, notesOf, saysDoing, toneOf } from "./plan_rows.ts";

interface ListingPlanTableProps {
  plan: PlanState;
  view: PlanView;
  rows: readonly ListingPlanRow[];
  goTo: { key: string } | null;
}

/** Right or Enter shows the texts of a row whole, left folds them again. */
export function ListingPlanTable({ plan, view, rows, goTo }: ListingPlanTableProps) {
  const { act, wide, width } = usePanel();
  const anchor = useRef<string | null>(null);
  const { heightOf, measured } = useHeights();
  const { wholeOf, open, shut } = useOpenedRows(view.digest);
  const form = formOf(plan);
  const unticked = useMemo(() => new Set(form?.unticked), [form]);
  const tickable = useMemo(() => rows.filter((row) => row.can_untick), [rows]);
  const tickedCount = tickable.filter((row) => !unticked.has(row.key)).length;
  const ticks: Ticks<ListingPlanRow> = {
    has: (row) => (row.can_untick ? !unticked.has(row.key) : null),
    label: (row) => t("tick_product", [nameOf(row), row.detail].filter((text) => text !== "").join(", ")),
    toggle: (row, range) => {
      const from = rows.findIndex((other) => other.key === anchor.current);
      const to = rows.indexOf(row);
      const between = range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
      if (!range) anchor.current = row.key;
      act.tickRows(
        between.filter((each) => each.can_untick).map((each) => each.key),
        unticked.has(row.key),
      );
    },
    all: tickedCount === 0 ? "none" : tickedCount === tickable.length ? "all" : "some",
    toggleAll: (on) =>
      act.tickRows(
        tickable.map((row) => row.key),
        on,
      ),
  };
  const hasDoing = useMemo(() => rows.some(saysDoing), [rows]);
  const columns = useMemo(() => columnsOf(wide, hasDoing), [wide, hasDoing]);
  const height = useCallback(
    (row: ListingPlanRow) => headHeight(row, wide) + heightOf(row.key, guessedHeight(row, width, wide)),
    [heightOf, width, wide],
  );
  const note = useCallback(
    (row: ListingPlanRow) => (
      <Measured of={row.key} told={measured}>
        <Texts row={row} whole={wholeOf(row)} onOpen={() => open(row)} onShut={() => shut(row)} />
      </Measured>
    ),
    [measured, wholeOf, open, shut],
  );
  return (
    <Table
      label={t("edit_plan_table")}
      rows={rows}
      rowKey={keyOf}
      rowHeight={height}
      columns={columns}
      {...(form === null ? {} : { ticks })}
      note={note}
      rowClass={rowClass}
      onEnter={(row) => (wholeOf(row) === null ? open(row) : shut(row))}
      onFold={(row, isOpen) => (isOpen ? open(row) : shut(row))}
      goTo={goTo}
      testid="plan-rows"
    />
  );
}

function keyOf(row: ListingPlanRow): string {
  return row.key;
}

function rowClass(row: ListingPlanRow): string {
  return row.doing === "skipped" ? "listing-plan skipped-row" : "listing-plan";
}

function columnsOf(wide: boolean, hasDoing: boolean): readonly Column<ListingPlanRow>[] {
  const name: Column<ListingPlanRow> = {
    id: "name",
    label: t("column_product"),
    width: "minmax(0, 1fr)",
    cell: (row) => <Name row={row} wide={wide} />,
  };
  if (!wide || !hasDoing) return [name];
  return [
    name,
    {
      id: "doing",
      label: t("edit_column_doing"),
      width: "220px",
      numeric: true,
      cell: (row) => <Doing row={row} />,
    },
  ];
}

/** A narrow row says under the name what happens to it. */
function Name({ row, wide }: { row: ListingPlanRow; wide: boolean }) {
  const meta = metaOf(row);
  return (
    <span title={meta === "" ? nameOf(row) : `${nameOf(row)} · ${meta}`}>
      <span class="table-title">{nameOf(row)}</span>
      {hasMeta(row, wide) ? (
        <span class="table-meta">
          {wide ? null : <Doing row={row} />} {meta}
        </span>
      ) : null}
    </span>
  );
}

function Doing({ row }: { row: ListingPlanRow }) {
  return saysDoing(row) ? <Tag tone={toneOf(row)}>{row.doing_text}</Tag> : null;
}

interface TextsProps {
  row: ListingPlanRow;
  /** The row with its texts whole; null while it is folded. */
  whole: ListingPlanRow | null;
  onOpen: () => void;
  onShut: () => void;
}

function Texts({ row, whole, onOpen, onShut }: TextsProps) {
  const isOpen = whole !== null;
  return (
    <div class="listing-texts">
      {(whole ?? row).fields.map((change) => (
        <Change key={change.field} change={change} isOpen={isOpen} onOpen={onOpen} tabbable={false} />
      ))}
      {isOpen && !row.whole ? (
        <button class="link small" type="button" tabIndex={-1} data-testid="diff-shut" onClick={onShut}>
          {t("edit_shut")}
        </button>
      ) : null}
      {notesOf(row).map(({ tag, tone, text }) => (
        <div key={text} class="muted">
          <Tag tone={tone}>{tag}</Tag> {text}
        </div>
      ))}
    </div>
  );
}
