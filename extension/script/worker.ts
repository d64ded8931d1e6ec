/**
 * The worker that runs a seller's script, and no other: a Python of its own, without the token, the store, and any way
 * to the browser but questions to the page. It runs one script; then the page ends it.
 */

import type { PyodideInterface } from "pyodide";

import { Confinement } from "../engine/boot/confinement.ts";
import type { Bounds } from "../engine/boot/confinement.ts";
import { ComingModules } from "../engine/boot/modules.ts";
import type { EmscriptenFs } from "../engine/boot/opfs_fs.ts";
import { onFatal, startCold, startRestored } from "../engine/boot/runtime.ts";
import type { Python } from "../engine/boot/runtime.ts";
import { openSnapshot, snapshotKey } from "../engine/boot/snapshot_file.ts";
import { Asking } from "./channel.ts";
import { DEVICE, placeDevice } from "./device.ts";
import type { FromScriptWorker, ToScriptWorker } from "./messages.ts";
import { closeScope } from "./scope.ts";

const RUNTIME = new URL("../runtime/", import.meta.url);
const MOST_BYTES = 1 << 30;
/** Files that a script makes are in memory too. */
const MOST_FILE_BYTES = 1 << 26;

type Boot = Extract<ToScriptWorker, { boot: object }>["boot"];
type Runner = (text: string, today: string, task: string) => string;

const scope = self as unknown as WorkerScope;
const send = scope.postMessage.bind(scope);
const stringify = JSON.stringify;
const began = performance.now();
const coming = new ComingModules();
let confinement: Confinement | null = null;
let runner: Runner | null = null;

function post(message: FromScriptWorker): void {
  send(message);
}

scope.addEventListener("message", ({ data }: MessageEvent<ToScriptWorker>) => {
  if ("boot" in data) void boot(data.boot);
  else if ("run" in data) run(data.run);
  else coming.take(data.compiled, data.module, data.problem);
});

async function boot({ memory, interrupt, snapshots }: Boot): Promise<void> {
  try {
    const asking = new Asking(memory, (ticket, kind, text) => send({ ask: { ticket, kind, text } }));
    const started = await start({ mostBytes: MOST_BYTES, readNow: (url) => packageFile(asking, url) }, snapshots);
    confinement = started.confinement;
    runner = closed(started.python, asking, confinement);
    started.python.api.setInterruptBuffer(new Uint8Array(interrupt));
    post({ ready: { mode: started.mode, ms: Math.round(performance.now() - began) } });
  } catch (error) {
    fail(error);
  }
}

interface Started {
  python: Python;
  /** What its imports are wrapped by: every interpreter has its own. */
  confinement: Confinement;
  mode: "cold" | "restored";
}

/** From the engine's snapshot if it is good; what is wrong with it is the engine's to find out. */
async function start(bounds: Bounds, snapshots: boolean): Promise<Started> {
  const stored = snapshots ? await snapshotKey().then(openSnapshot).catch(() => null) : null;
  if (stored !== null) {
    try {
      const confinement = new Confinement(bounds);
      return { python: await startRestored(RUNTIME, coming.modules, stored, confinement), confinement, mode: "restored" };
    } catch (error) {
      console.warn("A script's Python starts from nothing:", error);
    } finally {
      stored.close();
    }
  }
  const confinement = new Confinement(bounds);
  return { python: await startCold(RUNTIME, coming.modules, { confinement }), confinement, mode: "cold" };
}

/** Take everything away that a script has no use for; what is left is a function that runs one. */
function closed(python: Python, asking: Asking, confinement: Confinement): Runner {
  const { api } = python;
  onFatal(python, fail);
  const fs = api.FS as unknown as BoundedFs;
  placeDevice(fs, (kind, text) => asking.ask(kind, text));
  boundFiles(fs);
  mute(api);
  const world = api.pyimport("py_core.script_world") as { enter(device: string): Runner };
  const runner = world.enter(DEVICE);
  confinement.lock();
  closeScope(self);
  return runner;
}

function run({ text, today, task }: Extract<ToScriptWorker, { run: object }>["run"]): void {
  try {
    if (runner === null) throw new Error("not started");
    post({ ended: { text: `${runner(text, today, task)}` } });
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  let detail = "";
  try {
    detail = stringify(error instanceof Error ? `${error.name}: ${error.message}` : `${error as string}`);
  } catch {
    // A script may have made even that impossible.
  }
  post({ broken: { detail: detail.slice(0, 2000), memory: confinement?.refusedMemory === true } });
}

/** A file of the package, which the page reads. */
function packageFile(asking: Asking, url: URL): Uint8Array {
  const { how, bytes } = asking.ask("file", url.pathname.slice(url.pathname.lastIndexOf("/") + 1));
  if (how !== "given") throw new Error("a file of the package could not be read");
  return bytes;
}

interface BoundedFs extends EmscriptenFs {
  filesystems: { MEMFS: { expandFileStorage(node: { contents?: { length: number } }, bytes: number): void } };
}

/** Let the files that are made from now on have so many bytes together. */
function boundFiles({ filesystems: { MEMFS }, ErrnoError }: BoundedFs): void {
  const ENOSPC = 51;
  const expand = MEMFS.expandFileStorage;
  let left = MOST_FILE_BYTES;
  MEMFS.expandFileStorage = (node, bytes) => {
    const before = node.contents?.length ?? 0;
    if (bytes - before > left) throw new ErrnoError(ENOSPC);
    expand.call(MEMFS, node, bytes);
    left -= (node.contents?.length ?? 0) - before;
  };
}

/** What is written to the interpreter's own output goes nowhere; a script's output is kept by the core. */
function mute(api: PyodideInterface): void {
  api.setStdin({ error: true });
  api.setStdout({ write: ({ length }) => length });
  api.setStderr({ write: ({ length }) => length });
}

