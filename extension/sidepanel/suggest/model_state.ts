/** Which model is in use, how it stands, and what is being chosen. Pure. */

import { hostedService, localBase, localServerAt } from "../../models/hosts.ts";
import type { ModelTrouble } from "../../models/provider.ts";
import { FIRST_MODEL } from "../../shared/model_choice.ts";
import type { ModelChoice } from "../../shared/model_choice.ts";
import type { KeyKeeping, KeyPlace } from "../../shared/model_keys.ts";

/** What keeps the model in use from being asked; `ready` when nothing does. */
export type ModelStanding =
  | "unknown"
  | "none"
  | "ready"
  | "downloadable"
  | "downloading"
  | "unavailable"
  | "absent"
  | "no_key"
  | "no_permission";

/** What is being chosen and typed; a typed key leaves this state only towards the storage and the chosen host. */
export interface ModelDraft {
  choice: ModelChoice;
  key: string;
  keeping: KeyKeeping;
  /** A key for the chosen place is kept already. */
  hasKey: boolean;
}

export interface ModelState {
  /** The model in use; null when none was chosen. */
  choice: ModelChoice | null;
  standing: ModelStanding;
  /** How many tokens it takes in at once; null where it does not say. */
  room: number | null;
  draft: ModelDraft;
  /** How the browser's own model stands. */
  builtin: ModelStanding;
  /** The names found where the draft looks; null before they were asked for. */
  names: readonly string[] | null;
  busy: "" | "names" | "check" | "download";
  /** Of a download, from 0 to 1; null where it is not known. */
  share: number | null;
  trouble: ModelTrouble | null;
  /** What is still missing from the draft, by field, once it was tried. */
  faults: ModelFaults;
}

export type FaultField = "address" | "model" | "key" | "sent" | "back";
export type ModelFaults = Partial<Record<FaultField, "address" | "model" | "key" | "price">>;

export const NO_DRAFT: ModelDraft = { choice: FIRST_MODEL, key: "", keeping: "stored", hasKey: false };

export const NO_MODEL: ModelState = {
  choice: null,
  standing: "unknown",
  room: null,
  draft: NO_DRAFT,
  builtin: "unknown",
  names: null,
  busy: "",
  share: null,
  trouble: null,
  faults: {},
};

/** The place that a choice's key is for; null where none is wanted. */
export function keyPlace({ kind, hosted }: ModelChoice): KeyPlace | null {
  return kind === "builtin" ? null : kind === "local" ? "local" : hosted.service;
}

/** A host as it is named to the seller: `Ollama`, `OpenRouter`, or the address of something else on this machine. */
export function placeName({ kind, local, hosted }: ModelChoice): string {
  if (kind === "hosted") return hostedService(hosted.service).name;
  const base = localBase(local.address);
  if (kind === "builtin" || base === null) return "";
  return localServerAt(base)?.name ?? new URL(base).host;
}

/** The host that texts go to, as its address says it; empty for the browser's own model. */
export function hostName({ kind, local, hosted }: ModelChoice): string {
  if (kind === "hosted") return hostedService(hosted.service).host;
  const base = localBase(local.address);
  return kind === "builtin" || base === null ? "" : new URL(base).host;
}

export function modelName({ kind, local, hosted }: ModelChoice): string {
  return kind === "builtin" ? "" : kind === "local" ? local.model : hosted.model;
}

/** What is missing before the draft can be checked; `naming` is looser, for finding out which models there are. */
export function faultsOf({ choice, key, hasKey }: ModelDraft, naming: boolean): ModelFaults {
  const faults: ModelFaults = {};
  if (choice.kind === "local" && localBase(choice.local.address) === null) faults.address = "address";
  if (choice.kind === "hosted" && key.trim() === "" && !hasKey) faults.key = "key";
  if (naming || choice.kind === "builtin") return faults;
  if (modelName(choice).trim() === "") faults.model = "model";
  if (choice.kind === "hosted") {
    for (const [field, price] of [["sent", choice.prices.sent], ["back", choice.prices.back]] as const) {
      if (!isPrice(price)) faults[field] = "price";
    }
  }
  return faults;
}

function isPrice(typed: string): boolean {
  return typed.trim() === "" || /^\d{1,6}([.,]\d{1,6})?$/.test(typed.trim());
}

/** The found names that the typed one is a part of, best first; all when nothing is typed. */
export function matchingNames(names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "" || names.some((name) => name.toLowerCase() === wanted)) return names;
  const places = names.map((name) => ({ name, at: name.toLowerCase().indexOf(wanted) }));
  return places.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at).map(({ name }) => name);
}
