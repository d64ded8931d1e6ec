/** The rows of a preview: old beside new, what is left after fees, and in the same row what else follows. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { Amount, PlanRow, PlanView } from "../../../shared/protocol.d.ts";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { formOf } from "../../plan_state.ts";
import type { PlanState } from "../../state.ts";
import { noteLines, notesOf, planRowHeight } from "./plan_rows.ts";

/** From here on there is room for the net itself beside its change. */
const ROOMY_PX = 960;

interface PlanTableProps {
  plan: PlanState;
  view: PlanView;
  rows: readonly PlanRow[];
  goTo: { key: string } | null;
}

export function PlanTable({ plan, view, rows, goTo }: PlanTableProps) {
  const { act, wide, width } = usePanel();
  const [editing, setEditing] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);
  const form = formOf(plan);
  const unticked = useMemo(() => new Set(form?.unticked), [form]);
  const errorOf = useCallback((row: PlanRow): string => plan.errors[row.key] ?? row.error, [plan.errors]);
  const rowHeight = useCallback(
    (row: PlanRow) => planRowHeight(row, errorOf(row), width, wide),
    [errorOf, width, wide],
  );
  const toggle = (row: PlanRow, range: boolean): void => {
    const on = unticked.has(row.key);
    const from = rows.findIndex((other) => other.key === anchor.current);
    const to = rows.indexOf(row);
    const between = range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
    if (!range) anchor.current = row.key;
    act.tickRows(
      between.filter(canTick).map((other) => other.key),
      on,
    );
  };
  const tickable = useMemo(() => rows.filter(canTick), [rows]);
  const tickedCount = tickable.filter((row) => !unticked.has(row.key)).length;
  const ticks: Ticks<PlanRow> = {
    has: (row) => (canTick(row) ? !unticked.has(row.key) : null),
    label: (row) => t("tick_product", row.name),
    toggle,
    all: tickedCount === 0 ? "none" : tickedCount === tickable.length ? "all" : "some",
    toggleAll: (on) =>
      act.tickRows(
        tickable.map((row) => row.key),
        on,
      ),
  };

  const hasForm = view.form !== null;
  const overrides = plan.draft === null || "job" in plan.draft ? undefined : plan.draft.overrides;
  const edit = useMemo(
    (): Edit => ({
      open: editing,
      canEdit: (row) => hasForm && row.can_edit,
      typed: (row) => overrides?.[row.key],
      start: setEditing,
      done: (row, text) => {
        setEditing(null);
        if (text !== null) act.typeOver(row.key, text);
      },
    }),
    [editing, hasForm, overrides, act],
  );
  const columns = useMemo(() => columnsOf(wide, width, edit), [wide, width, edit]);
  const note = useCallback(
    (row: PlanRow) => <Notes row={row} error={errorOf(row)} width={width} />,
    [errorOf, width],
  );
  return (
    <Table
      label={t("plan_table")}
      rows={rows}
      rowKey={keyOf}
      rowHeight={rowHeight}
      columns={columns}
      {...(view.form === null ? {} : { ticks })}
      {...(wide ? {} : { lead: leadOf })}
      note={note}
      rowClass={rowClass}
      onEnter={(row) => {
        if (edit.canEdit(row)) setEditing(row.key);
      }}
      goTo={goTo}
      testid="plan-rows"
    />
  );
}

function keyOf(row: PlanRow): string {
  return row.key;
}

function canTick(row: PlanRow): boolean {
  return row.state === "change" || row.reason === "unticked";
}

function leadOf(row: PlanRow) {
  return <Lead row={row} />;
}

function rowClass(row: PlanRow): string {
  return [row.state === "skipped" ? "skipped-row" : "", row.parent === null ? "" : "child"].join(" ").trim();
}

interface Edit {
  open: string | null;
  canEdit: (row: PlanRow) => boolean;
  /** What was typed and is not in the plan yet. */
  typed: (row: PlanRow) => string | undefined;
  start: (key: string) => void;
  /** Null: as it was. */
  done: (row: PlanRow, text: string | null) => void;
}

function columnsOf(wide: boolean, width: number, edit: Edit): readonly Column<PlanRow>[] {
  const now: Column<PlanRow> = {
    id: "now",
    label: t("column_now"),
    width: wide ? "100px" : "minmax(0, 1fr)",
    numeric: true,
    cell: (row) => {
      if (row.state === "skipped" && !wide) return null;
      return row.old === null ? (
        "–"
      ) : (
        <span class={row.state === "change" ? "old" : ""}>{row.old.text + row.suffix}</span>
      );
    },
  };
  const next: Column<PlanRow> = {
    id: "new",
    label: t("column_new"),
    width: wide ? "96px" : "minmax(0, 1.1fr)",
    numeric: true,
    cell: (row) => (row.state === "skipped" && !wide ? null : <NewPrice row={row} edit={edit} />),
  };
  const change: Column<PlanRow> = {
    id: "change",
    label: t("column_change"),
    width: "132px",
    numeric: true,
    cell: (row) =>
      row.state === "skipped" ? null : (
        <span class="muted">
          {row.change === null ? null : signed(row.change)} <span class="percent">{row.change_percent}</span>
        </span>
      ),
  };
  const net: Column<PlanRow> = {
    id: "net",
    label: t("column_net"),
    width: wide ? "76px" : "minmax(0, 1fr)",
    numeric: true,
    cell: (row) => <NetChange row={row} />,
  };
  if (!wide) return [now, next, net];
  const name: Column<PlanRow> = {
    id: "name",
    label: t("column_product"),
    width: "minmax(0, 1fr)",
    cell: (row) => <Name row={row} />,
  };
  const after: Column<PlanRow> = {
    id: "after",
    label: t("column_net_after"),
    width: "84px",
    numeric: true,
    cell: (row) => <Estimate amount={row.state === "change" ? row.net_new : null} />,
  };
  const discover: Column<PlanRow> = {
    id: "discover",
    label: t("column_discover"),
    width: "92px",
    numeric: true,
    cell: (row) => <Estimate amount={row.state === "change" ? row.discover_new : null} />,
  };
  return width < ROOMY_PX
    ? [name, now, next, change, net, discover]
    : [name, now, next, change, after, net, discover];
}

