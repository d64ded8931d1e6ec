"""Text in, text out: the envelope and the commands."""

import json

import pytest

from py_core.errors import InputError
from py_core.protocol import envelope
from py_core.protocol.commands import RESULTS, PlanGet
from py_core.protocol.events import CatalogChanged
from py_core.protocol.schema import protocol_schema
from py_core.protocol.views import Done


def text(**fields: object) -> str:
    return json.dumps({"v": 1, "id": "7", "command": {"op": "plan.get", "digest": "d"}, **fields})


def test_a_command_is_read() -> None:
    read = envelope.read_command(text())
    assert (read.id, read.command) == ("7", PlanGet(op="plan.get", digest="d"))


@pytest.mark.parametrize("sent", ["", "null", "[]", "{", '{"id": "7"}', text(v=2), text(v="1")])
def test_another_version_is_a_mismatch(sent: str) -> None:
    with pytest.raises(InputError) as caught:
        envelope.read_command(sent)
    assert caught.value.code == "protocol_mismatch"


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        (text(command={"op": "nope"}), "command"),
        (text(command={"op": "plan.get"}), "command.plan.get.digest"),
        (text(command={"op": "plan.get", "digest": 5}), "command.plan.get.digest"),
        (text(command={"op": "plan.get", "digest": "d", "more": 1}), "command.plan.get.more"),
        (text(extra=1), "extra"),
    ],
)
def test_a_bad_command_is_told_by_its_place(sent: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        envelope.read_command(sent)
    assert caught.value.code == "bad_command"
    assert where in caught.value.message


def test_the_token_is_never_in_an_error() -> None:
    sent = text(command={"op": "account.connect", "token": ["s3cret"]})
    with pytest.raises(InputError) as caught:
        envelope.read_command(sent)
    assert "s3cret" not in str(caught.value)
    good = envelope.read_command(text(command={"op": "account.connect", "token": "s3cret"}))
    assert "s3cret" not in repr(good)


def test_replies_carry_the_id() -> None:
    assert envelope.reply_id(text()) == "7"
    assert envelope.reply_id("nonsense") == ""
    assert json.loads(envelope.reply('a"b', Done())) == {"v": 1, "id": 'a"b', "ok": True, "result": {}}


def test_a_refusal_is_plain_data() -> None:
    error = InputError("bad", "Message.", hint="Hint.", fields={"percent": "Type."})
    assert json.loads(envelope.refusal("7", error)) == {
        "v": 1,
        "id": "7",
        "ok": False,
        "error": {
            "code": "bad",
            "message": "Message.",
            "hint": "Hint.",
            "server_words": "",
            "retryable": False,
            "fields": {"percent": "Type."},
        },
    }


def test_an_event_is_plain_data() -> None:
    assert json.loads(envelope.event_text(CatalogChanged())) == {"v": 1, "event": {"type": "catalog.changed"}}


def test_the_schema_names_every_result() -> None:
    schema = protocol_schema()
    assert set(schema["$defs"]["Results"]["properties"]) == set(RESULTS)
    assert schema["required"] == ["command", "event", "results", "error", "script_end", "script_task"]
