/**
 * The seller's token at rest: in the clear in storage that only this extension reads, for this browser session only, or
 * encrypted under a passphrase. Used by the service worker alone; the pages ask it by message.
 */

import type { Keeping, VaultState } from "./messages.ts";
import { readSession, readSettings, writeSession, writeSettings } from "./settings.ts";
import type { SealedToken } from "./settings.ts";

export const PBKDF2_ITERATIONS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;

export async function vaultState(): Promise<VaultState> {
  const [kept, session] = await Promise.all([readSettings(), readSession()]);
  if (kept.sealed_token !== null) return { keeping: "passphrase", locked: session.token === null };
  if (kept.token !== null) return { keeping: "stored", locked: false };
  if (session.token !== null) return { keeping: "session", locked: false };
  return { keeping: "none", locked: false };
}

/** The token if it can be used now, else null. */
export async function openToken(): Promise<string | null> {
  return (await readSession()).token ?? (await readSettings()).token;
}

/** Keep `token` in the chosen way and in no other. Raises if a passphrase is wanted and none is given. */
export async function keepToken(token: string, keeping: Keeping, passphrase = ""): Promise<void> {
  switch (keeping) {
    case "stored":
      await writeSettings({ token, sealed_token: null });
      await writeSession({ token: null });
      return;
    case "session":
      await writeSettings({ token: null, sealed_token: null });
      await writeSession({ token });
      return;
    case "passphrase":
      if (passphrase === "") throw new Error("a passphrase is needed");
      await writeSettings({ token: null, sealed_token: await seal(token, passphrase) });
      await writeSession({ token });
      return;
    default:
      keeping satisfies never;
      throw new Error("unknown way of keeping");
  }
}

/** Keep the token that is kept now in another way. Raises if there is none that can be used. */
export async function rekeepToken(keeping: Keeping, passphrase = ""): Promise<void> {
  const token = await openToken();
  if (token === null) throw new Error("no token is at hand");
  await keepToken(token, keeping, passphrase);
}

/** Open the sealed token for this browser session. False when the passphrase is wrong or nothing is sealed. */
export async function unlockToken(passphrase: string): Promise<boolean> {
  const { sealed_token: sealed } = await readSettings();
  if (sealed === null) return false;
  const token = await unseal(sealed, passphrase);
  if (token === null) return false;
  await writeSession({ token });
  return true;
}

/** Ask for the passphrase again before the next use. Does nothing unless the token is sealed. */
export async function lockToken(): Promise<void> {
  if ((await vaultState()).keeping === "passphrase") await writeSession({ token: null });
}

async function seal(token: string, passphrase: string): Promise<SealedToken> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await derivedKey(passphrase, salt, PBKDF2_ITERATIONS);
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(token));
  return { salt: encode(salt), iv: encode(iv), text: encode(new Uint8Array(text)), iterations: PBKDF2_ITERATIONS };
}

async function unseal(sealed: SealedToken, passphrase: string): Promise<string | null> {
  const key = await derivedKey(passphrase, decode(sealed.salt), sealed.iterations);
  try {
    const iv = decode(sealed.iv);
    const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, decode(sealed.text));
    return new TextDecoder().decode(clear);
  } catch (error) {
    if (error instanceof DOMException && error.name === "OperationError") return null;
    throw error;
  }
}

async function derivedKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const words = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const material = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
