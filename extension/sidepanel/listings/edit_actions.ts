/** What the pages of bulk edits ask of the core. Of two questions of one kind, only the answer to the newer counts. */

import { errorBody } from "../../shared/api.ts";
import type { AnyEvent, Api } from "../../shared/api.ts";
import type { PlanView } from "../../shared/protocol.d.ts";
import type { Store } from "../../shared/store.ts";
import type { Route } from "../route.ts";
import { editOfPlan } from "./edit_forms.ts";
import type { EditFormOf, EditName } from "./edit_forms.ts";
import { EDIT_PAGE, editPlaceOf } from "./edit_state.ts";
import type { EditAction, EditState } from "./edit_state.ts";

const CHECK_PAUSE_MS = 250;
const CHANGED_PAUSE_MS = 800;

export interface EditPorts {
  later(run: () => void, ms: number): number;
  cancel(timer: number): void;
  /** Show a plan above the page of the form it was made by. */
  show(view: PlanView, name: EditName): void;
  /** What the panel shows now. */
  route(): Route;
  /** Ids of the chosen products, in the shop's order. */
  chosen(): string[];
  /** The plan that was previewed last; null for none. */
  plan(): PlanView | null;
}

export type EditActions = ReturnType<typeof editActions>;

export function editActions(api: Api, store: Store<EditState, EditAction>, ports: EditPorts) {
  const turns = new Map<string, number>();
  const timers = new Map<string, number>();
  /** Plans that were run: their ticks are over. */
  const begun = new Set<string>();
  const tell = store.dispatch;

  function turn(kind: string): () => boolean {
    const mine = (turns.get(kind) ?? 0) + 1;
    turns.set(kind, mine);
    return () => turns.get(kind) === mine;
  }

  function soon(kind: string, pause: number, run: () => void): void {
    const pending = timers.get(kind);
    if (pending !== undefined) ports.cancel(pending);
    timers.set(
      kind,
      ports.later(() => {
        timers.delete(kind);
        run();
      }, pause),
    );
  }

  /** What the form would do, as it is typed. */
  function check(name: EditName): void {
    const current = turn(`check ${name}`);
    if (ports.chosen().length === 0) return;
    tell({ kind: "checking", name });
    soon(`check ${name}`, CHECK_PAUSE_MS, () => {
      const { form } = store.get().forms[name];
      api.request({ op: "listing.edit.check", form, product_ids: ports.chosen() }).then(
        (view) => {
          if (current()) tell({ kind: "checked", name, view });
        },
        (thrown: unknown) => {
          if (current()) tell({ kind: "refused", name, error: errorBody(thrown) });
        },
      );
    });
  }

  function askOptions(name: EditName): void {
    const current = turn("options");
    const product_ids = ports.chosen();
    if (product_ids.length === 0) return;
    api.request({ op: "listing.edit.options", product_ids }).then(
      (view) => {
        if (current()) tell({ kind: "options", view });
      },
      (thrown: unknown) => {
        if (current()) tell({ kind: "refused", name, error: errorBody(thrown) });
      },
    );
  }

  async function askCategories(): Promise<void> {
    const current = turn("categories");
    tell({ kind: "categories_asked" });
    try {
      const view = await api.request({ op: "listing.edit.categories" });
      if (current()) tell({ kind: "categories", view });
    } catch (thrown) {
      if (current()) tell({ kind: "categories_refused", error: errorBody(thrown) });
    }
  }

  /** The form that is looked at now; null where none is. */
  function nameNow(): EditName | null {
    const { tool, params } = ports.route();
    const isHere = tool === "listings" && params["page"] === EDIT_PAGE && params["plan"] === undefined;
    const { name, choosing } = editPlaceOf(params);
    return isHere && !choosing ? name : null;
  }

  function opened(): void {
    const name = nameNow();
    if (name === null) return;
    askOptions(name);
    const known = store.get().categories?.categories.length ?? 0;
    if (name === "category" && known === 0) void askCategories();
    check(name);
  }

  /** Row keys that stay out: those that were unticked in the last preview of this form, as long as it was not run. */
  function untickedOf(name: EditName): string[] {
    const plan = ports.plan();
    if (plan === null || plan.edit_form === null || editOfPlan(plan) !== name || begun.has(plan.digest)) return [];
    return plan.edit_form.unticked;
  }

  return {
    /** A form is looked at, or other products were chosen for it. */
    opened,
    askCategories,

    /** Take up what was typed before the panel was closed. */
    takeUp(draft: Partial<EditFormOf>): void {
      tell({ kind: "draft", draft });
      opened();
    },

    heard(event: AnyEvent): void {
      if (event.type === "listing.read_progressed") {
        tell({ kind: "read", view: event.read });
        if (event.read.state !== "reading") opened();
      } else if (event.type === "catalog.changed") soon("changed", CHANGED_PAUSE_MS, opened);
      else if (event.type === "catalog.progressed" && event.refresh.state === "done") opened();
    },

    /** Another shop: nothing of the one before stays. */
    forget(): void {
      for (const kind of turns.keys()) turn(kind);
      tell({ kind: "forget" });
    },

    setForm<Name extends EditName>(name: Name, change: Partial<EditFormOf[Name]>): void {
      tell({ kind: "form", name, change });
      check(name);
    },

    async preview(name: EditName): Promise<void> {
      const { form } = store.get().forms[name];
      tell({ kind: "building", name });
      try {
        const product_ids = ports.chosen();
        const asked = { ...form, unticked: untickedOf(name) };
        const view = await api.request({ op: "plan.edit", form: asked, product_ids, refines: null });
        tell({ kind: "built", name });
        ports.show(view, name);
      } catch (thrown) {
        tell({ kind: "refused", name, error: errorBody(thrown) });
      }
    },

    /** A plan is under way; if it came from a form here, the form is empty again. */
    ran(view: PlanView): void {
      const name = editOfPlan(view);
      begun.add(view.digest);
      if (name !== null) tell({ kind: "ran", name });
    },

    /** Read what lists leave out of the chosen products. */
    async read(): Promise<void> {
      try {
        tell({ kind: "read", view: await api.request({ op: "listing.edit.read", product_ids: ports.chosen() }) });
      } catch (thrown) {
        tell({ kind: "read_refused", error: errorBody(thrown) });
      }
    },

    async stopReading(): Promise<void> {
      try {
        tell({ kind: "read", view: await api.request({ op: "listing.edit.stop" }) });
      } catch (thrown) {
        tell({ kind: "read_refused", error: errorBody(thrown) });
      }
    },
  };
}
