/** Small views of the Parity tool as the core sends them. */

import type { ParityRow, ParityView } from "../../../extension/shared/protocol.d.ts";

export function parityRow(country: string, change: Partial<ParityRow> = {}): ParityRow {
  return {
    country,
    name: `Name of ${country}`,
    region: "SAS",
    region_label: "South Asia",
    currency: "usd",
    world_bank: "0.2401",
    world_bank_date: "2024",
    big_mac: "",
    big_mac_date: "",
    level: "0.2401",
    native_percent: null,
    computed_percent: 40,
    percent: 40,
    typed_percent: null,
    source: null,
    group: "",
    note: "",
    excluded: false,
    code: `${country}40`,
    shadowed: false,
    ...change,
  };
}

export function parityView(rows: readonly ParityRow[], change: Partial<ParityView> = {}): ParityView {
  return {
    name: "Gentle",
    rows: [...rows],
    tiers: [],
    rules: {
      source: "world_bank",
      strength: 50,
      floor: "10",
      cap: "40",
      step: 5,
      least_net: "",
      codes_per: "country",
      excluded_products: [],
    },
    template: "{cc}{off}",
    template_error: "",
    given: rows.length,
    sentences: [],
    honest: [],
    presets: [],
    saved: [],
    unlisted: [],
    notices: [],
    sources: [],
    native_read: false,
    ...change,
  };
}
