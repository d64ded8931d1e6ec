/** Hands a worker the compiled interpreter, each part as soon as it is there, and tells it when one will not come. */

import type { ModuleMessage } from "../shared/messages.ts";
import { MODULE_NAMES } from "./boot/modules.ts";
import type { Modules } from "./boot/modules.ts";

export interface Receiver {
  postMessage(message: ModuleMessage): void;
}

export function supplyModules(to: Receiver, modules: Modules): void {
  for (const name of MODULE_NAMES) {
    modules[name].then(
      (module) => to.postMessage({ compiled: name, module, problem: "" }),
      (error: unknown) => to.postMessage({ compiled: name, module: null, problem: String(error) }),
    );
  }
}
