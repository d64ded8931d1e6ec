/** What the Fulfil tool asks of the core. Of two questions of one kind, only the answer to the newer counts. */

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { PlanView } from "../../shared/protocol.d.ts";
import type { Store } from "../../shared/store.ts";
import { hashOf } from "../route.ts";
import type { Route } from "../route.ts";
import { formFor, formOfPlan, listOf, pageOf, FORM_OF } from "./state.ts";
import type { FulfilAction, FulfilPage, FulfilState } from "./state.ts";
import type { FormName, FormOf } from "./forms.ts";
import { canChoose } from "./lists.ts";
import type { ListChange, ListName, SaleList } from "./lists.ts";

const TYPING_PAUSE_MS = 200;
const CHECK_PAUSE_MS = 250;
const CHANGED_PAUSE_MS = 800;
/** Rows asked for at once. */
export const AT_ONCE = 200;

export interface FulfilPorts {
  later(run: () => void, ms: number): number;
  cancel(timer: number): void;
  go(hash: string, replace: boolean): void;
  /** Show a plan in this tool. */
  show(view: PlanView): void;
  /** What the panel shows now. */
  route(): Route;
}

type Asking = Partial<Pick<SaleList, "filter" | "what" | "allowed" | "sort" | "onlyChosen">>;
export type Save = (name: string, mime: string, text: string) => void;
export type FulfilActions = ReturnType<typeof fulfilActions>;

