"""The JSON Schema of a seed with every field explained, for whoever writes one by hand."""

import json
from pathlib import Path
from typing import Any

from py_core.sandbox.state import SandboxState

_EXPLAINED = Path(__file__).with_name("seed_fields.json")


def explained_schema() -> dict[str, Any]:
    """The schema of a seed. Raises: KeyError for a field nobody has explained."""
    schema = SandboxState.model_json_schema()
    words: dict[str, dict[str, str]] = json.loads(_EXPLAINED.read_text(encoding="utf-8"))
    shared = words["*"]
    schema["description"] = words["SandboxState"][""]
    for name, model in (("SandboxState", schema), *schema["$defs"].items()):
        own = words.get(name, {})
        for field, described in model.get("properties", {}).items():
            described["description"] = own[field] if field in own else shared[field]
    return schema
