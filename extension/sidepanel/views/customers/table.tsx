/** The table of buyers. Rows that are not here yet are asked for when they come into sight. */

import { useEffect, useMemo } from "preact/hooks";

import { count } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { CustomerSort, CustomerView } from "../../../shared/protocol.d.ts";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { sortedBy, useCustomers } from "../../customers/state.ts";
import { usePanel } from "../../panel.ts";

interface Row {
  at: number;
  buyer: CustomerView | null;
}

const ROW_PX = 51;
const NARROW_ROW_PX = 69;
/** From here on there is room for refunds and the first purchase. */
const ROOMY_PX = 860;
const SORTS: readonly CustomerSort["key"][] = ["name", "purchases", "units", "spent", "refunded", "first", "last"];

const rowKey = (row: Row): string => String(row.at);

export function CustomersTable({ total, onOpen }: { total: number; onOpen: (email: string) => void }) {
  const { rows, sort, form, list } = useCustomers();
  const { wide, width } = usePanel();
  const shown = useMemo(
    () => Array.from({ length: total }, (_, at): Row => ({ at, buyer: rows.get(at) ?? null })),
    [total, rows],
  );
  const columns = useMemo(() => columnsOf(wide, width >= ROOMY_PX, onOpen), [wide, width, onOpen]);
  const lead = useMemo(() => (row: Row) => <Who row={row} onOpen={onOpen} />, [onOpen]);
  const height = useMemo(() => () => (wide ? ROW_PX : NARROW_ROW_PX), [wide]);
  return (
    <Table
      label={t("tool_customers")}
      rows={shown}
      rowKey={rowKey}
      rowHeight={height}
      columns={columns}
      {...(wide ? {} : { lead })}
      sort={{ id: sort.key, descending: sort.descending }}
      onSort={(id) => {
        const key = SORTS.find((known) => known === id);
        if (key !== undefined) void list(form, sortedBy(sort, key));
      }}
      onEnter={({ buyer }) => {
        if (buyer !== null) onOpen(buyer.email);
      }}
      testid="customers"
    />
  );
}

function Who({ row: { at, buyer }, onOpen }: { row: Row; onOpen: (email: string) => void }) {
  const { reach } = useCustomers();
  const waits = buyer === null;
  useEffect(() => {
    if (waits) reach(at);
  });
  if (buyer === null) return <span class="muted">{t("customers_loading")}</span>;
  return (
    <span class="customer-who">
      <button class="link table-title" type="button" tabIndex={-1} onClick={() => onOpen(buyer.email)}>
        {buyer.name || buyer.email}
      </button>
      <span class="table-meta">
        {buyer.may_contact ? null : <Tag tone="care">{t("customers_no_contact")}</Tag>}
        {buyer.membership === "active" ? <Tag tone="good">{t("customers_member")}</Tag> : null}
        <span class="clip">{buyer.name ? buyer.email : buyer.country}</span>
      </span>
    </span>
  );
}

function columnsOf(wide: boolean, roomy: boolean, onOpen: (email: string) => void): readonly Column<Row>[] {
  const number = (
    id: CustomerSort["key"],
    width: string,
    value: (buyer: CustomerView) => string,
    strong = false,
  ): Column<Row> => ({
    id,
    label: t(`customers_column_${id}`),
    width,
    numeric: true,
    sortable: true,
    cell: ({ buyer }) =>
      buyer === null ? null : <span class={strong ? "strong" : "muted"}>{value(buyer)}</span>,
  });
  const purchases = number("purchases", wide ? "92px" : "minmax(0, 1fr)", (buyer) => count(buyer.purchases));
  const spent = number("spent", wide ? "104px" : "minmax(0, 1fr)", (buyer) => buyer.spent.text, true);
  const last = number("last", wide ? "112px" : "minmax(0, 1.2fr)", (buyer) => buyer.last);
  if (!wide) return [purchases, spent, last];
  const who: Column<Row> = {
    id: "name",
    label: t("customers_column_name"),
    width: "minmax(0, 1fr)",
    sortable: true,
    cell: (row) => <Who row={row} onOpen={onOpen} />,
  };
  const first = number("first", "112px", (buyer) => buyer.first);
  const refunded = number("refunded", "96px", (buyer) => (buyer.refunds === 0 ? "–" : buyer.refunded.text));
  return roomy ? [who, purchases, spent, refunded, first, last] : [who, purchases, spent, last];
}