export function fulfilActions(api: Api, store: Store<FulfilState, FulfilAction>, ports: FulfilPorts) {
  const turns = new Map<string, number>();
  const timers = new Map<string, number>();
  /** Lists whose rows are as the core has them now. */
  const fresh = new Set<ListName>();
  const tell = store.dispatch;

  function turn(kind: string): () => boolean {
    const mine = (turns.get(kind) ?? 0) + 1;
    turns.set(kind, mine);
    return () => turns.get(kind) === mine;
  }

  function soon(kind: string, pause: number, run: () => void): void {
    const pending = timers.get(kind);
    if (pending !== undefined) ports.cancel(pending);
    timers.set(kind, ports.later(run, pause));
  }

  const listNow = (name: ListName): SaleList => store.get().lists[name];
  const change = (name: ListName, what: ListChange): void => tell({ kind: "list", name, change: what });

  /** The first rows anew, or the next ones behind those that are here. */
  async function find(name: ListName, more: boolean): Promise<void> {
    const current = turn(`find ${name}`);
    const { filter, what, allowed, sort, rows, onlyChosen, chosen } = listNow(name);
    const sale_ids = onlyChosen ? [...chosen] : [];
    fresh.add(name);
    change(name, { do: "busy" });
    try {
      const limit = more ? AT_ONCE : Math.min(500, Math.max(AT_ONCE, rows?.length ?? 0));
      const offset = more ? (rows?.length ?? 0) : 0;
      const view = await api.request({ op: "sales.find", sale_ids, filter, what, allowed, sort, offset, limit });
      if (current()) change(name, { do: "found", view, more });
    } catch (thrown) {
      fresh.delete(name);
      if (current()) change(name, { do: "refused", error: errorBody(thrown) });
    }
  }

  function ask(name: ListName, asked: Asking, pause = 0): void {
    change(name, { do: "ask", change: asked });
    if (pause > 0) soon(`find ${name}`, pause, () => void find(name, false));
    else void find(name, false);
  }

  /** What the form means, as it is typed; only where that is looked at. */
  function check(name: FormName): void {
    soon(`check ${name}`, CHECK_PAUSE_MS, () => {
      const current = turn(`check ${name}`);
      const form = formFor(store.get(), name);
      if (form.sale_ids.length === 0 && !("text" in form && form.text.trim() !== "")) return;
      api.request({ op: "sales.check", form }).then(
        (view) => {
          if (current()) tell({ kind: "checked", name, view });
        },
        (thrown: unknown) => {
          if (current()) tell({ kind: "refused", name, error: errorBody(thrown) });
        },
      );
    });
  }

  function chosenChanged(name: ListName): void {
    check(FORM_OF[name]);
    if (listNow(name).onlyChosen && listNow(name).chosen.size === 0) ask(name, { onlyChosen: false });
  }

  /** Sales named in the address become the chosen ones, and the address loses them. */
  function applySales(page: FulfilPage, params: Readonly<Record<string, string>>): boolean {
    const ids = params["sales"]?.split(",").filter((id) => id !== "") ?? [];
    const name = listOf(page);
    if (ids.length === 0 || name === null) return false;
    change(name, { do: "choose", ids, cutAt: null });
    change(name, { do: "ask", change: { onlyChosen: true } });
    fresh.delete(name);
    ports.go(hashOf("fulfil", { page: page === "refunds" ? "amounts" : page }), true);
    return true;
  }

  function opened(params: Readonly<Record<string, string>>): void {
    const page = pageOf(params);
    if (applySales(page, params)) return;
    const name = listOf(page);
    if (name !== null && !fresh.has(name)) void find(name, false);
    check(FORM_OF[page]);
  }

  /** Sales have changed: what is looked at is read anew soon, the rest when it is looked at. */
  function changed(): void {
    fresh.clear();
    soon("changed", CHANGED_PAUSE_MS, () => {
      const { tool, params } = ports.route();
      if (tool === "fulfil" && params["plan"] === undefined) opened(params);
    });
  }

  return {
    opened,
    check,

    heard(event: AnyEvent): void {
      if (event.type === "sales.changed") changed();
      else if (event.type === "sales.progressed" && event.sync.state !== "reading") changed();
      else if (event.type === "account.changed") fresh.clear();
    },

    /** Another shop: nothing of the one before stays. */
    forget(): void {
      fresh.clear();
      tell({ kind: "forget" });
    },

    ask,
    type: (name: ListName, asked: Asking): void => ask(name, asked, TYPING_PAUSE_MS),
    more: (name: ListName): Promise<void> => find(name, true),
    reread: (name: ListName): Promise<void> => find(name, false),

    tick(name: ListName, id: string, range: boolean): void {
      change(name, { do: "tick", id, range });
      chosenChanged(name);
    },

    /** Every sale that matches, also those whose rows are not here. */
    async chooseAll(name: ListName): Promise<void> {
      const { filter, what, allowed, sort, rows, total } = listNow(name);
      const here = rows ?? [];
      if (here.length >= total) {
        const ids = here.filter((row) => canChoose(name, row)).map((row) => row.sale_id);
        change(name, { do: "add", ids });
      } else {
        try {
          const view = await api.request({ op: "sales.ids", filter, what, allowed, sort });
          change(name, { do: "choose", ids: view.ids, cutAt: view.total > view.ids.length ? view : null });
        } catch (thrown) {
          change(name, { do: "refused", error: errorBody(thrown) });
        }
      }
      chosenChanged(name);
    },

    chooseNone(name: ListName): void {
      change(name, { do: "choose", ids: [], cutAt: null });
      chosenChanged(name);
    },

    /** An address typed for a sale; whoever types one means to ship it. */
    track(id: string, text: string): void {
      const { tracking } = store.get().forms.ship.form;
      const rest = Object.fromEntries(Object.entries(tracking).filter(([other]) => other !== id));
      tell({ kind: "form", name: "ship", change: { tracking: text === "" ? rest : { ...rest, [id]: text } } });
      if (text !== "" && !listNow("ship").chosen.has(id)) change("ship", { do: "add", ids: [id] });
      check("ship");
    },

    setForm<Name extends FormName>(name: Name, typed: Partial<FormOf[Name]>): void {
      tell({ kind: "form", name, change: typed });
      check(name);
    },

    async preview(name: FormName): Promise<void> {
      tell({ kind: "building", name });
      try {
        const view = await api.request({ op: "plan.sales", form: formFor(store.get(), name), refines: null });
        tell({ kind: "built", name });
        ports.show(view);
      } catch (thrown) {
        tell({ kind: "refused", name, error: errorBody(thrown) });
      }
    },

    /** A plan of this tool is under way. */
    ran(view: PlanView): void {
      const name = formOfPlan(view);
      if (name !== null) tell({ kind: "ran", name });
      fresh.clear();
    },

    /** The sales that wait to be sent, as a file to fill in. */
    async template(save: Save): Promise<void> {
      try {
        const file = await api.request({ op: "sales.ship_file" });
        save(file.name, file.mime, file.text);
      } catch (thrown) {
        tell({ kind: "refused", name: "file", error: errorBody(thrown) });
      }
    },

  };
}
