/**
 * Where a model may be: servers on the seller's own machine, and a short fixed list of hosts. The manifest's optional
 * hosts and its content policy name the same places. No I/O.
 */

/** A server program for models, and where it listens unless told otherwise. */
export interface LocalServer {
  id: "ollama" | "lmstudio" | "llamacpp";
  name: string;
  address: string;
}

export const LOCAL_SERVERS: readonly LocalServer[] = [
  { id: "ollama", name: "Ollama", address: "http://localhost:11434/v1" },
  { id: "lmstudio", name: "LM Studio", address: "http://localhost:1234/v1" },
  { id: "llamacpp", name: "llama.cpp", address: "http://localhost:8080/v1" },
];

export type HostId = "openai" | "openrouter" | "mistral" | "groq" | "gemini";

export interface HostedService {
  id: HostId;
  name: string;
  host: string;
  /** Below which `/models` and `/chat/completions` are. */
  base: string;
  /** Where the seller makes a key. */
  keys: string;
}

export const HOSTED_SERVICES: readonly HostedService[] = [
  {
    id: "openai",
    name: "OpenAI",
    host: "api.openai.com",
    base: "https://api.openai.com/v1",
    keys: "https://platform.openai.com/api-keys",
  },
  {
    id: "openrouter",
    name: "OpenRouter",
    host: "openrouter.ai",
    base: "https://openrouter.ai/api/v1",
    keys: "https://openrouter.ai/settings/keys",
  },
  {
    id: "mistral",
    name: "Mistral",
    host: "api.mistral.ai",
    base: "https://api.mistral.ai/v1",
    keys: "https://console.mistral.ai/api-keys",
  },
  {
    id: "groq",
    name: "Groq",
    host: "api.groq.com",
    base: "https://api.groq.com/openai/v1",
    keys: "https://console.groq.com/keys",
  },
  {
    id: "gemini",
    name: "Google Gemini",
    host: "generativelanguage.googleapis.com",
    base: "https://generativelanguage.googleapis.com/v1beta/openai",
    keys: "https://aistudio.google.com/apikey",
  },
];

export function hostedService(id: HostId): HostedService {
  const found = HOSTED_SERVICES.find((service) => service.id === id);
  if (found === undefined) throw new Error(`no such service: ${id}`);
  return found;
}

const LOCAL_HOSTS: readonly string[] = ["localhost", "127.0.0.1"];
const ENDINGS = /\/(?:chat\/completions|completions|models)?\/*$/;

/**
 * The base address of a server on this machine as a person types it (`localhost:11434`, with or without `http://` and
 * `/v1`), or null when it is not on this machine or not an address.
 */
export function localBase(typed: string): string | null {
  const text = typed.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (url.protocol !== "http:" || !LOCAL_HOSTS.includes(url.hostname) || !plain) return null;
  const path = url.pathname.replace(ENDINGS, "").replace(/\/+$/, "");
  return `${url.origin}${path === "" ? "/v1" : path}`;
}

/** The server program that listens at that base unless told otherwise, by its port; null for any other. */
export function localServerAt(base: string): LocalServer | null {
  const port = URL.canParse(base) ? new URL(base).port : "";
  return LOCAL_SERVERS.find(({ address }) => new URL(address).port === port) ?? null;
}

/** The pattern of the browser's permission for everything at the host of that base. */
export function permissionFor(base: string): string {
  const { protocol, hostname } = new URL(base);
  return `${protocol}//${hostname}/*`;
}

/** Every pattern that may ever be asked for. */
export const OPTIONAL_HOSTS: readonly string[] = [
  ...LOCAL_HOSTS.map((host) => `http://${host}/*`),
  ...HOSTED_SERVICES.map(({ base }) => permissionFor(base)),
];
