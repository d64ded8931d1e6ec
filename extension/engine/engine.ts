/**
 * The hidden page that owns the worker that owns Python. It knows which port asked what, and nothing about the words.
 *
 * Requests that arrive while Python starts wait in the worker's own queue. When the worker dies, everything that
 * waited on it is told so at once and a fresh worker is started, a few times; after that, by the next request.
 */

import { CLIENT_PORT, PROTOCOL_VERSION, askService } from "../shared/messages.ts";
import type {
  EngineReport,
  FromEngine,
  FromSnapshotWorker,
  FromWorker,
  Provision,
  StartFacts,
  ToEngine,
  ToWorker,
} from "../shared/messages.ts";
import { compileModules } from "./boot/modules.ts";
import { GlanceKeeper } from "./glance.ts";
import { Quiet } from "./quiet.ts";
import { SnapshotMaker } from "./snapshots.ts";
import { supplyModules } from "./supply.ts";

const RESTART_PAUSE_MS = 1000;
const RESTARTS = 3;
const RUNTIME = new URL("../runtime/", import.meta.url);
const IDLE_MS = 5 * 60_000;
/** Making a snapshot keeps a processor busy for seconds: it waits until the seller pauses. */
const QUIET_MS = 2000;

interface Waiting {
  port: chrome.runtime.Port;
  id: string;
}

const RESUME_ID = "engine-resume";

const ports = new Set<chrome.runtime.Port>();
const waiting = new Map<number, Waiting>();
const glance = new GlanceKeeper((value) => askService("glance.put", { glance: value }));
const snapshots = new SnapshotMaker(() => createWorker("snapshot_worker.js"), tellSnapshot);
const quiet = new Quiet(QUIET_MS, () => {
  if (!working()) snapshots.make();
});
const idle = new Quiet(IDLE_MS, () => {
  if (ports.size === 0 && !working() && !snapshots.busy) window.close();
});
let modules = compileModules(RUNTIME);
let report: EngineReport = { state: "starting", detail: "python", durable: false, start: null };
let worker: Worker | null = null;
let nextTicket = 1;
let restarts = 0;

const policy = trustedTypes.createPolicy("gumsmith-engine", {
  createScriptURL: (name: string) => new URL(name, import.meta.url).href,
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== CLIENT_PORT || port.sender?.id !== chrome.runtime.id) return;
  ports.add(port);
  hearLife();
  send(port, { engine: report });
  port.onMessage.addListener((message: ToEngine) => receive(port, message));
  port.onDisconnect.addListener(() => {
    ports.delete(port);
    hearLife();
    for (const [ticket, { port: asker }] of waiting) if (asker === port) waiting.delete(ticket);
  });
});

/** Anything that moves puts off what is done in quiet times. */
function hearLife(): void {
  quiet.hear();
  idle.hear();
}

/** Whether somebody waits for an answer, or a run goes on. */
function working(): boolean {
  return waiting.size > 0 || glance.runGoesOn;
}

function receive(port: chrome.runtime.Port, message: ToEngine): void {
  hearLife();
  if ("request" in message) {
    const { id, text } = message.request;
    const ticket = nextTicket++;
    waiting.set(ticket, { port, id });
    tell(runningWorker(), { ticket, text });
  } else {
    void offerToken();
  }
}

/** The answer to a closed port is dropped: the page that asked is gone. */
function send(port: chrome.runtime.Port, message: FromEngine): void {
  if (ports.has(port)) port.postMessage(message);
}

function broadcast(message: FromEngine): void {
  for (const port of ports) send(port, message);
}

function tell(to: Worker, message: ToWorker): void {
  to.postMessage(message);
}

function runningWorker(): Worker {
  worker ??= startWorker();
  return worker;
}

function createWorker(name: string): Worker {
  const fresh = new Worker(policy.createScriptURL(name), { type: "module" });
  supplyModules(fresh, modules);
  return fresh;
}

function startWorker(): Worker {
  const fresh = createWorker("worker.js");
  fresh.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    if (fresh === worker) hear(data);
  });
  fresh.addEventListener("error", (event) => {
    if (fresh === worker) fail(event.message || "the worker stopped");
  });
  const failedBefore = restarts > 0;
  void provision({ starting: true }).then(({ token, version, unless }) => {
    tell(fresh, { boot: { resume: resumeText(token), version, unless: failedBefore ? "again" : unless } });
  });
  return fresh;
}

function hear(message: FromWorker): void {
  hearLife();
  if ("event" in message) {
    broadcast({ event: message.event });
    glance.hear(message.event);
  } else if ("engine" in message) {
    if (message.engine.state === "failed") fail(message.engine.detail);
    else {
      tellState(message.engine);
      if (message.engine.start !== null) started(message.engine.start);
    }
  } else {
    const asker = waiting.get(message.ticket);
    waiting.delete(message.ticket);
    if (asker !== undefined) send(asker.port, { reply: { id: asker.id, text: message.text } });
  }
}

function started(start: StartFacts): void {
  snapshots.started(start);
  askService("engine.started", {}).catch((error: unknown) => console.warn("The start was not noted:", error));
}

/** The facts of the start say what became of the snapshot too. */
function tellSnapshot(result: FromSnapshotWorker): void {
  hearLife();
  if (report.start === null) return;
  const news = "made" in result ? { snapshot_bytes: result.made.bytes } : { trouble: result.failed };
  tellState({ ...report, start: { ...report.start, ...news } });
}

function tellState(now: EngineReport): void {
  report = now;
  if (now.state === "ready") restarts = 0;
  broadcast({ engine: report });
}

function fail(detail: string): void {
  worker?.terminate();
  worker = null;
  modules = compileModules(RUNTIME);
  const lost = [...waiting.values()];
  waiting.clear();
  tellState({ state: "failed", detail, durable: false, start: null });
  for (const { port, id } of lost) send(port, { lost: { id, detail } });
  if (restarts < RESTARTS) {
    restarts += 1;
    setTimeout(runningWorker, RESTART_PAUSE_MS);
  }
}

/** What the service worker has for the engine. A failure to ask counts as no token: the seller can connect again. */
async function provision(ask: { starting: boolean }): Promise<Provision> {
  try {
    return await askService("engine.provision", ask);
  } catch (error) {
    console.warn("The kept token could not be asked for:", error);
    return { token: null, version: "", unless: null };
  }
}

function resumeText(token: string | null): string {
  return JSON.stringify({ v: PROTOCOL_VERSION, id: RESUME_ID, command: { op: "account.resume", token } });
}

/** Hand a newly unlocked token to the running core. Nobody waits for the answer: an event tells the pages. */
async function offerToken(): Promise<void> {
  const { token } = await provision({ starting: false });
  tell(runningWorker(), { ticket: nextTicket++, text: resumeText(token) });
}

hearLife();
runningWorker();
