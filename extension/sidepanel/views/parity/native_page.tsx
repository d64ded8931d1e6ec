/** Gumroad's own parity, as the products show it: by country and over time, and the codes it leaves nothing to do. */

import { useMemo, useState } from "preact/hooks";

import { ago } from "../../../shared/format.ts";
import { t, tn } from "../../../shared/i18n.ts";
import type { NativePoint, NativeRow, NativeView, ShadowRow } from "../../../shared/protocol.d.ts";
import { Segmented } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";
import { Empty, ErrorNotice, Tag } from "../../../shared/ui/surface.tsx";
import { Table } from "../../../shared/ui/table.tsx";
import type { Column } from "../../../shared/ui/table.tsx";
import { linesOf } from "../../../shared/ui/windowing.ts";
import { usePanel } from "../../panel.ts";
import { Skeleton } from "../../starting.tsx";
import { Flag, countryName } from "./country.tsx";
import { Heading } from "./parity.tsx";
import { Sparkline } from "./sparkline.tsx";

export function NativePage() {
  const { state, act, now } = usePanel();
  const { view, error } = state.parity.native;
  return (
    <div class="view" data-testid="parity-native-view">
      <div class="view-body">
        <Heading page="native" title={view === null ? t("parity_native_title") : titleOf(view)}>
          {view === null
            ? t("parity_reading")
            : view.read_at_ms === null
              ? t("read_never")
              : t("read_at", ago(view.read_at_ms, now()))}
        </Heading>
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void act.parity.reread("native")} />}
        {view === null ? error === null ? <Skeleton /> : null : <Lens view={view} />}
      </div>
    </div>
  );
}

function titleOf({ rows }: NativeView): string {
  const lowered = rows.filter((row) => row.percent > 0).length;
  return rows.length === 0 ? t("parity_native_none") : tn("parity_native_count", lowered);
}

type Part = "countries" | "idle";

function Lens({ view }: { view: NativeView }) {
  const [part, setPart] = useState<Part>("countries");
  if (view.rows.length === 0) {
    return (
      <Empty
        testid="parity-native-empty"
        drawing={<Icon name="parity" size={32} />}
        title={t("parity_native_none")}
      >
        {view.text}
      </Empty>
    );
  }
  return (
    <>
      <p class="muted">{view.text}</p>
      {view.shadowed.length === 0 ? (
        <p class="row nowrap" data-testid="parity-shadowed-none">
          <Icon name="good" /> {t("parity_shadowed_none")}
        </p>
      ) : (
        <Segmented
          label={t("parity_native_parts")}
          value={part}
          testid="parity-native-part"
          options={[
            { value: "countries" as Part, label: t("parity_native_by_country") },
            { value: "idle" as Part, label: tn("parity_shadowed", view.shadowed.length) },
          ]}
          onChange={setPart}
        />
      )}
      {part === "idle" && view.shadowed.length > 0 ? (
        <Shadowed rows={view.shadowed} />
      ) : (
        <NativeTable rows={view.rows} />
      )}
    </>
  );
}

function NativeTable({ rows }: { rows: readonly NativeRow[] }) {
  const { wide, width } = usePanel();
  const sorted = useMemo(
    () =>
      [...rows].sort(
        (one, other) =>
          Number(other.jump !== "") - Number(one.jump !== "") ||
          other.percent - one.percent ||
          nameOf(one).localeCompare(nameOf(other)),
      ),
    [rows],
  );
  const columns = useMemo((): readonly Column<NativeRow>[] => {
    const name: Column<NativeRow> = {
      id: "name",
      label: t("parity_country"),
      width: "minmax(0, 1fr)",
      cell: (row) => (
        <span class="country">
          <Flag code={row.country} />
          <span class="table-title">{nameOf(row)}</span>
        </span>
      ),
    };
    const now: Column<NativeRow> = {
      id: "percent",
      label: t("parity_off_now"),
      width: "64px",
      numeric: true,
      cell: (row) => <span class="strong">{t("parity_percent", row.percent)}</span>,
    };
    const range: Column<NativeRow> = {
      id: "range",
      label: t("parity_range"),
      width: "minmax(0, 0.8fr)",
      cell: (row) => <span class="muted clip as-block">{row.range_text}</span>,
    };
    const history: Column<NativeRow> = {
      id: "history",
      label: t("parity_over_time"),
      width: wide ? "232px" : "84px",
      cell: (row) => (
        <Sparkline
          values={row.history.map((point) => point.percent)}
          label={historyLabel(row.history)}
          width={wide ? 216 : 72}
        />
      ),
    };
    return wide && rows.some((row) => row.range_text !== "") ? [name, now, range, history] : [name, now, history];
  }, [wide, rows]);
  const lines = (row: NativeRow): number => linesOf(row.jump, width - 96, 6.6, 3);
  return (
    <Table
      label={t("parity_native_by_country")}
      rows={sorted}
      rowKey={(row) => row.country}
      rowHeight={(row) => (row.jump === "" ? 35 : 39 + 18 * lines(row))}
      columns={columns}
      note={(row) =>
        row.jump === "" ? null : (
          <span class="table-line muted" style={{ "-webkit-line-clamp": String(lines(row)) }}>
            <Tag tone="care">{t("parity_jump")}</Tag> {row.jump}
          </span>
        )
      }
      testid="parity-native-rows"
    />
  );
}

function nameOf(row: NativeRow): string {
  return countryName(row.country, row.name);
}

function historyLabel(points: readonly NativePoint[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return t("parity_history_none");
  if (points.length === 1) return t("parity_history_single", first.date);
  return t("parity_history", points.length, first.date, first.percent, last.date, last.percent);
}

/** Codes that Gumroad's own price leaves nothing to do. */
function Shadowed({ rows }: { rows: readonly ShadowRow[] }) {
  const { width } = usePanel();
  const lines = (row: ShadowRow): number => linesOf(`everywhere ${row.text}`, width - 40, 6.6, 4);
  const columns: readonly Column<ShadowRow>[] = [
    { id: "code", label: t("parity_code"), width: "minmax(0, 1fr)", cell: (row) => <code>{row.code}</code> },
    {
      id: "product",
      label: t("column_product"),
      width: "minmax(0, 1.6fr)",
      cell: (row) => <span class="table-title">{row.product}</span>,
    },
    {
      id: "percent",
      label: t("parity_off"),
      width: "56px",
      numeric: true,
      cell: (row) => t("parity_percent", row.percent),
    },
  ];
  return (
    <>
      <p>{t("parity_shadowed_do")}</p>
      <Table
        label={tn("parity_shadowed", rows.length)}
        rows={rows}
        rowKey={(row) => `${row.product_id} ${row.code}`}
        rowHeight={(row) => 37 + 18 * lines(row)}
        columns={columns}
        note={(row) => (
          <span class="table-line muted" title={row.text} style={{ "-webkit-line-clamp": String(lines(row)) }}>
            <Tag tone="care">{t(row.everywhere ? "parity_shadow_all" : "parity_shadow_some")}</Tag> {row.text}
          </span>
        )}
        testid="parity-shadowed-rows"
      />
    </>
  );
}
