/** Choosing a model, finding out how it stands, and reaching it. Of two checks of one kind only the newer counts. */

import type { BuiltinProvider } from "../../models/builtin.ts";
import { baseOf } from "../../models/make.ts";
import { permissionFor } from "../../models/hosts.ts";
import { ModelTrouble } from "../../models/provider.ts";
import type { ModelProvider } from "../../models/provider.ts";
import type { ModelChoice } from "../../shared/model_choice.ts";
import type { KeyKeeping, KeyPlace } from "../../shared/model_keys.ts";
import { NO_DRAFT, NO_MODEL, faultsOf, keyPlace } from "./model_state.ts";
import type { ModelDraft, ModelStanding, ModelState } from "./model_state.ts";

export interface ModelPorts {
  readChoice(): Promise<ModelChoice | null>;
  writeChoice(choice: ModelChoice | null): Promise<void>;
  key(place: KeyPlace): Promise<{ key: string; keeping: KeyKeeping } | null>;
  keepKey(place: KeyPlace, key: string, keeping: KeyKeeping): Promise<void>;
  forgetKey(place: KeyPlace): Promise<void>;
  /** How the key is kept unless the seller says otherwise: no longer than the token. */
  firstKeeping(): Promise<KeyKeeping>;
  mayReach(pattern: string): Promise<boolean>;
  askToReach(pattern: string): Promise<boolean>;
  provider(choice: ModelChoice, key: string): ModelProvider;
  builtin(): BuiltinProvider;
}

/** Where the browser's own model cannot run, the next one is looked at first. */
function firstDraft(builtin: ModelStanding): ModelChoice {
  const without = builtin === "absent" || builtin === "unavailable";
  return without ? { ...NO_DRAFT.choice, kind: "local" } : NO_DRAFT.choice;
}

export type ModelActions = ReturnType<typeof modelActions>;

