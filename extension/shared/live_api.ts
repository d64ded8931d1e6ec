/** The interface of api.ts on the real client and the real storage. */

import type { Api } from "./api.ts";
import { connectAccount, forget, lock, onEvent, request, status, unlock, vaultState } from "./client.ts";
import { readSettings } from "./settings.ts";

export const liveApi: Api = {
  request,
  onEvent,
  status,
  connectAccount,
  vaultState,
  unlock,
  lock,
  forget,
  glance: async () => (await readSettings()).glance,
};
