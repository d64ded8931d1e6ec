// Runs compile_inside.py in the interpreter that ships, since bytecode is only good for the Python that made it.
// Usage: node compile_python.mjs FOLDER SOURCE TARGET LOCATION keep|drop; both zips are names inside FOLDER, the last
// word says whether the sources stay beside their bytecode.

import { readFileSync } from "node:fs";
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";

const [folder, source, target, location, sources] = process.argv.slice(2);
const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" }, packages: [] });
python.FS.mkdirTree("/tools");
python.FS.writeFile("/tools/compile_inside.py", readFileSync(new URL("compile_inside.py", import.meta.url)));
python.mountNodeFS("/zips", folder);
python.runPython("import sys; sys.path.insert(0, '/tools')");
python.pyimport("compile_inside").compile_zip(`/zips/${source}`, `/zips/${target}`, location, sources === "keep");