export function modelActions(ports: ModelPorts, told: (state: ModelState) => void) {
  let state = NO_MODEL;
  let stop = new AbortController();

  function tell(change: Partial<ModelState>): void {
    state = { ...state, ...change };
    told(state);
  }

  /** Ends what is under way; the signal for what begins. */
  function begin(busy: ModelState["busy"]): AbortSignal {
    stop.abort();
    stop = new AbortController();
    tell({ busy, trouble: null, share: null });
    return stop.signal;
  }

  function failed(thrown: unknown, signal: AbortSignal): void {
    if (signal !== stop.signal) return;
    const trouble = thrown instanceof ModelTrouble ? thrown : new ModelTrouble("failed", String(thrown));
    tell({ busy: "", share: null, trouble: trouble.code === "stopped" ? null : trouble });
  }

  async function keyOf(choice: ModelChoice): Promise<string> {
    const place = keyPlace(choice);
    return place === null ? "" : ((await ports.key(place))?.key ?? "");
  }

  async function builtinStanding(): Promise<ModelStanding> {
    const availability = await ports.builtin().availability();
    return availability === "available" ? "ready" : availability;
  }

  async function standingOf(choice: ModelChoice | null): Promise<ModelStanding> {
    if (choice === null) return "none";
    const base = baseOf(choice);
    if (base === null) return builtinStanding();
    if (!(await ports.mayReach(permissionFor(base)))) return "no_permission";
    return choice.kind === "hosted" && (await keyOf(choice)) === "" ? "no_key" : "ready";
  }

  /** How much the browser's own model takes in is said by itself, once it is there. */
  async function roomOf(standing: ModelStanding): Promise<number | null> {
    if (standing !== "ready") return null;
    return ports.builtin().room(new AbortController().signal).catch(() => null);
  }

  async function refresh(): Promise<void> {
    const choice = await ports.readChoice();
    const standing = await standingOf(choice);
    const room = choice?.kind === "builtin" ? (state.room ?? (await roomOf(standing))) : null;
    tell({ choice, standing, room });
  }

  async function withKeyKnown(draft: ModelDraft): Promise<ModelDraft> {
    const place = keyPlace(draft.choice);
    const kept = place === null ? null : await ports.key(place);
    return { ...draft, hasKey: kept !== null, keeping: kept?.keeping ?? (await ports.firstKeeping()) };
  }

  /** The seller's typed key, or the kept one. */
  async function draftKey({ choice, key }: ModelDraft): Promise<string> {
    return key.trim() === "" ? keyOf(choice) : key.trim();
  }

  /** Ask the browser for leave, in the click that wants it. */
  async function reach(choice: ModelChoice): Promise<void> {
    const base = baseOf(choice);
    if (base !== null && !(await ports.askToReach(permissionFor(base)))) throw new ModelTrouble("no_permission");
  }

  return {
    refresh,
    state: (): ModelState => state,

    /** Begin to choose: with the model in use, or the first one. */
    async open(): Promise<void> {
      await refresh();
      const builtin = await builtinStanding();
      const isNew = state.draft === NO_DRAFT;
      const choice = isNew ? (state.choice ?? firstDraft(builtin)) : state.draft.choice;
      const draft = await withKeyKnown({ ...state.draft, choice });
      tell({ draft, builtin });
    },

    edit(change: Partial<ModelDraft>): void {
      tell({ draft: { ...state.draft, ...change }, faults: {}, trouble: null });
    },

    /** Another kind or another place: what was found at the one before does not count there. */
    async choose(choice: ModelChoice): Promise<void> {
      stop.abort();
      tell({ draft: { ...state.draft, choice, key: "", hasKey: false }, names: null, faults: {}, trouble: null, busy: "" });
      const draft = await withKeyKnown(state.draft);
      if (state.draft.choice === choice) tell({ draft: { ...state.draft, hasKey: draft.hasKey, keeping: draft.keeping } });
    },

    /** Which models there are. Only a click may ask. */
    async findNames(): Promise<void> {
      const { draft } = state;
      const faults = faultsOf(draft, true);
      tell({ faults });
      if (Object.keys(faults).length > 0) return;
      const signal = begin("names");
      try {
        await reach(draft.choice);
        const names = await ports.provider(draft.choice, await draftKey(draft)).models(signal);
        if (signal === stop.signal) tell({ names, busy: "" });
      } catch (thrown) {
        failed(thrown, signal);
      }
    },

    /** Ask one short question, and use the model when it answers. Only a click may ask. True when it is in use. */
    async use(): Promise<boolean> {
      const { draft } = state;
      const faults = faultsOf(draft, false);
      tell({ faults });
      if (Object.keys(faults).length > 0) return false;
      const signal = begin("check");
      try {
        await reach(draft.choice);
        await ports.provider(draft.choice, await draftKey(draft)).check(signal);
        const place = keyPlace(draft.choice);
        if (place !== null && draft.key.trim() !== "") await ports.keepKey(place, draft.key.trim(), draft.keeping);
        await ports.writeChoice(draft.choice);
        const kept = await withKeyKnown({ ...draft, key: "" });
        if (signal !== stop.signal) return false;
        tell({ choice: draft.choice, standing: "ready", room: null, draft: kept, busy: "" });
        await refresh();
        return true;
      } catch (thrown) {
        failed(thrown, signal);
        return false;
      }
    },

    /** Download the browser's own model. Only a click may begin it. */
    async download(): Promise<void> {
      const signal = begin("download");
      try {
        await ports.builtin().download(signal, (share) => {
          if (signal === stop.signal) tell({ share });
        });
        if (signal !== stop.signal) return;
        tell({ busy: "", builtin: await builtinStanding() });
        await refresh();
      } catch (thrown) {
        failed(thrown, signal);
        tell({ builtin: await builtinStanding() });
      }
    },

    /** Leave for the host of the model in use, when it was taken back. Only a click may ask. */
    async allow(): Promise<void> {
      if (state.choice !== null) await reach(state.choice).catch(() => undefined);
      await refresh();
    },

    async forgetKey(): Promise<void> {
      const place = keyPlace(state.draft.choice);
      if (place === null) return;
      await ports.forgetKey(place);
      tell({ draft: await withKeyKnown({ ...state.draft, key: "" }) });
      await refresh();
    },

    stop(): void {
      stop.abort();
      tell({ busy: "", share: null });
    },

    /** The model in use with its key. Rejects with ModelTrouble where there is none. */
    async provider(): Promise<ModelProvider> {
      const { choice } = state;
      if (choice === null) throw new ModelTrouble("unavailable");
      return ports.provider(choice, await keyOf(choice));
    },
  };
}
