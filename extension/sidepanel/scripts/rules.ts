/** Saved scripts in other tools: asking one of them something, and what there is to show meanwhile and afterwards. */

import type { ScriptListener } from "../../script/run.ts";
import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type { Protocol, SavedScriptView } from "../../shared/protocol.d.ts";
import { overOf } from "./actions.ts";
import { troubleOf } from "./state.ts";
import type { Run, ScriptEnd } from "./state.ts";

export type Role = SavedScriptView["roles"][number];
export type RuleTask = Protocol["script_task"];
export type RuleAnswers = NonNullable<ScriptEnd["answers"]>;

export interface RuleTrouble {
  /** The script that was asked. */
  script: SavedScriptView;
  message: string;
  hint: string;
  line: number | null;
}

export interface RuleState {
  asking: { script: SavedScriptView; run: Run } | null;
  trouble: RuleTrouble | null;
  /** A script from outside that waits for the seller's word. */
  agreeing: SavedScriptView | null;
}

export const NO_RULE: RuleState = { asking: null, trouble: null, agreeing: null };

export interface RulePorts {
  start: (text: string, listener: ScriptListener, task: string) => void;
  stop: () => void;
  busy: () => boolean;
  busyText: () => string;
}

export interface RuleActions {
  /** The script's answers; null when it did not give any, which the state tells of. */
  ask: (script: SavedScriptView, task: RuleTask) => Promise<RuleAnswers | null>;
  /** The seller's word on a script from outside. */
  answer: (yes: boolean) => void;
  stop: () => void;
  calm: () => void;
}

export function ruleActions(api: Api, set: (state: RuleState) => void, ports: RulePorts): RuleActions {
  let agreed: ((yes: boolean) => void) | null = null;
  let running = false;
  /** The texts that were agreed to here: under the same name another may be saved meanwhile. */
  const known = new Set<string>();

  async function mayRun(script: SavedScriptView): Promise<boolean> {
    if (!script.is_foreign || known.has(script.text)) return true;
    agreed?.(false);
    set({ ...NO_RULE, agreeing: script });
    const yes = await new Promise<boolean>((resolve) => {
      agreed = (word) => {
        agreed = null;
        set(NO_RULE);
        resolve(word);
      };
    });
    if (!yes) return false;
    await api.request({ op: "script.agree", name: script.name, text: script.text });
    known.add(script.text);
    return true;
  }

  function run(script: SavedScriptView, task: RuleTask): Promise<RuleAnswers | null> {
    return new Promise((resolve) => {
      running = true;
      set({ ...NO_RULE, asking: { script, run: { state: "starting", asked: 0 } } });
      ports.start(
        script.text,
        {
          onProgress: (progress) => set({ ...NO_RULE, asking: { script, run: progress } }),
          onEnd(told) {
            running = false;
            const over = overOf(told);
            const trouble = over.how === "stopped" ? null : troubleOf(over);
            set({ ...NO_RULE, trouble: trouble === null ? null : { script, ...trouble } });
            resolve(over.how === "ended" && trouble === null ? (over.end?.answers ?? null) : null);
          },
        },
        JSON.stringify(task),
      );
    });
  }

  return {
    async ask(script, task) {
      const refused = (message: string, hint = ""): null => {
        set({ ...NO_RULE, trouble: { script, message, hint, line: null } });
        return null;
      };
      if (ports.busy()) return refused(ports.busyText());
      try {
        if (!(await mayRun(script))) return null;
        return ports.busy() ? refused(ports.busyText()) : await run(script, task);
      } catch (thrown) {
        const { message, hint } = errorBody(thrown);
        return refused(message, hint);
      }
    },
    answer: (yes) => agreed?.(yes),
    stop() {
      agreed?.(false);
      if (running) ports.stop();
    },
    calm: () => set(NO_RULE),
  };
}
