/** A text as a QR code, drawn as one SVG path: a square per dark module, with the quiet edge that readers need. */

import { encode } from "uqr";

/** Modules of white around it; the standard asks for four. */
const EDGE = 4;

export interface QrShape {
  /** Modules on each side, the edge included. */
  size: number;
  path: string;
}

/** Medium error correction: a crease or a stain on paper is survived. */
export function qrShape(text: string): QrShape {
  const { size, data } = encode(text, { ecc: "M", border: EDGE });
  const runs = data.flatMap((row, y) => darkRuns(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return { size, path: runs.join("") };
}

/** Start and length of each run of dark modules in a line. */
function darkRuns(row: readonly boolean[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

/** Black on white in either scheme: a reader needs the contrast, and paper is white. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { size, path } = qrShape(text);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The same as a file of its own. */
export function qrFile(text: string): string {
  const { size, path } = qrShape(text);
  const box = `0 0 ${size} ${size}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
}
