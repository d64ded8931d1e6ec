/** A small bar chart: pairs of bars, now and then. The numbers are also there as a table for screen readers. */

export interface BarPair {
  label: string;
  before: number;
  after: number;
  beforeText: string;
  afterText: string;
}

export interface BarsProps {
  pairs: readonly BarPair[];
  label: string;
  beforeLabel: string;
  afterLabel: string;
}

const WIDTH = 320;
const HEIGHT = 56;
const MOST_PX = 24;

export function Bars({ pairs, label, beforeLabel, afterLabel }: BarsProps) {
  const top = Math.max(1, ...pairs.flatMap((pair) => [pair.before, pair.after]));
  const slot = WIDTH / Math.max(1, pairs.length);
  const bar = Math.min(MOST_PX, slot / 2 - 8);
  const tall = (value: number): number => Math.max(value > 0 ? 2 : 0, (Math.max(0, value) / top) * HEIGHT);
  return (
    <figure class="chart" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`} width="100%" aria-hidden="true">
        {pairs.map((pair, n) => {
          const middle = slot * n + slot / 2;
          return (
            <g key={pair.label}>
              <title>{`${pair.label}: ${pair.beforeText} → ${pair.afterText}`}</title>
              <rect
                class="chart-before"
                x={middle - bar - 1}
                y={HEIGHT - tall(pair.before)}
                width={bar}
                height={tall(pair.before)}
                rx="2"
              />
              <rect
                class="chart-after"
                x={middle + 1}
                y={HEIGHT - tall(pair.after)}
                width={bar}
                height={tall(pair.after)}
                rx="2"
              />
              <text x={middle} y={HEIGHT + 12} text-anchor="middle">
                {pair.label}
              </text>
            </g>
          );
        })}
        <line class="chart-ground" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <figcaption class="chart-key">
        <span class="chart-swatch before" aria-hidden="true" /> {beforeLabel}
        <span class="chart-swatch after" aria-hidden="true" /> {afterLabel}
      </figcaption>
      <table class="unseen">
        <caption>{label}</caption>
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.label}>
              <th>{pair.label}</th>
              <td>{pair.beforeText}</td>
              <td>{pair.afterText}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
