/** The place in the panel as the address says it: `#prices?plan=DIGEST`. No I/O. */

export const TOOLS = [
  "products",
  "prices",
  "codes",
  "parity",
  "listings",
  "sales",
  "customers",
  "fulfil",
  "scripts",
  "history",
  "schedule",
  "settings",
] as const;

export type Tool = (typeof TOOLS)[number];

export interface Route {
  tool: Tool;
  params: Readonly<Record<string, string>>;
}

export const FIRST_ROUTE: Route = { tool: "products", params: {} };

/** An unknown tool is the first one: an address from another version must not leave the page blank. */
export function parseHash(hash: string): Route {
  const [name = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const tool = TOOLS.find((known) => known === name);
  if (tool === undefined) return FIRST_ROUTE;
  return { tool, params: Object.fromEntries(new URLSearchParams(query)) };
}

export function hashOf(tool: Tool, params: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(params).toString();
  return query === "" ? `#${tool}` : `#${tool}?${query}`;
}
