/** A line over time, small enough for a row. */

const HEIGHT = 20;
const EDGE = 3;
const TOP_PERCENT = 60;

/** Points of a line from the left to the right edge; `top` is the value at the upper edge. */
export function linePoints(
  values: readonly number[],
  top: number,
  width: number,
): readonly (readonly [number, number])[] {
  const step = values.length > 1 ? (width - 2 * EDGE) / (values.length - 1) : 0;
  const tall = HEIGHT - 2 * EDGE;
  return values.map((value, n) => [
    Math.round((EDGE + n * step) * 10) / 10,
    Math.round((EDGE + tall * (1 - Math.min(value, top) / top)) * 10) / 10,
  ]);
}

/** Percentages from 0 to 60, the most that Gumroad takes off. One value alone is a level line. */
export function Sparkline({ values, label, width }: { values: readonly number[]; label: string; width: number }) {
  const points = linePoints(values.length === 1 ? [...values, ...values] : values, TOP_PERCENT, width);
  const last = points.at(-1);
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <polyline points={points.map((point) => point.join(",")).join(" ")} />
      {last === undefined ? null : <circle cx={last[0]} cy={last[1]} r={2} />}
    </svg>
  );
}
