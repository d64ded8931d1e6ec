/**
 * Questions that block: the worker posts one and sleeps on shared memory until the page has written the answer there.
 *
 * Layout: three numbers (number of the question that was answered, how it was answered, length of the answer), then the
 * answer's bytes. The memory grows to what an answer needs.
 */

const NUMBERS = 3;
const ANSWERED = 0;
const HOW = 1;
const LENGTH = 2;
const DATA = 4 * NUMBERS;
const FIRST_BYTES = 1 << 20;
/** An answer of more is refused. */
export const MOST_BYTES = 1 << 28;

/** What an answer is: what was asked for, a sentence on why not, or that the script is to end. */
export type How = "given" | "refused" | "stopped";
const HOWS: readonly How[] = ["given", "refused", "stopped"];

export interface Answer {
  how: How;
  bytes: Uint8Array<ArrayBuffer>;
}

export function newMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(DATA + FIRST_BYTES, { maxByteLength: DATA + MOST_BYTES });
}

/** The page's side. */
export class Answering {
  constructor(private readonly memory: SharedArrayBuffer) {}

  /** Wake the one who asked. False when the answer is too large; nothing was told then. */
  answer(ticket: number, how: How, bytes: Uint8Array): boolean {
    if (bytes.length > MOST_BYTES) return false;
    const needed = DATA + bytes.length;
    if (this.memory.byteLength < needed) this.memory.grow(needed);
    new Uint8Array(this.memory, DATA, bytes.length).set(bytes);
    const numbers = new Int32Array(this.memory, 0, NUMBERS);
    Atomics.store(numbers, HOW, HOWS.indexOf(how));
    Atomics.store(numbers, LENGTH, bytes.length);
    Atomics.store(numbers, ANSWERED, ticket);
    Atomics.notify(numbers, ANSWERED);
    return true;
  }
}

/** The worker's side. Nothing but the constructor may look anything up: a script runs when it is used. */
export class Asking {
  private ticket = 0;
  private readonly numbers: Int32Array<SharedArrayBuffer>;
  private readonly wait = Atomics.wait;
  private readonly load = Atomics.load;

  constructor(
    private readonly memory: SharedArrayBuffer,
    private readonly post: (ticket: number, kind: string, text: string) => void,
  ) {
    this.numbers = new Int32Array(memory, 0, NUMBERS);
  }

  /** Return when the answer is there. */
  ask(kind: string, text: string): Answer {
    const { load, wait, numbers } = this;
    this.ticket += 1;
    const before = load(numbers, ANSWERED);
    this.post(this.ticket, kind, text);
    for (let seen = before; seen !== this.ticket; seen = load(numbers, ANSWERED)) wait(numbers, ANSWERED, seen);
    const bytes = new Uint8Array(load(numbers, LENGTH));
    bytes.set(new Uint8Array(this.memory, DATA, bytes.length));
    return { how: HOWS[load(numbers, HOW)] ?? "refused", bytes };
  }
}
