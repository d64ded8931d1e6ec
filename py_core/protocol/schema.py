"""The JSON Schema of everything that crosses the border; the TypeScript types are generated from it."""

from typing import Any

from pydantic import TypeAdapter, create_model

from py_core.protocol.commands import RESULTS, Command
from py_core.protocol.envelope import ErrorBody
from py_core.protocol.events import Event
from py_core.scripting.roles import Task
from py_core.scripting.running import ScriptEnd
from py_core.values import Value


def protocol_schema() -> dict[str, Any]:
    """One schema: commands and events, results by op, errors, what scripts are asked and how they end."""
    results: dict[str, Any] = {op: (model, ...) for op, model in RESULTS.items()}
    result_model = create_model("Results", __base__=Value, **results)
    root = create_model(
        "Protocol",
        __base__=Value,
        command=(Command, ...),
        event=(Event, ...),
        results=(result_model, ...),
        error=(ErrorBody, ...),
        script_end=(ScriptEnd, ...),
        script_task=(Task, ...),
    )
    schema: dict[str, Any] = TypeAdapter(root).json_schema(mode="serialization")
    for definition in (schema, *schema["$defs"].values()):
        properties = definition.get("properties", {})
        if properties:
            definition["required"] = list(properties)
        for field in properties.values():
            _plain(field)
    return schema


def _plain(field: dict[str, Any]) -> None:
    """Drop the titles and defaults of fields, which would each become a type of their own."""
    field.pop("title", None)
    field.pop("default", None)
    for nested in (field.get("items"), *field.get("anyOf", ())):
        if isinstance(nested, dict):
            _plain(nested)
