/** Prices by country as a drawing: shapes from data, for the page and for a file alike. Pure; no I/O. */

export interface PictureBar {
  name: string;
  /** Minor units of one currency. */
  price: number;
  left: number;
  native: number | null;
  /** What stands at the right, complete. */
  text: string;
}

export interface PictureWords {
  title: string;
  before: string;
  after: string;
  native: string;
}

export interface PictureColours {
  paper: string;
  ink: string;
  muted: string;
  before: string;
  after: string;
  native: string;
}

export interface Shape {
  tag: "rect" | "text" | "line";
  attributes: Readonly<Record<string, string | number>>;
  text?: string;
}

export interface Picture {
  width: number;
  height: number;
  shapes: readonly Shape[];
}

const ROW_PX = 22;
const BAR_PX = 12;
const HEAD_PX = 58;
const EDGE_PX = 12;
const LETTER_PX = 6.6;
const DIGIT_PX = 7;
const FONT = "system-ui, 'Segoe UI', Roboto, sans-serif";

/** A text cut to a width, with dots where it was. */
function cut(text: string, px: number): string {
  const letters = Math.floor(px / LETTER_PX);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}

function words(x: number, y: number, text: string, fill: string, more: Shape["attributes"] = {}): Shape {
  return { tag: "text", attributes: { x, y, fill, "font-size": 12, "font-family": FONT, ...more }, text };
}

/** The whole drawing at a width; bars are as long as their prices, the longest as long as there is room. */
export function drawn(
  bars: readonly PictureBar[],
  width: number,
  say: PictureWords,
  colours: PictureColours,
): Picture {
  const nameWidth = Math.min(190, Math.max(84, width * 0.28));
  const textWidth = Math.min(170, Math.max(60, ...bars.map((bar) => bar.text.length * DIGIT_PX + 14)));
  const from = EDGE_PX + nameWidth + 8;
  const room = Math.max(20, width - from - textWidth - EDGE_PX);
  const most = Math.max(1, ...bars.map((bar) => bar.price));
  const long = (minor: number): number => Math.round((Math.max(0, minor) / most) * room * 10) / 10;
  const height = HEAD_PX + bars.length * ROW_PX + EDGE_PX;
  const shapes: Shape[] = [
    { tag: "rect", attributes: { x: 0, y: 0, width, height, fill: colours.paper } },
    words(EDGE_PX, 22, cut(say.title, (width - 2 * EDGE_PX) * 0.92), colours.ink, {
      "font-weight": 650,
      "font-size": 13,
    }),
    ...key(say, colours),
  ];
  bars.forEach((bar, n) => {
    const top = HEAD_PX + n * ROW_PX + (ROW_PX - BAR_PX) / 2;
    const base = top + BAR_PX - 2;
    shapes.push(
      words(EDGE_PX, base, cut(bar.name, nameWidth), colours.ink),
      bare(from, top, long(bar.price), colours.before),
      bare(from, top, long(bar.left), colours.after),
      words(width - EDGE_PX, base, bar.text, colours.muted, { "text-anchor": "end" }),
    );
    if (bar.native !== null && bar.native < bar.price) {
      const x = Math.round((from + long(bar.native)) * 10) / 10;
      shapes.push({
        tag: "line",
        attributes: { x1: x, x2: x, y1: top - 3, y2: top + BAR_PX + 3, stroke: colours.native, "stroke-width": 2 },
      });
    }
  });
  return { width, height, shapes };
}

function bare(x: number, y: number, width: number, fill: string): Shape {
  return { tag: "rect", attributes: { x, y, width, height: BAR_PX, rx: 2, fill } };
}

function key(say: PictureWords, colours: PictureColours): readonly Shape[] {
  const shapes: Shape[] = [];
  let x = EDGE_PX;
  for (const [text, fill] of [
    [say.before, colours.before],
    [say.after, colours.after],
    [say.native, colours.native],
  ] as const) {
    const thin = fill === colours.native;
    shapes.push(
      { tag: "rect", attributes: { x: thin ? x + 4 : x, y: 34, width: thin ? 2 : 10, height: 10, fill } },
      words(x + 15, 43, text, colours.muted, { "font-size": 11 }),
    );
    x += 15 + text.length * 6 + 8;
  }
  return shapes;
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign,
  );
}

/** The drawing as a file of its own. */
export function svgText({ width, height, shapes }: Picture, title: string): string {
  const parts = shapes.map(({ tag, attributes, text }) => {
    const named = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(String(value))}"`);
    return `<${tag} ${named.join(" ")}>${text === undefined ? "" : escaped(text)}</${tag}>`;
  });
  const box = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img"><title>${escaped(title)}</title>${parts.join("")}</svg>\n`;
}
