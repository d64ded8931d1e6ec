/** The rows of a preview about sales: for a refund what is left, what each buyer gets and what is left then. */

import type { ComponentChildren } from "preact";
import { useCallback, useMemo, useRef, useState } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { Amount, PlanView, SalePlanRow } from "../../../shared/protocol.d.ts";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { formOf } from "../../plan_state.ts";
import type { PlanState } from "../../state.ts";
import { EditCell } from "../parity/edit_cell.tsx";
import { noteLines } from "../prices/plan_rows.ts";
import { doingOf, metaOf, nameOf, notesOf, rowHeight } from "./plan_rows.ts";
import type { SaleDoing } from "./plan_rows.ts";

interface SalePlanTableProps {
  plan: PlanState;
  view: PlanView;
  rows: readonly SalePlanRow[];
  goTo: { key: string } | null;
}

export function SalePlanTable({ plan, view, rows, goTo }: SalePlanTableProps) {
  const { act, wide, width } = usePanel();
  const [editing, setEditing] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);
  const form = formOf(plan);
  const unticked = useMemo(() => new Set(form?.unticked), [form]);
  const tickable = useMemo(() => rows.filter((row) => row.can_untick), [rows]);
  const tickedCount = tickable.filter((row) => !unticked.has(row.key)).length;
  const errorOf = useCallback((row: SalePlanRow): string => plan.errors[row.key] ?? "", [plan.errors]);
  const ticks: Ticks<SalePlanRow> = {
    has: (row) => (row.can_untick ? !unticked.has(row.key) : null),
    label: (row) => t("tick_product", nameOf(row)),
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
  const texts = useMemo(() => typedTexts(plan), [plan.draft, view.sales_form]);
  const edit = useMemo(
    (): Edit => ({
      open: editing,
      typed: (row) => texts[row.key],
      start: setEditing,
      done: (row, text) => {
        setEditing(null);
        if (text !== null) act.typeOver(row.key, text);
      },
    }),
    [editing, texts, act],
  );
  const doing = doingOf(view);
  const isForeign = view.sale_rows.some(({ amount }) => amount !== null && amount.currency !== "usd");
  const columns = useMemo(
    () => columnsOf(doing, wide, isForeign, edit),
    [doing, wide, isForeign, edit],
  );
  const height = useCallback(
    (row: SalePlanRow) => rowHeight(row, errorOf(row), width, wide),
    [errorOf, width, wide],
  );
  const note = useCallback(
    (row: SalePlanRow) => <Notes row={row} error={errorOf(row)} width={width} />,
    [errorOf, width],
  );
  return (
    <Table
      label={t(`fulfil_plan_${doing}`)}
      rows={rows}
      rowKey={keyOf}
      rowHeight={height}
      columns={columns}
      {...(view.sales_form === null ? {} : { ticks })}
      {...(wide ? {} : { lead: leadOf })}
      note={note}
      rowClass={(row) => (row.doing === "skipped" ? "skipped-row" : "")}
      onEnter={(row) => {
        if (row.can_edit && isTyped(doing)) setEditing(row.key);
      }}
      goTo={goTo}
      testid="plan-rows"
    />
  );
}

function keyOf(row: SalePlanRow): string {
  return row.key;
}

function leadOf(row: SalePlanRow) {
  return <Name row={row} />;
}

function isTyped(doing: SaleDoing): boolean {
  return doing === "refund" || doing === "ship";
}

/** What was typed over rows, by row key, whether the core has worked it in or not. */
function typedTexts(plan: PlanState): Readonly<Record<string, string>> {
  const form = formOf(plan);
  if (form === null || !("job" in form)) return {};
  return form.job === "refund" ? form.typed : form.job === "ship" ? form.tracking : {};
}

interface Edit {
  open: string | null;
  typed: (row: SalePlanRow) => string | undefined;
  start: (key: string) => void;
  /** Null: as it was. */
  done: (row: SalePlanRow, text: string | null) => void;
}

function column(
  id: string,
  label: string,
  width: string,
  cell: (row: SalePlanRow) => ComponentChildren,
  numeric = false,
): Column<SalePlanRow> {
  return { id, label, width, numeric, cell };
}

/** `isForeign`: some of it is in another currency than US dollars. */
function columnsOf(doing: SaleDoing, wide: boolean, isForeign: boolean, edit: Edit): readonly Column<SalePlanRow>[] {
  const name = column("name", t("fulfil_column_sale"), "minmax(0, 1fr)", (row) => <Name row={row} />);
  const cells = cellsOf(doing, wide, isForeign, edit);
  return wide ? [name, ...cells] : cells;
}

