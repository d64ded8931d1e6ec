/** What the Codes tool asks of the core. Of two questions of one kind, only the answer to the newer counts. */

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type {
  CodeRef,
  CodesFilter,
  CodesSort,
  DoctorForm,
  ErrorBody,
  LinkForm,
  PlanView,
  TextFile,
} from "../../shared/protocol.d.ts";
import type { Store } from "../../shared/store.ts";
import type { Action, PanelState } from "../state.ts";
import { chosenKeys, chosenRefs, keysOfRefs } from "./choice.ts";
import { EMPTY_CODES_FILTER, JOBS } from "./forms.ts";
import type { FormOf, Job } from "./forms.ts";
import { orderedRows, pageOf } from "./state.ts";
import type { CodesAction, CodesPage, Read } from "./state.ts";

const TYPING_PAUSE_MS = 150;
const CHECK_PAUSE_MS = 200;
const CHANGED_PAUSE_MS = 1000;

/** What these actions need of the panel's. */
export interface CodesPorts {
  soon: (kind: string, pause: number, run: () => void) => void;
  turn: (kind: string) => () => boolean;
  /** Show a plan in this tool. */
  show: (view: PlanView) => void;
  go: (page: CodesPage, params?: Readonly<Record<string, string>>) => void;
}

export type Save = (name: string, mime: string, text: string) => void;
export type CodesActions = ReturnType<typeof codesActions>;

