/** Which shop is current and how its token is kept, kept up to date while a page is open. */

import { useCallback, useEffect, useState } from "preact/hooks";

import { errorBody, useApi } from "./api.ts";
import type { VaultState } from "./messages.ts";
import type { AccountView, ErrorBody } from "./protocol.d.ts";

export interface AccountState {
  /** Undefined until the core has answered, null when no shop is current. */
  account: AccountView | null | undefined;
  vault: VaultState | null;
  error: ErrorBody | null;
  reload: () => void;
}

export function useAccount(): AccountState {
  const api = useApi();
  const [account, setAccount] = useState<AccountView | null | undefined>(undefined);
  const [vault, setVault] = useState<VaultState | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);

  const reload = useCallback(() => {
    setError(null);
    const failed = (thrown: unknown): void => setError(errorBody(thrown));
    api.vaultState().then(setVault, failed);
    api.request({ op: "account.status" }).then((status) => setAccount(status.account), failed);
  }, [api]);

  useEffect(() => {
    reload();
    const readVault = (): void => {
      api.vaultState().then(setVault, (thrown: unknown) => setError(errorBody(thrown)));
    };
    document.addEventListener("visibilitychange", readVault);
    const stop = api.onEvent((event) => {
      if (event.type !== "account.changed") return;
      setAccount(event.status.account);
      readVault();
    });
    return () => {
      document.removeEventListener("visibilitychange", readVault);
      stop();
    };
  }, [api, reload]);

  return { account, vault, error, reload };
}
