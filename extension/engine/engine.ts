/**
 * The hidden page that owns the worker that owns Python. It knows which port asked what, and nothing about the words.
 *
 * Requests that arrive while Python starts wait in the worker's own queue. When the worker dies, everything that
 * waited on it is told so at once and a fresh worker is started, a few times; after that, by the next request.
 */

import { CLIENT_PORT, PROTOCOL_VERSION, askService } from "../shared/messages.ts";
import type { EngineReport, FromEngine, FromWorker, Provision, ToEngine, ToWorker } from "../shared/messages.ts";
import { GlanceKeeper } from "./glance.ts";

const RESTART_PAUSE_MS = 1000;
const RESTARTS = 3;

interface Waiting {
  port: chrome.runtime.Port;
  id: string;
}

const RESUME_ID = "engine-resume";

const ports = new Set<chrome.runtime.Port>();
const waiting = new Map<number, Waiting>();
const glance = new GlanceKeeper((value) => askService("glance.put", { glance: value }));
let report: EngineReport = { state: "starting", detail: "python", durable: false };
let worker: Worker | null = null;
let nextTicket = 1;
let restarts = 0;

const policy = trustedTypes.createPolicy("gumsmith-engine", {
  createScriptURL: (name: string) => new URL(name, import.meta.url).href,
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== CLIENT_PORT || port.sender?.id !== chrome.runtime.id) return;
  ports.add(port);
  send(port, { engine: report });
  port.onMessage.addListener((message: ToEngine) => receive(port, message));
  port.onDisconnect.addListener(() => {
    ports.delete(port);
    for (const [ticket, { port: asker }] of waiting) if (asker === port) waiting.delete(ticket);
  });
});

function receive(port: chrome.runtime.Port, message: ToEngine): void {
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

function startWorker(): Worker {
  const fresh = new Worker(policy.createScriptURL("worker.js"), { type: "module" });
  fresh.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    if (fresh === worker) hear(data);
  });
  fresh.addEventListener("error", (event) => {
    if (fresh === worker) fail(event.message || "the worker stopped");
  });
  void provision().then(({ token, version }) => tell(fresh, { boot: { resume: resumeText(token), version } }));
  return fresh;
}

function hear(message: FromWorker): void {
  if ("event" in message) {
    broadcast({ event: message.event });
    glance.hear(message.event);
  } else if ("engine" in message) {
    if (message.engine.state === "failed") fail(message.engine.detail);
    else tellState(message.engine);
  } else {
    const asker = waiting.get(message.ticket);
    waiting.delete(message.ticket);
    if (asker !== undefined) send(asker.port, { reply: { id: asker.id, text: message.text } });
  }
}

function tellState(now: EngineReport): void {
  report = now;
  if (now.state === "ready") restarts = 0;
  broadcast({ engine: report });
}

function fail(detail: string): void {
  worker?.terminate();
  worker = null;
  const lost = [...waiting.values()];
  waiting.clear();
  tellState({ state: "failed", detail, durable: false });
  for (const { port, id } of lost) send(port, { lost: { id, detail } });
  if (restarts < RESTARTS) {
    restarts += 1;
    setTimeout(runningWorker, RESTART_PAUSE_MS);
  }
}

/** What the service worker has for the engine. A failure to ask counts as no token: the seller can connect again. */
async function provision(): Promise<Provision> {
  try {
    return await askService("engine.provision", {});
  } catch (error) {
    console.warn("The kept token could not be asked for:", error);
    return { token: null, version: "" };
  }
}

function resumeText(token: string | null): string {
  return JSON.stringify({ v: PROTOCOL_VERSION, id: RESUME_ID, command: { op: "account.resume", token } });
}

/** Hand a newly unlocked token to the running core. Nobody waits for the answer: an event tells the pages. */
async function offerToken(): Promise<void> {
  const { token } = await provision();
  tell(runningWorker(), { ticket: nextTicket++, text: resumeText(token) });
}

runningWorker();
