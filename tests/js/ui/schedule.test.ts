import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Api } from "../../../extension/shared/api.ts";
import type { ScheduleRow, SchedulesView } from "../../../extension/shared/protocol.d.ts";
import { isScheduledRun, scheduleAsker } from "../../../extension/sidepanel/schedule/state.ts";
import type { ScheduleState } from "../../../extension/sidepanel/schedule/state.ts";
import {
  dayLabel,
  daysToCome,
  fieldTime,
  fieldValue,
  nextMorning,
  shortMoment,
} from "../../../extension/sidepanel/schedule/times.ts";

const NOW = new Date(2026, 10, 23, 18, 2).getTime();
const HOUR = 3_600_000;

function row(id: string, change: Partial<ScheduleRow> = {}): ScheduleRow {
  return {
    schedule_id: id,
    title: id,
    kind: "prices",
    state: "waiting",
    state_text: "to come",
    start_at_ms: NOW + HOUR,
    end_at_ms: null,
    products: 1,
    writes: 1,
    text: "",
    clashes: [],
    start_run_id: null,
    end_run_id: null,
    news: false,
    can_cancel: true,
    ...change,
  };
}

function list(...rows: ScheduleRow[]): SchedulesView {
  return { rows, next_at_ms: null, text: "", news: "" };
}

test("what is to come stands under its days, starts and ends apart, in the order of time", () => {
  const days = daysToCome(
    [
      row("week", { start_at_ms: NOW + 30 * HOUR, end_at_ms: NOW + 200 * HOUR }),
      row("now", { state: "on", start_at_ms: NOW - HOUR, end_at_ms: NOW + 2 * HOUR }),
      row("soon"),
      row("stuck", { state: "held" }),
      row("done", { state: "ended" }),
    ],
    NOW,
  );
  assert.deepEqual(
    days.map(({ label, occasions }) => [label, ...occasions.map(({ what, row: { title } }) => `${title} ${what}`)]),
    [
      ["Today", "soon starts", "now ends"],
      ["Wednesday 25 November", "week starts"],
      ["Wednesday 2 December", "week ends"],
    ],
  );
});

test("days are named by how far they are", () => {
  assert.equal(dayLabel(NOW, NOW), "Today");
  assert.equal(dayLabel(NOW + 6 * HOUR, NOW), "Tomorrow");
  assert.equal(dayLabel(new Date(2027, 0, 1, 9).getTime(), NOW), "Friday 1 January 2027");
  assert.equal(shortMoment(new Date(2026, 10, 27, 9, 5).getTime(), NOW), "27 Nov 09:05");
  assert.equal(shortMoment(new Date(2027, 0, 1, 9).getTime(), NOW), "1 Jan 2027 09:00");
});

test("a field's text and its moment are the same one", () => {
  const morning = nextMorning(NOW);
  assert.equal(fieldValue(morning), "2026-11-24T09:00");
  assert.equal(fieldTime("2026-11-24T09:00"), morning);
  assert.equal(fieldTime(""), null);
  assert.equal(fieldTime("soon"), null);
});

test("of two answers the one to the newer question counts", async () => {
  const states: ScheduleState[] = [];
  const answers: ((view: SchedulesView) => void)[] = [];
  const api = { request: () => new Promise((resolve) => answers.push(resolve)) } as unknown as Api;
  const asker = scheduleAsker(api, (state) => states.push(state));
  asker.read(false);
  const cancelled = asker.cancel("one");
  answers[1]?.(list(row("newer")));
  answers[0]?.(list(row("older")));
  await cancelled;
  assert.deepEqual(states.map(({ view }) => view?.rows[0]?.title), ["newer"]);
});

test("the list is read anew when the core says that it changed, or that the shop did", () => {
  const ops: unknown[] = [];
  const api = {
    request: (command: unknown) => {
      ops.push(command);
      return new Promise(() => undefined);
    },
  } as unknown as Api;
  const asker = scheduleAsker(api, () => undefined);
  asker.heard({ type: "schedule.changed" });
  asker.heard({ type: "account.changed", status: { account: null } });
  asker.heard({ type: "catalog.changed" });
  assert.deepEqual(ops, Array(2).fill({ op: "schedule.list", seen: false }));
});

test("a run is marked when a schedule began it or took it back", () => {
  const state = { view: list(row("one", { start_run_id: "a", end_run_id: "b" })), error: null };
  assert.deepEqual(
    ["a", "b", "c"].map((runId) => isScheduledRun(state, runId)),
    [true, true, false],
  );
  assert.equal(isScheduledRun({ view: null, error: null }, "a"), false);
});
