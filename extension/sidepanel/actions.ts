/**
 * What the panel does: asks the core and tells the reducer what came of it. Of two questions of one kind, only the
 * answer to the newer counts.
 */

import { errorBody } from "../shared/api.ts";
import type { AnyEvent, Api } from "../shared/api.ts";
import type { ErrorBody, Filter, PlanView, PriceForm, SavedScriptView, SavedSelection, Sort } from "../shared/protocol.d.ts";
import type { Store } from "../shared/store.ts";
import { codesActions } from "./codes/actions.ts";
import { keptWork } from "./kept_work.ts";
import type { WorkPorts } from "./kept_work.ts";
import { parityActions } from "./parity/actions.ts";
import { planActions } from "./plan_actions.ts";
import { hashOf, parseHash } from "./route.ts";
import type { Route, Tool } from "./route.ts";
import { refusal } from "./script_prices.ts";
import type { AskScript, ScriptPrices } from "./script_prices.ts";
import type { RuleAnswers } from "./scripts/rules.ts";
import type { Action, PanelState } from "./state.ts";

const TYPING_PAUSE_MS = 150;
const CHECK_PAUSE_MS = 200;
const SHOP_PAUSE_MS = 1000;
const SHOWING_THE_SHOP: readonly Tool[] = ["products", "prices", "codes", "parity", "listings"];
/** Tools that take chosen products from the address. */
const TAKING_PRODUCTS: readonly Tool[] = ["prices", "codes", "listings"];

/** What the actions need of the page. */
export interface PagePorts extends WorkPorts {
  hash(): string;
  /** Go to a place; `replace` leaves no entry behind in the history. */
  go(hash: string, replace: boolean): void;
}

export type Actions = ReturnType<typeof panelActions>;

