import "./words.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import type { AnyCommand, Api } from "../../../extension/shared/api.ts";
import type { ExportOptions, ExportView, SheetColumnsView, SheetView } from "../../../extension/shared/protocol.d.ts";
import { NO_SHEET, changesAnything, columnsOf, sheetAsker } from "../../../extension/sidepanel/listings/sheet.ts";
import type { SheetState } from "../../../extension/sidepanel/listings/sheet.ts";

const CHOICES: SheetColumnsView = {
  columns: ["name", "price", "tags"].map((key) => ({ key, title: key, about: "", read_only: false })),
  usual: ["tags", "name"],
  always: "",
  clear: "CLEAR",
  most_mb: 20,
  products: 2,
};
const VIEW: SheetView = {
  sheet_id: "s1",
  name: "a.csv",
  headline: "",
  facts: [],
  changed: 0,
  fresh: 0,
  columns: [],
  doubts: [{ key: "p1/name", row: 2, column: "Name", product: "Icons", why: "" }],
  more_doubts: 0,
  told: [],
  more_told: 0,
  problems: [],
  more_problems: 0,
  problem_title: "",
  notes: [],
  useful: true,
};
const REFUSED = { body: { code: "x", message: "No.", hint: "", server_words: "", retryable: false, fields: {} } };
const SMALL = { name: "a.csv", size: 10 };
const content = async (): Promise<string> => "YQ==";

function rig(answer: (command: AnyCommand) => unknown) {
  const asked: AnyCommand[] = [];
  let state: SheetState = NO_SHEET;
  const request = async (command: AnyCommand): Promise<unknown> => {
    asked.push(command);
    return command.op === "listing.sheet.columns" ? CHOICES : answer(command);
  };
  const asker = sheetAsker({ request } as unknown as Api, (next) => (state = next));
  return { asker, asked, state: () => state };
}

test("the usual columns go out in the core's order until others are chosen", async () => {
  const { asker, state } = rig(() => VIEW);
  assert.deepEqual(columnsOf(state()), []);
  await asker.look();
  assert.deepEqual(columnsOf(state()), ["name", "tags"]);
  asker.setColumn("price", true);
  asker.setColumn("name", false);
  assert.deepEqual(columnsOf(state()), ["price", "tags"]);
});

test("a file is asked for with what was chosen, and a refusal stands with the form", async () => {
  const { asker, asked, state } = rig(() => ({ export_id: "e1" }));
  await asker.look();
  const begin = (ask: (options: ExportOptions) => Promise<ExportView>): Promise<ExportView> =>
    ask({ format: "xlsx" } as ExportOptions);
  asker.set({ onlyChosen: true, description: "html" });
  assert.equal((await asker.exportFile(["p1"], begin))?.export_id, "e1");
  await asker.exportFile([], begin);
  const forms = asked.flatMap((command) => (command.op === "listing.sheet.export" ? [command.form] : []));
  assert.deepEqual(forms, [
    { columns: ["name", "tags"], description: "html", product_ids: ["p1"] },
    { columns: ["name", "tags"], description: "html", product_ids: null },
  ]);
  assert.equal(await asker.exportFile([], () => Promise.reject(REFUSED)), null);
  assert.equal(state().exportError?.message, "No.");
  asker.setColumn("price", true);
  assert.equal(state().exportError, null);
});

test("a file that is too large is not read", async () => {
  const { asker, asked, state } = rig(() => VIEW);
  await asker.look();
  await asker.read({ name: "big.xlsx", size: 20_000_001 }, () => Promise.reject(new Error("read")));
  assert.equal(asked.length, 1);
  assert.equal(state().reading, false);
  assert.equal(state().fileError?.code, "sheet_file");
});

test("of two files the newer one counts", async () => {
  const waiting: ((view: SheetView) => void)[] = [];
  const { asker, state } = rig(() => new Promise<SheetView>((settle) => waiting.push(settle)));
  const first = asker.read(SMALL, content);
  const second = asker.read({ name: "b.csv", size: 1 }, content);
  await new Promise((settle) => setTimeout(settle, 0));
  waiting[1]?.({ ...VIEW, sheet_id: "s2" });
  waiting[0]?.(VIEW);
  await Promise.all([first, second]);
  assert.deepEqual([state().view?.sheet_id, state().fileName, state().reading], ["s2", "b.csv", false]);
});

test("a file that cannot be read says why and leaves nothing", async () => {
  const { asker, state } = rig(() => Promise.reject(REFUSED));
  await asker.read(SMALL, content);
  assert.deepEqual([state().view, state().fileError?.message, state().reading], [null, "No.", false]);
  await asker.read(SMALL, () => Promise.reject(new Error("gone")));
  assert.notEqual(state().fileError, null);
});

test("a doubt that was picked makes the plan, and goes when it is no longer one", async () => {
  const { asker, asked, state } = rig((command) => (command.op === "plan.sheet" ? { digest: "d" } : { ...VIEW }));
  assert.equal(await asker.plan(), null);
  await asker.again();
  await asker.read(SMALL, content);
  assert.equal(changesAnything(state()), false);
  asker.pick("p1/name", true);
  assert.equal(changesAnything(state()), true);
  assert.equal((await asker.plan())?.digest, "d");
  assert.deepEqual(asked.at(-1), {
    op: "plan.sheet",
    form: { job: "sheet", sheet_id: "s1", chosen: ["p1/name"], unticked: [] },
    refines: null,
  });
  asker.pick("gone", true);
  await asker.again();
  assert.deepEqual(state().picked, ["p1/name"]);
  asker.pick("p1/name", false);
  assert.deepEqual(state().picked, []);
});

test("a plan that is refused is said, and a file can be put away", async () => {
  const { asker, state } = rig((command) => (command.op === "plan.sheet" ? Promise.reject(REFUSED) : VIEW));
  await asker.read(SMALL, content);
  assert.equal(await asker.plan(), null);
  assert.deepEqual([state().fileError?.message, state().building], ["No.", false]);
  asker.forget();
  assert.deepEqual([state().view, state().fileName, state().fileError], [null, "", null]);
  await asker.look();
  asker.reset();
  assert.equal(state(), NO_SHEET);
});
