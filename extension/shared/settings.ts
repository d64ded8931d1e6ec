/**
 * What the shell keeps in chrome.storage. No other module touches it, except through this one.
 *
 * One defaults object says what exists; numbered migrations bring older contents up to date; writes queue on one
 * promise, so that two of them never interleave.
 */

import type { Glance } from "./messages.ts";
import type { ModelChoice } from "./model_choice.ts";
import type { Filter, LinkForm, MakeForm, MintForm, PriceForm, Sort } from "./protocol.d.ts";

/** A token encrypted under a passphrase; all three are base64. */
export interface SealedToken {
  salt: string;
  iv: string;
  text: string;
  iterations: number;
}

export interface Settings {
  /** The kept token in the clear, or null. */
  token: string | null;
  /** The kept token under a passphrase, or null. Never set together with `token`. */
  sealed_token: SealedToken | null;
  glance: Glance | null;
  /** The side panel's tool to open with. */
  panel_tool: string;
  /** Whether Python may be started from a snapshot. */
  snapshots: boolean;
  /** Which language model may be asked; null until the seller has chosen one. */
  model: ModelChoice | null;
  /** Keys of language models that are kept, each by the place that it is for. */
  model_keys: Readonly<Record<string, string>>;
}

export const DEFAULTS: Readonly<Settings> = {
  token: null,
  sealed_token: null,
  glance: null,
  panel_tool: "products",
  snapshots: true,
  model: null,
  model_keys: {},
};

/** What a person has chosen and typed in the side panel and not run yet. */
export interface PanelWork {
  account_id: string;
  chosen: readonly string[];
  filter: Filter;
  sort: Sort;
  form: PriceForm;
  /** Absent in what an earlier version kept. */
  codes?: { make: MakeForm; mint: MintForm };
}

/** A draft, and whose it is. */
export interface KeptDraft {
  of: string;
  draft: unknown;
}

/** Which codes a sheet of links is about, and what their links carry. */
export interface SheetLinks {
  keys: readonly string[];
  form: LinkForm;
}

/** What lives only as long as the browser runs. */
export interface SessionSettings {
  token: string | null;
  /** The place in the side panel that the popup sent the person to (`#prices?ids=…`); the panel takes it away. */
  panel_target: string | null;
  /** How many starts of Python in a row did not come to their end; the one going on counts. */
  unfinished_starts: number;
  panel_work: PanelWork | null;
  /** What is being typed in tools that keep it themselves, by tool. */
  drafts: Readonly<Record<string, KeptDraft | null>>;
  /** What the sheet is to show; it is read when its page opens. */
  sheet_links: SheetLinks | null;
  /** Keys of language models that end with the browser, each by the place that it is for. */
  model_keys: Readonly<Record<string, string>>;
}

const SESSION_DEFAULTS: Readonly<SessionSettings> = {
  token: null,
  panel_target: null,
  unfinished_starts: 0,
  panel_work: null,
  drafts: {},
  sheet_links: null,
  model_keys: {},
};
const VERSION_KEY = "schema";

type Contents = Record<string, unknown>;

/** `MIGRATIONS[n]` turns the contents of schema n into those of schema n + 1. */
const MIGRATIONS: readonly ((contents: Contents) => Contents)[] = [(contents) => contents];
export const SCHEMA = MIGRATIONS.length;

let queue: Promise<unknown> = Promise.resolve();
let opening: Promise<void> | null = null;

/** Run `write` after all earlier writes, whether they succeeded or not. */
function queued<T>(write: () => Promise<T>): Promise<T> {
  const turn = queue.then(write, write);
  queue = turn.catch(() => undefined);
  return turn;
}

/** Close the storage to untrusted contexts and bring it to this version's schema. Runs once per page or worker. */
function open(): Promise<void> {
  opening ??= queued(async () => {
    await chrome.storage.local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
    await chrome.storage.session.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
    const stored: Contents = await chrome.storage.local.get(null);
    const from = typeof stored[VERSION_KEY] === "number" ? stored[VERSION_KEY] : 0;
    if (from === SCHEMA) return;
    if (from > SCHEMA) throw new Error(`settings are of schema ${from}, this version knows ${SCHEMA}`);
    const migrated = MIGRATIONS.slice(from).reduce((contents, step) => step(contents), stored);
    await chrome.storage.local.set({ ...migrated, [VERSION_KEY]: SCHEMA });
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

export async function readSettings(): Promise<Settings> {
  await open();
  return chrome.storage.local.get({ ...DEFAULTS }) as unknown as Promise<Settings>;
}

export async function writeSettings(change: Partial<Settings>): Promise<void> {
  await open();
  await queued(() => chrome.storage.local.set(change));
}

export async function readSession(): Promise<SessionSettings> {
  await open();
  return chrome.storage.session.get({ ...SESSION_DEFAULTS }) as unknown as Promise<SessionSettings>;
}

export async function writeSession(change: Partial<SessionSettings>): Promise<void> {
  await open();
  await queued(() => chrome.storage.session.set(change));
}

/** Forget everything the shell keeps. */
export async function wipeSettings(): Promise<void> {
  await open();
  await queued(async () => {
    await chrome.storage.session.clear();
    await chrome.storage.local.clear();
    await chrome.storage.local.set({ [VERSION_KEY]: SCHEMA });
  });
}

/** Call `told` with each change of one setting. Returns a function that stops it. */
export function onSetting<Key extends keyof Settings>(key: Key, told: (value: Settings[Key]) => void): () => void {
  return onStored("local", key, (value) => told((value ?? DEFAULTS[key]) as Settings[Key]));
}

/** The same for what lives only as long as the browser runs. */
export function onSession<Key extends keyof SessionSettings>(
  key: Key,
  told: (value: SessionSettings[Key]) => void,
): () => void {
  return onStored("session", key, (value) => told((value ?? SESSION_DEFAULTS[key]) as SessionSettings[Key]));
}

function onStored(area: "local" | "session", key: string, told: (value: unknown) => void): () => void {
  const listener = (changes: Record<string, chrome.storage.StorageChange>, changed: string): void => {
    const change = changes[key];
    if (changed === area && change !== undefined) told(change.newValue);
  };
  chrome.storage.onChanged.addListener(listener);
  return () => chrome.storage.onChanged.removeListener(listener);
}
