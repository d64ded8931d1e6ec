/** What the Parity tool asks of the core. Changes of the table go one after another; the last answer is shown. */

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type {
  BannerForm,
  ParityChange,
  ParityForm,
  ParityRules,
  ParityView,
  PlanView,
  SalesSyncView,
} from "../../shared/protocol.d.ts";
import type { Store } from "../../shared/store.ts";
import type { Action, PanelState } from "../state.ts";
import { pageOf } from "./state.ts";
import type { ParityAction, ParityPage } from "./state.ts";

const TYPING_PAUSE_MS = 300;
const CHECK_PAUSE_MS = 200;

/** What these actions need of the panel's. */
export interface ParityPorts {
  soon: (kind: string, pause: number, run: () => void) => void;
  turn: (kind: string) => () => boolean;
  /** Show a plan in this tool. */
  show: (view: PlanView) => void;
  go: (page: ParityPage) => void;
}

export type ParityEdit = ParityChange["edit"];
export type Save = (name: string, mime: string, text: string) => void;
export type ParityActions = ReturnType<typeof parityActions>;

export function parityActions(api: Api, store: Store<PanelState, Action>, ports: ParityPorts) {
  let changing: Promise<unknown> = Promise.resolve();

  function tell(action: ParityAction): void {
    store.dispatch({ type: "parity", action });
  }

  function refused(thrown: unknown): void {
    tell({ kind: "refused", error: errorBody(thrown) });
  }

  /** True when it was done. Only the newest change is shown, none is left out. */
  function change(ask: () => Promise<ParityView>, keepTyped = false): Promise<boolean> {
    const current = ports.turn("parity");
    tell({ kind: "busy" });
    const done = changing.then(ask).then(
      (view) => {
        if (current()) tell({ kind: "view", view, keepTyped });
        check();
        return true;
      },
      (thrown: unknown) => {
        refused(thrown);
        return false;
      },
    );
    changing = done;
    return done;
  }

  function edit(what: ParityEdit, keepTyped = false): Promise<boolean> {
    return change(() => api.request({ op: "parity.edit", edit: what }), keepTyped);
  }

  function chosenProducts(): string[] {
    const { shop, list } = store.get();
    return shop?.products.filter((product) => list.chosen.has(product.id)).map((product) => product.id) ?? [];
  }

  function formNow(): ParityForm {
    const { cap, removeDropped } = store.get().parity.codes;
    return { job: "parity", cap, remove_dropped: removeDropped, table: null, naming: null, unticked: [] };
  }

  /** What the codes would mean, as it is typed; only where that is looked at. */
  function check(): void {
    const { route } = store.get();
    if (route.tool !== "parity" || route.params["page"] !== "codes") return;
    ports.soon("parity.check", CHECK_PAUSE_MS, () => {
      const current = ports.turn("parity.check");
      api.request({ op: "parity.check", form: formNow(), product_ids: chosenProducts() }).then(
        (view) => {
          if (current()) tell({ kind: "codes", change: { check: view, errors: {}, error: null } });
        },
        (thrown: unknown) => tell({ kind: "codes", change: { error: errorBody(thrown) } }),
      );
    });
  }

  async function preview(productIds: readonly string[] = chosenProducts()): Promise<void> {
    tell({ kind: "codes", change: { building: true, errors: {}, error: null } });
    try {
      await changing;
      const view = await api.request({
        op: "plan.parity",
        form: formNow(),
        product_ids: [...productIds],
        refines: null,
      });
      tell({ kind: "codes", change: { building: false } });
      ports.show(view);
    } catch (thrown) {
      const error = errorBody(thrown);
      const placed = Object.keys(error.fields).length > 0;
      tell({ kind: "codes", change: { building: false, errors: error.fields, error: placed ? null : error } });
    }
  }

  async function read<Part extends "native" | "leaks">(part: Part): Promise<void> {
    const current = ports.turn(`parity.${part}`);
    tell({ kind: part, change: { busy: true, error: null } });
    try {
      if (part === "native") {
        const view = await api.request({ op: "parity.native" });
        if (current()) tell({ kind: "native", change: { view, busy: false } });
      } else {
        const view = await api.request({ op: "parity.leaks" });
        if (current()) tell({ kind: "leaks", change: { view, busy: false } });
      }
    } catch (thrown) {
      if (current()) tell({ kind: part, change: { busy: false, error: errorBody(thrown) } });
    }
  }

  /** The product that is shown: the one that was, a chosen one, or the first. */
  function productFor(id: string): string {
    const products = store.get().shop?.products ?? [];
    if (products.some((product) => product.id === id)) return id;
    return chosenProducts()[0] ?? products[0]?.id ?? "";
  }

  async function readBanner(): Promise<void> {
    const { form } = store.get().parity.banner;
    const asked: BannerForm = { ...form, product_id: productFor(form.product_id) };
    if (asked.product_id === "") return;
    const current = ports.turn("parity.banner");
    tell({ kind: "banner", change: { form: asked, busy: true } });
    try {
      const view = await api.request({ op: "parity.banner", form: asked });
      if (current()) tell({ kind: "banner", change: { view, busy: false, error: null } });
    } catch (thrown) {
      if (current()) tell({ kind: "banner", change: { busy: false, error: errorBody(thrown) } });
    }
  }

  async function readPicture(id: string): Promise<void> {
    const productId = productFor(id);
    if (productId === "") return;
    const current = ports.turn("parity.picture");
    tell({ kind: "picture", change: { productId, busy: true } });
    try {
      const view = await api.request({ op: "parity.picture", product_id: productId });
      if (current()) tell({ kind: "picture", change: { view, busy: false, error: null } });
    } catch (thrown) {
      if (current()) tell({ kind: "picture", change: { busy: false, view: null, error: errorBody(thrown) } });
    }
  }

  return {
    edit,
    check,
    preview,
    tell,

    /** A page of the tool is looked at: what it shows is read anew, since runs and readings change it. */
    async opened(params: Readonly<Record<string, string>>): Promise<void> {
      const { shop, parity } = store.get();
      const page = pageOf(params);
      if (shop === null || shop.products.length === 0) return;
      if (parity.view === null || page === "table" || page === "codes") {
        await change(() => api.request({ op: "parity.get" }), true);
      }
      if (page === "native" || page === "leaks") await read(page);
      if (page === "reach") await readBanner();
      if (page === "picture") await readPicture(parity.picture.productId);
    },

    /** Read the sales, so that there is something to look for leaks in. */
    async readSales(): Promise<void> {
      try {
        tell({ kind: "sync", sync: await api.request({ op: "sales.sync", full: false }) });
      } catch (thrown) {
        tell({ kind: "leaks", change: { error: errorBody(thrown) } });
      }
    },

    salesProgressed(sync: SalesSyncView): void {
      tell({ kind: "sync", sync });
      const { route } = store.get();
      if (sync.state === "done" && route.tool === "parity" && pageOf(route.params) === "leaks") void read("leaks");
    },

    reread: (part: "native" | "leaks"): Promise<void> => read(part),
    undo: (): Promise<boolean> => change(() => api.request({ op: "parity.undo_edit" })),

    /** Rules as they are typed: worked in once the typing rests. */
    setRules(rules: ParityRules): void {
      tell({ kind: "rules", rules });
      ports.soon("parity.rules", TYPING_PAUSE_MS, () => void edit({ do: "rules", ...rules }, true));
    },

    setTemplate(text: string): void {
      tell({ kind: "template", text });
      ports.soon("parity.template", TYPING_PAUSE_MS, () => void edit({ do: "template", text }, true));
    },

    save: (name: string, replace: boolean): Promise<boolean> =>
      change(() => api.request({ op: "parity.save", name, replace }), true),

    forget: (name: string): Promise<boolean> => change(() => api.request({ op: "parity.delete", name }), true),

    /** The table as it was saved, again under another name; the table in work stays. */
    async duplicate(name: string, copy: string): Promise<boolean> {
      if (!(await edit({ do: "saved", name }))) return false;
      const saved = await change(() => api.request({ op: "parity.save", name: copy, replace: false }), true);
      await change(() => api.request({ op: "parity.undo_edit" }));
      return saved;
    },

    async export(save: Save): Promise<void> {
      try {
        const file = await api.request({ op: "parity.export" });
        save(file.name, file.mime, file.text);
      } catch (thrown) {
        refused(thrown);
      }
    },

    import: (file_name: string, text: string): Promise<boolean> =>
      change(() => api.request({ op: "parity.import", file_name, text })),

    async compare(name: string): Promise<void> {
      try {
        tell({ kind: "diff", name, view: await api.request({ op: "parity.diff", name }) });
      } catch (thrown) {
        refused(thrown);
      }
    },

    setCodes(change: { cap?: string; removeDropped?: boolean }): void {
      tell({ kind: "codes", change: { ...change, errors: {}, error: null } });
      check();
    },

    /** New names from now on, and the preview of that on the products that have the old ones. */
    async turnNames(keys: readonly string[]): Promise<void> {
      const rows = store.get().parity.leaks.view?.rows ?? [];
      const products = new Set(rows.filter((row) => keys.includes(row.key)).flatMap((row) => row.product_ids));
      if (!(await edit({ do: "turn", keys: [...keys] }))) return;
      tell({ kind: "leak_ticks", keys, on: false });
      if (products.size > 0) await preview([...products]);
      if (store.get().route.params["plan"] === undefined) ports.go("codes");
    },

    setBanner(form: BannerForm): void {
      tell({ kind: "banner", change: { form } });
      ports.soon("parity.banner", TYPING_PAUSE_MS, () => void readBanner());
    },

    setPicture: (productId: string): Promise<void> => readPicture(productId),
  };
}
