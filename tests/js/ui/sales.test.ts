import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyEvent, Api } from "../../../extension/shared/api.ts";
import type { OverviewForm, SalesStatusView, SalesSyncView } from "../../../extension/shared/protocol.d.ts";
import { niceStep } from "../../../extension/shared/ui/time_chart.tsx";
import {
  EMPTY_SALES_FILTER,
  FIRST_OVERVIEW,
  OVERVIEW_INITIAL,
  filterCount,
  overviewAsker,
} from "../../../extension/sidepanel/sales/overview.ts";
import type { OverviewState } from "../../../extension/sidepanel/sales/overview.ts";
import { NO_SALES, hasSales, isReading, mayNotRead, salesAsker } from "../../../extension/sidepanel/sales/state.ts";
import type { SalesState } from "../../../extension/sidepanel/sales/state.ts";
import { ACCOUNT, refused, settled } from "./rig.ts";

const SYNC: SalesSyncView = {
  state: "idle",
  sales: 0,
  expected: 0,
  read: 0,
  found: 0,
  changed: 0,
  requests: 0,
  requests_left: 0,
  sales_per_minute: null,
  left_s: null,
  message: "",
  hint: "",
};

function status(change: Partial<SalesStatusView> = {}): SalesStatusView {
  return { sync: SYNC, unfinished: false, read_at_ms: null, proof: null, ...change };
}

function asker(answers: Record<string, () => unknown>) {
  const asked: string[] = [];
  const told: SalesState[] = [];
  const api = {
    request: async (command: { op: string }) => {
      asked.push(command.op);
      await Promise.resolve();
      const answer = answers[command.op];
      if (answer === undefined) throw new Error(command.op);
      return answer();
    },
  } as unknown as Api;
  return { ...salesAsker(api, (state) => told.push(state)), asked, last: () => told.at(-1) ?? NO_SALES };
}

function progressed(change: Partial<SalesSyncView>): AnyEvent {
  return { type: "sales.progressed", sync: { ...SYNC, ...change } };
}

test("what is here is asked for once, and progress then needs no asking", async () => {
  const sales = asker({ "sales.status": () => status() });
  await sales.reread();
  sales.heard(progressed({ state: "reading", sales: 40, expected: 100 }));
  assert.equal(sales.last().status?.sync.sales, 40);
  assert.deepEqual(sales.asked, ["sales.status"]);
});

test("the end of a reading brings the new proof", async () => {
  let read = false;
  const sales = asker({ "sales.status": () => status(read ? { read_at_ms: 5 } : {}) });
  await sales.reread();
  read = true;
  sales.heard(progressed({ state: "done" }));
  await settled();
  assert.equal(sales.last().status?.read_at_ms, 5);
});

test("a start that is refused says so and reads nothing", async () => {
  const sales = asker({
    "sales.status": () => status(),
    "sales.sync": refused({ code: "not_connected" }),
  });
  await sales.reread();
  await sales.start(false);
  assert.equal(sales.last().error?.code, "not_connected");
  assert.equal(sales.last().asking, false);
});

test("another shop starts from nothing", async () => {
  const sales = asker({ "sales.status": () => status({ read_at_ms: 1 }) });
  await sales.reread();
  sales.heard({ type: "account.changed", status: { account: null } } as AnyEvent);
  assert.equal(sales.last().status, null);
});

test("of two answers the one to the newer question counts", async () => {
  const answers: ((view: SalesStatusView) => void)[] = [];
  const sales = asker({ "sales.status": () => new Promise((answer) => answers.push(answer)) });
  const first = sales.reread();
  const second = sales.reread();
  await settled();
  answers[1]?.(status({ read_at_ms: 2 }));
  answers[0]?.(status({ read_at_ms: 1 }));
  await Promise.all([first, second]);
  assert.equal(sales.last().status?.read_at_ms, 2);
});

test("sales are here once some were read, also in part", () => {
  assert.equal(hasSales(NO_SALES), false);
  assert.equal(hasSales({ ...NO_SALES, status: status() }), false);
  assert.equal(hasSales({ ...NO_SALES, status: status({ sync: { ...SYNC, sales: 3 } }) }), true);
  assert.equal(hasSales({ ...NO_SALES, status: status({ read_at_ms: 1 }) }), true);
  assert.deepEqual(
    (["idle", "reading", "checking", "done", "stopped", "failed"] as const).map((state) => isReading({ ...SYNC, state })),
    [false, true, true, false, false, false],
  );
});

test("only a token that was refused may not read", () => {
  const scope = (state: "yes" | "no" | "unknown") => ({
    ...ACCOUNT,
    scopes: [{ scope: "view_sales", sentence: "", state, tools: "" }],
  });
  assert.deepEqual([scope("yes"), scope("unknown"), scope("no"), null].map(mayNotRead), [false, false, true, false]);
});

test("the overview shows the newest answer, and keeps the last one where a question is refused", async () => {
  let state: OverviewState = OVERVIEW_INITIAL;
  const answers: ((title: string) => void)[] = [];
  const api = {
    request: async ({ op, form }: { op: string; form: OverviewForm }) => {
      if (op !== "sales.overview") return op;
      if (form.span === "own") refused({ fields: { first_day: "No such day." } })();
      return { title: await new Promise<string>((answer) => answers.push(answer)) };
    },
  } as unknown as Api;
  const { ask } = overviewAsker(api, (change) => {
    state = { ...state, ...change };
  });
  const first = ask(FIRST_OVERVIEW);
  const second = ask({ ...FIRST_OVERVIEW, span: "30" });
  answers[1]?.("thirty");
  answers[0]?.("ninety");
  await Promise.all([first, second]);
  assert.equal(state.view?.title, "thirty");
  await ask({ ...FIRST_OVERVIEW, span: "own" });
  assert.deepEqual([state.view?.title, state.error?.fields["first_day"], state.busy], ["thirty", "No such day.", false]);
});

test("a filter counts what it asks for, without its days", () => {
  const filter = { ...EMPTY_SALES_FILTER, first_day: "2026-01-01", countries: ["India"], refunded: "none" as const };
  assert.equal(filterCount({ ...FIRST_OVERVIEW, filter }), 2);
  assert.equal(filterCount(FIRST_OVERVIEW), 0);
});

test("the lines of a chart are round numbers", () => {
  assert.deepEqual([0.2, 1, 1.2, 3, 21, 260, 4_999].map(niceStep), [1, 1, 2, 5, 25, 500, 5000]);
});
