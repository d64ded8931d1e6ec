/** Why a model did not answer, in words: what happened, what to do, and the exact setting or command where there is one. */

import { LOCAL_SERVERS, localBase, localServerAt } from "../../models/hosts.ts";
import type { LocalServer } from "../../models/hosts.ts";
import type { ModelTrouble } from "../../models/provider.ts";
import { t } from "../../shared/i18n.ts";
import type { MessageKey } from "../../shared/i18n.ts";
import type { ModelChoice } from "../../shared/model_choice.ts";
import { hostName, modelName, placeName } from "./model_state.ts";

export interface TroubleWords {
  title: string;
  hint: string;
  /** To be copied, each with what it is for; empty names for the only one. */
  settings: readonly { name: string; text: string }[];
  /** The server's own words; empty when there are none. */
  said: string;
}

const ORIGINS = "chrome-extension://*";

/** For Ollama, by system; the quotes keep a shell from reading the star. */
const OLLAMA_ORIGINS: TroubleWords["settings"] = [
  { name: "macOS", text: `launchctl setenv OLLAMA_ORIGINS "${ORIGINS}"` },
  { name: "Windows", text: `setx OLLAMA_ORIGINS "${ORIGINS}"` },
  { name: "Linux", text: `OLLAMA_ORIGINS="${ORIGINS}" ollama serve` },
];

const START: Readonly<Record<LocalServer["id"], string>> = {
  ollama: "ollama serve",
  lmstudio: "lms server start --cors",
  llamacpp: "llama-server -m model.gguf --port 8080",
};

/** `origin` is this extension's own. */
export function troubleWords(trouble: ModelTrouble, choice: ModelChoice, origin: string): TroubleWords {
  const { code } = trouble;
  const server = choice.kind === "local" ? localServerAt(localBase(choice.local.address) ?? "") : null;
  const place = choice.kind === "builtin" ? t("suggest_builtin_name") : placeName(choice);
  const named = code === "unreachable" && choice.kind !== "builtin" ? hostName(choice) : place;
  const title = code === "unreachable" && choice.kind === "builtin" ? "suggest_trouble_download" : `suggest_trouble_${code}`;
  return {
    title: t(title as MessageKey, named),
    hint: hintOf(trouble, choice, server, place),
    settings: settingsOf(trouble, choice, server, origin),
    said: trouble.words,
  };
}

function hintOf({ code }: ModelTrouble, choice: ModelChoice, server: LocalServer | null, place: string): string {
  switch (code) {
    case "stopped":
      return "";
    case "unreachable":
    case "origin_refused":
      return choice.kind === "local" ? t(`suggest_hint_${code}_${server?.id ?? "other"}`) : t("suggest_hint_connection");
    case "key_refused":
      return t(choice.kind === "local" ? "suggest_hint_key_local" : "suggest_hint_key_hosted", place);
    case "no_model":
      return t(server?.id === "ollama" ? "suggest_hint_no_model_ollama" : "suggest_hint_no_model");
    case "wrong_path":
      return t(choice.kind === "local" ? "suggest_hint_wrong_path" : "suggest_hint_another");
    case "silent":
      return t(choice.kind === "hosted" ? "suggest_hint_later" : "suggest_hint_smaller");
    case "failed":
    case "unreadable":
    case "cut":
    case "endless":
    case "rejected":
      return t("suggest_hint_another");
    default:
      return t(`suggest_hint_${code}`);
  }
}

function settingsOf(
  { code }: ModelTrouble,
  choice: ModelChoice,
  server: LocalServer | null,
  origin: string,
): TroubleWords["settings"] {
  if (choice.kind !== "local") return [];
  const one = (text: string): TroubleWords["settings"] => [{ name: "", text }];
  if (code === "unreachable" && server !== null) return one(START[server.id]);
  if (code === "no_model" && server?.id === "ollama") return one(`ollama pull ${modelName(choice)}`);
  if (code !== "origin_refused") return [];
  if (server?.id === "ollama") return OLLAMA_ORIGINS;
  return one(server?.id === "lmstudio" ? START.lmstudio : origin);
}

/** The server programs by name, for sentences that list them. */
export const SERVER_NAMES = LOCAL_SERVERS.map(({ name }) => name).join(", ");
