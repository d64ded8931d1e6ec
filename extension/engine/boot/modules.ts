/** The two wasm modules that make up the interpreter, compiled while everything else is fetched. */

import { EXTENSION_MODULE } from "./library.ts";

export interface Modules {
  main: Promise<WebAssembly.Module>;
  /** pydantic's core. */
  extension: Promise<WebAssembly.Module>;
}

export function compileModules(runtime: URL): Modules {
  const modules = {
    main: compiled(new URL("pyodide.asm.wasm", runtime)),
    extension: compiled(new URL(EXTENSION_MODULE, runtime)),
  };
  for (const module of Object.values(modules)) module.catch(() => undefined);
  return modules;
}

/** Compiled while it arrives, which the browser does only for what calls itself wasm. */
async function compiled(url: URL): Promise<WebAssembly.Module> {
  const { ok, body } = await fetch(url);
  if (!ok) throw new Error(`${url.pathname} is missing from the package`);
  return WebAssembly.compileStreaming(new Response(body, { headers: { "Content-Type": "application/wasm" } }));
}
