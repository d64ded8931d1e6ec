/**
 * Starts Python from the files of the package, fetching nothing from anywhere else: from nothing, or from a snapshot.
 *
 * Pure Python is imported from stored zips. The one wasm extension module is linked before Python is initialised, so
 * that its memory and table places are the same in every start. That is what makes a snapshot with it restorable.
 */

import type { PyodideInterface } from "pyodide";
import type { Confinement } from "./confinement.ts";
import { EXTENSION_PATH, LIBRARY, ZIPS, ZIP_PATHS, placeWhenOpened, readBytes, readBytesNow } from "./library.ts";
import type { Modules } from "./modules.ts";
import { syncFile } from "./opfs_fs.ts";
import type { EmscriptenFs } from "./opfs_fs.ts";
import { SnapshotProblem } from "./problem.ts";
import type { StoredSnapshot } from "./snapshot_file.ts";

/** The interpreter's own code is loaded beside everything else; nothing of it runs before it is called. */
const interpreter = loadInterpreter();
interpreter.catch(() => undefined);

/** What Emscripten's module object offers to a hook that runs before `main`, and afterwards. */
interface EmscriptenModule {
  FS: EmscriptenFs;
  HEAPU8: Uint8Array<ArrayBuffer>;
  API: { restoreSnapshot(bytes: Uint8Array): object; getExpectedKeys(): readonly (object | null)[] };
  wasmTable: WebAssembly.Table;
  addRunDependency(name: string): void;
  removeRunDependency(name: string): void;
  growMemory(bytes: number): 1 | undefined;
  newDSO(path: string, handle: undefined, symbols: string): SharedObject;
  loadWebAssemblyModule(binary: WebAssembly.Module, flags: object, path: string, scope: object): Promise<object>;
}

interface SharedObject {
  refcount: number;
  global: boolean;
  exports: object | string;
}

/** The settings object becomes the module; Pyodide fills it before the factory sees it. */
interface EmscriptenSettings extends EmscriptenModule {
  preRun: ((module: EmscriptenModule) => void)[];
  instantiateWasm(imports: WasmImports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
}

interface WasmImports {
  env: Record<string, unknown>;
}

/** A started interpreter, and what of it a snapshot has to agree with. */
export interface Python {
  api: PyodideInterface;
  /** Where the function table ended when Python was about to be initialised. */
  tableLength: number;
  heapBytes(): number;
}

/** What makes one start differ from another. */
interface Way {
  stdLibURL: string;
  more: object;
  /** For an interpreter that runs somebody's own code. */
  confinement: Confinement | null;
  /** Before Python is initialised, while Emscripten waits. */
  prepare(module: EmscriptenModule): Promise<void>;
  /** After that, before a snapshot is put in place. */
  complete(module: EmscriptenModule, tableLength: number): Promise<void>;
}

/** Python from nothing, able to import the core and its libraries; nothing of ours has run yet. */
export async function startCold(
  runtime: URL,
  modules: Modules,
  { forSnapshot = false, confinement = null }: { forSnapshot?: boolean; confinement?: Confinement | null } = {},
): Promise<Python> {
  const zips = Promise.all(ZIPS.map((name) => readBytes(new URL(name, runtime))));
  zips.catch(() => undefined);
  const python = await start(runtime, modules, {
    stdLibURL: new URL("stdlib.zip", runtime).href,
    more: forSnapshot ? { _makeSnapshot: true } : {},
    confinement,
    async prepare({ FS }) {
      (await zips).forEach((bytes, index) => FS.writeFile(`${LIBRARY}/${ZIPS[index]}`, bytes));
    },
    complete: async () => undefined,
  });
  const finder = python.api.pyimport("py_core.wasm_import");
  finder.install("pydantic_core._pydantic_core", EXTENSION_PATH);
  finder.destroy();
  return python;
}

/**
 * Python as a snapshot has it. The zips are fetched only if something is imported that the snapshot lacks.
 *
 * Pyodide is given a stand-in for the snapshot: what is stored is read straight into the interpreter's memory.
 * Throws SnapshotProblem when the stored snapshot is damaged, and when this browser places the extension module
 * differently than the one that made it.
 */
export function startRestored(
  runtime: URL,
  modules: Modules,
  stored: StoredSnapshot,
  confinement: Confinement | null = null,
): Promise<Python> {
  return start(runtime, modules, {
    stdLibURL: new URL("runtime.lock.json", runtime).href, // Pyodide insists on a file; the real one is put in its place below.
    more: { _loadSnapshot: new Uint8Array(1) },
    confinement,
    prepare: async () => undefined,
    async complete(module, tableLength) {
      if (confinement !== null) module.API.getExpectedKeys = emptyKeys;
      const read = confinement?.bounds.readNow ?? readBytesNow;
      for (const [name, path] of ZIP_PATHS) placeWhenOpened(module.FS, path, new URL(name, runtime), read);
      if (tableLength !== stored.tableLength) {
        throw new SnapshotProblem("mismatch", `function table of ${tableLength}, not ${stored.tableLength}`);
      }
      const before = module.HEAPU8.length;
      if (stored.heapBytes > before && module.growMemory(stored.heapBytes) !== 1) {
        throw new SnapshotProblem("mismatch", `no ${stored.heapBytes} bytes of memory`);
      }
      stored.readInto(module.HEAPU8, before);
      const { restoreSnapshot } = module.API;
      module.API.restoreSnapshot = () => restoreSnapshot(stored.prefix);
    },
  });
}

async function start(runtime: URL, modules: Modules, way: Way): Promise<Python> {
  let tableLength = 0;
  let made: EmscriptenModule | null = null;
  const [{ loadPyodide }, { default: createPyodideModule }] = await interpreter;
  const api = await loadPyodide({
    indexURL: runtime.href,
    stdLibURL: way.stdLibURL,
    lockFileContents: EMPTY_LOCK,
    packageBaseUrl: runtime.href,
    checkAPIVersion: true,
    env: {
      HOME: "/home/pyodide",
      PYTHONPATH: `${LIBRARY}/core.zip:${LIBRARY}/site.zip`,
      PYTHONDONTWRITEBYTECODE: "1",
      PYDANTIC_DISABLE_PLUGINS: "__all__",
    },
    createPyodideModule: (async (settings: EmscriptenSettings) => {
      const prepared = Promise.withResolvers<number>();
      prepared.promise.catch(() => undefined);
      settings.preRun.push((module) => prepare(module, modules, way).then(prepared.resolve, prepared.reject));
      instantiateReady(settings, modules, way.confinement, prepared.reject);
      made = (await Promise.race([createPyodideModule(settings), failureOf(prepared.promise)])) as EmscriptenModule;
      tableLength = await prepared.promise;
      await way.complete(made, tableLength);
      return made;
    }) as never,
    ...(way.confinement === null ? {} : { jsglobals: Object.create(null) as object, stdout: unheard, stderr: unheard }),
    ...way.more,
  });
  return { api, tableLength, heapBytes: () => made?.HEAPU8.length ?? 0 };
}

/**
 * Pyodide tries `importScripts` to learn what kind of worker it is in. In a module worker that fails as it expects, but
 * the content policy would report the attempt: so the function is not there.
 */
function loadInterpreter() {
  Object.defineProperty(self, "importScripts", { value: undefined });
  return Promise.all([import("../runtime/pyodide.mjs"), import("../runtime/pyodide.asm.mjs")]);
}

/** Rejects when `promise` does, and otherwise never ends. */
function failureOf(promise: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => promise.catch(reject));
}

