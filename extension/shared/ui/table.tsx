/**
 * A table of any length of which only the visible rows are drawn. It scrolls with the view around it (the nearest
 * `.view-body`), its head sticks, and it is worked with the keyboard: arrows, page keys, Home and End, space to tick,
 * shift with arrows for a range, Ctrl+A for all, Enter and left or right for what the row offers.
 */

import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { t } from "../i18n.ts";
import { Icon } from "./icon.tsx";
import { TableRow } from "./table_row.tsx";
import type { Cells, Column, RowHands } from "./table_row.tsx";
import { offsetsOf, rowAt, visibleSpan } from "./windowing.ts";
import type { Span } from "./windowing.ts";

export type { Column } from "./table_row.tsx";

export interface Ticks<Row> {
  /** Null: this row has no box. */
  has: (row: Row) => boolean | null;
  label: (row: Row) => string;
  toggle: (row: Row, range: boolean) => void;
  /** Of all rows shown: all, some or none ticked. */
  all: "all" | "some" | "none";
  toggleAll: (on: boolean) => void;
}

/**
 * What is in a row (`columns`, `lead`, `note`) must depend on the row and on nothing that changes without these being
 * new objects: a row is drawn again only when one of them, its tick or its place is new.
 */
export interface TableProps<Row> extends Cells<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** In px; must agree with what is drawn. */
  rowHeight: (row: Row) => number;
  ticks?: Ticks<Row>;
  rowClass?: (row: Row) => string;
  sort?: { id: string; descending: boolean };
  onSort?: (id: string) => void;
  /** Enter on a row. */
  onEnter?: (row: Row) => void;
  /** Right (open) or left (shut) on a row. */
  onFold?: (row: Row, open: boolean) => void;
  /** Scroll to this row and make it the current one; a new object each time. */
  goTo?: { key: string } | null;
  /** The first column is a picture beside the lead. */
  pictured?: boolean;
  testid?: string;
}

const EXTRA_ROWS = 10;
const CHUNK = 4;
const HEAD_PX = 34;
const BY_HAND = ["wheel", "pointerdown", "touchmove"] as const;