/** The first line of a narrow row: the name, and at the right how much changes, or the price that stays. */
function Lead({ row }: { row: PlanRow }) {
  const side = row.state === "change" ? row.change_percent : `${row.old?.text ?? ""}${row.suffix}`;
  return (
    <span class="row between nowrap">
      <Name row={row} />
      <span class="muted num">{side}</span>
    </span>
  );
}

function Name({ row }: { row: PlanRow }) {
  const meta = [row.detail, row.typed_over ? t("typed_over") : ""].filter(Boolean).join(" · ");
  return (
    <span class="plan-name" title={meta === "" ? row.name : `${row.name} · ${meta}`}>
      <span class="table-title">{row.name}</span>
      {meta === "" ? null : <span class="table-meta">{meta}</span>}
    </span>
  );
}

function NewPrice({ row, edit }: { row: PlanRow; edit: Edit }) {
  const typed = edit.typed(row);
  if (edit.open === row.key)
    return <PriceInput row={row} initial={typed ?? plainAmount(row.new?.text ?? "")} edit={edit} />;
  if (row.new === null && typed === undefined)
    return <span class="muted">{row.state === "skipped" ? t("same") : "–"}</span>;
  const text = typed ?? `${row.new?.text ?? ""}${row.suffix}`;
  if (!edit.canEdit(row)) return <span class="new-price">{text}</span>;
  return (
    <button
      class="price-edit"
      type="button"
      tabIndex={-1}
      title={t("type_over")}
      aria-label={t("type_over_label", text, row.name)}
      data-testid="price-edit"
      onClick={() => edit.start(row.key)}
    >
      {text}
    </button>
  );
}

/** An amount without its currency's sign, as it is typed. */
function plainAmount(text: string): string {
  return text.replace(/[^\d.,-]/g, "");
}

/** Enter or leaving takes the price, Escape leaves it; emptied, the rule's own price comes back. */
function PriceInput({ row, initial, edit }: { row: PlanRow; initial: string; edit: Edit }) {
  const input = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const settle = (text: string | null): void => {
    if (settled.current) return;
    settled.current = true;
    const grid = input.current?.closest<HTMLElement>('[role="grid"]');
    edit.done(row, text === initial ? null : text);
    grid?.focus({ preventScroll: true });
  };
  return (
    <input
      ref={input}
      class="price-edit"
      inputMode="decimal"
      aria-label={t("type_over_field", row.name)}
      data-testid="price-input"
      defaultValue={initial}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") settle(event.currentTarget.value.trim());
        else if (event.key === "Escape") settle(null);
      }}
      onBlur={(event) => settle(event.currentTarget.value.trim())}
    />
  );
}

function NetChange({ row }: { row: PlanRow }) {
  const change = row.net_change;
  if (row.state === "skipped") return null;
  if (change === null) return <span class="muted">–</span>;
  const tone = change.minor > 0 ? "up" : change.minor < 0 ? "down" : "muted";
  return (
    <span class={tone} title={netTitle(row)}>
      {signed(change)}
    </span>
  );
}

function netTitle(row: PlanRow): string {
  if (row.net_old === null || row.net_new === null) return "";
  return t(row.net_new.estimate ? "net_about" : "net_exact", row.net_old.text, row.net_new.text);
}

function Estimate({ amount }: { amount: Amount | null }) {
  if (amount === null) return <span class="muted">–</span>;
  return <span class="muted">{amount.estimate ? t("about_amount", amount.text) : amount.text}</span>;
}

function signed(amount: Amount): string {
  return amount.minor > 0 && !/^[+]/.test(amount.text) ? `+${amount.text}` : amount.text;
}

function Notes({ row, error, width }: { row: PlanRow; error: string; width: number }) {
  const notes = notesOf(row, error);
  if (notes.length === 0) return null;
  return (
    <>
      {notes.map((note) => (
        <span
          key={note.text}
          class={note.tone === "bad" ? "table-line down" : "table-line muted"}
          title={note.text}
          style={{ "-webkit-line-clamp": String(noteLines(note, width)), "margin-bottom": "3px" }}
        >
          <Tag tone={note.tone}>{note.tag}</Tag> {note.text}
        </span>
      ))}
    </>
  );
}
