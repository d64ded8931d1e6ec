import assert from "node:assert/strict";
import { test } from "node:test";

import type { KeptDraft } from "../../../extension/shared/settings.ts";
import { draftKeeper } from "../../../extension/sidepanel/kept_draft.ts";
import { EMPTY_EDITS } from "../../../extension/sidepanel/listings/edit_forms.ts";
import { EDIT_INITIAL, draftOf as editDraftOf, reduceEdit } from "../../../extension/sidepanel/listings/edit_state.ts";
import { NO_SCRIPTS, draftOf, reduceScripts } from "../../../extension/sidepanel/scripts/state.ts";

function keeping(kept: KeptDraft | null = null) {
  const timers = new Map<number, () => void>();
  const written: (KeptDraft | null)[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const stored = { read: async (): Promise<KeptDraft | null> => kept };
  const keeper = draftKeeper<string>({
    later(run) {
      timers.set(++next, run);
      return next;
    },
    cancel: (timer) => timers.delete(timer),
    read: () => stored.read(),
    async write(draft) {
      written.push(draft);
    },
    failed: (thrown) => failures.push(thrown),
  });
  const passed = (): void => {
    for (const [timer, run] of [...timers]) {
      timers.delete(timer);
      run();
    }
  };
  return { keeper, written, failures, stored, passed };
}

test("what was typed is given back to the one whose it is, once", async () => {
  const { keeper } = keeping({ of: "a", draft: "half" });
  assert.equal(await keeper.takeUp("b"), null);
  assert.equal(await keeper.takeUp("a"), "half");
  assert.equal(await keeper.takeUp("a"), null);
});

test("nothing is kept before it is known whose it is, and the last of many words is kept", async () => {
  const { keeper, written, passed } = keeping();
  keeper.keep("early");
  passed();
  await keeper.takeUp("a");
  keeper.keep("h");
  keeper.keep("ha");
  passed();
  keeper.keep(null);
  passed();
  assert.deepEqual(written, [{ of: "a", draft: "ha" }, null]);
});

test("what was typed for one is not kept for another", async () => {
  const { keeper, written, passed } = keeping();
  await keeper.takeUp("a");
  keeper.keep("for a");
  const other = keeper.takeUp("b");
  passed();
  keeper.keep("between");
  passed();
  await other;
  assert.deepEqual(written, []);
});

test("an answer that comes after the account changed is not taken up", async () => {
  const { keeper } = keeping({ of: "a", draft: "half" });
  const [first, second] = await Promise.all([keeper.takeUp("a"), keeper.takeUp("b")]);
  assert.deepEqual([first, second], [null, null]);
});

test("a storage that cannot be read is told, and typing goes on", async () => {
  const { keeper, failures, stored, written, passed } = keeping();
  stored.read = () => Promise.reject(new Error("broken"));
  assert.equal(await keeper.takeUp("a"), null);
  assert.equal(failures.length, 1);
  keeper.keep("still");
  passed();
  assert.deepEqual(written, [{ of: "a", draft: "still" }]);
});

test("a script is kept with where it came from, and does not replace what was typed meanwhile", () => {
  assert.equal(draftOf(NO_SCRIPTS), null);
  const typed = reduceScripts(NO_SCRIPTS, { type: "typed", text: "x = 1" });
  const draft = draftOf(typed);
  assert.deepEqual(draft, { source: { kind: "new" }, text: "x = 1", kept: NO_SCRIPTS.kept, foreign: false });
  assert.ok(draft);
  const again = reduceScripts(NO_SCRIPTS, { type: "draft", draft });
  assert.deepEqual([again.text, again.opened], ["x = 1", NO_SCRIPTS.opened + 1]);
  const other = reduceScripts(NO_SCRIPTS, { type: "typed", text: "y = 2" });
  assert.equal(reduceScripts(other, { type: "draft", draft }).text, "y = 2");
});

test("forms of bulk edits are kept where something was typed, and fill only those that are untouched", () => {
  assert.equal(editDraftOf(EDIT_INITIAL.forms), null);
  const typed = reduceEdit(EDIT_INITIAL, { kind: "form", name: "find", change: { find: "old" } });
  const draft = editDraftOf(typed.forms);
  assert.deepEqual(draft, { find: { ...EMPTY_EDITS.find, find: "old" } });
  assert.ok(draft);
  assert.equal(reduceEdit(EDIT_INITIAL, { kind: "draft", draft }).forms.find.form.find, "old");
  const other = reduceEdit(EDIT_INITIAL, { kind: "form", name: "find", change: { find: "new" } });
  assert.equal(reduceEdit(other, { kind: "draft", draft }).forms.find.form.find, "new");
  assert.equal(reduceEdit(other, { kind: "draft", draft: {} }).forms.find.form.find, "new");
});
