/** The rows of a preview about codes: the price a buyer pays beside the price without the code, and what is left of both. */

import { useCallback, useMemo, useRef, useState } from "preact/hooks";

import { t, tn } from "../../../shared/i18n.ts";
import type { Amount, CodePlanRow, PlanView, PriceAfterRow } from "../../../shared/protocol.d.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { usePanel } from "../../panel.ts";
import { formOf } from "../../plan_state.ts";
import type { PlanState } from "../../state.ts";
import { canOpen, noteLines, notesOf, shownHeight, shownRows } from "./plan_rows.ts";
import type { ShownRow } from "./plan_rows.ts";

interface CodePlanTableProps {
  plan: PlanState;
  view: PlanView;
  rows: readonly CodePlanRow[];
  goTo: { key: string } | null;
}

export function CodePlanTable({ plan, view, rows, goTo }: CodePlanTableProps) {
  const { act, wide, width } = usePanel();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const fold = useCallback((key: string, open: boolean) => {
    setOpened((now) => {
      const next = new Set(now);
      if (open) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);
  const anchor = useRef<string | null>(null);
  const shown = useMemo(() => shownRows(rows, opened), [rows, opened]);
  const form = formOf(plan);
  const unticked = useMemo(() => new Set(form?.unticked), [form]);
  const tickable = useMemo(() => rows.filter((row) => row.can_untick), [rows]);
  const tickedCount = tickable.filter((row) => !unticked.has(row.key)).length;
  const toggle = ({ row }: ShownRow, range: boolean): void => {
    const from = rows.findIndex((other) => other.key === anchor.current);
    const to = rows.indexOf(row);
    const between = range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
    if (!range) anchor.current = row.key;
    act.tickRows(
      between.filter((each) => each.can_untick).map((each) => each.key),
      unticked.has(row.key),
    );
  };
  const ticks: Ticks<ShownRow> = {
    has: (each) => (each.kind === "code" && each.row.can_untick ? !unticked.has(each.row.key) : null),
    label: ({ row }) => t("codes_tick_part", row.code, row.product),
    toggle,
    all: tickedCount === 0 ? "none" : tickedCount === tickable.length ? "all" : "some",
    toggleAll: (on) =>
      act.tickRows(
        tickable.map((row) => row.key),
        on,
      ),
  };
  const isPriced = view.code_rows.some((row) => row.prices.length > 0);
  const common = useMemo(() => commonDiscount(view.code_rows), [view.code_rows]);
  const isMixed = useMemo(() => view.code_rows.some(({ doing }) => doing === "create"), [view.code_rows]);
  const columns = useMemo(
    () => columnsOf({ wide, isPriced, isMixed, common, opened, fold }),
    [wide, isPriced, isMixed, common, opened, fold],
  );
  const lead = useCallback(
    (each: ShownRow) => leadOf(each, { isPriced, isMixed, common }),
    [isPriced, isMixed, common],
  );
  const height = useCallback((each: ShownRow) => shownHeight(each, width), [width]);
  const note = useCallback((each: ShownRow) => <Notes shown={each} width={width} />, [width]);
  return (
    <Table
      label={t("codes_plan_table")}
      rows={shown}
      rowKey={keyOf}
      rowHeight={height}
      columns={columns}
      {...(form === null || tickable.length === 0 ? {} : { ticks })}
      {...(wide ? {} : { lead })}
      note={note}
      rowClass={rowClass}
      onEnter={({ row }) => fold(row.key, !opened.has(row.key))}
      onFold={({ row }, open) => fold(row.key, open)}
      goTo={goTo}
      testid="plan-rows"
    />
  );
}

function keyOf(shown: ShownRow): string {
  return shown.key;
}

function rowClass({ kind, row }: ShownRow): string {
  return [row.doing === "skipped" ? "skipped-row" : "", kind === "price" ? "child" : ""].join(" ").trim();
}

/** Another price of a code in a narrow table: everything stands in its one line. */
function isOneLine(shown: ShownRow, wide: boolean): boolean {
  return shown.kind === "price" && !wide;
}

/** The price that stands in a row: its own, or the first of the code. */
function priceOf(shown: ShownRow): PriceAfterRow | undefined {
  return shown.kind === "price" ? shown.price : shown.row.prices[0];
}

/** What every code of the plan takes off; empty where they differ. */
function commonDiscount(rows: readonly CodePlanRow[]): string {
  const found = new Set(rows.map((row) => row.discount));
  const [first = ""] = found;
  return found.size === 1 ? first : "";
}

interface LeadLooks {
  /** Whether something is bought with the codes of this plan. */
  isPriced: boolean;
  /** Whether the plan makes codes too, so that a delete has to be marked. */
  isMixed: boolean;
  common: string;
}

interface Looks extends LeadLooks {
  wide: boolean;
  opened: ReadonlySet<string>;
  fold: (key: string, open: boolean) => void;
}

function columnsOf({ wide, isPriced, isMixed, common, opened, fold }: Looks): readonly Column<ShownRow>[] {
  const price: Column<ShownRow> = {
    id: "price",
    label: t("codes_column_pays"),
    width: wide ? "168px" : "auto",
    numeric: true,
    cell: (shown) => (isOneLine(shown, wide) ? null : <Pays shown={shown} />),
  };
  const net: Column<ShownRow> = {
    id: "net",
    label: t("column_net"),
    width: wide ? "152px" : "auto",
    numeric: true,
    cell: (shown) => (isOneLine(shown, wide) ? null : <Net shown={shown} both={wide} />),
  };
  const folds: Column<ShownRow> = {
    id: "fold",
    label: "",
    width: "24px",
    cell: (shown) =>
      shown.kind === "code" && canOpen(shown.row) ? (
        <button
          class="icon-button fold"
          type="button"
          tabIndex={-1}
          aria-expanded={opened.has(shown.row.key)}
          aria-label={t("codes_show_prices", shown.row.product)}
          onClick={() => fold(shown.row.key, !opened.has(shown.row.key))}
        >
          <Icon name="right" size={14} />
        </button>
      ) : null,
  };
  if (!wide) {
    const label = common === "" ? price.label : t("codes_column_pays_with", common);
    if (isPriced) {
      return [{ ...price, label, width: "minmax(0, 1fr)", numeric: false }, { ...net, width: "84px" }, folds];
    }
    return [
      {
        id: "product",
        label: t("codes_column_code"),
        width: "minmax(0, 1fr)",
        cell: (shown) => <span class="table-meta">{metaOf(shown.row)}</span>,
      },
    ];
  }
  const name: Column<ShownRow> = {
    id: "name",
    label: t("codes_column_code"),
    width: "minmax(0, 1fr)",
    cell: (shown) => (
      <>
        <Name shown={shown} isMixed={isMixed} />
        {shown.kind === "code" ? <span class="table-meta">{metaOf(shown.row)}</span> : null}
      </>
    ),
  };
  const off: Column<ShownRow> = {
    id: "off",
    label: t("codes_takes_off"),
    width: "104px",
    numeric: true,
    cell: (shown) => (shown.kind === "code" ? shown.row.discount : null),
  };
  const uses: Column<ShownRow> = {
    id: "uses",
    label: t("codes_column_uses"),
    width: "88px",
    numeric: true,
    cell: (shown) => (shown.kind === "code" ? <span class="muted">{shown.row.uses}</span> : null),
  };
  return isPriced ? [name, off, price, net, folds] : [name, off, uses];
}

/** The product, and how many more prices there are. */
function metaOf(row: CodePlanRow): string {
  const more = row.prices.length - 1;
  const line = row.line === null ? "" : t("codes_line", row.line);
  return [row.product, more > 0 ? tn("codes_more_prices", more) : "", line]
    .filter((text) => text !== "")
    .join(" · ");
}

/** The first line of a narrow row: the code and its product, or another price of it. */
function leadOf(shown: ShownRow, { isPriced, isMixed, common }: LeadLooks) {
  if (shown.kind === "price") {
    return (
      <span class="price-line">
        <Name shown={shown} isMixed={isMixed} />
        <Pays shown={shown} />
        <Net shown={shown} both={false} />
      </span>
    );
  }
  const { discount, uses } = shown.row;
  const side = isPriced && common !== "" ? "" : discount === "" ? uses : discount;
  return (
    <span class="row between nowrap">
      <Name shown={shown} isMixed={isMixed} meta={isPriced ? metaOf(shown.row) : ""} />
      {side === "" ? null : <span class="muted num">{side}</span>}
    </span>
  );
}

function Name({ shown, isMixed, meta = "" }: { shown: ShownRow; isMixed: boolean; meta?: string }) {
  if (shown.kind === "price") {
    return (
      <span class="clip" style={{ display: "block" }}>
        {shown.price.label}
      </span>
    );
  }
  const { code, doing } = shown.row;
  return (
    <span class="code-name" title={meta === "" ? code : `${code} · ${meta}`}>
      <span class="table-title">{code}</span>
      {doing === "delete" && isMixed ? <Tag tone="bad">{t("codes_doing_delete")}</Tag> : null}
      {meta === "" ? null : <span class="table-meta">{meta}</span>}
    </span>
  );
}

/** What a buyer pays without and with the code. */
function Pays({ shown }: { shown: ShownRow }) {
  const price = priceOf(shown);
  if (price === undefined || shown.row.doing === "skipped") return null;
  return (
    <span>
      <span class="old">{price.price.text}</span> <span class="strong">{price.left.text}</span>
    </span>
  );
}

/** What is left of it after fees. */
function Net({ shown, both }: { shown: ShownRow; both: boolean }) {
  const price = priceOf(shown);
  const before = price?.net_before ?? null;
  const after = price?.net_after ?? null;
  if (after === null || shown.row.doing === "skipped") return null;
  return (
    <span class="muted" title={before === null ? undefined : t("net_about", before.text, after.text)}>
      {both && before !== null ? <span class="old">{estimated(before)}</span> : null} {estimated(after)}
    </span>
  );
}

function estimated(amount: Amount): string {
  return amount.estimate ? t("about_amount", amount.text) : amount.text;
}

function Notes({ shown, width }: { shown: ShownRow; width: number }) {
  if (shown.kind === "price") return null;
  const notes = notesOf(shown.row);
  if (notes.length === 0) return null;
  return (
    <>
      {notes.map((note) => (
        <span
          key={note.text}
          class="table-line muted"
          title={note.text}
          style={{ "-webkit-line-clamp": String(noteLines(note, width)), "margin-bottom": "3px" }}
        >
          <Tag tone={note.tone}>{note.tag}</Tag> {note.text}
        </span>
      ))}
    </>
  );
}