export function codesActions(api: Api, store: Store<PanelState, Action>, ports: CodesPorts) {
  let listIsOld = true;

  function tell(action: CodesAction): void {
    store.dispatch({ type: "codes", action });
  }

  const now = () => store.get().codes;
  const rows = () => now().list.view?.rows ?? [];

  function chosenProducts(): string[] {
    const { shop, list } = store.get();
    return shop?.products.filter((product) => list.chosen.has(product.id)).map((product) => product.id) ?? [];
  }

  async function loadList(): Promise<void> {
    const current = ports.turn("codes.list");
    listIsOld = false;
    tell({ kind: "list", change: { busy: true, error: null } });
    try {
      const view = await api.request({ op: "codes.list" });
      if (!current()) return;
      tell({ kind: "list", change: { view, busy: false } });
      await find();
    } catch (thrown) {
      listIsOld = true;
      if (current()) tell({ kind: "list", change: { busy: false, error: errorBody(thrown) } });
    }
  }

  async function find(): Promise<void> {
    const current = ports.turn("codes.find");
    const { filter, sort } = now();
    try {
      const { ids } = await api.request({ op: "codes.query", filter, sort });
      if (current()) tell({ kind: "found", ids });
    } catch (thrown) {
      if (current()) tell({ kind: "list", change: { error: errorBody(thrown) } });
    }
  }

  /** The form as it goes to the core: with the codes that it is about. */
  function formFor(job: Job): FormOf[Job] {
    const { forms, chosen } = now();
    if (job === "limits") return { ...forms.limits.form, refs: chosenRefs(chosen, rows()) };
    if (job === "replace") return { ...forms.replace.form, refs: chosenRefs(chosen, rows()) };
    return forms[job].form;
  }

  /** Products count only where a code is made for chosen ones. */
  function productsFor(form: FormOf[Job]): string[] {
    const isAboutProducts = (form.job === "make" || form.job === "mint") && !form.universal;
    return isAboutProducts ? chosenProducts() : [];
  }

  function check(job: Job): void {
    ports.soon("codes.check", CHECK_PAUSE_MS, () => {
      const current = ports.turn("codes.check");
      const form = formFor(job);
      api.request({ op: "codes.check", form, product_ids: productsFor(form) }).then(
        (view) => {
          if (current()) tell({ kind: "checked", job, view });
        },
        (thrown: unknown) => {
          if (current()) tell({ kind: "refused", job, error: errorBody(thrown) });
        },
      );
    });
  }

  async function previewDelete(refs: readonly CodeRef[], unused_only: boolean): Promise<void> {
    tell({ kind: "deleting", busy: true, error: null });
    try {
      const form = { job: "delete" as const, refs: [...refs], unused_only, unticked: [] };
      const view = await api.request({ op: "plan.codes", form, product_ids: [], refines: null });
      tell({ kind: "deleting", busy: false, error: null });
      ports.show(view);
    } catch (thrown) {
      tell({ kind: "deleting", busy: false, error: errorBody(thrown) });
    }
  }

  /** Read one part of the tool; `put` takes what changes of it. */
  async function read<View>(
    part: string,
    ask: () => Promise<View>,
    put: (change: Partial<Read<View>>) => void,
  ): Promise<void> {
    const current = ports.turn(`codes.${part}`);
    put({ busy: true, error: null });
    try {
      const view = await ask();
      if (current()) put({ view, busy: false });
    } catch (thrown) {
      if (current()) put({ busy: false, error: errorBody(thrown) });
    }
  }

  function readLinks(): Promise<void> {
    const { chosen, links } = now();
    const keys = chosenKeys(chosen, orderedRows(now()));
    return read(
      "links",
      () => api.request({ op: "codes.links", keys, form: links.form }),
      (change) => tell({ kind: "links", change }),
    );
  }

  function readJanitor(): Promise<void> {
    return read(
      "janitor",
      () => api.request({ op: "codes.janitor" }),
      (change) => tell({ kind: "janitor", change }),
    );
  }

  function readBatches(): Promise<void> {
    return read(
      "batches",
      () => api.request({ op: "codes.batches" }),
      (change) => tell({ kind: "batches", change }),
    );
  }

  function readBatch(runId: string): Promise<void> {
    if (now().batch.runId !== runId) tell({ kind: "batch", change: { runId, view: null } });
    return read(
      "batch",
      () => api.request({ op: "codes.batch", run_id: runId }),
      (change) => tell({ kind: "batch", change }),
    );
  }

  /** A file of the core's, handed to the person; a refusal is told by `refused`. */
  async function give(file: Promise<TextFile>, save: Save, refused: (error: ErrorBody) => void): Promise<void> {
    try {
      const { name, mime, text } = await file;
      save(name, mime, text);
    } catch (thrown) {
      refused(errorBody(thrown));
    }
  }

  const onList = (error: ErrorBody): void => tell({ kind: "list", change: { error } });

  /** What a page shows is read anew when it is looked at, since runs and readings change it. */
  async function opened(params: Readonly<Record<string, string>>): Promise<void> {
    const { shop } = store.get();
    if (shop === null) return;
    const page = pageOf(params);
    const job = JOBS.find((each) => each === page);
    if (listIsOld && page !== "make" && page !== "mint" && page !== "import") await loadList();
    if (job !== undefined) check(job);
    else if (page === "links") await readLinks();
    else if (page === "janitor") await readJanitor();
    else if (page === "batches") await readBatches();
    else if (page === "batch") await readBatch(params["batch"] ?? "");
  }

  return {
    opened,
    check,
    previewDelete,
    reload: loadList,

    /** The shop is another than when it was last looked at. It is read again soon, if it is being looked at. */
    changed(): void {
      listIsOld = true;
      const { route } = store.get();
      if (route.tool !== "codes" || route.params["plan"] !== undefined) return;
      ports.soon("codes.changed", CHANGED_PAUSE_MS, () => {
        const { tool, params } = store.get().route;
        if (tool === "codes" && params["plan"] === undefined && listIsOld) void opened(params);
      });
    },

    setFilter(filter: CodesFilter): void {
      tell({ kind: "filter", filter });
      ports.soon("codes.find", TYPING_PAUSE_MS, () => void find());
    },

    setSort(sort: CodesSort): void {
      tell({ kind: "sort", sort });
      void find();
    },

    tick: (key: string, range: boolean): void => tell({ kind: "tick", key, range }),
    tickShown: (how: "all" | "none" | "invert"): void => tell({ kind: "tick_shown", how }),
    choose: (keys: readonly string[]): void => tell({ kind: "choose", keys }),
    expand: (key: string, open: boolean): void => tell({ kind: "expand", key, open }),

    /** Choose these codes and show them in the table, whatever it was filtered by. */
    async showInTable(refs: readonly CodeRef[]): Promise<void> {
      if (listIsOld) await loadList();
      tell({ kind: "choose", keys: keysOfRefs(refs, rows()) });
      tell({ kind: "filter", filter: EMPTY_CODES_FILTER });
      void find();
      ports.go("table");
    },

    setForm(form: FormOf[Job]): void {
      tell({ kind: "form", form });
      check(form.job);
    },

    async preview(job: Job): Promise<void> {
      tell({ kind: "building", job });
      try {
        const form = formFor(job);
        const view = await api.request({ op: "plan.codes", form, product_ids: productsFor(form), refines: null });
        tell({ kind: "built", job });
        ports.show(view);
      } catch (thrown) {
        tell({ kind: "refused", job, error: errorBody(thrown) });
      }
    },

    deleteChosen: (): Promise<void> => previewDelete(chosenRefs(now().chosen, rows()), false),

    /** A plan of this tool is under way. */
    ran({ codes_form: form }: PlanView): void {
      if (form !== null && form.job !== "parity") tell({ kind: "ran", job: form.job });
    },

    setLinks(form: LinkForm): void {
      tell({ kind: "links", change: { form } });
      ports.soon("codes.links", CHECK_PAUSE_MS, () => void readLinks());
    },

    /** Another question: the answer to the last one goes. */
    setDoctor(form: DoctorForm): void {
      ports.turn("codes.doctor");
      tell({ kind: "doctor", change: { form, view: null, busy: false, error: null } });
    },

    askDoctor: (): Promise<void> =>
      read(
        "doctor",
        () => api.request({ op: "codes.doctor", form: now().doctor.form }),
        (change) => tell({ kind: "doctor", change }),
      ),

    /** The chosen codes as a file that the import reads back; all of them when none is chosen. */
    exportChosen(save: Save): Promise<void> {
      const keys = chosenKeys(now().chosen, orderedRows(now()));
      return give(api.request({ op: "codes.export", keys: keys.length === 0 ? null : keys }), save, onList);
    },

    exportRefs: (refs: readonly CodeRef[], save: Save): Promise<void> =>
      give(api.request({ op: "codes.export", keys: keysOfRefs(refs, rows()) }), save, (error) =>
        tell({ kind: "janitor", change: { error } }),
      ),

    exportLinks: (save: Save): Promise<void> =>
      give(
        api.request({
          op: "codes.links_export",
          keys: chosenKeys(now().chosen, orderedRows(now())),
          form: now().links.form,
        }),
        save,
        (error) => tell({ kind: "links", change: { error } }),
      ),

    exportBatch: (runId: string, save: Save): Promise<void> =>
      give(api.request({ op: "codes.batch_export", run_id: runId }), save, (error) =>
        tell({ kind: "batch", change: { error } }),
      ),
  };
}
