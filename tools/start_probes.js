/*
 * What measurements and tests of starting do inside a document of the extension that has no client of its own.
 */

globalThis.starts = (() => {
  const FOLDER = "runtime";
  const ASIDE = "aside";

  /** A port to the engine, which is made if it is not there; `report` is its next report that it is ready. */
  async function open() {
    await chrome.runtime.sendMessage({ op: "engine.ensure" });
    const port = chrome.runtime.connect({ name: "gumsmith-client" });
    const reports = [];
    const replies = new Map();
    const wanted = [];
    port.onMessage.addListener(({ engine, reply, lost }) => {
      if (engine !== undefined) reports.push(engine);
      for (const look of [...wanted]) look();
      const settled = reply ?? lost;
      if (settled !== undefined) replies.get(settled.id)?.(settled);
    });
    const until = (good) =>
      new Promise((done) => {
        const look = () => {
          const found = reports.find(good);
          if (found === undefined) return;
          wanted.splice(wanted.indexOf(look), 1);
          done(found);
        };
        wanted.push(look);
        look();
      });
    const ask = (text) =>
      new Promise((done, fail) => {
        const id = crypto.randomUUID();
        replies.set(id, (settled) => (settled.text === undefined ? fail(new Error(settled.detail)) : done(settled.text)));
        port.postMessage({ request: { id, text } });
      });
    return { port, ask, until };
  }

  async function close() {
    if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
  }

  /**
   * Milliseconds from no engine to the answer of `text`, the answer, and how the engine says it was started. The engine
   * is closed again unless it may `stay`.
   */
  async function start(text, { stay = false } = {}) {
    await close();
    const started = performance.now();
    const line = await open();
    const answer = await line.ask(text);
    const ms = performance.now() - started;
    const { start: facts } = await line.until(({ state }) => state === "ready");
    line.port.disconnect();
    if (!stay) await close();
    return { ms, text: answer, facts };
  }

  /** The engine's answer to a text; the engine goes on. */
  async function answer(text) {
    const line = await open();
    const found = await line.ask(text);
    line.port.disconnect();
    return found;
  }

  async function result(line, command) {
    const answer = JSON.parse(await line.ask(JSON.stringify({ v: 1, id: "bench", command })));
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.result;
  }

  /** Connect the shop and read it to the end; ids of its products. */
  async function readShop(token) {
    const line = await open();
    await result(line, { op: "account.connect", token });
    for (;;) {
      const { products, refresh } = await result(line, { op: "catalog.get" });
      if (refresh.state === "done") {
        line.port.disconnect();
        return products.map(({ id }) => id);
      }
      await new Promise((again) => setTimeout(again, 200));
    }
  }

  /** Wait until the engine has made a snapshot, and close it unless it may `stay`. */
  async function snapshotMade({ stay = false } = {}) {
    const line = await open();
    const { start: facts } = await line.until(({ start }) => start !== null && (start.snapshot_bytes || start.trouble));
    line.port.disconnect();
    if (!stay) await close();
    if (facts.trouble) throw new Error(facts.trouble);
    return facts.snapshot_bytes;
  }

  const folder = async (name) => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });

  async function move(from, to) {
    const [source, target] = [await folder(from), await folder(to)];
    const files = await Array.fromAsync(source.values());
    for (const file of files) await file.move(target, file.name);
    return files.length;
  }

  /** How the engine was started; it is started if it is not there, and goes on. */
  async function facts() {
    const line = await open();
    const { start: found } = await line.until(({ state }) => state === "ready");
    line.port.disconnect();
    return found;
  }

  /** The files kept for starting: name to size. */
  async function files() {
    const found = {};
    for await (const file of (await folder(FOLDER)).values()) found[file.name] = (await file.getFile()).size;
    return found;
  }

  /** Change the one file by a function of its bytes that gives its new bytes, and of its name that gives its new name. */
  async function change(bytes, name = (same) => same) {
    const directory = await folder(FOLDER);
    const [file] = await Array.fromAsync(directory.values());
    const content = bytes(new Uint8Array(await (await file.getFile()).arrayBuffer()));
    await directory.removeEntry(file.name);
    const changed = await directory.getFileHandle(name(file.name), { create: true });
    const writer = await changed.createWritable();
    await writer.write(content);
    await writer.close();
  }

  async function remove() {
    const directory = await folder(FOLDER);
    for (const name of await Array.fromAsync(directory.keys())) await directory.removeEntry(name);
  }

  /** Whether a text is anywhere in the files kept for starting, in any encoding that Python keeps texts in. */
  async function holds(text) {
    const widths = [Uint8Array, Uint16Array, Uint32Array];
    const wanted = widths.map((Width) => new Uint8Array(Width.from(text, (letter) => letter.charCodeAt(0)).buffer));
    for await (const file of (await folder(FOLDER)).values()) {
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      if (wanted.some((each) => includes(bytes, each))) return true;
    }
    return false;
  }

  function includes(bytes, wanted) {
    for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
      if (wanted.every((byte, n) => bytes[at + n] === byte)) return true;
    }
    return false;
  }

  /** Whether no worker writes a snapshot. */
  async function writerIsGone() {
    const { held } = await navigator.locks.query();
    return held.every(({ name }) => name !== "gumsmith-snapshot");
  }

  /** Take the snapshot away, or put it back; how many files were moved. */
  const aside = () => move(FOLDER, ASIDE);
  const back = () => move(ASIDE, FOLDER);

  /** The closed database as base64. */
  async function database() {
    await close();
    for (;;) {
      try {
        const file = await (await (await folder("store")).getFileHandle("gumsmith.db")).getFile();
        return new Uint8Array(await file.arrayBuffer()).toBase64();
      } catch (error) {
        if (error.name !== "NoModificationAllowedError") throw error;
        await new Promise((again) => setTimeout(again, 100));
      }
    }
  }

  return { open, start, close, facts, answer, readShop, snapshotMade, files, change, remove, holds, writerIsGone, aside, back, database };
})();
