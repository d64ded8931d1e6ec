/**
 * Makes a worker's global scope harmless: what the language itself has stays, everything of the browser goes, from the
 * global object and from everything it inherits from. What must go on working is held by those who need it.
 */

/** What ECMAScript itself names, and two of the browser that only turn bytes into text and back. */
const KEPT: ReadonlySet<PropertyKey> = new Set([
  "Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "BigInt", "Math", "JSON", "Date", "RegExp",
  "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Promise", "Proxy", "Reflect", "Iterator",
  "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
  "SuppressedError", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Int8Array", "Uint8Array",
  "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array",
  "Float64Array", "BigInt64Array", "BigUint64Array", "NaN", "Infinity", "undefined", "globalThis", "isNaN",
  "isFinite", "parseInt", "parseFloat", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "Intl",
  "WebAssembly", "TextDecoder", "TextEncoder",
]);

/** Close `scope` for good. Throws when something of it stays that may not. */
export function closeScope(scope: object): void {
  const random = crypto.getRandomValues.bind(crypto);
  const clock = performance.now.bind(performance);
  const began = performance.timeOrigin;
  for (const at of chain(scope)) {
    for (const name of Reflect.ownKeys(at)) if (at !== scope || !KEPT.has(name)) takeAway(at, name);
  }
  const silent = (): void => undefined;
  give(scope, "crypto", { getRandomValues: (view: Uint8Array<ArrayBuffer>) => random(view) });
  give(scope, "performance", { now: () => clock(), timeOrigin: began });
  give(scope, "console", { log: silent, warn: silent, error: silent, info: silent, debug: silent, trace: silent });
  const left = remaining(scope);
  if (left.length > 0) throw new Error(`the scope keeps ${left.join(", ")}`);
  Object.preventExtensions(scope);
}

/** Names in a scope that may not be there. */
export function remaining(scope: object): string[] {
  const given = new Set<PropertyKey>(["crypto", "performance", "console"]);
  const found: string[] = [];
  for (const at of chain(scope)) {
    for (const name of Reflect.ownKeys(at)) {
      const kept = at === scope && (KEPT.has(name) || given.has(name));
      if (!kept && leads(at, name)) found.push(String(name));
    }
  }
  return found;
}

/** A scope and what it inherits from, but for what every object does. */
function chain(scope: object): object[] {
  const found: object[] = [];
  for (let at: object | null = scope; at !== null && at !== Object.prototype; at = Reflect.getPrototypeOf(at)) found.push(at);
  return found;
}

function takeAway(from: object, name: PropertyKey): void {
  if (Reflect.deleteProperty(from, name)) return;
  Reflect.defineProperty(from, name, { value: undefined, writable: false, configurable: false });
}

function give(scope: object, name: string, value: object): void {
  const bare = Object.assign(Object.create(null) as object, value);
  for (const each of Object.values(bare)) if (typeof each === "function") Object.freeze(each);
  Object.defineProperty(scope, name, { value: Object.freeze(bare), writable: false, configurable: false });
}

/** Whether there is more behind a name than a number: an object, a function, or a getter, whatever that gives. */
function leads(at: object, name: PropertyKey): boolean {
  const property = Reflect.getOwnPropertyDescriptor(at, name);
  if (property === undefined || !("value" in property)) return property !== undefined;
  return property.value !== null && ["object", "function"].includes(typeof property.value);
}
