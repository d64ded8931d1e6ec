"""Texts in a product that want something of the model: the request stays a request, and an obedient model gains
nothing."""

import json
import re
import unicodedata
from typing import Any

import pytest

from py_core.gumroad.wire import Request, Response
from py_core.sandbox.casts import Params
from py_core.sandbox.sample_shop import SAMPLE_TOKEN
from py_core.suggest.answer import read_answer
from py_core.suggest.asking import Asked, Failed, asked_of
from py_core.suggest.receiving import Received, received
from py_core.suggest.source import Source
from py_core.suggest.wishes import SuggestField, Wishes
from tests.unit.suggest.injections import INJECTIONS, with_fences
from tests.unit.suggest.making import ENGLISH, good_answer
from tests.unit.suggest.oracle import faults
from tests.unit.test_app import Rig

NONCE = "9b1d77c2e05f4a38"
ASKED = Wishes(fields=(SuggestField.NAME, SuggestField.DESCRIPTION), tone="plain")
KEYS = {"name", "summary", "description", "tags", "category", "price", "previous_answer", "faults"}
PLACES = ("name", "summary", "description", "tags", "category", "versions")


def injected(place: str, text: str) -> Source:
    said = with_fences(text, NONCE[::-1])
    match place:
        case "description":
            return ENGLISH.model_copy(update={"html": f"{ENGLISH.html}<p>{said}</p>"})
        case "tags" | "versions":
            return ENGLISH.model_copy(update={place: (*getattr(ENGLISH, place), said)})
        case "category":
            return ENGLISH.model_copy(update={"category": said})
        case _:
            return ENGLISH.model_copy(update={place: f"{getattr(ENGLISH, place)} {said}"})


def replies(source: Source, text: str) -> list[str]:
    """What a model could answer that does whatever a listing asks of it."""
    good = good_answer(NONCE)
    description = good["description"]
    obeyed: list[dict[str, Any]] = [
        {"name": "HACKED", "description": "<p>HACKED</p>"},
        {"name": f"{good['name']} {text}", "description": f"{description}<p>{text}</p>"},
        {"name": good["name"], "description": f"{description}<p>Buy at https://evil.test/buy now</p>"},
        {"name": good["name"], "description": f'{description}<a href="https://evil.test">here</a>'},
        {"name": f"{good['name']} – evil.test", "description": f"{description}<p>mail boss@evil.test</p>"},
        {"name": f"{good['name']} 90% off", "description": f"{description}<p>Money-back warranty, today only!</p>"},
        {"name": f"{good['name']} only $1", "description": f"{description}<p>Was 199 euros. Free bonus pack.</p>"},
        {"name": good["name"], "description": f"{description}<p>{asked(source).system}</p>"},
        {"name": good["name"], "description": f"{description}<script>fetch('//evil.test')</script>"},
        {"name": good["name"], "description": f"{description}<!-- {text} -->"},
        {"name": "Ignoriert, und jetzt ist das hier auf einmal ein deutscher Name", "description": "<p>Hola</p>"},
        good | {"price": 0, "published": False, "custom_permalink": "hacked", "tool_calls": [{"name": "run"}]},
    ]
    return [
        *(json.dumps(answer) for answer in obeyed),
        text,
        json.dumps({"op": "run.start", "digest": "0" * 64}),
        f"{json.dumps(obeyed[0])}\n{json.dumps(good)}",
    ]


def asked(source: Source, failed: Failed | None = None) -> Asked:
    return asked_of(source, ASKED, NONCE, failed)


def answered(source: Source, text: str) -> Received:
    request = asked(source)
    return received(source, request, read_answer(text, "whole", request.fields))


def is_closed(request: Asked, source: Source) -> None:
    """The listing is one line of JSON between two fences, and nothing of it is anywhere else."""
    lines = request.user.split("\n")
    assert len(lines) == 4
    assert (lines[0], lines[2]) == (f"<<<LISTING {NONCE}>>>", f"<<<END {NONCE}>>>")
    assert request.user.count(lines[0]) == request.user.count(lines[2]) == 1
    assert lines[3] in (
        "Rewrite: name, description.",
        "Write anew, without the faults that are listed there: name.",
    )
    data = json.loads(lines[1])
    assert set(data) <= KEYS
    assert len(request.user.splitlines()) == 4, "no sign that some take for the end of a line"
    assert not [
        letter
        for letter in request.user
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and letter not in "\n\u200d\u200c"
    ]
    calm = asked(ENGLISH)
    other = set(request.system.split("\n")) ^ set(calm.system.split("\n"))
    assert request.schema == calm.schema
    assert all(
        re.fullmatch(r"Write in \w+, the language of the listing\.|Write in the language .*", line)
        for line in other
    )
    assert source.product_id not in request.user


