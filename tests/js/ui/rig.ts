/** The panel's actions without a page. */

import type { AnyCommand, AnyEvent, Api } from "../../../extension/shared/api.ts";
import type { EngineStatus } from "../../../extension/shared/client.ts";
import type { ErrorBody } from "../../../extension/shared/protocol.d.ts";
import type { PanelWork } from "../../../extension/shared/settings.ts";
import { createStore } from "../../../extension/shared/store.ts";
import { panelActions } from "../../../extension/sidepanel/actions.ts";
import { INITIAL, reduce } from "../../../extension/sidepanel/state.ts";
import { product, shop } from "./samples.ts";

export const ACCOUNT = {
  account_id: "seller",
  name: "Mika",
  email: null,
  profile_url: null,
  avatar_url: null,
  sample: false,
  connected: true,
  scopes: [],
};
export const SETTINGS = {
  read_only: false,
  direct_fee_bp: 1290,
  direct_fee_usd_minor: 80,
  discover_fee_bp: 3000,
  usd_rates: {},
  limit_change_bp: 5000,
  limit_rows: 100,
  limit_refunds: 20,
  limit_refund_usd_minor: 50_000,
};
export const CHECK = { errors: {}, sentences: [], examples: [], changing: 1, net_change: "", net_better: true, bands: [] };
export const SHOP = shop([product("a"), product("b"), product("c", { permalink: "icons" })]);

export type Answer = unknown | ((command: AnyCommand) => unknown);

/** A panel without a page: answers by operation, timers run by hand, the address in a variable. */
export function panel(
  hash: string,
  answers: Partial<Record<AnyCommand["op"], Answer>> = {},
  before: PanelWork | null = null,
) {
  const asked: AnyCommand[] = [];
  const listeners = new Set<(event: AnyEvent) => void>();
  const watchers = new Set<(status: EngineStatus) => void>();
  const timers = new Map<number, () => void>();
  let nextTimer = 1;
  const place = { hash };
  const work: { kept: PanelWork | null } = { kept: before };
  const known: Partial<Record<AnyCommand["op"], Answer>> = {
    "account.status": { account: ACCOUNT },
    "settings.get": { settings: SETTINGS, rates: [], rates_source: "" },
    "selection.list": { selections: [] },
    "run.list": { runs: [] },
    "catalog.get": SHOP,
    "catalog.query": { ids: ["a", "b", "c"] },
    "plan.check": CHECK,
    ...answers,
  };
  const api = {
    async request(command: AnyCommand) {
      asked.push(command);
      const answer = known[command.op];
      const value = await (typeof answer === "function"
        ? (answer as (command: AnyCommand) => unknown)(command)
        : answer);
      if (value === undefined) throw new Error(`no answer to ${command.op}`);
      return value;
    },
    onEvent(listener: (event: AnyEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: {
      get: (): EngineStatus => ({ state: "ready", detail: "", durable: true, start: null }),
      subscribe(listener: (status: EngineStatus) => void) {
        watchers.add(listener);
        return () => watchers.delete(listener);
      },
    },
    vaultState: async () => ({ keeping: "none", locked: false }),
    glance: async () => null,
  } as unknown as Api;
  const store = createStore(reduce, INITIAL);
  const act = panelActions(api, store, {
    hash: () => place.hash,
    go(next) {
      place.hash = next;
      act.routed();
    },
    later(run) {
      timers.set(nextTimer, run);
      return nextTimer++;
    },
    cancel: (timer) => timers.delete(timer),
    readWork: async () => work.kept,
    async writeWork(next) {
      work.kept = next;
    },
  });
  return {
    act,
    api,
    store,
    place,
    work,
    asked,
    ops: () => asked.map((command) => command.op),
    emit: (event: AnyEvent) => listeners.forEach((listener) => listener(event)),
    engineIs: (state: EngineStatus["state"]) =>
      watchers.forEach((told) => told({ state, detail: "", durable: true, start: null })),
    async runTimers() {
      const due = [...timers.values()];
      timers.clear();
      due.forEach((run) => run());
      await settled();
    },
    async started() {
      act.start();
      await settled();
    },
  };
}

/** Let every answer that is due arrive. */
export async function settled(): Promise<void> {
  for (let n = 0; n < 30; n++) await Promise.resolve();
}

export function refused(change: Partial<ErrorBody>): () => never {
  const body = {
    code: "input",
    message: "No.",
    hint: "",
    server_words: "",
    retryable: false,
    fields: {},
    ...change,
  };
  return () => {
    throw Object.assign(new Error(body.message), { body });
  };
}