export function panelActions(api: Api, store: Store<PanelState, Action>, page: PagePorts) {
  const { dispatch } = store;
  const turns = new Map<string, number>();
  const timers = new Map<string, number>();
  let shopIsOld = false;
  /** Events may have been lost with the engine: what a run's rows are is asked for from the beginning. */
  let hasMissed = false;

  /** True for as long as no newer question of this kind was begun. */
  function turn(kind: string): () => boolean {
    const mine = (turns.get(kind) ?? 0) + 1;
    turns.set(kind, mine);
    return () => turns.get(kind) === mine;
  }

  function soon(kind: string, pause: number, run: () => void): void {
    const pending = timers.get(kind);
    if (pending !== undefined) page.cancel(pending);
    timers.set(kind, page.later(run, pause));
  }

  const work = keptWork(store, page, failed);
  const runListeners = new Set<(view: PlanView) => void>();
  const plans = planActions(api, store, { soon, turn, go: page.go });
  const codes = codesActions(api, store, {
    soon,
    turn,
    show: (view) => plans.show(view, "codes", false),
    go: (place, params = {}) =>
      page.go(hashOf("codes", place === "table" ? params : { page: place, ...params }), false),
  });

  const parity = parityActions(api, store, {
    soon,
    turn,
    show: (view) => plans.show(view, "parity", false),
    go: (name) => page.go(hashOf("parity", { page: name }), false),
  });

  function failed(thrown: unknown): void {
    dispatch({ type: "error", error: errorBody(thrown) });
  }

  async function loadShop(): Promise<void> {
    const current = turn("shop");
    const shop = await api.request({ op: "catalog.get" });
    if (!current()) return;
    dispatch({ type: "shop", shop });
    await find();
    applyParams(store.get().route);
  }

  /** During a run the shop changes all the time: it is read now and then, and only where it is looked at. */
  function shopChanged(): void {
    shopIsOld = true;
    if (timers.has("shop")) return;
    timers.set(
      "shop",
      page.later(() => {
        timers.delete("shop");
        if (shopIsShown(store.get().route)) refetchShop();
      }, SHOP_PAUSE_MS),
    );
  }

  function refetchShop(): void {
    if (!shopIsOld) return;
    shopIsOld = false;
    loadShop().catch(failed);
  }

  function shopIsShown({ tool }: Route): boolean {
    return SHOWING_THE_SHOP.includes(tool);
  }

  async function find(): Promise<void> {
    const current = turn("find");
    const { filter, sort } = store.get().list;
    try {
      const { ids } = await api.request({ op: "catalog.query", filter, sort });
      if (current()) dispatch({ type: "found", ids });
    } catch (thrown) {
      if (!current()) return;
      const error = errorBody(thrown);
      if (Object.keys(error.fields).length > 0) dispatch({ type: "find_refused", errors: error.fields });
      else dispatch({ type: "error", error });
    }
  }

  async function loadAll(): Promise<void> {
    try {
      const [{ account }, vault, { settings }] = await Promise.all([
        api.request({ op: "account.status" }),
        api.vaultState(),
        api.request({ op: "settings.get" }),
      ]);
      dispatch({ type: "account", account, locked: vault.locked });
      dispatch({ type: "settings", settings });
      dispatch({ type: "error", error: null });
      await work.takeUp().catch(failed);
      if (account === null) return;
      const [selections, runs] = await Promise.all([
        api.request({ op: "selection.list" }),
        api.request({ op: "run.list" }),
        loadShop(),
      ]);
      dispatch({ type: "selections", selections: selections.selections });
      dispatch({ type: "runs", runs: runs.runs });
      await openRoute(store.get().route);
    } catch (thrown) {
      failed(thrown);
    }
  }

  /** A run that took another back, or tried its rows again, changes what can be done about that other one. */
  async function loadRuns(): Promise<void> {
    const current = turn("runs");
    const { runs } = await api.request({ op: "run.list" });
    if (current()) dispatch({ type: "runs", runs });
  }

  function heard(event: AnyEvent): void {
    switch (event.type) {
      case "account.changed":
        void loadAll();
        break;
      case "catalog.progressed":
        dispatch({ type: "refresh", refresh: event.refresh });
        if (event.refresh.state === "done") {
          loadShop().catch(failed);
          codes.changed();
        }
        break;
      case "catalog.changed":
        shopChanged();
        codes.changed();
        break;
      case "run.progressed":
        dispatch({ type: "run_progressed", run: event.run, rows: event.rows });
        if (event.run.origin_run_id !== null && event.run.ended_at_ms !== null) loadRuns().catch(failed);
        break;
      case "glance.changed":
        dispatch({ type: "glance", glance: event });
        break;
      case "schedule.changed":
      case "export.progressed":
        break;
      case "sales.changed":
        dispatch({ type: "sales_changed" });
        break;
      case "subscribers.progressed":
      case "payouts.progressed":
      case "listing.read_progressed":
        break;
      case "sales.progressed":
        parity.salesProgressed(event.sync);
        break;
      default:
        event satisfies never;
    }
  }

  /** Products named in the address become the chosen ones, once the shop is there. */
  function applyParams({ tool, params }: Route): void {
    const { shop } = store.get();
    if (!TAKING_PRODUCTS.includes(tool) || shop === null) return;
    const named = params["ids"]?.split(",") ?? [];
    const permalink = params["product"];
    const isNamed = (id: string, short: string, own: string | null): boolean =>
      named.includes(id) ||
      (permalink !== undefined && (own === permalink || id === permalink || short.endsWith(`/${permalink}`)));
    const ids = shop.products.filter((p) => isNamed(p.id, p.short_url, p.permalink)).map((p) => p.id);
    if (ids.length > 0) {
      dispatch({ type: "choose", ids });
      const { ids: _ids, product: _product, ...rest } = params;
      page.go(hashOf(tool, rest), true);
    }
  }

  async function openRoute(route: Route): Promise<void> {
    applyParams(route);
    const { plan, run } = route.params;
    if (plan !== undefined) await Promise.all([plans.open(plan), readSettings()]);
    if (run !== undefined) await openRun(run);
    if (route.tool === "prices" && plan === undefined) check();
    if (route.tool === "codes" && plan === undefined) await codes.opened(route.params);
    if (route.tool === "parity" && plan === undefined) await parity.opened(route.params);
  }

  /** Read-only mode may have been switched in Settings since. */
  async function readSettings(): Promise<void> {
    const { settings } = await api.request({ op: "settings.get" });
    dispatch({ type: "settings", settings });
  }

  async function openRun(runId: string): Promise<void> {
    dispatch({ type: "run_opening", runId });
    try {
      const isWhole = hasMissed;
      const after_seq = isWhole ? 0 : (store.get().run?.seq ?? 0);
      const detail = await api.request({ op: "run.watch", run_id: runId, after_seq });
      if (isWhole) hasMissed = false;
      if (store.get().run?.runId === runId) dispatch({ type: "run_detail", detail });
    } catch (thrown) {
      dispatch({ type: "run_refused", error: errorBody(thrown) });
    }
  }

  function check(): void {
    soon("check", CHECK_PAUSE_MS, () => {
      const current = turn("check");
      const { form, list } = store.get();
      const product_ids = [...list.chosen];
      if (product_ids.length === 0) return;
      api.request({ op: "plan.check", form: form.form, product_ids }).then((view) => {
        if (current()) dispatch({ type: "checked", check: view });
      }, failed);
    });
  }

  /** What a script says is asked for anew each time, and goes into the plan alone. */
  async function buildPlan(ask: AskScript = async () => null): Promise<void> {
    const { account, form: { form }, list, shop } = store.get();
    const product_ids = shop?.products.filter((p) => list.chosen.has(p.id)).map((p) => p.id) ?? [];
    try {
      let script_prices: ScriptPrices | null = {};
      if (form.mode === "script" && product_ids.length > 0) {
        const { errors } = await api.request({ op: "plan.check", form, product_ids });
        if (Object.keys(errors).length > 0) throw refusal(errors);
        script_prices = await ask(form.script, product_ids);
      }
      if (script_prices === null || store.get().account?.account_id !== account?.account_id) return;
      dispatch({ type: "building" });
      const view = await api.request({
        op: "plan.price",
        form: { ...form, script_prices, overrides: {}, unticked: [] },
        product_ids,
        refines: "",
      });
      plans.show(view, "prices", false);
    } catch (thrown) {
      dispatch({ type: "build_refused", error: errorBody(thrown) });
    }
  }

  async function ask(onError: (error: ErrorBody) => void, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      onError(errorBody(thrown));
    }
  }

  const onPanel = (error: ErrorBody): void => dispatch({ type: "error", error });
  const onPlan = (error: ErrorBody): void => dispatch({ type: "plan_refused", error });
  const onRun = (error: ErrorBody): void => dispatch({ type: "run_refused", error });

  return {
    parity,
    /** Begin: paint from what is stored, then from the core. Returns a function that ends it. */
    start(): () => void {
      dispatch({ type: "routed", route: parseHash(page.hash()) });
      dispatch({ type: "engine", engine: api.status.get() });
      api.glance().then((glance) => dispatch({ type: "glance", glance }), failed);
      const stops = [
        api.onEvent(heard),
        work.follow(),
        api.status.subscribe((engine) => {
          const hasFallen = store.get().falls > 0;
          if (engine.state === "gone") hasMissed = true;
          dispatch({ type: "engine", engine });
          if (engine.state === "ready" && hasFallen) void loadAll();
        }),
      ];
      void loadAll();
      return () => stops.forEach((stop) => stop());
    },

    /** The address has changed. */
    routed(): void {
      const route = parseHash(page.hash());
      dispatch({ type: "routed", route });
      if (shopIsShown(route)) refetchShop();
      if (store.get().account) openRoute(route).catch(failed);
    },

    go: (hash: string): void => page.go(hash, false),
    reload: (): void => void loadAll(),

    setFilter(filter: Filter): void {
      dispatch({ type: "filter", filter });
      soon("find", TYPING_PAUSE_MS, () => void find());
    },

    /** Narrow the list to what a script answers; without an answer it stays as it was. */
    async pick(script: SavedScriptView, ask: () => Promise<RuleAnswers | null>): Promise<void> {
      const current = turn("pick");
      const { account, list } = store.get();
      const answers = await ask();
      const isSame = store.get().account?.account_id === account?.account_id;
      if (answers === null || !isSame || !current()) return;
      dispatch({ type: "picked", picked: { script, ids: new Set(answers.keys), at: list.changes } });
    },

    unpick(): void {
      turn("pick");
      dispatch({ type: "picked", picked: null });
    },

    setSort(sort: Sort): void {
      dispatch({ type: "sort", sort });
      void find();
    },

    refresh: (): Promise<void> =>
      ask(onPanel, async () => {
        dispatch({ type: "refresh", refresh: await api.request({ op: "catalog.refresh" }) });
      }),

    stopRefresh: (): Promise<void> =>
      ask(onPanel, async () => {
        dispatch({ type: "refresh", refresh: await api.request({ op: "catalog.stop" }) });
      }),

    saveSelection: (selection: SavedSelection): Promise<void> =>
      ask(onPanel, async () => {
        const { selections } = await api.request({ op: "selection.save", selection });
        dispatch({ type: "selections", selections });
      }),

    deleteSelection: (name: string): Promise<void> =>
      ask(onPanel, async () => {
        const { selections } = await api.request({ op: "selection.delete", name });
        dispatch({ type: "selections", selections });
      }),

    /** A saved filter is applied anew and everything it finds is chosen; fixed products are chosen as they were saved. */
    applySelection: (selection: SavedSelection): Promise<void> =>
      ask(onPanel, async () => {
        if (selection.filter === null) {
          const there = new Set(store.get().shop?.products.map((product) => product.id));
          dispatch({ type: "choose", ids: selection.product_ids.filter((id) => there.has(id)) });
          return;
        }
        dispatch({ type: "picked", picked: null });
        dispatch({ type: "filter", filter: selection.filter });
        if (selection.sort !== null) dispatch({ type: "sort", sort: selection.sort });
        await find();
        dispatch({ type: "choose", ids: store.get().list.ids ?? [] });
      }),

    setForm(form: PriceForm): void {
      dispatch({ type: "form", form });
      check();
    },

    check,
    preview: buildPlan,
    codes,

    /** Show a plan that was built for a tool; the tool goes back from it to the page that `params` name. */
    showPlan: (view: PlanView, tool: Tool, params: Route["params"] = {}): void => plans.show(view, tool, false, params),
    /** Hear of every plan that is under way now. Returns a function that ends it. */
    onRun(told: (view: PlanView) => void): () => void {
      runListeners.add(told);
      return () => void runListeners.delete(told);
    },

    tickRows: plans.tickRows,
    typeOver: plans.typeOver,
    forgetDraft: plans.forgetDraft,
    accept: plans.accept,

    run: (): Promise<void> =>
      ask(onPlan, async () => {
        const { plan } = store.get();
        if (plan === null) return;
        dispatch({ type: "plan_busy" });
        const run = await api.request({ op: "run.start", digest: plan.digest });
        dispatch({ type: "run_progressed", run, rows: [] });
        if (plan.view?.kind === "prices") work.isDone();
        if (plan.view !== null) codes.ran(plan.view);
        for (const told of runListeners) if (plan.view !== null) told(plan.view);
        page.go(hashOf("history", { run: run.run_id }), true);
        if (plan.view !== null) dispatch({ type: "plan", view: plan.view });
      }),

    stopRun: (runId: string): Promise<void> =>
      ask(onRun, async () => {
        const run = await api.request({ op: "run.stop", run_id: runId });
        dispatch({ type: "run_progressed", run, rows: [] });
      }),

    resumeRun: (runId: string): Promise<void> =>
      ask(onRun, async () => {
        const run = await api.request({ op: "run.resume", run_id: runId });
        dispatch({ type: "run_progressed", run, rows: [] });
        page.go(hashOf("history", { run: runId }), true);
      }),

    undo: (runId: string, keys: string[] | null): Promise<void> =>
      ask(onRun, async () => {
        dispatch({ type: "run_busy" });
        const view = await api.request({ op: "plan.undo", run_id: runId, keys });
        plans.show(view, "history", false);
      }),

    retry: (runId: string): Promise<void> =>
      ask(onRun, async () => {
        dispatch({ type: "run_busy" });
        const view = await api.request({ op: "plan.retry", run_id: runId });
        plans.show(view, "history", false);
      }),

    report: (runId: string, save: (name: string, mime: string, text: string) => void): Promise<void> =>
      ask(onRun, async () => {
        const file = await api.request({ op: "run.export", run_id: runId });
        save(file.name, file.mime, file.text);
      }),

    openSample: (): Promise<void> =>
      ask(onPanel, async () => {
        await api.request({ op: "account.sample", reset: false });
        await loadAll();
      }),
  };
}
