/**
 * Starts Python from the files of the package, fetching nothing from anywhere else.
 *
 * Pure Python is imported from two stored zips. The one wasm extension module is compiled and linked before Python is
 * initialised, so that its memory and table places are the same in every start.
 */

import createPyodideModule from "../runtime/pyodide.asm.mjs";
import { loadPyodide } from "../runtime/pyodide.mjs";
import type { PyodideInterface } from "pyodide";
import { syncFile } from "./opfs_fs.ts";
import type { EmscriptenFs } from "./opfs_fs.ts";

const LIBRARY = "/gumsmith";
const WASM_MODULE = "_pydantic_core.cpython-314-wasm32-emscripten.so";

/** What Emscripten's module object offers to a hook that runs before `main`. */
interface EmscriptenModule {
  FS: EmscriptenFs;
  addRunDependency(name: string): void;
  removeRunDependency(name: string): void;
  newDSO(path: string, handle: undefined, symbols: string): SharedObject;
  loadWebAssemblyModule(binary: Uint8Array, flags: object, path: string, scope: object): Promise<object>;
}

interface SharedObject {
  refcount: number;
  global: boolean;
  exports: object | string;
}

/** The settings object becomes the module; Pyodide fills it before the factory sees it. */
interface EmscriptenSettings extends EmscriptenModule {
  preRun: ((module: EmscriptenModule) => void)[];
  instantiateWasm(imports: WasmImports, done: unknown): object;
}

interface WasmImports {
  env: Record<string, unknown>;
}

interface Files {
  core: Uint8Array;
  site: Uint8Array;
  wasm: Uint8Array;
}

async function readBytes(url: URL): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname} is missing from the package`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Python, able to import the core and its libraries; nothing of ours has run yet. */
export async function startPython(runtime: URL): Promise<PyodideInterface> {
  const files = Promise.all([
    readBytes(new URL("core.zip", runtime)),
    readBytes(new URL("site.zip", runtime)),
    readBytes(new URL(WASM_MODULE, runtime)),
  ]).then(([core, site, wasm]): Files => ({ core, site, wasm }));

  const python = await loadPyodide({
    indexURL: runtime.href,
    stdLibURL: new URL("stdlib.zip", runtime).href,
    lockFileContents: EMPTY_LOCK,
    packageBaseUrl: runtime.href,
    checkAPIVersion: true,
    env: {
      HOME: "/home/pyodide",
      PYTHONPATH: `${LIBRARY}/core.zip:${LIBRARY}/site.zip`,
      PYTHONDONTWRITEBYTECODE: "1",
      PYDANTIC_DISABLE_PLUGINS: "__all__",
    },
    createPyodideModule: ((settings: EmscriptenSettings) => {
      settings.preRun.push((module) => installLibrary(module, files));
      makeDataSyncReal(settings);
      return createPyodideModule(settings);
    }) as never,
  });
  python.pyimport("py_core.wasm_import").install("pydantic_core._pydantic_core", `${LIBRARY}/${WASM_MODULE}`);
  return python;
}

/** Pyodide's package index: empty, since every package comes with ours. */
const EMPTY_LOCK = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version: "314.0.7", python: "3.14.2" },
  packages: {},
} as never;

/** Emscripten's start waits on the run dependency until the files are in place and the extension module is linked. */
function installLibrary(module: EmscriptenModule, files: Promise<Files>): void {
  const waiting = "gumsmith-library";
  module.addRunDependency(waiting);
  void files
    .then(async ({ core, site, wasm }) => {
      module.FS.mkdirTree(LIBRARY);
      module.FS.writeFile(`${LIBRARY}/core.zip`, core);
      module.FS.writeFile(`${LIBRARY}/site.zip`, site);
      await linkExtension(module, `${LIBRARY}/${WASM_MODULE}`, wasm);
    })
    .catch((error: unknown) => console.error("Gumsmith's library could not be installed", error))
    .finally(() => module.removeRunDependency(waiting));
}

/**
 * SQLite asks for `fdatasync`, which Emscripten answers without doing anything (measured with Pyodide 314.0.7: no
 * flush reached the file). A journal is only as good as its flushes, so the call is led to the file's own `fsync`.
 */
function makeDataSyncReal(settings: EmscriptenSettings): void {
  const instantiate = settings.instantiateWasm;
  settings.instantiateWasm = (imports, done) => {
    if (!("__syscall_fdatasync" in imports.env)) throw new Error("this interpreter has no fdatasync to make real");
    imports.env.__syscall_fdatasync = (fd: number) => syncFile(settings.FS, fd);
    return instantiate(imports, done);
  };
}

async function linkExtension(module: EmscriptenModule, path: string, wasm: Uint8Array): Promise<void> {
  module.FS.writeFile(path, wasm);
  const shared = module.newDSO(path, undefined, "loading");
  shared.refcount = Infinity;
  shared.global = false;
  shared.exports = await module.loadWebAssemblyModule(
    wasm,
    { loadAsync: true, nodelete: true, allowUndefined: true },
    path,
    {},
  );
}
