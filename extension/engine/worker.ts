/**
 * The worker that owns Python. Text in, text out; every ticket gets exactly one answer.
 *
 * A Web Lock makes it the only one of this extension that may open the database.
 */

import { ENGINE_LOCK } from "../shared/messages.ts";
import type { FromWorker, ToWorker } from "../shared/messages.ts";
import { mountHandles, openHandles } from "./boot/opfs_fs.ts";
import type { EmscriptenFs, Handles } from "./boot/opfs_fs.ts";
import { startPython } from "./boot/runtime.ts";

const STORE_FOLDER = "store";
const STORE_PATH = "/store";
const DATABASE = "gumsmith.db";
const HANDLE_ATTEMPTS = 50;
const HANDLE_PAUSE_MS = 100;
const RUNTIME = new URL("../runtime/", import.meta.url);

/** The Python engine as py_core.browser hands it out. */
interface Engine {
  handle(text: string): PyFuture;
  resume(): PyFuture;
}

interface PyFuture extends PromiseLike<string> {
  destroy(): void;
}

const scope = self as unknown as WorkerScope;

function post(message: FromWorker): void {
  scope.postMessage(message);
}

const booting = Promise.withResolvers<Engine>();
booting.promise.catch(() => undefined);
let booted = false;

scope.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("boot" in data) void boot(data.boot);
  else void answer(data.ticket, data.text);
});

async function answer(ticket: number, text: string): Promise<void> {
  const engine = await booting.promise;
  post({ ticket, text: await called(engine.handle(text)) });
}

/** The awaited text of a Python coroutine, whose proxy ends here. */
async function called(future: PyFuture): Promise<string> {
  try {
    return await future;
  } finally {
    future.destroy();
  }
}

async function boot({ resume, version }: { resume: string; version: string }): Promise<void> {
  if (booted) return;
  booted = true;
  let durable = false;
  const report = (state: "starting" | "ready" | "failed", detail: string) =>
    post({ engine: { state, detail, durable } });
  try {
    report("starting", "python");
    const [python, handles] = await Promise.all([startPython(RUNTIME), soleOwnership().then(storeHandles)]);
    durable = handles !== null;
    report("starting", "store");
    if (handles !== null) mountHandles(python.FS as unknown as EmscriptenFs, STORE_PATH, handles);
    const config = { version, durable, database: durable ? `${STORE_PATH}/${DATABASE}` : ":memory:" };
    const engine = python
      .pyimport("py_core.browser")
      .start((event: string) => post({ event }), JSON.stringify(config)) as Engine;
    await called(engine.handle(resume));
    report("ready", "");
    booting.resolve(engine);
    called(engine.resume()).catch((error: unknown) => console.error("Unfinished work was not taken up:", error));
  } catch (error) {
    report("failed", describe(error));
    booting.reject(error);
  }
}

/** Wait until no other worker of this extension holds the engine's lock, then hold it until this worker ends. */
function soleOwnership(): Promise<void> {
  return new Promise((granted) => {
    void navigator.locks.request(ENGINE_LOCK, () => {
      granted();
      return new Promise(() => undefined);
    });
  });
}

/**
 * The database's files, or null where the browser has no files for us: the core then works in memory and says so.
 * A worker that has just ended may hold them a moment longer; files held for good end the start, since going on
 * without them would hide the seller's history.
 */
async function storeHandles(): Promise<Handles | null> {
  const names = [DATABASE, `${DATABASE}-journal`];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openHandles(STORE_FOLDER, names);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "NoModificationAllowedError") {
        console.warn("The database cannot be kept in a file:", describe(error));
        return null;
      }
      if (attempt === HANDLE_ATTEMPTS) throw error;
      await new Promise((resume) => setTimeout(resume, HANDLE_PAUSE_MS));
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
