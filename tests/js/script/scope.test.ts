import assert from "node:assert/strict";
import { test } from "node:test";
import { closeScope, remaining } from "../../../extension/script/scope.ts";

class Target {
  addEventListener(): string {
    return "heard";
  }
}

class Scope extends Target {
  fetch(): string {
    return "fetched";
  }
  get caches(): string {
    return "kept";
  }
}

function scope(): Record<string, unknown> {
  const made = new Scope() as unknown as Record<string, unknown>;
  return Object.assign(made, { Array, Uint8Array, chrome: {}, Worker: Object, XMLHttpRequest: Object, eval: () => 1 });
}

test("what the language has stays, what the browser has goes, inherited or not", () => {
  const closed = scope();
  Object.defineProperty(closed, "indexedDB", { value: {}, configurable: false, writable: true });
  assert.ok(remaining(closed).includes("fetch"));
  closeScope(closed);
  assert.deepEqual(remaining(closed), []);
  assert.equal(closed.Array, Array);
  for (const name of ["fetch", "caches", "addEventListener", "chrome", "Worker", "XMLHttpRequest", "eval", "indexedDB"]) {
    assert.equal(closed[name], undefined, name);
  }
  assert.throws(() => {
    closed.fetch = 1;
  });
});

test("clock and dice work on, bare and frozen", () => {
  const closed = scope() as { crypto: Crypto; performance: Performance; console: Console };
  closeScope(closed);
  assert.equal(closed.crypto.getRandomValues(new Uint8Array(4)).length, 4);
  assert.ok(closed.performance.now() > 0);
  closed.console.log("unheard");
  for (const given of [closed.crypto, closed.performance, closed.console]) {
    assert.equal(Object.getPrototypeOf(given), null);
    assert.ok(Object.isFrozen(given));
  }
  assert.equal("subtle" in closed.crypto, false);
});

test("a scope that keeps something cannot be closed", () => {
  const stubborn = scope();
  Object.defineProperty(stubborn, "fetch", { value: () => 1, configurable: false, writable: false });
  assert.throws(() => closeScope(stubborn), /fetch/);
});