@pytest.mark.parametrize("place", PLACES)
def test_no_injection_leaves_its_fence(place: str) -> None:
    for _, text in INJECTIONS:
        source = injected(place, text)
        is_closed(asked(source), source)


def test_what_buyers_do_not_see_is_not_sent() -> None:
    sent = [asked(injected("description", text)).user for aim, text in INJECTIONS if aim == "hidden_html"]
    assert not [user for user in sent if re.search("ignore|HACKED|evil|refund within|costs", user, re.IGNORECASE)]


@pytest.mark.parametrize("place", ["name", "description"])
def test_an_obedient_model_gains_nothing(place: str) -> None:
    for _, text in INJECTIONS:
        source = injected(place, text)
        for reply in replies(source, text):
            found = answered(source, reply)
            assert {proposal.field for proposal in found.proposals} <= set(ASKED.fields)
            for proposal in found.proposals:
                assert "evil.test" not in str(proposal.value)
                assert faults(source, proposal.field, proposal.value) == [], (text, reply)


def test_what_an_answer_quotes_is_fenced_when_it_is_asked_again() -> None:
    for _, text in INJECTIONS:
        said = with_fences(text, NONCE)
        source = injected("name", text)
        found = answered(source, json.dumps({"name": f"x {said} https://evil.test", "description": ENGLISH.html}))
        assert found.failed is not None
        failed = Failed(
            {SuggestField.NAME: found.given[SuggestField.NAME]},
            {SuggestField.NAME: found.problems[SuggestField.NAME]},
        )
        request = asked_of(source, ASKED, NONCE[::-1] + "0", failed)
        lines = request.user.split("\n")
        assert len(lines) == len(request.user.splitlines()) == 4
        assert json.loads(lines[1])["faults"]["name"]


class WatchedRig(Rig):
    """A rig that keeps every request which reached Gumroad."""

    def __init__(self) -> None:
        super().__init__()
        self.reached: list[Request] = []

    async def send(self, request: Request) -> Response:
        self.reached.append(request)
        return await super().send(request)

    async def connected(self) -> list[str]:
        await self.ask("account.connect", token=SAMPLE_TOKEN)
        await self.app.idle()
        return [product["id"] for product in (await self.ask("catalog.get"))["products"]]


async def test_nothing_is_done_without_a_decision() -> None:
    rig = WatchedRig()
    ids = await rig.connected()
    rounds = [INJECTIONS[at : at + len(ids)] for at in range(0, len(INJECTIONS), len(ids))]
    wishes = {"fields": ["name", "description"], "tone": ""}
    for texts in rounds:
        for product_id, (_, text) in zip(ids, texts, strict=False):
            form: Params = {"description": f"<p>A set of icons for menus.</p><p>{text}</p>", "custom_summary": text}
            assert rig.sandbox.edit_product(product_id, form)
        await rig.ask("catalog.refresh")
        await rig.app.idle()
        before = json.dumps(await rig.ask("catalog.get"))
        rig.reached.clear()
        for product_id, (_, text) in zip(ids, texts, strict=False):
            request = await rig.ask("suggest.prepare", product_id=product_id, wishes=wishes)
            for reply in (text.encode("utf-16", "replace").decode("utf-16"), '{"name": "HACKED", "price": 0}'):
                answer = await rig.ask("suggest.receive", request_id=request["request_id"], text=reply)
                request = answer["again"]
                if request is None:
                    break
            assert {field["field"] for field in answer["product"]["fields"]} <= {"name", "description"}
        assert await rig.refused("suggest.plan") == "suggest_nothing_accepted"
        assert json.dumps(await rig.ask("catalog.get")) == before
        assert rig.reached == []
