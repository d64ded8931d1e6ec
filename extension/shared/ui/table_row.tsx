/** One drawn row of a windowed table. It is drawn again only when something of it has changed. */

import { Component } from "preact";
import type { ComponentChildren } from "preact";

export interface Column<Row> {
  id: string;
  label: string;
  /** A CSS grid track: `minmax(0, 1fr)`, `72px`. */
  width: string;
  /** Numbers stand at the right. */
  numeric?: boolean;
  sortable?: boolean;
  cell: (row: Row) => ComponentChildren;
}

/** What is in a row. */
export interface Cells<Row> {
  columns: readonly Column<Row>[];
  /** Above the cells, over the whole width beside the box. */
  lead?: ((row: Row) => ComponentChildren) | undefined;
  /** Under the cells, over the whole width. */
  note?: ((row: Row) => ComponentChildren) | undefined;
}

/** What a row can be made to do; one object for as long as the table lives. */
export interface RowHands<Row> {
  pressed: (key: string) => void;
  tickLabel: (row: Row) => string;
  toggle: (row: Row, range: boolean) => void;
}

interface TableRowProps<Row> extends Cells<Row> {
  rowKey: string;
  id: string;
  row: Row;
  at: number;
  /** In px. */
  top: number;
  height: number;
  active: boolean;
  /** Null: this row has no box. */
  ticked: boolean | null;
  /** Whether rows of this table have boxes at all. */
  tickable: boolean;
  /** More classes. */
  kind: string;
  hands: RowHands<Row>;
}

export class TableRow<Row> extends Component<TableRowProps<Row>> {
  override shouldComponentUpdate(next: TableRowProps<Row>): boolean {
    return differ(this.props, next);
  }

  override render(props: TableRowProps<Row>) {
    const { row, at, columns, ticked, hands } = props;
    const lead = props.lead?.(row);
    const note = props.note?.(row);
    return (
      <div
        id={props.id}
        class={`table-row ${props.active ? "active " : ""}${props.kind}`.trim()}
        role="row"
        aria-rowindex={at + 2}
        aria-selected={ticked ?? undefined}
        data-key={props.rowKey}
        style={{ top: `${props.top}px`, height: `${props.height}px` }}
        onMouseDown={() => hands.pressed(props.rowKey)}
      >
        {props.tickable ? (
          <span class="table-tick" role="gridcell">
            {ticked === null ? (
              <span class="muted" aria-hidden="true">
                –
              </span>
            ) : (
              <input
                type="checkbox"
                tabIndex={-1}
                checked={ticked}
                aria-label={hands.tickLabel(row)}
                onClick={(event) => hands.toggle(row, event.shiftKey)}
              />
            )}
          </span>
        ) : null}
        {lead ? (
          <span class="table-lead" role="gridcell">
            {lead}
          </span>
        ) : null}
        {columns.map((column) => (
          <span key={column.id} class={column.numeric ? "table-cell num" : "table-cell"} role="gridcell">
            {column.cell(row)}
          </span>
        ))}
        {note ? (
          <span class="table-note" role="gridcell">
            {note}
          </span>
        ) : null}
      </div>
    );
  }
}

function differ(one: object, other: object): boolean {
  const before = one as Readonly<Record<string, unknown>>;
  return Object.entries(other).some(([name, value]) => before[name] !== value);
}
