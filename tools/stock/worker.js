import { loadPyodide } from "./pyodide.mjs";

onmessage = async ({ data: { packages, text } }) => {
  try {
    const python = await loadPyodide();
    await python.loadPackage(packages, { messageCallback: () => undefined });
    const database = await fetch("shop.db");
    python.FS.writeFile("/home/pyodide/shop.db", new Uint8Array(await database.arrayBuffer()));
    const config = { version: "0", durable: false, database: "/home/pyodide/shop.db" };
    const engine = python.pyimport("py_core.browser").start(() => undefined, JSON.stringify(config));
    postMessage({ answer: await engine.handle(text) });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