/** Call `ended` when the interpreter breaks for good; what waited on it then would wait forever. */
export function onFatal({ api }: Python, ended: (cause: unknown) => void): void {
  (api as unknown as { _api: { on_fatal: (cause: unknown) => void } })._api.on_fatal = ended;
}

/**
 * What a confined interpreter finds where a snapshot expects JavaScript's global scope, Pyodide's interface, its inner
 * one (twice), a function and the loaded packages, behind a null: nothing at all.
 */
function emptyKeys(): readonly (object | null)[] {
  const nothing = () => Object.freeze(Object.create(null) as object);
  return [null, nothing(), nothing(), nothing(), unheard, nothing(), nothing()];
}

/** For what a confined interpreter writes past everybody. */
function unheard(): void {
  // There is nobody to hear it.
}

/** Pyodide's package index: empty, since every package comes with ours. */
const EMPTY_LOCK = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version: "314.0.7", python: "3.14.2" },
  packages: {},
} as never;

/**
 * Emscripten's start waits on the run dependency until the files are in place and the extension module is linked. It
 * is not let go after a failure: Python without its library could only fail later and say less. Gives the length of
 * the function table.
 */
async function prepare(module: EmscriptenModule, { extension }: Modules, way: Way): Promise<number> {
  const waiting = "gumsmith-library";
  module.addRunDependency(waiting);
  module.FS.mkdirTree(LIBRARY);
  await way.prepare(module);
  await linkExtension(module, await extension);
  const { length } = module.wasmTable;
  module.removeRunDependency(waiting);
  return length;
}

/**
 * Give Emscripten the interpreter that is compiled already, where Pyodide would begin to fetch it only now, and the two
 * functions that Pyodide adds to its imports, as it writes them for browsers without garbage-collected wasm types.
 */
function instantiateReady(
  settings: EmscriptenSettings,
  { main }: Modules,
  confinement: Confinement | null,
  failed: (cause: unknown) => void,
): void {
  const mark = Symbol("error marker");
  settings.instantiateWasm = (imports, done) => {
    makeDataSyncReal(settings, imports);
    imports.env.Jsv_GetError_import = () => mark;
    imports.env.JsvError_Check = (value: unknown) => value === mark;
    confinement?.wrap(imports.env, mark);
    main
      .then(async (module) => done(await WebAssembly.instantiate(module, imports as never), module))
      .catch(failed);
    return {};
  };
}

/**
 * SQLite asks for `fdatasync`, which Emscripten answers without doing anything (measured with Pyodide 314.0.7: no
 * flush reached the file). A journal is only as good as its flushes, so the call is led to the file's own `fsync`.
 */
function makeDataSyncReal(settings: EmscriptenSettings, { env }: WasmImports): void {
  if (!("__syscall_fdatasync" in env)) throw new Error("this interpreter has no fdatasync to make real");
  env.__syscall_fdatasync = (fd: number) => syncFile(settings.FS, fd);
}

/** Register the module as a shared object that is already loaded. Python opens it by its path and finds it there. */
async function linkExtension(module: EmscriptenModule, extension: WebAssembly.Module): Promise<void> {
  module.FS.writeFile(EXTENSION_PATH, new Uint8Array());
  const shared = module.newDSO(EXTENSION_PATH, undefined, "loading");
  shared.refcount = Infinity;
  shared.global = false;
  shared.exports = await module.loadWebAssemblyModule(
    extension,
    { loadAsync: true, nodelete: true, allowUndefined: true },
    EXTENSION_PATH,
    {},
  );
}
