/** A worker for tests: restores the snapshot as the engine does, then runs what it is told and posts what it gives. */

import { compileModules } from "../../../extension/engine/boot/modules.ts";
import { startRestored } from "../../../extension/engine/boot/runtime.ts";
import { openSnapshot, snapshotKey } from "../../../extension/engine/boot/snapshot_file.ts";

const RUNTIME = new URL("../runtime/", import.meta.url);

async function run(program: string): Promise<string> {
  const stored = await openSnapshot(await snapshotKey());
  if (stored === null) throw new Error("there is no snapshot");
  const { api } = await startRestored(RUNTIME, compileModules(RUNTIME), stored);
  stored.close();
  const startup = api.pyimport("py_core.startup");
  startup.restored();
  startup.destroy();
  return String(api.runPython(program));
}

self.addEventListener("message", ({ data }: MessageEvent<string>) => {
  run(data).then(
    (text) => self.postMessage({ text }),
    (error: unknown) => self.postMessage({ failed: String(error) }),
  );
});
