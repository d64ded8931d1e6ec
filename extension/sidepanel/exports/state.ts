/**
 * What the panel knows of exported files, and what it asks of the core about them. One list, shared by every tool.
 *
 * A tool that exports needs four lines:
 *
 *     const exports = useExports();
 *     <ExportOptionsFields />                                          // how the file is written
 *     void exports.begin((options) => api.request({ op: "customers.export", filter, options }))
 *     <ExportCards kind="customers" />                                 // progress, download, note, again
 *
 * `begin` resolves with the export, or rejects like a request; then the tool shows the error where it belongs.
 */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { ErrorBody, ExportOptions, ExportsView, ExportView } from "../../shared/protocol.d.ts";
import { UTC, localZoneName, zoneOf } from "./zones.ts";

/** How a file is to be written, the time zone by its name. */
export interface FileChoice extends Omit<Required<ExportOptions>, "zone"> {
  zone: string;
}

export interface ExportState {
  /** Newest first; null until the core has answered. */
  exports: readonly ExportView[] | null;
  choice: FileChoice;
  /** Why the list could not be had, or the last thing asked was refused. */
  error: ErrorBody | null;
}

export const NO_EXPORTS: ExportState = {
  exports: null,
  choice: {
    format: "csv",
    separator: "comma",
    decimal_comma: false,
    bom: true,
    raw: false,
    hashed_emails: false,
    zone: localZoneName(),
  },
  error: null,
};

export interface Exports extends ExportState {
  read(): void;
  choose(change: Partial<FileChoice>): void;
  begin(ask: (options: ExportOptions) => Promise<ExportView>): Promise<ExportView>;
  stop(exportId: string): void;
  resume(exportId: string): void;
  again(exportId: string): void;
  remove(exportId: string): void;
  /** Hand the finished file over. */
  download(view: ExportView): void;
  /** Hand the note beside it over. */
  note(view: ExportView): void;
}

export const ExportContext = createContext<Exports | null>(null);

export function useExports(): Exports {
  const exports = useContext(ExportContext);
  if (exports === null) throw new Error("no ExportContext above this component");
  return exports;
}

/** What handing over needs of the page. */
export interface FilePorts {
  /** The file of the exports' folder. Rejects where it is gone. */
  open(name: string): Promise<Blob>;
  save(name: string, blob: Blob): void;
}

/** The list with a newer state of one export. */
export function withExport(exports: readonly ExportView[], view: ExportView): readonly ExportView[] {
  const known = exports.some(({ export_id }) => export_id === view.export_id);
  return known ? exports.map((each) => (each.export_id === view.export_id ? view : each)) : [view, ...exports];
}

export function optionsOf(choice: FileChoice, nowMs: number): ExportOptions {
  return { ...choice, zone: zoneOf(choice.zone, nowMs) };
}

export function choiceOf(options: ExportOptions): FileChoice {
  const zone = options.zone?.name ?? UTC.name;
  return { ...NO_EXPORTS.choice, ...options, zone };
}

/** The asking, apart from the drawing. `told` hears each new state. */
export function exportAsker(api: Api, files: FilePorts, now: () => number, told: (state: ExportState) => void) {
  let state = NO_EXPORTS;
  let asked = 0;

  function put(change: Partial<ExportState>): void {
    state = { ...state, ...change };
    told(state);
  }

  function take({ exports, options }: ExportsView): void {
    const choice = state.exports === null && exports.length > 0 ? choiceOf(options) : state.choice;
    put({ exports, choice, error: null });
  }

  /** Of two answers the one to the newer question counts. */
  function ask(question: () => Promise<ExportsView>): void {
    const mine = ++asked;
    question()
      .then((view) => {
        if (mine === asked) take(view);
      })
      .catch(failed);
  }

  function failed(thrown: unknown): void {
    put({ error: errorBody(thrown) });
  }

  function read(): void {
    ask(() => api.request({ op: "export.list" }));
  }

  async function handOver(view: ExportView): Promise<void> {
    files.save(view.name, await files.open(view.file));
    ask(() => api.request({ op: "export.saved", export_id: view.export_id }));
  }

  async function handNote({ export_id }: ExportView): Promise<void> {
    const { name, mime, text } = await api.request({ op: "export.note", export_id });
    files.save(name, new Blob([text], { type: mime }));
  }

  return {
    read,
    heard(event: AnyEvent): void {
      if (event.type === "export.progressed") put({ exports: withExport(state.exports ?? [], event.export) });
      else if (event.type === "account.changed") {
        put({ exports: null, error: null });
        if (event.status.account !== null) read();
      }
    },
    choose(change: Partial<FileChoice>): void {
      put({ choice: { ...state.choice, ...change } });
    },
    async begin(question: (options: ExportOptions) => Promise<ExportView>): Promise<ExportView> {
      const view = await question(optionsOf(state.choice, now()));
      const known = state.exports?.find(({ export_id }) => export_id === view.export_id);
      if (known === undefined) put({ exports: withExport(state.exports ?? [], view), error: null });
      return view;
    },
    stop: (export_id: string) => ask(() => api.request({ op: "export.stop", export_id })),
    resume: (export_id: string) => ask(() => api.request({ op: "export.resume", export_id })),
    again: (export_id: string) => ask(() => api.request({ op: "export.again", export_id })),
    remove: (export_id: string) => ask(() => api.request({ op: "export.remove", export_id })),
    download: (view: ExportView) => void handOver(view).catch(failed),
    note: (view: ExportView) => void handNote(view).catch(failed),
  };
}
