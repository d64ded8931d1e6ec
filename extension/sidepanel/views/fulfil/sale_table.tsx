/** A list of sales to choose from: for each page the columns that it needs. */

import { useCallback, useMemo } from "preact/hooks";

import { t } from "../../../shared/i18n.ts";
import type { SaleSortKey, SaleView } from "../../../shared/protocol.d.ts";
import { FieldError } from "../../../shared/ui/field.tsx";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import { errorAt } from "../../form_errors.ts";
import { canChoose } from "../../fulfil/lists.ts";
import type { ListName } from "../../fulfil/lists.ts";
import { useFulfil } from "../../fulfil/provider.tsx";
import { usePanel } from "../../panel.ts";
import { addressLines, addressOf, buyerOf, dayText, listRowHeight, marksOf, productOf, whenText } from "./sale_rows.ts";

const SORTS: readonly SaleSortKey[] = ["time", "order", "product", "buyer", "price", "uses"];

export function SaleTable({ name }: { name: ListName }) {
  const { wide, width } = usePanel();
  const { state, act } = useFulfil();
  const { rows, chosen, sort } = state.lists[name];
  const shown = rows ?? [];
  const { ship } = state.forms;
  const errorOf = useCallback(
    (id: string): string =>
      name === "ship" ? errorAt(ship, `tracking.${id}`, ship.form.tracking[id] ?? "") : "",
    [name, ship],
  );
  const height = useCallback(
    (sale: SaleView) => listRowHeight(name, sale, errorOf(sale.sale_id), width, wide),
    [name, errorOf, width, wide],
  );
  const columns = useMemo(() => columnsOf(name, wide), [name, wide]);
  const lead = useCallback((sale: SaleView) => <Lead name={name} sale={sale} />, [name]);
  const note = useCallback(
    (sale: SaleView) => (name === "ship" ? <Parcel sale={sale} width={width} wide={wide} /> : null),
    [name, width, wide],
  );
  const tickable = useMemo(() => shown.filter((sale) => canChoose(name, sale)), [shown, name]);
  const ticked = tickable.filter((sale) => chosen.has(sale.sale_id)).length;
  const ticks: Ticks<SaleView> = {
    has: (sale) => (canChoose(name, sale) ? chosen.has(sale.sale_id) : null),
    label: (sale) => t("tick_product", `${buyerOf(sale)}, ${productOf(sale)}`),
    toggle: (sale, range) => act.tick(name, sale.sale_id, range),
    all: ticked === 0 ? "none" : ticked === tickable.length ? "all" : "some",
    toggleAll: (on) => (on ? void act.chooseAll(name) : act.chooseNone(name)),
  };
  return (
    <Table
      label={t(`fulfil_list_${name}`)}
      rows={shown}
      rowKey={keyOf}
      rowHeight={height}
      columns={columns}
      ticks={ticks}
      {...(wide ? {} : { lead })}
      note={note}
      sort={{ id: sort.key, descending: sort.descending }}
      onSort={(id) => {
        const key = SORTS.find((known) => known === id);
        if (key !== undefined) act.ask(name, { sort: { key, descending: sort.key === key && !sort.descending } });
      }}
      onEnter={(sale) => {
        if (name === "ship") document.getElementById(fieldId(sale.sale_id))?.focus();
      }}
      testid="sales"
    />
  );
}

function keyOf(sale: SaleView): string {
  return sale.sale_id;
}

function fieldId(saleId: string): string {
  return `tracking-${saleId}`;
}

function columnsOf(name: ListName, wide: boolean): readonly Column<SaleView>[] {
  const when: Column<SaleView> = {
    id: "time",
    label: t("fulfil_column_when"),
    width: wide ? "96px" : "minmax(0, 1fr)",
    sortable: true,
    cell: (sale) => <span class="table-meta">{wide ? dayText(sale.created_at_ms) : whenText(sale)}</span>,
  };
  const side = sideOf(name, wide);
  if (!wide) return side === null ? [when] : [when, side];
  const buyer: Column<SaleView> = {
    id: "buyer",
    label: t("fulfil_column_buyer"),
    width: "minmax(0, 1fr)",
    sortable: true,
    cell: (sale) => <Buyer sale={sale} />,
  };
  const product: Column<SaleView> = {
    id: "product",
    label: t("column_product"),
    width: "minmax(0, 0.9fr)",
    sortable: true,
    cell: (sale) => (
      <>
        <span class="clip as-line">{productOf(sale)}</span>
        <span class="table-meta">{sale.order === "" ? "" : t("fulfil_order", sale.order)}</span>
      </>
    ),
  };
  const price: Column<SaleView> = {
    id: "price",
    label: t("fulfil_column_paid"),
    width: "104px",
    numeric: true,
    sortable: true,
    cell: (sale) => <Paid sale={sale} />,
  };
  const key: Column<SaleView> = {
    id: "key",
    label: t("fulfil_column_key"),
    width: "minmax(0, 1.1fr)",
    cell: (sale) => (
      <>
        <code class="clip as-line">{sale.license?.key}</code>
        <span class="table-parts">
          <Marks sale={sale} />
        </span>
      </>
    ),
  };
  switch (name) {
    case "ship":
      return [buyer, product, when, side].filter((column) => column !== null);
    case "refunds":
      return [buyer, product, when, price, side].filter((column) => column !== null);
    case "receipts":
      return [buyer, product, when, price];
    case "licenses":
      return [
        key,
        buyer,
        { ...product, width: "minmax(0, 0.8fr)" },
        when,
        side,
      ].filter((column) => column !== null);
  }
}

