/** Small drawings, 16 by 16, in the colour of the text around them. */

const PATHS = {
  products: "M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6",
  prices: "M8.5 2H13a1 1 0 0 1 1 1v4.5L7.5 14 2 8.500zM11 5h.01",
  parity: "M8 14.500a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM1.5 8h13M8 1.500c2 1.900 2.800 4 2.800 6.500S10 12.600 8 14.500M8 1.500C6 3.400 5.200 5.500 5.200 8S6 12.600 8 14.500",
  codes: "M2 5.500v-2h12v2a2.5 2.5 0 0 0 0 5v2H2v-2a2.5 2.5 0 0 0 0-5zM10 4v1.500M10 7.300v1.400M10 10.500V12",
  listings: "M2.5 2.500h11v11h-11zM5 5.500h6M5 8h6M5 10.500h3.500",
  sales: "M2 13.500h12M4 11V8M7 11V5M10 11V6.500M13 11V2.500",
  customers: "M6 7.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.500 13.500c.3-2.600 2-4 4.500-4s4.200 1.400 4.500 4M10.500 2.900a2.500 2.500 0 0 1 0 4.200M12 9.800c1.500.6 2.300 1.800 2.500 3.700",
  fulfil: "M1.500 3.500h8v7h-8zM9.500 6h2.800l2.200 2.300v2.200h-5M4.500 13a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM11.500 13a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z",
  scripts: "M5.500 4.500L2 8l3.500 3.500M10.500 4.500L14 8l-3.500 3.500M9 3L7 13",
  history: "M2.5 8a5.5 5.5 0 1 0 1.7-4M2 2.500v3h3M8 5v3.200l2.2 1.3",
  schedule: "M2.5 3.500h11v10h-11zM2.5 6.500h11M5.5 2v3M10.5 2v3M8 9v2h2",
  settings: "M2 4.500h7M13 4.500h1M2 11.500h1M7 11.500h7M11 3v3M5 10v3",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM14 14l-3.4-3.4",
  filter: "M2 3.500h12M4.5 8h7M7 12.500h2",
  sort: "M5 3v10M2.5 10.500L5 13l2.5-2.500M11 13V3M8.5 5.500L11 3l2.5 2.5",
  refresh: "M13.5 8a5.5 5.5 0 1 1-1.6-3.900M13.5 1.500v3h-3",
  close: "M3.5 3.500l9 9M12.5 3.500l-9 9",
  check: "M3 8.500l3.2 3.200L13 5",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  up: "M4 10l4-4 4 4",
  back: "M10 3L5 8l5 5",
  alert: "M8 2l6.5 11.500h-13zM8 6.500v3M8 11.600h.01",
  stop: "M5.5 1.500h5l4 4v5l-4 4h-5l-4-4v-5zM5.5 8h5",
  info: "M8 14.500a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 7.500v3.500M8 5h.01",
  good: "M8 14.500a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM5 8.300l2.1 2.100L11 6.4",
  bookmark: "M4 2h8v12l-4-3-4 3z",
  upload: "M8 10.500V2M4.5 5.500L8 2l3.500 3.500M2.5 13.500h11",
  qr: "M2.5 2.500h4v4h-4zM9.500 2.500h4v4h-4zM2.5 9.500h4v4h-4zM9.500 9.500h1.500v1.500M13.500 9.500v4h-4v-1",
  print: "M4.5 6V2h7v4M4.5 11.500h-2v-5h11v5h-2M4.5 9.500h7v4.500h-7z",
  download: "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.500h11",
  undo: "M5.5 3L2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6",
  lock: "M3.5 7h9v7h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  external: "M9 2.500h4.500V7M13.5 2.500L7 9M6 3.500H2.500v10h10V10",
  pencil: "M10.5 3l2.5 2.500L6 12.500l-3.2.700.7-3.200z",
  image: "M2 3h12v10H2zM2 11l3.5-3.500L9 11M8.5 9.500l2-2L14 11M10.5 5.500h.01",
  show: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  hide: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM2.5 13.500l11-11",
  tag: "M2.5 8.200V2.500h5.700l5.800 5.800-5.700 5.700zM5.500 5.500h.01",
  folder: "M2 3.500h4.500L8 5.500h6v7.500H2z",
  layers: "M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",
  block: "M2.500 3h11M2.500 6h7M2.500 9h11v4.500h-11z",
  bin: "M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.7 9h5.600l.7-9M6.700 7v4M9.300 7v4",
  copy: "M5.5 5.500h8v8h-8zM10.5 5V2.500h-8v8H5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The anvil in its ember square. */
export function Mark({ large = false }: { large?: boolean }) {
  return (
    <span class={large ? "mark large" : "mark"} aria-hidden="true">
      <svg viewBox="0 0 16 16">
        <path d="M1 5h10a4 4 0 0 0 4-1v3a4 4 0 0 1-4 2H9.500v2H12v2H4v-2h2.500V9A6 6 0 0 1 1 5z" />
      </svg>
    </span>
  );
}
