/** What the engine's page and worker have, and TypeScript's page library does not name. */

interface FileSystemSyncAccessHandle {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(options?: { mode: "read-only" | "readwrite" }): Promise<FileSystemSyncAccessHandle>;
  /** Give the file another name in its folder, in place of a file that has it. */
  move(name: string): Promise<void>;
}

interface BrowserBuild {
  fullVersionList?: readonly { brand: string; version: string }[];
}

interface WorkerNavigator {
  userAgentData?: { getHighEntropyValues(hints: readonly string[]): Promise<BrowserBuild> };
}

interface Navigator {
  userAgentData?: { getHighEntropyValues(hints: readonly string[]): Promise<BrowserBuild> };
}

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** A policy's answer; the browser takes it where it wants a script's address. */
declare const trustedTypes: {
  createPolicy(name: string, rules: { createScriptURL(name: string): string }): { createScriptURL(name: string): URL };
};

/** What the build says of everything a snapshot depends on, in one hash. */
declare const PACKAGE_DIGEST: string;

/** The interpreter ships as it comes from npm and is imported by its place in the package. */
declare module "*/runtime/pyodide.mjs" {
  export * from "pyodide";
}

declare module "*/runtime/pyodide.asm.mjs" {
  const createModule: (settings: object) => Promise<object>;
  export default createModule;
}
