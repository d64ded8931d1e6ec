/**
 * Running scripts from a page: `startScript`, `stopScript`, and `prepareScripts` before the first, so that it begins at
 * once. The page needs shared memory, which the extension's pages have by its manifest; `canRunScripts` says so.
 */

import { compileModules } from "../engine/boot/modules.ts";
import type { Modules } from "../engine/boot/modules.ts";
import { supplyModules } from "../engine/supply.ts";
import { carry, request } from "../shared/client.ts";
import { t } from "../shared/i18n.ts";
import { askService } from "../shared/messages.ts";
import { readSettings } from "../shared/settings.ts";
import { ScriptBridge } from "./bridge.ts";
import type { BridgePorts, ScriptListener } from "./ports.ts";

export type { ScriptListener, ScriptOver, ScriptProgress } from "./ports.ts";

let modules: Modules | null = null;
let policy: { createScriptURL(name: string): URL } | null = null;

const ports: BridgePorts = {
  createWorker() {
    policy ??= trustedTypes.createPolicy("gumsmith-script", { createScriptURL: (path) => chrome.runtime.getURL(path) });
    return new Worker(policy.createScriptURL("script/worker.js"), { type: "module" });
  },
  supply(to) {
    modules ??= compileModules(new URL(chrome.runtime.getURL("runtime/")));
    supplyModules(to, modules);
  },
  carry,
  live: (target) => askService("script.get", { target }),
  isSample: async () => (await request({ op: "account.status" })).account?.sample ?? true,
  async file(name) {
    const answer = await fetch(chrome.runtime.getURL(`runtime/${name}`));
    return new Uint8Array(await answer.arrayBuffer());
  },
  snapshots: async () => (await readSettings()).snapshots,
  later(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  today: () => localDay(new Date()),
  words: (key) => t(key),
  note: (detail) => console.warn("A script's Python:", detail),
};

const bridge = new ScriptBridge(ports);

/** Whether this page can run scripts at all. */
export function canRunScripts(): boolean {
  return globalThis.crossOriginIsolated;
}

/** Have a worker ready. */
export function prepareScripts(): void {
  if (canRunScripts()) bridge.prepare();
}

/** Resolves when a worker is ready for the next script. */
export function scriptsReady(): Promise<void> {
  return bridge.ready();
}

/** Let go of what was prepared; a script that goes on is not touched. */
export function restScripts(): void {
  bridge.rest();
}

/**
 * Run a script's text, or ask it what a `task` says, which is JSON. One that still goes on is stopped first. `onEnd` is
 * called once, in the end.
 */
export function startScript(text: string, listener: ScriptListener, task = ""): void {
  if (canRunScripts()) bridge.start(text, listener, task);
  else listener.onEnd({ how: "broken", end: null, ms: 0, message: t("script_not_started") });
}

/** Whether a script goes on. */
export function scriptsBusy(): boolean {
  return bridge.busy;
}

export function stopScript(): void {
  bridge.stop();
}

/** A day as the seller's calendar has it, `2026-01-31`. */
function localDay(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
