/**
 * What is taken from an interpreter that runs somebody's own code: every operation on a JavaScript object, loading more
 * machine code, calls by address, and memory beyond a bound.
 *
 * The interpreter reaches JavaScript through the functions that it imports. Those are wrapped before it is made, and
 * locked once it is set up; whatever finds a way to a JavaScript object afterwards can do nothing with it.
 */

/** What works on JavaScript objects for Python, as Pyodide 314.0.7 calls it. Text and numbers pass without these. */
const ON_OBJECTS = [
  "JsProxy_GetAttr_js", "JsProxy_SetAttr_js", "JsProxy_DelAttr_js", "JsProxy_Dir_js",
  "JsProxy_GetIter_js", "JsProxy_GetAsyncIter_js", "JsProxy_subscript_js", "JsProxy_to_weakref_js",
  "JsProxy_exit_js", "JsProxy_aexit_js", "JsModule_GetAll_js",
  "JsMap_GetIter_js", "JsMap_clear_js", "JsObjMap_GetIter_js", "JsObjMap_subscript_js",
  "JsObjMap_ass_subscript_js", "JsObjMap_length_js", "JsObjMap_contains_js",
  "JsvFunction_CallBound", "JsvFunction_Construct", "JsvFunction_Call_OneArg",
  "JsvObject_CallMethod", "JsvObject_CallMethod_NoArgs", "JsvObject_CallMethod_OneArg",
  "JsvObject_CallMethod_TwoArgs", "JsvObject_SetAttr", "JsvObject_Entries", "JsvObject_Keys", "JsvObject_Values",
  "JsvBuffer_assignToPtr", "JsvBuffer_assignFromPtr", "JsvBuffer_writeToFile", "JsvBuffer_readFromFile",
  "JsvBuffer_intoFile", "create_once_callable", "raw_call_js",
] as const;
/** Calls of any function by its address, which Python's `_ctypes` makes. */
const BY_ADDRESS = ["ffi_call_js", "ffi_prep_closure_loc_js"] as const;
/** Loading machine code from a file; these answer with a handle, and zero is none. */
const LOADING = ["_dlopen_js", "_emscripten_dlopen_js", "_dlsym_js"] as const;

type Import = ((...values: never[]) => unknown) & { sig?: string };

export interface Bounds {
  /** How large the interpreter's memory may become. Python sees a MemoryError at that. */
  mostBytes: number;
  /** A file of the package, read when Python first opens it. */
  readNow(url: URL): Uint8Array;
}

export class Confinement {
  private locked = false;
  /** Whether memory was refused. */
  refusedMemory = false;

  constructor(readonly bounds: Bounds) {}

  /** From now on nothing passes. */
  lock(): void {
    this.locked = true;
  }

  /** Wrap the interpreter's imports. `failed` is what its functions give in place of an object when they fail. */
  wrap(env: Record<string, unknown>, failed: symbol): void {
    for (const name of [...ON_OBJECTS, ...BY_ADDRESS]) this.guard(env, name, (sig) => ({ e: failed, v: undefined })[sig] ?? -1);
    for (const name of LOADING) this.guard(env, name, () => 0);
    const grow = known(env, "emscripten_resize_heap");
    env.emscripten_resize_heap = (bytes: never) => {
      if ((bytes as number) >>> 0 <= this.bounds.mostBytes) return grow(bytes);
      this.refusedMemory = true;
      return 0;
    };
  }

  private guard(env: Record<string, unknown>, name: string, refusal: (sig: string) => unknown): void {
    const original = known(env, name);
    const answer = refusal(original.sig?.[0] ?? "i");
    env[name] = (...values: never[]) => (this.locked ? answer : original(...values));
  }
}

function known(env: Record<string, unknown>, name: string): Import {
  const found = env[name];
  if (typeof found !== "function") throw new Error(`this interpreter has no ${name} to guard`);
  return found as Import;
}
