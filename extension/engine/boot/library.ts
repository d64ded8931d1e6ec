/** The package's Python as files: what they are called there, and where the interpreter finds them. */

import type { EmscriptenFs } from "./opfs_fs.ts";

export const LIBRARY = "/gumsmith";
/** Where Python believes the one extension module to be. */
export const EXTENSION_PATH = `${LIBRARY}/_pydantic_core.cpython-314-wasm32-emscripten.so`;

/** Ours and the wheels' pure Python; the standard library is placed by Pyodide itself. */
export const ZIPS = ["core.zip", "site.zip"] as const;

/** Every zip that Python imports from: its name in the package, its path in the file system. */
export const ZIP_PATHS: readonly (readonly [string, string])[] = [
  ...ZIPS.map((name) => [name, `${LIBRARY}/${name}`] as const),
  ["stdlib.zip", "/lib/python314.zip"],
];

export async function readBytes(url: URL): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname} is missing from the package`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** A file that is there at once and gets its content from the package when it is opened for the first time. */
export function placeWhenOpened(fs: EmscriptenFs, path: string, url: URL, read: (url: URL) => Uint8Array): void {
  fs.writeFile(path, new Uint8Array());
  const { node } = fs.lookupPath(path);
  let filled = false;
  node.stream_ops = {
    ...node.stream_ops,
    open() {
      if (filled) return;
      filled = true;
      node.contents = read(url);
      node.usedBytes = node.contents.length;
    },
  };
}

/** Python's reading of a file cannot wait for a promise; a worker may ask synchronously. */
export function readBytesNow(url: URL): Uint8Array {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  return new Uint8Array(request.response as ArrayBuffer);
}
