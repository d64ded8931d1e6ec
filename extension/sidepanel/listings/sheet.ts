/** What the panel knows of the catalogue as a spreadsheet, and what it asks of the core about it. Nothing is judged here. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import { bytes } from "../../shared/format.ts";
import { t } from "../../shared/i18n.ts";
import type {
  ErrorBody,
  ExportOptions,
  ExportView,
  PlanView,
  SheetColumnsView,
  SheetForm,
  SheetView,
} from "../../shared/protocol.d.ts";

export type DescriptionAs = NonNullable<SheetForm["description"]>;

export interface SheetState {
  /** What can be chosen; null until the core has answered. */
  choices: SheetColumnsView | null;
  choicesError: ErrorBody | null;
  /** The chosen columns by key; null for the usual ones. */
  columns: readonly string[] | null;
  description: DescriptionAs;
  /** Only the products that are chosen in the list of products. */
  onlyChosen: boolean;
  /** The rows of a file are being put together. */
  exporting: boolean;
  /** Why the file could not be begun. */
  exportError: ErrorBody | null;
  /** The file that is read or was read; empty for none. */
  fileName: string;
  reading: boolean;
  /** What the file comes to. */
  view: SheetView | null;
  fileError: ErrorBody | null;
  /** Doubts that are to be done all the same, by key. */
  picked: readonly string[];
  building: boolean;
}

export const NO_SHEET: SheetState = {
  choices: null,
  choicesError: null,
  columns: null,
  description: "markdown",
  onlyChosen: false,
  exporting: false,
  exportError: null,
  fileName: "",
  reading: false,
  view: null,
  fileError: null,
  picked: [],
  building: false,
};

/** A file as the page hands it on. */
export interface SheetFile {
  name: string;
  size: number;
}

export interface Sheets extends SheetState {
  look(): Promise<void>;
  setColumn(key: string, on: boolean): void;
  set(change: Partial<Pick<SheetState, "description" | "onlyChosen">>): void;
  exportFile(chosen: readonly string[], begin: Begin): Promise<ExportView | null>;
  read(file: SheetFile, content: () => Promise<string>): Promise<void>;
  /** Hold the file against the shop as it is now. */
  again(): Promise<void>;
  pick(key: string, on: boolean): void;
  forget(): void;
  /** The plan of the file; null where it was refused. */
  plan(): Promise<PlanView | null>;
}

export type Begin = (ask: (options: ExportOptions) => Promise<ExportView>) => Promise<ExportView>;

export const SheetContext = createContext<Sheets | null>(null);

export function useSheet(): Sheets {
  const found = useContext(SheetContext);
  if (found === null) throw new Error("no SheetContext above this component");
  return found;
}

/** The columns that go out, in the core's order. */
export function columnsOf({ columns, choices }: SheetState): readonly string[] {
  if (choices === null) return [];
  const wanted = columns ?? choices.usual;
  return choices.columns.map(({ key }) => key).filter((key) => wanted.includes(key));
}

/** Whether anything would change: an edit, a new product, or a doubt that was picked. */
export function changesAnything({ view, picked }: SheetState): boolean {
  return view !== null && (view.changed > 0 || view.fresh > 0 || picked.length > 0);
}

function refusal(message: string): ErrorBody {
  return { code: "sheet_file", message, hint: "", server_words: "", retryable: false, fields: { file: message } };
}

/** The asking, apart from the drawing. `told` hears each new state; of two files the newer one counts. */
export function sheetAsker(api: Api, told: (state: SheetState) => void) {
  let state = NO_SHEET;
  let files = 0;

  function put(change: Partial<SheetState>): void {
    state = { ...state, ...change };
    told(state);
  }

  async function check(question: () => Promise<SheetView>): Promise<void> {
    const mine = ++files;
    try {
      const view = await question();
      if (mine !== files) return;
      const known = new Set(view.doubts.map(({ key }) => key));
      put({ view, reading: false, fileError: null, picked: state.picked.filter((key) => known.has(key)) });
    } catch (thrown) {
      if (mine === files) put({ view: null, reading: false, fileError: errorBody(thrown), picked: [] });
    }
  }

  return {
    async look(): Promise<void> {
      try {
        put({ choices: await api.request({ op: "listing.sheet.columns" }), choicesError: null });
      } catch (thrown) {
        put({ choicesError: errorBody(thrown) });
      }
    },

    setColumn(key: string, on: boolean): void {
      const rest = columnsOf(state).filter((other) => other !== key);
      put({ columns: on ? [...rest, key] : rest, exportError: null });
    },

    set: (change: Partial<Pick<SheetState, "description" | "onlyChosen">>): void => put({ ...change, exportError: null }),

    async exportFile(chosen: readonly string[], begin: Begin): Promise<ExportView | null> {
      const form: SheetForm = {
        columns: [...columnsOf(state)],
        description: state.description,
        product_ids: state.onlyChosen && chosen.length > 0 ? [...chosen] : null,
      };
      put({ exporting: true, exportError: null });
      try {
        return await begin((options) => api.request({ op: "listing.sheet.export", form, options }));
      } catch (thrown) {
        put({ exportError: errorBody(thrown) });
        return null;
      } finally {
        put({ exporting: false });
      }
    },

    async read({ name, size }: SheetFile, content: () => Promise<string>): Promise<void> {
      const most = (state.choices?.most_mb ?? 0) * 1_000_000;
      const isTooLarge = most > 0 && size > most;
      put({ fileName: name, reading: !isTooLarge, view: null, fileError: null, picked: [] });
      if (isTooLarge) {
        files += 1;
        return put({ fileError: refusal(t("catalogue_file_big", bytes(size), bytes(most))) });
      }
      await check(async () => api.request({ op: "listing.sheet.check", name, content: await content() }));
    },

    async again(): Promise<void> {
      const { view } = state;
      if (view !== null && !state.reading) await check(() => api.request({ op: "listing.sheet.again", sheet_id: view.sheet_id }));
    },

    pick(key: string, on: boolean): void {
      const rest = state.picked.filter((other) => other !== key);
      put({ picked: on ? [...rest, key] : rest });
    },

    forget(): void {
      files += 1;
      put({ fileName: "", reading: false, view: null, fileError: null, picked: [] });
    },

    /** Another account: nothing of the last one stays. */
    reset(): void {
      files += 1;
      state = NO_SHEET;
      told(state);
    },

    async plan(): Promise<PlanView | null> {
      const { view, picked } = state;
      if (view === null) return null;
      put({ building: true, fileError: null });
      try {
        const form = { job: "sheet" as const, sheet_id: view.sheet_id, chosen: [...picked], unticked: [] };
        return await api.request({ op: "plan.sheet", form, refines: null });
      } catch (thrown) {
        put({ fileError: errorBody(thrown) });
        return null;
      } finally {
        put({ building: false });
      }
    },
  };
}
