"""What every record of a seed has in common: strict types and no unknown fields. No I/O here."""

from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, JsonValue

Object: TypeAlias = dict[str, JsonValue]
Objects: TypeAlias = list[Object]


class Record(BaseModel):
    """A mutable record with strict types and no unknown fields."""

    model_config = ConfigDict(strict=True, extra="forbid")
