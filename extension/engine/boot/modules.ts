/**
 * The two wasm modules that make up the interpreter. The page compiles them once and hands them to every worker, which
 * can then begin while the workers' own code is still being loaded.
 *
 * They are compiled from the answers of `fetch` as they are: for those, and under the name of wasm, Chromium keeps the
 * optimised machine code between starts by itself.
 */

export const MODULE_FILES = { main: "pyodide.asm.wasm", extension: "_pydantic_core.wasm" } as const;

export type ModuleName = keyof typeof MODULE_FILES;
export type Modules = Record<ModuleName, Promise<WebAssembly.Module>>;

export const MODULE_NAMES = Object.keys(MODULE_FILES) as readonly ModuleName[];

export function compileModules(runtime: URL): Modules {
  return promised((name) => WebAssembly.compileStreaming(fetch(new URL(MODULE_FILES[name], runtime))));
}

/** The modules, each as soon as it is handed over. */
export class ComingModules {
  private readonly settle = new Map<ModuleName, (module: WebAssembly.Module | Promise<never>) => void>();
  readonly modules: Modules = promised((name) => new Promise((settle) => this.settle.set(name, settle)));

  /** A module that was handed over, or null and why it was not. */
  take(name: ModuleName, module: WebAssembly.Module | null, problem = ""): void {
    this.settle.get(name)?.(module ?? Promise.reject(new Error(problem)));
  }
}

/** A failure counts when somebody waits for the module, and not before. */
function promised(each: (name: ModuleName) => Promise<WebAssembly.Module>): Modules {
  const modules = { main: each("main"), extension: each("extension") };
  for (const module of Object.values(modules)) module.catch(() => undefined);
  return modules;
}
