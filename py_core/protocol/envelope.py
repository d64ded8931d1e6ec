"""The text on the wire: `{v, id, command}` in, `{v, id, ok, result | error}` and `{v, event}` out."""

from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from py_core.errors import CoreError, InputError
from py_core.protocol.commands import Command
from py_core.protocol.events import Event
from py_core.values import Value
from py_core.words import say

PROTOCOL = 1


class ErrorBody(Value):
    """An error as plain data."""

    code: str
    message: str
    hint: str = ""
    server_words: str = ""
    retryable: bool = False
    fields: dict[str, str] = {}


class CommandEnvelope(Value):
    """A command on its way in."""

    v: int
    id: str
    command: Command


class ReplyEnvelope(Value):
    """An answer on its way out; exactly one of result and error is set."""

    v: Literal[1] = 1
    id: str
    ok: bool
    result: Any = None
    error: ErrorBody | None = None


class EventEnvelope(Value):
    """An event on its way out."""

    v: Literal[1] = 1
    event: Event


class _Opening(Value):
    model_config = {**Value.model_config, "extra": "ignore"}
    v: int = 0
    id: str = ""


_COMMAND = TypeAdapter(CommandEnvelope)
_OPENING = TypeAdapter(_Opening)


def read_command(text: str) -> CommandEnvelope:
    """The command in a text. Raises InputError `protocol_mismatch` or `bad_command`, never anything else."""
    opening = _opening(text)
    if opening.v != PROTOCOL:
        raise InputError("protocol_mismatch", say("protocol_mismatch"), hint=say("protocol_mismatch_hint"))
    try:
        return _COMMAND.validate_json(text)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_url=False, include_input=False)[0]["loc"])
        raise InputError("bad_command", say("bad_command", where=where or "text")) from None


def _opening(text: str) -> _Opening:
    try:
        return _OPENING.validate_json(text)
    except ValidationError:
        return _Opening()


def reply_id(text: str) -> str:
    """The id a reply to this text must carry; empty when the text holds none."""
    return _opening(text).id


def reply(request_id: str, result: Value) -> str:
    """A successful answer as text."""
    body = result.model_dump_json()
    return f'{{"v":{PROTOCOL},"id":{_json_text(request_id)},"ok":true,"result":{body}}}'


def refusal(request_id: str, error: CoreError) -> str:
    """An error answer as text."""
    body = ErrorBody(
        code=error.code,
        message=error.message,
        hint=error.hint,
        server_words=error.server_words,
        retryable=error.retryable,
        fields=error.fields,
    )
    return ReplyEnvelope(id=request_id, ok=False, error=body).model_dump_json(exclude={"result"})


def event_text(event: Event) -> str:
    """An event as text."""
    return EventEnvelope(event=event).model_dump_json()


_TEXT = TypeAdapter(str)


def _json_text(text: str) -> str:
    return _TEXT.dump_json(text).decode()
