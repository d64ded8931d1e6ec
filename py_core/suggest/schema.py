"""The JSON Schema of an answer. No I/O here.

Every key is required and no other allowed, lengths stand in words alone: what OpenAI's structured outputs, servers
on the seller's machine and Chrome's `responseConstraint` understand all the same.
"""

import json
from collections.abc import Sequence
from typing import Any

from py_core.gumroad.rules.products import LONGEST_NAME, LONGEST_TAG, SHORTEST_TAG
from py_core.listing.rewrites import SUMMARY_MOST
from py_core.suggest.judge import MOST_TAGS
from py_core.suggest.wishes import SuggestField

NAME = "listing"
NAME_WANTED = 60
_PROPERTIES: dict[SuggestField, dict[str, Any]] = {
    SuggestField.NAME: {
        "type": "string",
        "description": f"One line of about {NAME_WANTED} characters, {LONGEST_NAME} at most.",
    },
    SuggestField.SUMMARY: {"type": "string", "description": f"One line, {SUMMARY_MOST} characters at most."},
    SuggestField.DESCRIPTION: {"type": "string", "description": "HTML of the allowed elements."},
    SuggestField.TAGS: {
        "type": "array",
        "items": {"type": "string", "description": f"{SHORTEST_TAG} to {LONGEST_TAG} characters."},
        "description": f"3 to {MOST_TAGS} tags.",
    },
}


def answer_schema(fields: Sequence[SuggestField]) -> str:
    """The schema of an answer with just these parts, as JSON."""
    return json.dumps(
        {
            "type": "object",
            "properties": {field.value: _PROPERTIES[field] for field in fields},
            "required": [field.value for field in fields],
            "additionalProperties": False,
        }
    )
