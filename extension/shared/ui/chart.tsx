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

/** The least that is still to be seen of something. */
const LEAST_PERCENT = 3;

export function Bars({ pairs, label, beforeLabel, afterLabel }: BarsProps) {
  const top = Math.max(1, ...pairs.flatMap((pair) => [pair.before, pair.after]));
  const tall = (value: number): string =>
    value <= 0 ? "0" : `${Math.max(LEAST_PERCENT, (value / top) * 100).toFixed(1)}%`;
  return (
    <figure class="chart" aria-label={label}>
      <div class="chart-pairs" aria-hidden="true">
        {pairs.map((pair) => (
          <div key={pair.label} class="chart-pair" title={`${pair.label}: ${pair.beforeText} → ${pair.afterText}`}>
            <div class="chart-bars">
              <i style={{ height: tall(pair.before) }} />
              <i class="after" style={{ height: tall(pair.after) }} />
            </div>
            <span>{pair.label}</span>
          </div>
        ))}
      </div>
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
