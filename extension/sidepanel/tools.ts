/** The tools of the panel: their names, drawings and groups, in the order of the rail. */

import type { MessageKey } from "../shared/i18n.ts";
import type { IconName } from "../shared/ui/icon.tsx";
import type { Tool } from "./route.ts";

export interface ToolEntry {
  tool: Tool;
  label: MessageKey;
  icon: IconName;
  group: MessageKey;
}

export const TOOL_ENTRIES: readonly ToolEntry[] = [
  { tool: "products", label: "tool_products", icon: "products", group: "group_shop" },
  { tool: "prices", label: "tool_prices", icon: "prices", group: "group_shop" },
  { tool: "codes", label: "tool_codes", icon: "codes", group: "group_shop" },
  { tool: "parity", label: "tool_parity", icon: "parity", group: "group_shop" },
  { tool: "listings", label: "tool_listings", icon: "listings", group: "group_shop" },
  { tool: "sales", label: "tool_sales", icon: "sales", group: "group_sales" },
  { tool: "customers", label: "tool_customers", icon: "customers", group: "group_sales" },
  { tool: "fulfil", label: "tool_fulfil", icon: "fulfil", group: "group_sales" },
  { tool: "scripts", label: "tool_scripts", icon: "scripts", group: "group_record" },
  { tool: "history", label: "tool_history", icon: "history", group: "group_record" },
  { tool: "schedule", label: "tool_schedule", icon: "schedule", group: "group_record" },
  { tool: "settings", label: "tool_settings", icon: "settings", group: "group_record" },
];

/** Tabs that fit a narrow panel, and the rest for the "More" menu; the menu never holds just one. */
export function splitTabs<Entry>(
  entries: readonly Entry[],
  most: number,
): { tabs: readonly Entry[]; more: readonly Entry[] } {
  if (entries.length <= most) return { tabs: entries, more: [] };
  return { tabs: entries.slice(0, most - 1), more: entries.slice(most - 1) };
}

/** Entries under their groups, in order. */
export function grouped(entries: readonly ToolEntry[]): readonly (readonly [MessageKey, readonly ToolEntry[]])[] {
  const groups = new Map<MessageKey, ToolEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups];
}
