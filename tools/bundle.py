"""The shell's TypeScript to modules a reviewer can read: bundled, not minified, no source map address."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from tools.environment import SetupError
from tools.paths import EXTENSION, NODE_MODULES, ROOT

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
BROWSER = ("--platform=browser", "--target=chrome120")
NODE = ("--platform=node", "--target=node20")
COMMON = (
    "--bundle",
    "--format=esm",
    "--charset=utf8",
    "--jsx=automatic",
    "--jsx-import-source=preact",
    "--legal-comments=inline",
    "--external:../runtime/*",
    "--log-level=warning",
)
WORKERS = (
    "service_worker.ts",
    "engine/engine.ts",
    "engine/worker.ts",
    "engine/snapshot_worker.ts",
    "script/worker.ts",
)
LATER = ("sidepanel/script_editor.ts",)
"""What a page loads only when it is needed."""
_TSX_ADDRESS = re.compile(r'(src="[^"]+)\.tsx?"')


def page_sources() -> tuple[Path, ...]:
    """The entry of every page: extension/NAME/NAME.tsx."""
    return tuple(sorted(p for p in EXTENSION.glob("*/*.tsx") if p.stem == p.parent.name))


def bundle_shell(out: Path, digest: str) -> list[str]:
    """Bundle service worker, engine and pages into `out`, and copy the pages' HTML and CSS beside them.

    `digest` is what the engine's code knows its runtime by.
    A page that does not bundle does not keep the others from being looked at; what is wrong is returned.
    """
    known = f'--define:PACKAGE_DIGEST="{digest}"'
    run_esbuild([known, *_into(out, *(EXTENSION / name for name in (*WORKERS, *LATER)))])
    problems = []
    for page in page_sources():
        try:
            run_esbuild(_into(out, page))
        except SetupError as problem:
            problems.append(str(problem))
    for page in sorted(EXTENSION.glob("*/*.html")):
        target = out / page.relative_to(EXTENSION)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_TSX_ADDRESS.sub(r'\1.js"', page.read_text()))
    for style in sorted(EXTENSION.rglob("*.css")):
        target = out / style.relative_to(EXTENSION)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(style, target)
    return problems


def _into(out: Path, *entries: Path) -> list[str]:
    return [*(str(entry) for entry in entries), f"--outdir={out}", f"--outbase={EXTENSION}"]


def run_esbuild(arguments: list[str], *, platform: tuple[str, ...] = BROWSER) -> None:
    """One run of esbuild. Raises SetupError with its words when it refuses."""
    command = ["node", str(ESBUILD), *arguments, *COMMON, *platform]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = done.stderr.partition("\nnode:")[0]
        raise SetupError(f"esbuild refuses the shell:\n{words}")


def write_manifest(out: Path, version: str) -> None:
    """The source manifest with the version stamped in."""
    manifest = json.loads((ROOT / "manifest.json").read_text())
    manifest["version"] = version
    out.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
