import assert from "node:assert/strict";
import { test } from "node:test";
import { ComingModules } from "../../../extension/engine/boot/modules.ts";
import { supplyModules } from "../../../extension/engine/supply.ts";

const EMPTY = new WebAssembly.Module(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));

test("each module reaches the worker as soon as it is there", async () => {
  let compiled = (_: WebAssembly.Module): void => assert.fail();
  const main = new Promise<WebAssembly.Module>((resolve) => (compiled = resolve));
  const coming = new ComingModules();
  const told: string[] = [];
  supplyModules(
    {
      postMessage: ({ compiled: name, module, problem }) => {
        told.push(name);
        coming.take(name, module, problem);
      },
    },
    { main, extension: Promise.resolve(EMPTY) },
  );
  assert.equal(await coming.modules.extension, EMPTY);
  assert.deepEqual(told, ["extension"]);
  compiled(EMPTY);
  assert.equal(await coming.modules.main, EMPTY);
});

test("a module that cannot be compiled is told to whoever waits for it", async () => {
  const coming = new ComingModules();
  const main = Promise.reject(new Error("not wasm"));
  supplyModules(
    { postMessage: ({ compiled, module, problem }) => coming.take(compiled, module, problem) },
    { main, extension: Promise.resolve(EMPTY) },
  );
  await assert.rejects(coming.modules.main, /not wasm/);
  assert.equal(await coming.modules.extension, EMPTY);
});
