/**
 * Reads small QR codes (versions 2 and 3, one block, bytes) as ISO/IEC 18004 says, from the path that is drawn. Without
 * error correction: a drawing has no dirt on it.
 */

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];
const FORMAT_MASK = 0b101010000010010;
const QUIET = 4;

type Grid = readonly (readonly boolean[])[];

export function readQr({ size, path }: { size: number; path: string }): string {
  const grid = gridOf(path, size - 2 * QUIET);
  const mask = MASKS[maskOf(grid)];
  if (mask === undefined) throw new Error("no such mask");
  const bits = dataCells(grid.length).map(([r, c]) => (grid[r]?.[c] !== mask(r, c) ? "1" : "0"));
  const text = bits.join("");
  if (text.slice(0, 4) !== "0100") throw new Error(`not bytes: ${text.slice(0, 4)}`);
  const length = parseInt(text.slice(4, 12), 2);
  const bytes = Array.from({ length }, (_, n) => parseInt(text.slice(12 + 8 * n, 20 + 8 * n), 2));
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function gridOf(path: string, size: number): Grid {
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let n = 0; n < Number(length); n++) {
      const row = grid[Number(y) - QUIET];
      if (row !== undefined) row[Number(x) - QUIET + n] = true;
    }
  }
  return grid;
}

/** The mask's number, from the format bits beside the upper left corner. */
function maskOf(grid: Grid): number {
  const across = [0, 1, 2, 3, 4, 5, 7, 8].map((c) => grid[8]?.[c]);
  const up = [7, 5, 4, 3, 2, 1, 0].map((r) => grid[r]?.[8]);
  const bits = [...across, ...up].map((dark) => (dark ? "1" : "0")).join("");
  return ((parseInt(bits, 2) ^ FORMAT_MASK) >> 10) & 7;
}

/** The cells that hold data, in the order of their bits: up and down in columns of two, from the right. */
function dataCells(size: number): (readonly [number, number])[] {
  const cells: (readonly [number, number])[] = [];
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let n = 0; n < size; n++) {
      const row = isUp ? size - 1 - n : n;
      for (const column of [right, right - 1]) if (!isPattern(row, column, size)) cells.push([row, column]);
    }
    isUp = !isUp;
  }
  return cells;
}

/** Corners with their format bits, timing lines, and the one alignment mark. */
function isPattern(row: number, column: number, size: number): boolean {
  const inCorner = (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  const isAligning = row >= size - 9 && row < size - 4 && column >= size - 9 && column < size - 4;
  return inCorner || row === 6 || column === 6 || isAligning;
}
