/**
 * The alarm for what is scheduled, and the mark on the toolbar's button. Both follow the stored glance; nothing is
 * remembered here.
 */

import { CLIENT_PORT, PROTOCOL_VERSION } from "./shared/messages.ts";
import type { FromEngine, Glance, ToEngine } from "./shared/messages.ts";

export const SCHEDULE_ALARM = "schedule";
/** An engine that could not be started at the time is tried again this often. */
const AGAIN_MINUTES = 5;
const WAKE_ID = "schedule-wake";
const MARK = "!";
const MARK_COLOR = "#8a5a00";

/** Bring the alarm and the mark in line with a glance; null is none. */
export async function followSchedule(glance: Glance | null): Promise<void> {
  // A glance that an earlier version stored knows neither of the two.
  await showMark(Boolean(glance?.news));
  const when = glance?.next_at_ms ?? null;
  if (when === null) {
    await chrome.alarms.clear(SCHEDULE_ALARM);
    return;
  }
  const standing = await chrome.alarms.get(SCHEDULE_ALARM);
  if (standing?.scheduledTime !== when) {
    await chrome.alarms.create(SCHEDULE_ALARM, { when, periodInMinutes: AGAIN_MINUTES });
  }
}

async function showMark(shown: boolean): Promise<void> {
  await chrome.action.setBadgeText({ text: shown ? MARK : "" });
  if (shown) await chrome.action.setBadgeBackgroundColor({ color: MARK_COLOR });
}

/** Tell the engine page, which must be there, that a time has come. Resolves when it has answered or is gone. */
export function wakeEngine(): Promise<void> {
  const port = chrome.runtime.connect({ name: CLIENT_PORT });
  const text = JSON.stringify({ v: PROTOCOL_VERSION, id: WAKE_ID, command: { op: "schedule.wake" } });
  const ask: ToEngine = { request: { id: WAKE_ID, text } };
  return new Promise((resolve) => {
    port.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      resolve();
    });
    port.onMessage.addListener((message: FromEngine) => {
      if (!("reply" in message || "lost" in message)) return;
      port.disconnect();
      resolve();
    });
    port.postMessage(ask);
  });
}
