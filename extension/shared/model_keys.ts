/**
 * The seller's keys for language models. Each is kept for one place (a hosted service, or servers on this machine) and
 * handed out for that place only; in storage that only this extension reads, or until the browser ends. The core never
 * sees one.
 */

import type { HostId } from "../models/hosts.ts";
import { readSession, readSettings, writeSession, writeSettings } from "./settings.ts";

export type KeyPlace = HostId | "local";
export type KeyKeeping = "stored" | "session";

export async function modelKey(place: KeyPlace): Promise<{ key: string; keeping: KeyKeeping } | null> {
  const [kept, session] = await Promise.all([readSettings(), readSession()]);
  const passing = session.model_keys[place];
  if (passing !== undefined) return { key: passing, keeping: "session" };
  const stored = kept.model_keys[place];
  return stored === undefined ? null : { key: stored, keeping: "stored" };
}

/** Keep the key in the chosen way and in no other. */
export async function keepModelKey(place: KeyPlace, key: string, keeping: KeyKeeping): Promise<void> {
  await forgetModelKey(place);
  if (keeping === "stored") {
    const { model_keys } = await readSettings();
    await writeSettings({ model_keys: { ...model_keys, [place]: key } });
  } else {
    const { model_keys } = await readSession();
    await writeSession({ model_keys: { ...model_keys, [place]: key } });
  }
}

export async function forgetModelKey(place: KeyPlace): Promise<void> {
  const [kept, session] = await Promise.all([readSettings(), readSession()]);
  if (place in kept.model_keys) await writeSettings({ model_keys: without(kept.model_keys, place) });
  if (place in session.model_keys) await writeSession({ model_keys: without(session.model_keys, place) });
}

function without(keys: Readonly<Record<string, string>>, place: KeyPlace): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).filter(([known]) => known !== place));
}
