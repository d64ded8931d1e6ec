/** What can be done in the Scripts tool. Running is handed in, so that tests need no interpreter. */

import type { ScriptListener, ScriptOver } from "../../script/run.ts";
import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type { PlanView } from "../../shared/protocol.d.ts";
import { fileName, nameOf } from "./state.ts";
import type { Over, ScriptDraft, ScriptEnd, ScriptsAction, ScriptsState, Source } from "./state.ts";

export const LONGEST_FILE = 200_000;

export interface ScriptPorts {
  start: (text: string, listener: ScriptListener) => void;
  stop: () => void;
  show: (plan: PlanView) => void;
  saveFile: (name: string, mime: string, text: string) => void;
  tooLong: () => string;
}

export interface ScriptsActions {
  readShelf: () => Promise<void>;
  open: (source: Source, text: string, foreign: boolean) => void;
  openFile: (file: File) => Promise<void>;
  /** Take up what was typed before the panel was closed. */
  takeUp: (draft: ScriptDraft) => void;
  typed: (text: string) => void;
  pasted: (characters: number) => void;
  agree: () => void;
  run: () => void;
  stop: () => void;
  save: (name: string) => Promise<boolean>;
  remove: (name: string) => Promise<void>;
  download: () => void;
  show: (plan: PlanView) => void;
}

export function scriptsActions(
  api: Api,
  get: () => ScriptsState,
  dispatch: (action: ScriptsAction) => void,
  ports: ScriptPorts,
): ScriptsActions {
  const fail = (thrown: unknown): void => dispatch({ type: "failed", error: errorBody(thrown) });

  async function ended(over: ScriptOver): Promise<void> {
    const known = overOf(over);
    dispatch({ type: "over", over: known });
    const changes = known.how === "ended" && known.end?.trouble === null ? known.end.changes : [];
    if (changes.length === 0) return;
    dispatch({ type: "planning" });
    try {
      const { plans } = await api.request({ op: "plan.script", changes, title: nameOf(get().source) });
      if (get().over !== known) return;
      dispatch({ type: "planned", plans });
      const [only, more] = plans;
      if (only !== undefined && more === undefined) ports.show(only);
    } catch (thrown) {
      fail(thrown);
    }
  }

  return {
    async readShelf() {
      try {
        dispatch({ type: "shelf", shelf: await api.request({ op: "script.shelf" }) });
      } catch (thrown) {
        fail(thrown);
      }
    },
    open: (source, text, foreign) => dispatch({ type: "opened", source, text, foreign }),
    async openFile(file) {
      if (file.size > LONGEST_FILE * 4) {
        fail(new Error(ports.tooLong()));
        return;
      }
      const text = (await file.text()).replace(/\r\n?/g, "\n").replace(/^\ufeff/, "");
      if (text.length > LONGEST_FILE) {
        fail(new Error(ports.tooLong()));
        return;
      }
      dispatch({ type: "opened", source: { kind: "file", name: file.name.replace(/\.py$/i, "") }, text, foreign: true });
    },
    takeUp: (draft) => dispatch({ type: "draft", draft }),
    typed: (text) => dispatch({ type: "typed", text }),
    pasted: (characters) => dispatch({ type: "pasted", characters }),
    agree() {
      dispatch({ type: "agreed" });
      const { source, kept } = get();
      if (source.kind === "saved") api.request({ op: "script.agree", name: source.name, text: kept }).catch(fail);
    },
    run() {
      if (get().running !== null) return;
      dispatch({ type: "started" });
      ports.start(get().text, {
        onProgress: (run) => dispatch({ type: "progress", run }),
        onEnd: (over) => void ended(over),
      });
    },
    stop: () => ports.stop(),
    async save(name) {
      try {
        const { text, foreign } = get();
        const shelf = await api.request({ op: "script.save", name, text, is_foreign: foreign });
        dispatch({ type: "saved", name: name.trim().replace(/\s+/g, " "), shelf });
        return true;
      } catch (thrown) {
        fail(thrown);
        return false;
      }
    },
    async remove(name) {
      try {
        dispatch({ type: "shelf", shelf: await api.request({ op: "script.remove", name }) });
      } catch (thrown) {
        fail(thrown);
      }
    },
    download() {
      const { source, text } = get();
      ports.saveFile(fileName(nameOf(source)), "text/x-python;charset=utf-8", text);
    },
    show: ports.show,
  };
}

/** What came of a run, its end read out of its text. */
export function overOf({ how, message, ms, end }: ScriptOver): Over {
  return { how, message, ms, end: end === null ? null : (JSON.parse(end) as ScriptEnd) };
}
