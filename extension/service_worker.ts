/**
 * Creates the engine, opens the panel, keeps the token, holds the alarms. It remembers nothing in variables: what must
 * outlive it is in storage, and every listener is registered at once, since any of them may be why it was woken.
 */

import { reachNobody } from "./models/permission.ts";
import { SCHEDULE_ALARM, followSchedule, wakeEngine } from "./schedule_alarm.ts";
import { liveAnswer } from "./live_reads.ts";
import { ENGINE_PAGE, runIsActive } from "./shared/messages.ts";
import type { Provision, ServiceAnswer, ServiceAsk, ServiceCalls, ServiceOp } from "./shared/messages.ts";
import { readSession, readSettings, wipeSettings, writeSession, writeSettings } from "./shared/settings.ts";
import { keepToken, lockToken, openToken, rekeepToken, unlockToken, vaultState } from "./shared/vault.ts";

const RUN_ALARM = "run-goes-on";
const RUN_ALARM_MINUTES = 0.5;
const UNFINISHED_STARTS = 2;
const WELCOME_PAGE = "welcome/welcome.html";
const PANEL_COMMAND = "open-panel";

let ensuring: Promise<void> | null = null;

/** Create the engine page unless it is there. Callers at the same time share one attempt. */
export function ensureEngine(): Promise<void> {
  ensuring ??= (async () => {
    if (await engineExists()) return;
    await chrome.offscreen.createDocument({
      url: ENGINE_PAGE,
      reasons: [chrome.offscreen.Reason.WORKERS],
      justification: "Runs Gumsmith's Python in a worker, so that a run goes on when the panel is closed.",
    });
  })().finally(() => {
    ensuring = null;
  });
  return ensuring;
}

async function engineExists(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  return contexts.length > 0;
}

type Handlers = {
  [Op in ServiceOp]: (ask: ServiceAsk<Op>) => Promise<ServiceCalls[Op]["answer"]>;
};

const HANDLERS: Handlers = {
  "engine.ensure": async () => {
    await ensureEngine();
    return null;
  },
  "vault.state": () => vaultState(),
  "vault.keep": async ({ token, keeping, passphrase }) => {
    await keepToken(token, keeping, passphrase);
    return vaultState();
  },
  "vault.rekeep": async ({ keeping, passphrase }) => {
    await rekeepToken(keeping, passphrase);
    return vaultState();
  },
  "vault.unlock": async ({ passphrase }) => ({ opened: await unlockToken(passphrase) }),
  "vault.lock": async () => {
    await lockToken();
    return vaultState();
  },
  "vault.forget": async () => {
    await wipeSettings();
    await reachNobody();
    await chrome.alarms.clear(RUN_ALARM);
    await followSchedule(null);
    return null;
  },
  "engine.provision": async ({ starting }) => ({
    token: await openToken(),
    version: chrome.runtime.getManifest().version,
    unless: starting ? await noSnapshotBecause() : null,
  }),
  "engine.started": async () => {
    await writeSession({ unfinished_starts: 0 });
    return null;
  },
  "script.get": ({ target }) => liveAnswer(target),
  "glance.put": async ({ glance }) => {
    await writeSettings({ glance });
    if (runIsActive(glance)) await chrome.alarms.create(RUN_ALARM, { periodInMinutes: RUN_ALARM_MINUTES });
    else await chrome.alarms.clear(RUN_ALARM);
    await followSchedule(glance);
    return null;
  },
};

/** What only the engine page may ask. */
const ENGINE_ONLY: ReadonlySet<ServiceOp> = new Set<ServiceOp>(["engine.provision", "engine.started", "glance.put"]);

/** Starts that do not come to their end may die of the snapshot; one alone may have been closed by anybody. */
async function noSnapshotBecause(): Promise<Provision["unless"]> {
  const { snapshots } = await readSettings();
  const { unfinished_starts: before } = await readSession();
  await writeSession({ unfinished_starts: before + 1 });
  return !snapshots ? "off" : before >= UNFINISHED_STARTS ? "again" : null;
}

chrome.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
  if (!isAsk(message)) return false;
  if (!mayAsk(message.op, sender)) {
    respond({ ok: false, error: { code: "refused", message: "this sender may not ask that" } });
    return false;
  }
  void answer(message).then(respond);
  return true;
});

function isAsk(message: unknown): message is ServiceAsk<ServiceOp> {
  if (typeof message !== "object" || message === null || !("op" in message)) return false;
  return typeof message.op === "string" && Object.hasOwn(HANDLERS, message.op);
}

function mayAsk(op: ServiceOp, sender: chrome.runtime.MessageSender): boolean {
  const ours = sender.id === chrome.runtime.id && sender.url?.startsWith(chrome.runtime.getURL("")) === true;
  return ours && (!ENGINE_ONLY.has(op) || sender.url === chrome.runtime.getURL(ENGINE_PAGE));
}

async function answer<Op extends ServiceOp>(ask: ServiceAsk<Op>): Promise<ServiceAnswer<Op>> {
  const handle: Handlers[Op] = HANDLERS[ask.op];
  try {
    return { ok: true, result: await handle(ask) };
  } catch (error) {
    return { ok: false, error: { code: "internal", message: error instanceof Error ? error.message : String(error) } };
  }
}

/** After a restart of the browser or an update, a run that was going on is taken up again, and what fell due is done. */
async function resumeWork(): Promise<void> {
  const { glance } = await readSettings();
  await followSchedule(glance);
  const at = glance?.next_at_ms ?? null;
  const isActive = runIsActive(glance);
  if (isActive) await chrome.alarms.create(RUN_ALARM, { periodInMinutes: RUN_ALARM_MINUTES });
  if (isActive || (at !== null && at <= Date.now())) await ensureEngine();
}

function logged(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error(error));
}

chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === chrome.runtime.OnInstalledReason.INSTALL) {
    logged(chrome.tabs.create({ url: chrome.runtime.getURL(WELCOME_PAGE) }));
  }
  logged(resumeWork().then(ensureEngine));
});

chrome.runtime.onStartup.addListener(() => logged(resumeWork()));

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === RUN_ALARM) logged(ensureEngine());
  if (name === SCHEDULE_ALARM) logged(ensureEngine().then(wakeEngine));
});

chrome.commands.onCommand.addListener((command, tab) => {
  if (command === PANEL_COMMAND && tab !== undefined) logged(chrome.sidePanel.open({ windowId: tab.windowId }));
});