function cellsOf(doing: SaleDoing, wide: boolean, isForeign: boolean, edit: Edit): readonly Column<SalePlanRow>[] {
  switch (doing) {
    case "refund": {
      const width = wide ? "112px" : "minmax(0, 1fr)";
      const money = [
        column("left", t("fulfil_column_left"), width, (row) => <Muted amount={row.left} />, true),
        column("gives", t("fulfil_column_gives"), width, (row) => <Gives row={row} edit={edit} />, true),
        column("rest", t("fulfil_column_rest"), width, (row) => <Muted amount={row.left_after} />, true),
      ];
      const usd = column("usd", t("fulfil_column_usd"), "96px", (row) => <Dollars row={row} />, true);
      return wide && isForeign ? [...money, usd] : money;
    }
    case "ship":
      return [
        column("tracking", t("fulfil_column_tracking"), wide ? "minmax(0, 1.3fr)" : "minmax(0, 1fr)", (row) => (
          <Tracking row={row} edit={edit} />
        )),
      ];
    case "receipt":
      return [
        column("email", t("fulfil_column_email"), wide ? "minmax(0, 0.8fr)" : "minmax(0, 1fr)", (row) => (
          <span class="clip">{row.email}</span>
        )),
      ];
    case "license":
      return [
        column("key", t("fulfil_column_key"), wide ? "300px" : "minmax(0, 1fr)", (row) => (
          <code class="clip">{row.license_key}</code>
        )),
        column("change", t("column_change"), wide ? "160px" : "124px", (row) => <Change row={row} />, true),
      ];
  }
}

function Name({ row }: { row: SalePlanRow }) {
  const meta = metaOf(row);
  return (
    <span title={`${nameOf(row)} · ${meta}`}>
      <span class="table-title">{nameOf(row)}</span>
      <span class="table-meta">{meta}</span>
    </span>
  );
}

function Muted({ amount }: { amount: Amount | null }) {
  return amount === null ? null : <span class="muted">{amount.text}</span>;
}

function Dollars({ row }: { row: SalePlanRow }) {
  if (row.usd === null || row.amount?.currency === "usd") return null;
  return <span class="muted">{row.usd.estimate ? t("about_amount", row.usd.text) : row.usd.text}</span>;
}

/** What the buyer gets back; typed over where it stands. */
function Gives({ row, edit }: { row: SalePlanRow; edit: Edit }) {
  const typed = edit.typed(row);
  const text = row.amount?.text ?? typed ?? "";
  if (!row.can_edit) return <span class="strong">{text}</span>;
  return (
    <EditCell
      numeric
      text={text}
      initial={typed ?? plainAmount(row.amount?.text ?? "")}
      label={t("fulfil_type_amount", nameOf(row))}
      fieldLabel={t("fulfil_amount_field", nameOf(row))}
      open={edit.open === row.key}
      testid="refund-amount"
      onOpen={() => edit.start(row.key)}
      onDone={(next) => edit.done(row, next)}
    />
  );
}

/** An amount without its currency's sign and the commas between thousands, as it is typed. */
function plainAmount(text: string): string {
  return text.replace(/[^\d.-]/g, "");
}

function Tracking({ row, edit }: { row: SalePlanRow; edit: Edit }) {
  const typed = edit.typed(row);
  const text = typed ?? row.tracking_url;
  if (row.doing === "skipped" && !row.can_edit) return null;
  if (!row.can_edit) return <span class="clip">{text === "" ? t("fulfil_no_tracking") : text}</span>;
  return (
    <EditCell
      text={text === "" ? t("fulfil_no_tracking") : text}
      faint={text === ""}
      initial={text}
      label={t("fulfil_type_tracking", nameOf(row))}
      fieldLabel={t("fulfil_tracking_field", nameOf(row))}
      open={edit.open === row.key}
      testid="ship-tracking"
      onOpen={() => edit.start(row.key)}
      onDone={(next) => edit.done(row, next)}
    />
  );
}

function Change({ row }: { row: SalePlanRow }) {
  if (row.doing === "skipped") return null;
  return (
    <span class="nowrap">
      <span class="old">{row.old}</span> <span class="strong">{row.new}</span>
    </span>
  );
}

function Notes({ row, error, width }: { row: SalePlanRow; error: string; width: number }) {
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
