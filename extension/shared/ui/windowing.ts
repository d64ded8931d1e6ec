/** Which rows of a long table are drawn. Pure: heights in, a span of rows out. */

/** `offsets[n]` is the top of row n in px; the last entry is the height of all. */
export function offsetsOf(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  for (let n = 0; n < heights.length; n++) offsets[n + 1] = (offsets[n] ?? 0) + (heights[n] ?? 0);
  return offsets;
}

/** The row that covers `y`; the nearest one when `y` is outside. 0 when there are none. */
export function rowAt(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Span {
  /** The first row drawn. */
  from: number;
  /** One past the last. */
  to: number;
}

/** Rows between `top` and `bottom` with `extra` more on each side, in steps of `chunk` so that it seldom changes. */
export function visibleSpan(
  offsets: Float64Array,
  top: number,
  bottom: number,
  extra: number,
  chunk: number,
): Span {
  const rows = offsets.length - 1;
  if (rows <= 0) return { from: 0, to: 0 };
  const from = Math.max(0, rowAt(offsets, top) - extra);
  const to = Math.min(rows, rowAt(offsets, bottom) + 1 + extra);
  return { from: Math.floor(from / chunk) * chunk, to: Math.min(rows, Math.ceil(to / chunk) * chunk) };
}

/** Lines a text needs at a width, guessed from its length; at least one and at most `most`. */
export function linesOf(text: string, widthPx: number, letterPx: number, most: number): number {
  return Math.min(most, Math.max(1, Math.ceil((text.length * letterPx) / Math.max(1, widthPx))));
}
