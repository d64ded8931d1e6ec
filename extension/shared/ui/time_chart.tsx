/**
 * Amounts over time as bars. The arrow keys, the pointer and touch choose a bar, whose numbers stand above the chart;
 * the same numbers are there as a table for whoever does not see bars.
 */

import { useState } from "preact/hooks";

export interface ChartPoint {
  key: string;
  label: string;
  /** How tall the bar is; below zero it hangs. */
  value: number;
  /** What stands above the chart while the bar is chosen. */
  text: string;
  /** The cells of the table, one for each heading. */
  cells: readonly string[];
}

export interface TimeChartProps {
  points: readonly ChartPoint[];
  label: string;
  /** Headings of the table. */
  headings: readonly string[];
  /** A round value beside the lines of the chart. */
  written: (value: number) => string;
  /** What stands above the chart while no bar is chosen. */
  hint: string;
  testid: string;
}

const HEIGHT = 150;
const LINES = 3;
const NICE = [1, 2, 2.5, 5, 10];
/** The part of its place that a bar fills. */
const FILLED = 0.72;

export function TimeChart({ points, label, headings, written, hint, testid }: TimeChartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const values = points.map((point) => point.value);
  const step = niceStep(Math.max(1, ...values) / LINES);
  const top = step * Math.max(1, Math.ceil(Math.max(0, ...values) / step));
  const bottom = step * Math.floor(Math.min(0, ...values) / step);
  const y = (value: number): number => ((top - value) / (top - bottom)) * HEIGHT;
  const lines = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, n) => bottom + n * step);
  const place = 100 / Math.max(1, points.length);
  const at = chosen === null ? undefined : points[chosen];
  const choose = (to: number): void => setChosen(Math.max(0, Math.min(points.length - 1, to)));
  return (
    <figure class="time-chart" data-testid={testid}>
      <p class="time-chart-readout">
        {at === undefined ? (
          <span class="muted">{hint}</span>
        ) : (
          <>
            <b>{at.label}</b> {at.text}
          </>
        )}
      </p>
      <div class="time-chart-area">
        <div class="time-chart-scale" aria-hidden="true">
          {lines.map((line) => (
            <span key={line} style={{ top: `${y(line)}px` }}>
              {written(line)}
            </span>
          ))}
        </div>
        <div
          class="time-chart-bars"
          role="slider"
          aria-label={label}
          aria-valuemin={1}
          aria-valuemax={points.length}
          aria-valuenow={chosen === null ? points.length : chosen + 1}
          aria-valuetext={at === undefined ? hint : `${at.label}: ${at.text}`}
          tabIndex={0}
          data-testid={`${testid}-bars`}
          onKeyDown={(event) => {
            const moves: Partial<Record<string, number>> = {
              ArrowLeft: (chosen ?? points.length) - 1,
              ArrowRight: (chosen ?? -1) + 1,
              Home: 0,
              End: points.length - 1,
            };
            const to = moves[event.key];
            if (to === undefined) return;
            event.preventDefault();
            choose(to);
          }}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            choose(Math.floor(((event.clientX - box.left) / box.width) * points.length));
          }}
          onPointerLeave={() => setChosen(null)}
        >
          <svg height={HEIGHT} width="100%" aria-hidden="true">
          {lines.map((line) => (
            <line key={line} x1="0" x2="100%" y1={y(line)} y2={y(line)} class={line === 0 ? "zero" : ""} />
          ))}
          {points.map((point, n) => (
            <rect
              key={point.key}
              class={n === chosen ? "on" : ""}
              x={`${n * place + (place * (1 - FILLED)) / 2}%`}
              width={`${place * FILLED}%`}
              y={Math.min(y(point.value), y(0))}
              height={Math.max(point.value === 0 ? 0 : 1, Math.abs(y(point.value) - y(0)))}
            />
          ))}
          </svg>
        </div>
      </div>
      <div class="time-chart-ends" aria-hidden="true">
        <span>{points[0]?.label}</span>
        <span>{points.length > 1 ? points.at(-1)?.label : null}</span>
      </div>
      <div class="unseen">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading}>{heading}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key}>
                <th>{point.label}</th>
                {point.cells.map((cell, n) => (
                  <td key={headings[n + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** The smallest round step that is not below `least`. */
export function niceStep(least: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return (NICE.find((factor) => factor * size >= least) ?? 10) * size;
}
