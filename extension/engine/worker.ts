/**
 * The worker that owns Python. Text in, text out; every ticket gets exactly one answer.
 *
 * A Web Lock makes it the only one of this extension that may open the database.
 */

import { ENGINE_LOCK } from "../shared/messages.ts";
import type { BootOrder, FromWorker, StartFacts, ToWorker } from "../shared/messages.ts";
import { ComingModules } from "./boot/modules.ts";
import { mountHandles, openHandles } from "./boot/opfs_fs.ts";
import type { EmscriptenFs, Handles } from "./boot/opfs_fs.ts";
import { onFatal } from "./boot/runtime.ts";
import { SnapshotProblem, asProblem } from "./boot/problem.ts";
import { openSnapshot, snapshotKey } from "./boot/snapshot_file.ts";
import type { StoredSnapshot } from "./boot/snapshot_file.ts";
import { Stages, startPython } from "./boot/start.ts";
import { exportFiles } from "./export_files.ts";

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
const stages = new Stages();
const coming = new ComingModules();
const stored = storedSnapshot();

function post(message: FromWorker): void {
  scope.postMessage(message);
}

const booting = Promise.withResolvers<Engine>();
booting.promise.catch(() => undefined);
let booted = false;

scope.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("boot" in data) void boot(data.boot);
  else if ("compiled" in data) coming.take(data.compiled, data.module, data.problem);
  else void answer(data.ticket, data.text);
});

/** The core answers every text; when it cannot, the interpreter is broken and the page must replace this worker. */
async function answer(ticket: number, text: string): Promise<void> {
  try {
    const engine = await booting.promise;
    post({ ticket, text: await called(engine.handle(text)) });
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  post({ engine: { state: "failed", detail: describe(error), durable: false, start: null } });
}

/** The awaited text of a Python coroutine, whose proxy ends here. */
async function called(future: PyFuture): Promise<string> {
  try {
    return await future;
  } finally {
    future.destroy();
  }
}

async function boot({ resume, version, unless }: BootOrder): Promise<void> {
  if (booted) return;
  booted = true;
  let durable = false;
  const report = (state: "starting" | "ready", detail: string, start: StartFacts | null) =>
    post({ engine: { state, detail, durable, start } });
  try {
    report("starting", "python", null);
    const from = await startingPoint(unless);
    stages.done("asked");
    const [{ python, facts }, handles] = await Promise.all([
      startPython(RUNTIME, coming.modules, from, stages),
      soleOwnership().then(storeHandles),
    ]);
    durable = handles !== null;
    report("starting", "store", null);
    if (handles !== null) mountHandles(python.api.FS as unknown as EmscriptenFs, STORE_PATH, handles);
    const config = { version, durable, database: durable ? `${STORE_PATH}/${DATABASE}` : ":memory:" };
    onFatal(python, fail);
    const engine = python.api
      .pyimport("py_core.browser")
      .start((event: string) => post({ event }), JSON.stringify(config), exportFiles) as Engine;
    stages.done("store");
    await called(engine.handle(resume));
    stages.done("account");
    report("ready", "", { ...facts, heap_bytes: python.heapBytes() });
    booting.resolve(engine);
    called(engine.resume()).catch((error: unknown) => console.error("Unfinished work was not taken up:", error));
  } catch (error) {
    booting.reject(error);
    fail(error);
  }
}

/** The opened snapshot, or why there is none. */
async function storedSnapshot(): Promise<StoredSnapshot | SnapshotProblem> {
  try {
    return (await openSnapshot(await snapshotKey())) ?? new SnapshotProblem("none", "");
  } catch (error) {
    return asProblem(error, "refused");
  }
}

/** The same, unless a snapshot must not be used. */
async function startingPoint(unless: BootOrder["unless"]): Promise<StoredSnapshot | SnapshotProblem> {
  const found = await stored;
  if (unless === null) return found;
  if (!(found instanceof SnapshotProblem)) found.close();
  return new SnapshotProblem(unless, "");
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
