/** The table of products. */

import { useCallback, useMemo, useState } from "preact/hooks";

import { count } from "../../../shared/format.ts";
import { t } from "../../../shared/i18n.ts";
import type { ProductRow, SortKey } from "../../../shared/protocol.d.ts";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column, Ticks } from "../../../shared/ui/table.tsx";
import type { Actions } from "../../actions.ts";
import { usePanel } from "../../panel.ts";
import { shownIds } from "../../state.ts";
import { listRows, metaOf, rowHeight, rowKey, wideMetaOf } from "./rows.ts";
import type { ListRow } from "./rows.ts";

const SORTS: readonly SortKey[] = ["position", "name", "price", "sales", "codes"];

export function ProductTable() {
  const { state, act, dispatch, wide } = usePanel();
  const { list, shop } = state;
  const ids = shownIds(state);
  const byId = useMemo(() => new Map(shop?.products.map((product) => [product.id, product])), [shop]);
  const rows = useMemo(() => listRows(byId, ids, list.expanded), [byId, ids, list.expanded]);
  const fold = useCallback((id: string, open: boolean) => dispatch({ type: "expand", id, open }), [dispatch]);
  const toggle = useCallback((id: string, range: boolean) => dispatch({ type: "tick", id, range }), [dispatch]);
  const columns = useMemo(() => columnsOf(wide, list.expanded, fold, toggle), [wide, list.expanded, fold, toggle]);
  const lead = useMemo(() => (row: ListRow) => <Lead row={row} toggle={toggle} />, [toggle]);
  const shown = useMemo(() => ids.filter((id) => list.chosen.has(id)).length, [ids, list.chosen]);
  const ticks: Ticks<ListRow> = {
    has: (row) => (row.kind === "product" ? list.chosen.has(row.key) : null),
    label: (row) => t("tick_product", row.product.name),
    toggle: (row, range) => toggle(row.product.id, range),
    all: shown === 0 ? "none" : shown === ids.length ? "all" : "some",
    toggleAll: (on) => {
      if (on) return dispatch({ type: "tick_all" });
      const here = new Set(ids);
      dispatch({ type: "choose", ids: [...list.chosen].filter((id) => !here.has(id)) });
    },
  };
  return (
    <Table
      label={t("tool_products")}
      rows={rows}
      rowKey={rowKey}
      rowHeight={rowHeight}
      columns={columns}
      ticks={ticks}
      {...(wide ? {} : { lead, pictured: true })}
      rowClass={rowClass}
      sort={{ id: list.sort.key, descending: list.sort.descending }}
      onSort={(id) => sortBy(act, list.sort, id)}
      onEnter={(row) => fold(row.product.id, !list.expanded.has(row.product.id))}
      onFold={(row, open) => fold(row.product.id, open)}
      testid="products"
    />
  );
}

function rowClass(row: ListRow): string {
  return row.kind === "version" ? "child" : "";
}

/** Sort by a column; the same column again turns the order round, and once more goes back to Gumroad's. */
function sortBy(act: Actions, sort: { key: SortKey; descending: boolean }, id: string): void {
  const key = SORTS.find((known) => known === id);
  if (key === undefined) return;
  const descendingFirst = key !== "name";
  if (sort.key !== key) act.setSort({ key, descending: descendingFirst });
  else if (sort.descending === descendingFirst) act.setSort({ key, descending: !descendingFirst });
  else act.setSort({ key: "position", descending: false });
}

type Fold = (id: string, open: boolean) => void;
type Toggle = (id: string, range: boolean) => void;