/** The column at the right, which is what the page is about. */
function sideOf(name: ListName, wide: boolean): Column<SaleView> | null {
  switch (name) {
    case "ship":
      return wide
        ? {
            id: "tracking",
            label: t("fulfil_column_tracking"),
            width: "minmax(0, 1.2fr)",
            cell: (sale) => <TrackingField sale={sale} />,
          }
        : null;
    case "refunds":
      return {
        id: "left",
        label: t("fulfil_column_left"),
        width: wide ? "112px" : "84px",
        numeric: true,
        cell: (sale) => <span class="strong">{sale.left?.text ?? "–"}</span>,
      };
    case "receipts":
      return null;
    case "licenses":
      return {
        id: "uses",
        label: t("fulfil_column_uses"),
        width: wide ? "96px" : "60px",
        numeric: true,
        sortable: true,
        cell: (sale) => <Uses sale={sale} />,
      };
  }
}

/** The first two lines of a narrow row: who and for how much, and what it is about. */
function Lead({ name, sale }: { name: ListName; sale: SaleView }) {
  return (
    <>
      <span class="row between nowrap">
        <span class="sale-name">
          <span class="table-title">{buyerOf(sale)}</span>
          <Marks sale={sale} />
        </span>
        <span class="muted num">{name === "licenses" ? null : sale.listed || sale.price.text}</span>
      </span>
      {name === "licenses" ? (
        <code class="clip as-line" title={productOf(sale)}>
          {sale.license?.key}
        </code>
      ) : (
        <span class="table-meta">{productOf(sale)}</span>
      )}
    </>
  );
}

function Buyer({ sale }: { sale: SaleView }) {
  return (
    <>
      <span class="sale-name">
        <span class="table-title">{buyerOf(sale)}</span>
        {sale.license === null ? <Marks sale={sale} /> : null}
      </span>
      <span class="table-meta">{sale.email}</span>
    </>
  );
}

function Marks({ sale }: { sale: SaleView }) {
  return (
    <>
      {marksOf(sale).map(({ text, tone }) => (
        <Tag key={text} tone={tone}>
          {text}
        </Tag>
      ))}
    </>
  );
}

/** In the currency it was listed in; the dollars that it came to under it. */
function Paid({ sale }: { sale: SaleView }) {
  const listed = sale.listed || sale.price.text;
  return (
    <>
      <span class="as-line">{listed}</span>
      {sale.currency === "usd" || sale.currency === "" || listed === sale.price.text ? null : (
        <span class="table-meta num">{sale.price.text}</span>
      )}
    </>
  );
}

function Uses({ sale }: { sale: SaleView }) {
  if (sale.license === null) return null;
  const { uses, allowed, overused } = sale.license;
  if (uses === null) return <span class="muted">{t("fulfil_uses_unknown")}</span>;
  return <span class={overused ? "strong" : "muted"}>{t("of_total", uses, allowed)}</span>;
}

/** Where it goes, and in a narrow row the field for its tracking address. */
function Parcel({ sale, width, wide }: { sale: SaleView; width: number; wide: boolean }) {
  const lines = addressLines(sale, width);
  return (
    <>
      {lines === 0 ? null : (
        <span
          class="table-line muted"
          title={sale.address.join("\n")}
          style={{ "-webkit-line-clamp": String(lines) }}
        >
          {addressOf(sale)}
        </span>
      )}
      {wide ? null : <TrackingField sale={sale} />}
      <TrackingError sale={sale} />
    </>
  );
}

function useTracking(saleId: string): { text: string; error: string } {
  const { ship } = useFulfil().state.forms;
  const text = ship.form.tracking[saleId] ?? "";
  return { text, error: errorAt(ship, `tracking.${saleId}`, text) };
}

function TrackingField({ sale }: { sale: SaleView }) {
  const { act } = useFulfil();
  const { text, error } = useTracking(sale.sale_id);
  const id = fieldId(sale.sale_id);
  return (
    <span class={error === "" ? "input small-field" : "input small-field wrong"}>
      <input
        id={id}
        type="text"
        inputMode="url"
        spellcheck={false}
        autocomplete="off"
        placeholder={t("fulfil_tracking_placeholder")}
        aria-label={t("fulfil_tracking_field", buyerOf(sale))}
        aria-invalid={error !== ""}
        aria-describedby={error === "" ? undefined : `${id}-error`}
        value={text}
        data-testid="tracking"
        onKeyDown={(event) => event.stopPropagation()}
        onInput={(event) => act.track(sale.sale_id, event.currentTarget.value)}
      />
    </span>
  );
}

function TrackingError({ sale }: { sale: SaleView }) {
  const { error } = useTracking(sale.sale_id);
  return <FieldError id={`${fieldId(sale.sale_id)}-error`} error={error} />;
}
