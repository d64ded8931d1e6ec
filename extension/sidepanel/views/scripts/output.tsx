/** What a script showed: text, tables and charts, in its order. */

import type { JSX } from "preact";

import { t, tn } from "../../../shared/i18n.ts";
import { Card } from "../../../shared/ui/surface.tsx";
import { TimeChart } from "../../../shared/ui/time_chart.tsx";
import { useScripts } from "../../scripts/context.ts";
import type { ScriptItem } from "../../scripts/state.ts";

const MS = 1000;

export function Shown() {
  const { over } = useScripts();
  const items = over?.end?.items ?? [];
  if (over === null) return null;
  return (
    <Card title={t("scripts_output")} aside={<Took ms={over.ms} />} testid="scripts-output">
      {items.length === 0 ? <p class="muted">{t("scripts_shows_nothing")}</p> : items.map(drawn)}
    </Card>
  );
}

function Took({ ms }: { ms: number }) {
  return <span class="muted small num">{t("scripts_took", (ms / MS).toFixed(ms < MS ? 2 : 1))}</span>;
}

function drawn(item: ScriptItem, at: number): JSX.Element {
  switch (item.kind) {
    case "text":
      return (
        <pre key={at} class="script-print" data-testid="script-print">
          {item.text.replace(/\n$/, "")}
        </pre>
      );
    case "table":
      return <ScriptTable key={at} item={item} />;
    case "chart":
      return <Chart key={at} item={item} />;
  }
}

function ScriptTable({ item }: { item: Extract<ScriptItem, { kind: "table" }> }) {
  if (item.rows.length === 0) return <p class="muted">{t("scripts_no_rows")}</p>;
  return (
    <div class="script-table" data-testid="script-table" tabIndex={0} role="region" aria-label={t("scripts_table")}>
      <table>
        <thead>
          <tr>
            {item.columns.map((column, at) => (
              <th key={at} scope="col" class={item.numbers[at] === true ? "num" : ""}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {item.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} class={item.numbers[column] === true ? "num" : ""}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {item.left_out > 0 ? <p class="muted small">{tn("scripts_left_out", item.left_out)}</p> : null}
    </div>
  );
}

function Chart({ item }: { item: Extract<ScriptItem, { kind: "chart" }> }) {
  const points = item.labels.map((label, at) => ({
    key: `${at}`,
    label,
    value: item.values[at] ?? 0,
    text: item.texts[at] ?? "",
    cells: [item.texts[at] ?? ""],
  }));
  if (points.length === 0) return <p class="muted">{t("scripts_no_rows")}</p>;
  return (
    <TimeChart
      points={points}
      label={t("scripts_chart", item.y, item.x)}
      headings={[item.x, item.y]}
      written={(value) => value.toLocaleString()}
      hint={t("scripts_chart", item.y, item.x)}
      testid="script-chart"
    />
  );
}
