/**
 * What a page asks of the rest of the extension, as an interface: the pages are drawn against it, previews and tests
 * hand in a stand-in. The real one is made in live_api.ts.
 */

import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

import type { EngineStatus } from "./client.ts";
import type { Glance, Keeping, VaultState } from "./messages.ts";
import type { ErrorBody, Protocol, Results } from "./protocol.d.ts";

export type AnyCommand = Protocol["command"];
export type AnyEvent = Protocol["event"];

export interface Api {
  /** The core's result. Rejects with an error that carries `body`, an ErrorBody. */
  request<C extends AnyCommand>(command: C): Promise<Results[C["op"]]>;
  onEvent(listener: (event: AnyEvent) => void): () => void;
  status: {
    get(): EngineStatus;
    subscribe(listener: (status: EngineStatus) => void): () => void;
  };
  /** Check a token and keep it. Rejects like `request`; then nothing is kept. */
  connectAccount(token: string, keeping: Keeping, passphrase?: string): Promise<Results["account.connect"]>;
  vaultState(): Promise<VaultState>;
  unlock(passphrase: string): Promise<boolean>;
  lock(): Promise<void>;
  /** Wipe the token and all data on this machine. */
  forget(): Promise<void>;
  /** The shop in short as it was last stored, before the engine is up. */
  glance(): Promise<Glance | null>;
}

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error("no ApiContext above this component");
  return api;
}

export function useEngineStatus(): EngineStatus {
  const api = useApi();
  const [status, setStatus] = useState(api.status.get());
  useEffect(() => {
    setStatus(api.status.get());
    return api.status.subscribe(setStatus);
  }, [api]);
  return status;
}

/** The plain error inside whatever was thrown. */
export function errorBody(thrown: unknown): ErrorBody {
  if (typeof thrown === "object" && thrown !== null && "body" in thrown) return thrown.body as ErrorBody;
  return {
    code: "internal",
    message: thrown instanceof Error ? thrown.message : String(thrown),
    hint: "",
    server_words: "",
    retryable: false,
    fields: {},
  };
}
