import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { BuiltinProvider } from "../../../extension/models/builtin.ts";
import { ModelTrouble, TROUBLES } from "../../../extension/models/provider.ts";
import type { Availability, ModelProvider } from "../../../extension/models/provider.ts";
import { FIRST_MODEL } from "../../../extension/shared/model_choice.ts";
import type { ModelChoice } from "../../../extension/shared/model_choice.ts";
import type { KeyKeeping, KeyPlace } from "../../../extension/shared/model_keys.ts";
import { modelActions } from "../../../extension/sidepanel/suggest/model_actions.ts";
import { NO_MODEL, faultsOf, hostName, matchingNames, placeName } from "../../../extension/sidepanel/suggest/model_state.ts";
import type { ModelState } from "../../../extension/sidepanel/suggest/model_state.ts";
import { troubleWords } from "../../../extension/sidepanel/suggest/troubles.ts";
import { settled } from "./rig.ts";

const OLLAMA: ModelChoice = { ...FIRST_MODEL, kind: "local", local: { address: "http://localhost:11434/v1", model: "llama" } };
const OPENAI: ModelChoice = { ...FIRST_MODEL, kind: "hosted", hosted: { service: "openai", model: "small" } };

interface Given {
  choice?: ModelChoice | null;
  keys?: Partial<Record<KeyPlace, { key: string; keeping: KeyKeeping }>>;
  availability?: Availability;
  granted?: boolean;
  check?: () => Promise<void>;
  names?: () => Promise<readonly string[]>;
  download?: BuiltinProvider["download"];
}

function rig(given: Given = {}) {
  const kept = { choice: given.choice ?? null, keys: { ...given.keys } };
  const log: string[] = [];
  let availability = given.availability ?? "unavailable";
  let granted = given.granted ?? true;
  let state: ModelState = NO_MODEL;
  const provider = (choice: ModelChoice, key: string) => {
    log.push(`provider ${choice.kind} ${key}`);
    return { check: given.check ?? (async () => undefined), models: given.names ?? (async () => ["b", "a"]) } as unknown as ModelProvider;
  };
  const act = modelActions(
    {
      readChoice: async () => kept.choice,
      writeChoice: async (choice) => {
        kept.choice = choice;
      },
      key: async (place) => kept.keys[place] ?? null,
      keepKey: async (place, key, keeping) => {
        kept.keys[place] = { key, keeping };
      },
      forgetKey: async (place) => {
        delete kept.keys[place];
      },
      firstKeeping: async () => "session",
      mayReach: async () => granted,
      askToReach: async (pattern) => {
        log.push(`reach ${pattern}`);
        return granted;
      },
      provider,
      builtin: () =>
        ({
          availability: async () => availability,
          room: async () => 9216,
          download:
            given.download ??
            (async (_, onShare) => {
              onShare(0.5);
              availability = "available";
            }),
        }) as unknown as BuiltinProvider,
    },
    (told) => {
      state = told;
    },
  );
  return { act, log, kept, state: () => state, grant: (on: boolean) => (granted = on), setAvailability: (now: Availability) => (availability = now) };
}

test("nothing is chosen at first, and nothing is reached", async () => {
  const { act, state, log } = rig();
  await act.refresh();
  assert.deepEqual([state().standing, state().choice, log], ["none", null, []]);
  await assert.rejects(act.provider(), ModelTrouble);
});

test("what keeps a chosen model from being asked is told apart", async () => {
  const standing = async (given: Given) => {
    const { act, state } = rig(given);
    await act.refresh();
    return state().standing;
  };
  const key = { openai: { key: "sk", keeping: "stored" as const } };
  assert.equal(await standing({ choice: OPENAI, keys: key }), "ready");
  assert.equal(await standing({ choice: OPENAI }), "no_key");
  assert.equal(await standing({ choice: OPENAI, keys: key, granted: false }), "no_permission");
  assert.equal(await standing({ choice: OLLAMA }), "ready");
  assert.equal(await standing({ choice: FIRST_MODEL, availability: "downloadable" }), "downloadable");
  assert.equal(await standing({ choice: FIRST_MODEL, availability: "absent" }), "absent");
  assert.equal(await standing({ choice: FIRST_MODEL, availability: "available" }), "ready");
});

