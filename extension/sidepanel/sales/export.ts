/** What file of sales is asked for, what the core says it would be, and sets of columns. Pure but for the asking. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type {
  ColumnChoice,
  ErrorBody,
  ExportOptions,
  SalesExportCheckView,
  SalesExportColumnsView,
  SalesExportForm,
  SalesFilter,
  ScriptSample,
} from "../../shared/protocol.d.ts";
import { EMPTY_SALES_FILTER } from "./overview.ts";

export type Preset = SalesExportForm["preset"];
export const PRESETS = ["simple", "gumroad", "bookkeeping", "mailing", "own"] as const;

export interface SalesExportState {
  form: SalesExportForm;
  /** The newest answer; it stays while another question is asked. */
  check: SalesExportCheckView | null;
  /** The form that it is an answer to. */
  checked: SalesExportForm | null;
  /** Why the form cannot be used, or the question failed. */
  error: ErrorBody | null;
  choices: SalesExportColumnsView | null;
  /** Why a set could not be saved. */
  setError: ErrorBody | null;
}

export const SALES_EXPORT_INITIAL: SalesExportState = {
  form: { filter: EMPTY_SALES_FILTER, preset: "simple", columns: [], made: [] },
  check: null,
  checked: null,
  error: null,
  choices: null,
  setError: null,
};

export interface SalesExports extends SalesExportState {
  setForm(change: Partial<SalesExportForm>): void;
  /** Ask what the file would be; `samples` are what scripts answered for its first rows. */
  ask(form: SalesExportForm, options: ExportOptions, samples: ScriptSample[]): Promise<void>;
  /** Ask what can be chosen. */
  look(): Promise<void>;
  /** True when it was saved. */
  keepSet(name: string, columns: ColumnChoice[]): Promise<boolean>;
  dropSet(name: string): Promise<void>;
  failed(thrown: unknown): void;
}

export const SalesExportContext = createContext<SalesExports | null>(null);

export function useSalesExport(): SalesExports {
  const found = useContext(SalesExportContext);
  if (found === null) throw new Error("no SalesExportContext above this component");
  return found;
}

/** How many kinds of things a filter asks for, besides the days. */
export function conditions(filter: SalesFilter): number {
  const lists = [filter.product_ids, filter.countries, filter.codes].filter((list) => list.length > 0).length;
  const texts = [filter.text, filter.price_from, filter.price_to].filter((text) => text.trim() !== "").length;
  return lists + texts + Number(filter.refunded !== "any") + Number(filter.type !== "any");
}

export function moved(columns: readonly ColumnChoice[], at: number, by: number): ColumnChoice[] {
  const next = [...columns];
  const [column] = next.splice(at, 1);
  if (column !== undefined) next.splice(Math.max(0, at + by), 0, column);
  return next;
}

/** The columns to begin an own set with. */
export function firstColumns(choices: SalesExportColumnsView | null, from: "simple" | "bookkeeping"): ColumnChoice[] {
  const keys = choices?.presets.find(({ preset }) => preset === from)?.keys ?? [];
  return keys.map((key) => ({ key, title: "" }));
}

/** The asking, apart from the drawing. Of two answers the one to the newer question counts. */
export function salesExportAsker(api: Api, told: (change: Partial<SalesExportState>) => void) {
  let asked = 0;

  async function choose(question: () => Promise<SalesExportColumnsView>): Promise<boolean> {
    try {
      told({ choices: await question(), setError: null });
      return true;
    } catch (thrown) {
      told({ setError: errorBody(thrown) });
      return false;
    }
  }

  return {
    async ask(form: SalesExportForm, options: ExportOptions, samples: ScriptSample[]): Promise<void> {
      const mine = ++asked;
      try {
        const check = await api.request({ op: "sales.export_check", form, options, samples });
        if (mine === asked) told({ check, checked: form, error: null });
      } catch (thrown) {
        if (mine === asked) told({ error: errorBody(thrown) });
      }
    },
    async look(): Promise<void> {
      await choose(() => api.request({ op: "sales.export_columns" }));
    },
    keepSet: (name: string, columns: ColumnChoice[]) =>
      choose(() => api.request({ op: "sales.export_keep", columns: { name, columns } })),
    async dropSet(name: string): Promise<void> {
      await choose(() => api.request({ op: "sales.export_drop", name }));
    },
    failed: (thrown: unknown) => told({ error: errorBody(thrown) }),
  };
}
