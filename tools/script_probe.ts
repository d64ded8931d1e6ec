/** A page for tests and measurements: runs scripts as a page of the extension does, and says how they ended. */

import { canRunScripts, prepareScripts, scriptsReady, startScript, stopScript } from "../extension/script/run.ts";
import type { ScriptOver } from "../extension/script/run.ts";

interface Tested extends ScriptOver {
  asked: number;
  /** From the call to the end, the start of Python included. */
  whole_ms: number;
}

function runScript(text: string, stopAfterMs: number | null): Promise<Tested> {
  return new Promise((done) => {
    const began = performance.now();
    let asked = 0;
    let stop: ReturnType<typeof setTimeout> | undefined;
    startScript(text, {
      onProgress: (progress) => {
        asked = progress.asked;
        if (progress.state === "running" && stopAfterMs !== null) {
          stop = setTimeout(stopScript, stopAfterMs);
          stopAfterMs = null;
        }
      },
      onEnd: (over) => {
        clearTimeout(stop);
        done({ ...over, asked, whole_ms: Math.round(performance.now() - began) });
      },
    });
  });
}

Object.assign(globalThis, { runScript, stopScript, prepareScripts, scriptsReady, canRunScripts });