test("how much the browser's own model takes in is known once it is there", async () => {
  const { act, state } = rig({ choice: FIRST_MODEL, availability: "available" });
  await act.refresh();
  assert.equal(state().room, 9216);
});

test("a model is in use only after it has answered; its key is kept then", async () => {
  let fails = true;
  const { act, state, kept, log } = rig({
    check: async () => {
      if (fails) throw new ModelTrouble("key_refused", "No.");
    },
  });
  await act.open();
  await act.choose(OPENAI);
  act.edit({ key: " sk-typed " });
  assert.equal(await act.use(), false);
  assert.deepEqual([state().trouble?.code, kept.choice, kept.keys], ["key_refused", null, {}]);
  fails = false;
  assert.equal(await act.use(), true);
  assert.deepEqual(kept, { choice: OPENAI, keys: { openai: { key: "sk-typed", keeping: "session" } } });
  assert.deepEqual([state().standing, state().draft.key, state().draft.hasKey], ["ready", "", true]);
  assert.ok(log.includes("reach https://api.openai.com/*") && log.includes("provider hosted sk-typed"));
  await act.provider();
  assert.equal(log.at(-1), "provider hosted sk-typed");
});

test("a refused permission is told, and nothing is asked", async () => {
  const { act, state, log } = rig({ granted: false });
  await act.open();
  await act.choose(OLLAMA);
  assert.equal(await act.use(), false);
  assert.equal(state().trouble?.code, "no_permission");
  assert.deepEqual(log, ["reach http://localhost/*"]);
});

test("a typed key does not go along to another place", async () => {
  const { act, state } = rig({ keys: { groq: { key: "gsk", keeping: "stored" } } });
  await act.open();
  await act.choose(OPENAI);
  act.edit({ key: "sk-typed" });
  await act.choose({ ...OPENAI, hosted: { service: "groq", model: "" } });
  assert.deepEqual([state().draft.key, state().draft.hasKey, state().draft.keeping], ["", true, "stored"]);
});

test("a forgotten key is gone, and the model in use says so", async () => {
  const { act, state, kept } = rig({ choice: OPENAI, keys: { openai: { key: "sk", keeping: "stored" } } });
  await act.open();
  assert.equal(state().draft.hasKey, true);
  await act.forgetKey();
  assert.deepEqual([kept.keys, state().draft.hasKey, state().standing], [{}, false, "no_key"]);
});

test("which models there are is asked for by a click; another place forgets them", async () => {
  const { act, state } = rig();
  await act.open();
  await act.choose(OLLAMA);
  await act.findNames();
  assert.deepEqual(state().names, ["b", "a"]);
  await act.choose(OPENAI);
  assert.equal(state().names, null);
  await act.findNames();
  assert.deepEqual([state().names, state().faults], [null, { key: "key" }]);
});

test("stopping a check leaves no trouble and uses nothing", async () => {
  const { act, state, kept } = rig({ check: () => new Promise(() => undefined) });
  await act.open();
  await act.choose(OLLAMA);
  void act.use();
  await settled();
  assert.equal(state().busy, "check");
  act.stop();
  assert.deepEqual([state().busy, state().trouble, kept.choice], ["", null, null]);
});

test("a download tells its share, and makes the model ready", async () => {
  const shares: (number | null)[] = [];
  const { act, state, setAvailability } = rig({
    choice: FIRST_MODEL,
    availability: "downloadable",
    download: async (_, onShare) => {
      onShare(0.25);
      shares.push(state().share);
      setAvailability("available");
    },
  });
  await act.open();
  await act.download();
  assert.deepEqual([shares, state().busy, state().builtin, state().standing], [[0.25], "", "ready", "ready"]);
});

