/** Reads Gumroad's API for a script. The token is added here and goes nowhere but into the request. */

import { API_ORIGIN, targetOf } from "./shared/gumroad_address.ts";
import type { LiveAnswer } from "./shared/messages.ts";
import { openToken } from "./shared/vault.ts";

const TIMEOUT_MS = 30_000;
const REDIRECT_STATUS = 302;
/** What a script may know of an answer's headers. */
const TOLD_HEADERS = ["content-type", "retry-after"];

/** Gumroad's answer to a GET; null when there is no token that can be used. Throws for an address that is not its own. */
export async function liveAnswer(target: string): Promise<LiveAnswer | null> {
  const allowed = targetOf(API_ORIGIN + target);
  if (allowed === null) throw new Error("a script may not read that address");
  const token = await openToken();
  if (token === null) return null;
  const answer = await fetch(API_ORIGIN + allowed, {
    method: "GET",
    headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.type === "opaqueredirect") return { status: REDIRECT_STATUS, headers: [], body: "" };
  const headers = TOLD_HEADERS.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: answer.status, headers, body: await answer.text() };
}
