"""The base of every value that crosses a border or is stored. No I/O here."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable record: strict types, no unknown fields, tuples instead of lists."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