test("a download that fails says why", async () => {
  const { act, state } = rig({
    availability: "downloadable",
    download: async () => {
      throw new ModelTrouble("unreachable");
    },
  });
  await act.open();
  await act.download();
  assert.deepEqual([state().busy, state().trouble?.code, state().builtin], ["", "unreachable", "downloadable"]);
});

test("leave that was taken back can be given again", async () => {
  const { act, state, grant } = rig({ choice: OLLAMA, granted: false });
  await act.refresh();
  assert.equal(state().standing, "no_permission");
  grant(true);
  await act.allow();
  assert.equal(state().standing, "ready");
});

test("what is missing from a choice is told by field", () => {
  const draft = (choice: ModelChoice, key = "") => ({ choice, key, keeping: "stored" as const, hasKey: false });
  assert.deepEqual(faultsOf(draft(FIRST_MODEL), false), {});
  assert.deepEqual(faultsOf(draft({ ...OLLAMA, local: { address: "http://192.168.0.2", model: " " } }), false), {
    address: "address",
    model: "model",
  });
  assert.deepEqual(faultsOf(draft({ ...OLLAMA, local: { address: "localhost:1", model: "" } }), true), {});
  assert.deepEqual(faultsOf(draft({ ...OPENAI, prices: { sent: "free", back: "0,15" } }, "k"), false), { sent: "price" });
});

test("names are found by a part of them", () => {
  const names = ["meta/llama", "llama-small", "other"];
  assert.deepEqual(matchingNames(names, " LLAMA"), ["llama-small", "meta/llama"]);
  assert.deepEqual(matchingNames(names, ""), names);
  assert.deepEqual(matchingNames(names, "other"), names);
  assert.deepEqual(matchingNames(names, "zzz"), []);
});

test("a place is named as the seller knows it", () => {
  assert.deepEqual([placeName(OLLAMA), hostName(OLLAMA)], ["Ollama", "localhost:11434"]);
  assert.deepEqual([placeName(OPENAI), hostName(OPENAI)], ["OpenAI", "api.openai.com"]);
  const other = { ...OLLAMA, local: { address: "127.0.0.1:5000", model: "" } };
  assert.deepEqual([placeName(other), hostName(other)], ["127.0.0.1:5000", "127.0.0.1:5000"]);
  assert.deepEqual([placeName(FIRST_MODEL), hostName(FIRST_MODEL)], ["", ""]);
});

test("every trouble has its sentence, for every kind of model", () => {
  const places = [1234, 8080, 5000].map((port) => ({ ...OLLAMA, local: { address: `localhost:${port}`, model: "x" } }));
  for (const code of TROUBLES) {
    for (const choice of [FIRST_MODEL, OPENAI, OLLAMA, ...places]) {
      const { title, hint } = troubleWords(new ModelTrouble(code), choice, "chrome-extension://abc");
      assert.notEqual(title, "", `${code} ${choice.kind}`);
      assert.doesNotMatch(title + hint, /\$\d/);
      if (code !== "stopped") assert.notEqual(hint, "", `${code} ${choice.kind}`);
    }
  }
});

test("the exact setting is named where a server on this machine refuses the extension", () => {
  const settings = (port: number) =>
    troubleWords(new ModelTrouble("origin_refused"), { ...OLLAMA, local: { address: `localhost:${port}`, model: "x" } }, "chrome-extension://abc").settings;
  assert.ok(settings(11434).every(({ text }) => /OLLAMA_ORIGINS.*chrome-extension:\/\/\*/.test(text)));
  assert.deepEqual(settings(11434).map(({ name }) => name), ["macOS", "Windows", "Linux"]);
  assert.deepEqual(settings(1234), [{ name: "", text: "lms server start --cors" }]);
  assert.deepEqual(settings(5000), [{ name: "", text: "chrome-extension://abc" }]);
  const unreachable = troubleWords(new ModelTrouble("unreachable"), OLLAMA, "");
  assert.deepEqual([unreachable.title, unreachable.settings], ["Nothing answers at localhost:11434.", [{ name: "", text: "ollama serve" }]]);
});
