/**
 * A language model as the pages see it, whoever runs it. A provider carries messages to the model and its text back;
 * what the messages say and what the text is worth is the core's business.
 */

export interface Message {
  role: "system" | "user" | "assistant";
  content: string;
}

/** A JSON Schema, as the core writes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** What is asked, as the core has made it. */
export interface Question {
  messages: readonly Message[];
  schemaName: string;
  schema: Schema;
  /** How long a good answer is at most, about. */
  maxOutputTokens: number;
}

export interface Reply {
  /** Well-formed Unicode. */
  text: string;
  /** The model was done, it reached its length, or it would not answer. */
  end: "whole" | "cut" | "refused";
}

export interface AskOptions {
  signal: AbortSignal;
  /** How many characters there are so far; 0 while the model thinks without writing. */
  onProgress?: (characters: number) => void;
}

export type Availability =
  /** It can be asked now. */
  | "available"
  /** The browser has to download it first, which needs a click. */
  | "downloadable"
  /** The browser is downloading it. */
  | "downloading"
  /** This browser knows of models, this device cannot run one. */
  | "unavailable"
  /** This browser has no model of its own. */
  | "absent";

export interface ModelProvider {
  availability(): Promise<Availability>;
  /** The names of the models there are, in the provider's order. Rejects with ModelTrouble. */
  models(signal: AbortSignal): Promise<readonly string[]>;
  /** Whether one short question with nothing of the shop in it is answered. Rejects with ModelTrouble. */
  check(signal: AbortSignal): Promise<void>;
  /** How many tokens it takes in at once, question and answer together; null where it does not say. */
  room(signal: AbortSignal): Promise<number | null>;
  /** Ask once. Rejects with ModelTrouble, always and only. */
  ask(question: Question, options: AskOptions): Promise<Reply>;
}

export const TROUBLES = [
  /** The seller stopped it. */
  "stopped",
  /** The browser was not allowed to speak to that address. */
  "no_permission",
  /** Nothing answers there. */
  "unreachable",
  /** A server on this machine refuses the extension's origin. */
  "origin_refused",
  /** The key is missing, wrong or withdrawn. */
  "key_refused",
  /** The key is good and may not do this. */
  "forbidden",
  /** The server knows no such model. */
  "no_model",
  /** Something answers there that is no such server. */
  "wrong_path",
  /** Asked too often; `retryAfterS` says when again. */
  "too_often",
  /** The account has no credit left. */
  "no_credit",
  /** The question does not fit into the model. */
  "too_large",
  /** The request was refused for another reason. */
  "rejected",
  /** The server failed. */
  "failed",
  /** The answer is not what such a server sends. */
  "unreadable",
  /** Nothing came for too long. */
  "silent",
  /** The connection ended in the middle of the answer. */
  "cut",
  /** The answer would not end, and was stopped. */
  "endless",
  /** The browser's model cannot run here. */
  "unavailable",
  /** The browser's model is not downloaded yet. */
  "not_downloaded",
  /** The browser's model may not write in this language. */
  "language",
] as const;

export type TroubleCode = (typeof TROUBLES)[number];

const LONGEST_WORDS = 300;

/** Why a model did not answer. Holds no key and nothing of what was asked. */
export class ModelTrouble extends Error {
  constructor(
    readonly code: TroubleCode,
    /** The server's own words, cut; empty when there are none. */
    readonly words: string = "",
    /** After how many seconds the server wants to be asked again; null when it does not say. */
    readonly retryAfterS: number | null = null,
  ) {
    super(code);
    this.name = "ModelTrouble";
    const plain = words.trim().replace(/\s+/g, " ");
    this.words = plain.length > LONGEST_WORDS ? `${plain.slice(0, LONGEST_WORDS)}…` : plain;
  }
}

/** One short question that costs next to nothing and says nothing of the shop. */
export const CHECK_QUESTION: Question = {
  messages: [{ role: "user", content: "Answer with the single word: yes" }],
  schemaName: "",
  schema: {},
  maxOutputTokens: 100,
};

/** No answer is read beyond so many characters. */
export const LONGEST_REPLY = 400_000;
/** A model may think aloud before it answers. */
const THINKING = 60_000;
const CHARACTERS_A_TOKEN = 8;

/** After how many characters an answer is stopped: one that should be short is not paid for until it is long. */
export function longestReply({ maxOutputTokens }: Pick<Question, "maxOutputTokens">): number {
  return Math.min(LONGEST_REPLY, THINKING + CHARACTERS_A_TOKEN * maxOutputTokens);
}
