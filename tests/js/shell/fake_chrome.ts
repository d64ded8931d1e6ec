/** A small `chrome` that keeps state: storage areas, alarms, tabs, offscreen pages, messages, ports. */

type Listener<Arguments extends unknown[]> = (...given: Arguments) => unknown;

export class FakeEvent<Arguments extends unknown[]> {
  readonly listeners = new Set<Listener<Arguments>>();
  addListener(listener: Listener<Arguments>): void {
    this.listeners.add(listener);
  }
  removeListener(listener: Listener<Arguments>): void {
    this.listeners.delete(listener);
  }
  fire(...given: Arguments): unknown[] {
    return [...this.listeners].map((listener) => listener(...given));
  }
}

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

export class FakeArea {
  contents: Record<string, unknown> = {};
  accessLevel = "TRUSTED_AND_UNTRUSTED_CONTEXTS";
  /** Set to make the next write fail once. */
  failNextSet: Error | null = null;
  readonly log: string[] = [];

  constructor(
    private readonly name: string,
    private readonly changed: FakeEvent<[Changes, string]>,
  ) {}

  async setAccessLevel({ accessLevel }: { accessLevel: string }): Promise<void> {
    this.accessLevel = accessLevel;
  }

  async get(keys: null | Record<string, unknown>): Promise<Record<string, unknown>> {
    await Promise.resolve();
    if (keys === null) return structuredClone(this.contents);
    const found = Object.keys(keys).map((key) => [key, key in this.contents ? this.contents[key] : keys[key]]);
    return structuredClone(Object.fromEntries(found) as Record<string, unknown>);
  }

  async set(change: Record<string, unknown>): Promise<void> {
    this.log.push(`begin ${Object.keys(change).join(",")}`);
    await Promise.resolve();
    await Promise.resolve();
    const failure = this.failNextSet;
    this.failNextSet = null;
    if (failure !== null) throw failure;
    const changes: Changes = {};
    for (const [key, newValue] of Object.entries(change)) changes[key] = { oldValue: this.contents[key], newValue };
    Object.assign(this.contents, structuredClone(change));
    this.log.push(`end ${Object.keys(change).join(",")}`);
    this.changed.fire(changes, this.name);
  }

  async clear(): Promise<void> {
    this.contents = {};
  }
}

export const EXTENSION_ID = "abcdefghijklmnopabcdefghijklmnop";
export const BASE = `chrome-extension://${EXTENSION_ID}/`;

export class FakeChrome {
  readonly changed = new FakeEvent<[Changes, string]>();
  readonly local = new FakeArea("local", this.changed);
  readonly session = new FakeArea("session", this.changed);
  readonly storage = { local: this.local, session: this.session, onChanged: this.changed };
  readonly engines: object[] = [];
  readonly openTabs: string[] = [];
  readonly openPanels: number[] = [];
  readonly alarmTable = new Map<string, { periodInMinutes: number; when?: number }>();
  badge = "";
  /** What was posted through ports, and what the engine page answers each with; null closes the port. */
  readonly posted: unknown[] = [];
  portAnswer: unknown = null;
  createDelay: Promise<void> = Promise.resolve();

  readonly runtime = {
    id: EXTENSION_ID,
    getURL: (path: string) => BASE + path,
    getManifest: () => ({ version: "1.2.3" }),
    getContexts: async () => [...this.engines],
    onMessage: new FakeEvent<[unknown, object, (answer: unknown) => void]>(),
    onInstalled: new FakeEvent<[{ reason: string }]>(),
    onStartup: new FakeEvent<[]>(),
    ContextType: { OFFSCREEN_DOCUMENT: "OFFSCREEN_DOCUMENT" },
    OnInstalledReason: { INSTALL: "install", UPDATE: "update" },
    sendMessage: (message: unknown) => this.ask(message, BASE + "popup/popup.html"),
    lastError: undefined,
    connect: ({ name }: { name: string }) => this.connect(name),
  };
  readonly action = {
    setBadgeText: async ({ text }: { text: string }) => {
      this.badge = text;
    },
    setBadgeBackgroundColor: async (_: { color: string }) => undefined,
  };
  readonly offscreen = {
    Reason: { WORKERS: "WORKERS" },
    createDocument: async (options: object) => {
      await this.createDelay;
      if (this.engines.length > 0) throw new Error("Only a single offscreen document may be created.");
      this.engines.push(options);
    },
  };
  readonly alarms = {
    onAlarm: new FakeEvent<[{ name: string }]>(),
    create: async (name: string, options: { periodInMinutes: number; when?: number }) => {
      this.alarmTable.set(name, options);
    },
    get: async (name: string) => {
      const alarm = this.alarmTable.get(name);
      return alarm === undefined ? undefined : { name, scheduledTime: alarm.when };
    },
    clear: async (name: string) => this.alarmTable.delete(name),
  };
  readonly tabs = {
    create: async ({ url }: { url: string }) => {
      this.openTabs.push(url);
    },
  };
  readonly commands = { onCommand: new FakeEvent<[string, { windowId: number } | undefined]>() };
  readonly sidePanel = {
    open: async ({ windowId }: { windowId: number }) => {
      this.openPanels.push(windowId);
    },
  };
  readonly origins = new Set<string>();
  readonly permissions = {
    contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => this.origins.has(origin)),
    getAll: async () => ({ permissions: ["storage"], origins: [...this.origins] }),
    remove: async ({ origins }: { origins: string[] }) => origins.every((origin) => this.origins.delete(origin)),
    request: async ({ origins }: { origins: string[] }) => {
      for (const origin of origins) this.origins.add(origin);
      return true;
    },
  };
  readonly i18n = { getMessage: (key: string) => `words of ${key}` };

  private connect(name: string): object {
    const onMessage = new FakeEvent<[unknown]>();
    const onDisconnect = new FakeEvent<[]>();
    const postMessage = (message: unknown): void => {
      this.posted.push({ name, message });
      if (this.portAnswer === null) onDisconnect.fire();
      else onMessage.fire(this.portAnswer);
    };
    return { name, onMessage, onDisconnect, postMessage, disconnect: () => this.posted.push({ name, closed: true }) };
  }

  /** Send a message to the service worker as a page of that address; undefined when nobody takes it. */
  ask(message: unknown, url: string, id: string = EXTENSION_ID): Promise<unknown> {
    return new Promise((resolve) => {
      const taken = this.runtime.onMessage.fire(message, { id, url }, resolve);
      if (!taken.includes(true)) resolve(undefined);
    });
  }

  /** Forget all state, keep the listeners. */
  reset(): void {
    this.local.contents = {};
    this.session.contents = {};
    this.engines.length = this.openTabs.length = this.openPanels.length = 0;
    this.alarmTable.clear();
    this.origins.clear();
    this.posted.length = 0;
    this.badge = "";
    this.portAnswer = null;
    this.createDelay = Promise.resolve();
  }
}

export const fake = new FakeChrome();
(globalThis as { chrome?: unknown }).chrome = fake;

/** Let every promise that can go on do so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

export function deferred(): Deferred {
  let settle: Omit<Deferred, "promise"> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (settle === undefined) throw new Error("a promise starts at once");
  return { promise, ...settle };
}
