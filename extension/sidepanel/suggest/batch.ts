/**
 * One batch: product by product a request from the core goes to the model and its text back, once more where the core
 * wants that. A product that fails does not keep the rest; a trouble that would meet every product ends the batch.
 */

import { errorBody } from "../../shared/api.ts";
import type { Api } from "../../shared/api.ts";
import type { ErrorBody, SuggestReceivedView, SuggestRequestView, Wishes } from "../../shared/protocol.d.ts";
import { ModelTrouble } from "../../models/provider.ts";
import type { ModelProvider, Schema, TroubleCode } from "../../models/provider.ts";

export type RowState = "waits" | "asking" | "proposed" | "nothing" | "failed";

export interface BatchRow {
  product_id: string;
  name: string;
  state: RowState;
  /** What became of it, in the core's words; empty until it is done. */
  text: string;
  /** What the model failed by; null when it did not. */
  trouble: ModelTrouble | null;
}

export interface Batch {
  rows: readonly BatchRow[];
  wishes: Wishes;
  state: "running" | "stopping" | "done";
  /** How many characters of the answer under way have come. */
  characters: number;
  /** The product under way is asked a second time. */
  again: boolean;
  /** The model's server wants to be left alone until then; null when it does not. */
  waitsUntilMs: number | null;
  beganMs: number;
  /** What ended it early: a trouble of the model, or an error of the core. */
  ended: ModelTrouble | ErrorBody | null;
}

export interface BatchPorts {
  request: Api["request"];
  now(): number;
  /** Resolves after that time, or as soon as the signal ends it. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Met by one product, these would be met by every other. */
const FOR_ALL: ReadonlySet<TroubleCode> = new Set<TroubleCode>([
  "stopped",
  "no_permission",
  "unreachable",
  "origin_refused",
  "key_refused",
  "forbidden",
  "no_model",
  "wrong_path",
  "too_often",
  "no_credit",
  "unavailable",
  "not_downloaded",
]);

const MOST_WAITS = 4;
const FIRST_WAIT_S = 15;
const LONGEST_WAIT_S = 120;
/** Progress is told at most so often. */
const TELL_MS = 150;

export function newBatch(products: readonly { id: string; name: string }[], wishes: Wishes, nowMs: number): Batch {
  const rows = products.map(({ id, name }) => ({ product_id: id, name, state: "waits" as const, text: "", trouble: null }));
  return { rows, wishes, state: "running", characters: 0, again: false, waitsUntilMs: null, beganMs: nowMs, ended: null };
}

export interface BatchOptions {
  room: number | null;
  signal: AbortSignal;
  told(batch: Batch): void;
  /** An answer was taken by the core. */
  received(view: SuggestReceivedView): void;
}

/** Runs to its end, whatever happens; never rejects. */
export async function runBatch(
  first: Batch,
  provider: ModelProvider,
  ports: BatchPorts,
  { room, signal, told, received }: BatchOptions,
): Promise<void> {
  let batch = first;
  let toldMs = 0;

  function tell(change: Partial<Batch>): void {
    batch = { ...batch, ...change };
    told(batch);
  }

  function tellRow(at: number, change: Partial<BatchRow>): void {
    tell({ rows: batch.rows.map((row, n) => (n === at ? { ...row, ...change } : row)), characters: 0, again: false });
  }

  function progressed(characters: number): void {
    if (ports.now() - toldMs < TELL_MS) return;
    toldMs = ports.now();
    tell({ characters });
  }

  /** Ask, and wait where the server wants that. */
  async function answered(request: SuggestRequestView): Promise<SuggestReceivedView> {
    for (let waits = 0; ; waits += 1) {
      try {
        const reply = await provider.ask(
          {
            messages: request.messages,
            schemaName: request.schema_name,
            schema: JSON.parse(request.answer_schema) as Schema,
            maxOutputTokens: request.max_output_tokens,
          },
          { signal, onProgress: progressed },
        );
        return await ports.request({ op: "suggest.receive", request_id: request.request_id, ...reply });
      } catch (thrown) {
        const seconds = waitOf(thrown, waits);
        if (seconds === null || signal.aborted) throw thrown;
        tell({ waitsUntilMs: ports.now() + seconds * 1000 });
        await ports.sleep(seconds * 1000, signal);
        tell({ waitsUntilMs: null });
      }
    }
  }

  async function product(at: number, product_id: string): Promise<void> {
    let request = await ports.request({ op: "suggest.prepare", product_id, wishes: batch.wishes, room_tokens: room });
    for (;;) {
      const view = await answered(request);
      received(view);
      if (view.again === null) {
        tellRow(at, { state: view.outcome === "proposed" ? "proposed" : "nothing", text: view.text });
        return;
      }
      request = view.again;
      tell({ again: true, characters: 0 });
    }
  }

  for (const [at, { product_id }] of first.rows.entries()) {
    if (signal.aborted) break;
    tellRow(at, { state: "asking" });
    try {
      await product(at, product_id);
    } catch (thrown) {
      const ended = endOf(thrown);
      if (ended !== null) {
        tellRow(at, { state: "waits" });
        tell({ ended });
        break;
      }
      tellRow(at, failureOf(thrown));
    }
  }
  tell({ state: "done", waitsUntilMs: null });
}

/** After how many seconds to ask again; null when that would not help. */
function waitOf(thrown: unknown, waits: number): number | null {
  if (!(thrown instanceof ModelTrouble) || thrown.code !== "too_often" || waits >= MOST_WAITS) return null;
  const seconds = thrown.retryAfterS ?? FIRST_WAIT_S * 2 ** waits;
  return seconds <= LONGEST_WAIT_S ? Math.max(1, seconds) : null;
}

/** What ends the batch; null when only this product failed. */
function endOf(thrown: unknown): Batch["ended"] {
  if (thrown instanceof ModelTrouble) return FOR_ALL.has(thrown.code) ? thrown : null;
  const error = errorBody(thrown);
  return error.code === "engine_gone" ? error : null;
}

function failureOf(thrown: unknown): Partial<BatchRow> {
  if (thrown instanceof ModelTrouble) return { state: "failed", trouble: thrown };
  const { message, hint } = errorBody(thrown);
  return { state: "failed", text: hint === "" ? message : `${message} ${hint}` };
}

export interface BatchSum {
  total: number;
  /** Rows that are over, whatever their end. */
  over: number;
  proposed: number;
  nothing: number;
  failed: number;
  left: number;
  /** Seconds until it is done, as far as the rows so far say; null before one is over. */
  leftS: number | null;
}

export function sumOf({ rows, beganMs, state }: Batch, nowMs: number): BatchSum {
  const count = (wanted: RowState): number => rows.filter((row) => row.state === wanted).length;
  const [proposed, nothing, failed] = [count("proposed"), count("nothing"), count("failed")];
  const over = proposed + nothing + failed;
  const left = rows.length - over;
  const leftS = over === 0 || state !== "running" ? null : ((nowMs - beganMs) / 1000 / over) * left;
  return { total: rows.length, over, proposed, nothing, failed, left, leftS };
}

/** Products to ask once more: those that failed, and those that were not reached. */
export function unanswered({ rows }: Batch): readonly { id: string; name: string }[] {
  return rows
    .filter(({ state }) => state === "failed" || state === "waits")
    .map(({ product_id, name }) => ({ id: product_id, name }));
}