function columnsOf(
  wide: boolean,
  expanded: ReadonlySet<string>,
  fold: Fold,
  toggle: Toggle,
): readonly Column<ListRow>[] {
  const name: Column<ListRow> = {
    id: "name",
    label: t("column_product"),
    width: "minmax(0, 1fr)",
    sortable: true,
    cell: (row) =>
      row.kind === "version" ? (
        <span class="clip child-name" style={{ display: "block" }}>
          {row.version.name}
        </span>
      ) : (
        <ProductCell product={row.product} toggle={toggle} />
      ),
  };
  const price: Column<ListRow> = {
    id: "price",
    label: t("column_price"),
    width: wide ? "112px" : "auto",
    numeric: true,
    sortable: true,
    cell: (row) => {
      if (row.kind === "product") return <span class="strong">{row.product.price_text}</span>;
      return wide ? <VersionPrice row={row} /> : null;
    },
  };
  const folds: Column<ListRow> = {
    id: "fold",
    label: "",
    width: "24px",
    cell: (row) =>
      row.kind === "product" && row.product.versions.length > 0 ? (
        <button
          class="icon-button fold"
          type="button"
          tabIndex={-1}
          aria-expanded={expanded.has(row.key)}
          aria-label={t("show_versions", row.product.name)}
          onClick={() => fold(row.key, !expanded.has(row.key))}
        >
          <Icon name="right" size={14} />
        </button>
      ) : null,
  };
  if (!wide) {
    const picture: Column<ListRow> = {
      id: "picture",
      label: "",
      width: "36px",
      cell: (row) => (row.kind === "product" ? <Thumb product={row.product} /> : null),
    };
    const meta: Column<ListRow> = {
      ...name,
      cell: (row) => (row.kind === "product" ? <Meta product={row.product} parts={metaOf(row.product)} /> : null),
    };
    return [picture, meta, price, folds];
  }
  return [
    name,
    plainColumn("versions", t("column_versions"), "72px", (product) => numberOr(product.versions.length || null)),
    plainColumn("codes", t("column_codes"), "64px", (product) => numberOr(product.codes), true),
    plainColumn("sales", t("column_sales"), "72px", (product) => numberOr(product.sales), true),
    plainColumn("currency", t("column_currency"), "72px", (product) => product.price.currency.toUpperCase()),
    price,
    folds,
  ];
}

function plainColumn(
  id: string,
  label: string,
  width: string,
  text: (product: ProductRow) => string,
  sortable = false,
): Column<ListRow> {
  return {
    id,
    label,
    width,
    sortable,
    numeric: true,
    cell: (row) => (row.kind === "product" ? <span class="muted">{text(row.product)}</span> : null),
  };
}

function numberOr(value: number | null): string {
  return value === null ? "–" : count(value);
}

function VersionPrice({ row }: { row: ListRow & { kind: "version" } }) {
  const { difference, price } = row.version;
  return <span title={difference.minor === 0 ? undefined : t("surcharge", difference.text)}>{price.text}</span>;
}

/** The first line of a narrow row. */
function Lead({ row, toggle }: { row: ListRow; toggle: Toggle }) {
  if (row.kind === "version") {
    return (
      <span class="row between nowrap">
        <span class="clip">{row.version.name}</span>
        <VersionPrice row={row} />
      </span>
    );
  }
  return <Name product={row.product} toggle={toggle} />;
}

function ProductCell({ product, toggle }: { product: ProductRow; toggle: Toggle }) {
  return (
    <span class="product-cell">
      <Thumb product={product} />
      <span class="product-words">
        <Name product={product} toggle={toggle} />
        <Meta product={product} parts={wideMetaOf(product)} />
      </span>
    </span>
  );
}

function Name({ product, toggle }: { product: ProductRow; toggle: Toggle }) {
  return (
    <span
      class="table-title product-name"
      title={product.name}
      onClick={(event) => toggle(product.id, event.shiftKey)}
    >
      {product.name}
    </span>
  );
}

function Meta({ product, parts }: { product: ProductRow; parts: readonly string[] }) {
  return (
    <span class="table-meta table-parts" title={parts.join(" · ")}>
      {product.published ? null : <Tag>{t("not_on_sale")}</Tag>}
      {parts.map((part, n) => (
        <span key={part}>{n === 0 ? part : `· ${part}`}</span>
      ))}
    </span>
  );
}

/** The product's picture; its first letter when there is none or it does not load. */
function Thumb({ product }: { product: ProductRow }) {
  const url = product.thumbnail_url;
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span class="thumb" aria-hidden="true">
      {url === null || url === broken ? (
        <b>{firstLetter(product.name)}</b>
      ) : (
        <img
          src={url}
          alt=""
          width={36}
          height={36}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(url)}
        />
      )}
    </span>
  );
}

function firstLetter(name: string): string {
  return /[\p{L}\p{N}]/u.exec(name)?.[0]?.toLocaleUpperCase() ?? "–";
}
