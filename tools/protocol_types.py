"""TypeScript types of the protocol, generated from the core's models and committed."""

import json
import subprocess

from tools.environment import SetupError
from tools.paths import EXTENSION, NODE_MODULES, ROOT

OUTPUT = EXTENSION / "shared" / "protocol.d.ts"
GENERATOR = NODE_MODULES / "json-schema-to-typescript" / "dist" / "src" / "cli.js"
BANNER = """/**
 * What crosses the border to the core. GENERATED from py_core/protocol by `python3 build.py types`; do not edit.
 */"""


def generated() -> str:
    """The text that protocol.d.ts must have."""
    from py_core.protocol.schema import protocol_schema

    options = ["--no-additionalProperties", "--unreachableDefinitions=false", "--bannerComment", BANNER]
    done = subprocess.run(
        ["node", str(GENERATOR), *options, "--style.printWidth=120"],
        input=json.dumps(protocol_schema()),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(f"The protocol's types cannot be generated:\n{done.stderr}")
    return done.stdout.rstrip() + "\n"


def main(*, check: bool) -> None:
    """Write the types, or with `check` raise SetupError if the written ones are out of date."""
    text = generated()
    if not check:
        OUTPUT.write_text(text)
    elif not OUTPUT.is_file() or OUTPUT.read_text() != text:
        raise SetupError("extension/shared/protocol.d.ts is out of date: run `python3 build.py types`.")