export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, rowKey, rowHeight, columns, ticks, testid } = props;
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>({ from: 0, to: Math.min(rows.length, 40) });
  const [active, setActive] = useState<string | null>(null);
  const offsets = useMemo(() => offsetsOf(rows.map(rowHeight)), [rows, rowHeight]);
  const places = useMemo(() => new Map(rows.map((row, n) => [rowKey(row), n])), [rows, rowKey]);
  const activeAt = (active === null ? undefined : places.get(active)) ?? -1;
  /** The current row was gone to, and the page was not scrolled by hand since: it stays in sight as heights settle. */
  const isFollowed = useRef(false);

  const measure = useCallback(() => {
    const scroller = scrollerOf(grid.current);
    if (body.current === null || scroller === null) return;
    const top = scroller.getBoundingClientRect().top - body.current.getBoundingClientRect().top;
    const next = visibleSpan(offsets, top, top + scroller.clientHeight, EXTRA_ROWS, CHUNK);
    setSpan((now) => (now.from === next.from && now.to === next.to ? now : next));
  }, [offsets]);

  useLayoutEffect(() => {
    const scroller = scrollerOf(grid.current);
    if (scroller === null) return;
    let frame = 0;
    const soon = (): void => {
      if (frame === 0) {
        frame = requestAnimationFrame(() => {
          frame = 0;
          measure();
        });
      }
    };
    const byHand = (): void => {
      isFollowed.current = false;
    };
    measure();
    scroller.addEventListener("scroll", soon, { passive: true });
    for (const way of BY_HAND) scroller.addEventListener(way, byHand, { passive: true });
    const sizes = new ResizeObserver(soon);
    sizes.observe(scroller);
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener("scroll", soon);
      for (const way of BY_HAND) scroller.removeEventListener(way, byHand);
      sizes.disconnect();
    };
  }, [measure]);

  const show = useCallback(
    (at: number) => {
      const scroller = scrollerOf(grid.current);
      if (body.current === null || scroller === null) return;
      const shift = body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const top = (offsets[at] ?? 0) + shift;
      const bottom = (offsets[at + 1] ?? 0) + shift;
      if (top < HEAD_PX) scroller.scrollTop += top - HEAD_PX;
      else if (bottom > scroller.clientHeight) scroller.scrollTop += bottom - scroller.clientHeight;
    },
    [offsets],
  );

  useLayoutEffect(() => {
    if (isFollowed.current && activeAt >= 0) show(activeAt);
  }, [offsets]);

  const { goTo } = props;
  useLayoutEffect(() => {
    const at = goTo ? places.get(goTo.key) : undefined;
    if (goTo === null || goTo === undefined || at === undefined) return;
    grid.current?.focus({ preventScroll: true });
    setActive(goTo.key);
    isFollowed.current = true;
    const scroller = scrollerOf(grid.current);
    if (body.current === null || scroller === null) return;
    const shift = body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += (offsets[at] ?? 0) + shift - scroller.clientHeight / 3;
  }, [goTo]);

  const latest = useRef(ticks);
  latest.current = ticks;
  const hands = useMemo(
    (): RowHands<Row> => ({
      pressed: setActive,
      tickLabel: (row) => latest.current?.label(row) ?? "",
      toggle(row, range) {
        latest.current?.toggle(row, range);
        grid.current?.focus({ preventScroll: true });
      },
    }),
    [],
  );

  function moveTo(at: number, event: KeyboardEvent): void {
    const to = Math.max(0, Math.min(rows.length - 1, at));
    const row = rows[to];
    if (row === undefined) return;
    event.preventDefault();
    if (event.shiftKey && ticks !== undefined && ticks.has(row) !== null) ticks.toggle(row, true);
    setActive(rowKey(row));
    isFollowed.current = true;
    show(to);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.target !== grid.current || rows.length === 0) return;
    const row = rows[activeAt];
    const page = Math.max(1, (scrollerOf(grid.current)?.clientHeight ?? 400) - HEAD_PX);
    switch (event.key) {
      case "ArrowDown":
        return moveTo(activeAt + 1, event);
      case "ArrowUp":
        return moveTo(activeAt - 1, event);
      case "PageDown":
        return moveTo(rowAt(offsets, (offsets[Math.max(0, activeAt)] ?? 0) + page), event);
      case "PageUp":
        return moveTo(rowAt(offsets, (offsets[Math.max(0, activeAt)] ?? 0) - page), event);
      case "Home":
        return moveTo(0, event);
      case "End":
        return moveTo(rows.length - 1, event);
      case " ":
        event.preventDefault();
        if (row !== undefined && ticks !== undefined && ticks.has(row) !== null) ticks.toggle(row, event.shiftKey);
        return;
      case "a":
        if ((event.ctrlKey || event.metaKey) && ticks !== undefined) {
          event.preventDefault();
          ticks.toggleAll(ticks.all !== "all");
        }
        return;
      case "Enter":
        if (row !== undefined) props.onEnter?.(row);
        return;
      case "ArrowRight":
      case "ArrowLeft":
        if (row !== undefined) props.onFold?.(row, event.key === "ArrowRight");
        return;
    }
  }

  const tracks = [ticks === undefined ? "" : "32px", ...columns.map((column) => column.width)].join(" ");
  const id = testid ?? "table";
  return (
    <div
      ref={grid}
      class={["table card", ticks === undefined ? "no-ticks" : "", props.pictured ? "pictured" : ""]
        .join(" ")
        .trim()}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={ticks !== undefined}
      aria-activedescendant={activeAt >= 0 ? `${id}-row-${activeAt}` : undefined}
      data-testid={testid}
      style={{ "--tracks": tracks }}
      onKeyDown={pressed}
      onFocus={(event) => {
        if (event.target === grid.current && activeAt < 0 && rows[0] !== undefined) setActive(rowKey(rows[0]));
      }}
    >
      <div class="table-head" role="row" aria-rowindex={1}>
        {ticks === undefined ? null : (
          <span class="table-tick" role="columnheader" aria-label={t("table_tick_all")}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t("table_tick_all")}
              data-testid={`${id}-tick-all`}
              checked={ticks.all === "all"}
              indeterminate={ticks.all === "some"}
              onChange={(event) => ticks.toggleAll(event.currentTarget.checked)}
            />
          </span>
        )}
        {columns.map((column) => (
          <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
        ))}
      </div>
      <div ref={body} class="table-body" role="rowgroup" style={{ height: `${offsets[rows.length] ?? 0}px` }}>
        {rows.slice(span.from, span.to).map((row, n) => {
          const at = span.from + n;
          const key = rowKey(row);
          return (
            <TableRow
              key={key}
              rowKey={key}
              id={`${id}-row-${at}`}
              row={row}
              at={at}
              top={offsets[at] ?? 0}
              height={(offsets[at + 1] ?? 0) - (offsets[at] ?? 0)}
              active={at === activeAt}
              ticked={ticks?.has(row) ?? null}
              tickable={ticks !== undefined}
              kind={props.rowClass?.(row) ?? ""}
              columns={columns}
              lead={props.lead}
              note={props.note}
              hands={hands}
            />
          );
        })}
      </div>
    </div>
  );
}

interface HeadProps<Row> {
  column: Column<Row>;
  sort: TableProps<Row>["sort"];
  onSort: TableProps<Row>["onSort"];
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const sorted = sort?.id === column.id;
  const order = sorted ? (sort.descending ? "descending" : "ascending") : undefined;
  return (
    <span
      class={column.numeric ? "table-cell num" : "table-cell"}
      role={column.label === "" ? "gridcell" : "columnheader"}
      aria-sort={order}
    >
      {column.sortable && onSort !== undefined ? (
        <button
          class="table-sort"
          type="button"
          data-testid={`sort-${column.id}`}
          onClick={() => onSort(column.id)}
        >
          {column.label}
          {sorted ? <Icon name={sort.descending ? "down" : "up"} size={12} /> : null}
        </button>
      ) : (
        column.label
      )}
    </span>
  );
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>(".view-body") ?? null;
}
