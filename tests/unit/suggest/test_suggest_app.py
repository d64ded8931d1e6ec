"""Suggestions behind the border: asked for, answered, decided, planned, run and taken back."""

import json
from typing import Any
from urllib.parse import quote

from py_core.gumroad.wire import Request
from py_core.sandbox.sample_shop import SAMPLE_TOKEN
from py_core.suggest.wishes import SuggestField
from tests.unit.suggest.making import ENGLISH, good_answer
from tests.unit.test_app import Rig

ALL_FIELDS = [field.value for field in SuggestField]
WISHES = {"fields": ALL_FIELDS, "tone": "plain and calm"}


class SuggestRig(Rig):
    """A connected shop whose first product reads like ENGLISH."""

    async def connected(self) -> str:
        await self.ask("account.connect", token=SAMPLE_TOKEN)
        await self.app.idle()
        self.ids = [product["id"] for product in (await self.ask("catalog.get"))["products"]]
        await self.rewrite(
            name=ENGLISH.name, custom_summary=ENGLISH.summary, description=ENGLISH.html, tags=list(ENGLISH.tags)
        )
        return str(self.ids[0])

    async def rewrite(self, **fields: Any) -> None:
        """The first product is changed elsewhere, and the shop read again."""
        assert self.sandbox.edit_product(self.ids[0], fields)
        self.clock.advance(1)
        await self.ask("catalog.refresh")
        await self.app.idle()

    async def prepared(self, **wishes: Any) -> dict[str, Any]:
        request: dict[str, Any] = await self.ask("suggest.prepare", product_id=self.ids[0], wishes=WISHES | wishes)
        return request

    async def answered(self, request: dict[str, Any], changes: dict[str, Any] | None = None) -> Any:
        answer = good_answer(nonce_of(request))
        asked = json.loads(request["answer_schema"])["required"]
        text = json.dumps({key: (answer | (changes or {}))[key] for key in asked})
        return await self.ask("suggest.receive", request_id=request["request_id"], text=text)

    async def decided(self, *decisions: tuple[str, str], text: str = "") -> Any:
        return await self.ask(
            "suggest.decide",
            decisions=[
                {"product_id": self.ids[0], "field": field, "decision": decision, "text": text}
                for field, decision in decisions
            ],
        )

    def stored(self) -> dict[str, Any]:
        product = next(one for one in self.sandbox.state.products if one.id == self.ids[0])
        return {
            "name": product.name,
            "summary": product.custom_summary,
            "description": product.description,
            "tags": tuple(product.tags),
        }


def nonce_of(request: dict[str, Any]) -> str:
    first: str = request["messages"][1]["content"].split("\n")[0]
    return first.removeprefix("<<<LISTING ").removesuffix(">>>")


def states_of(product: dict[str, Any]) -> dict[str, str]:
    return {field["field"]: field["state"] for field in product["fields"]}


async def test_from_a_request_to_a_run_and_back() -> None:
    rig = SuggestRig()
    await rig.connected()
    before = rig.stored()
    got = await rig.answered(await rig.prepared())
    assert (got["outcome"], got["text"]) == ("proposed", "4 parts can be used.")
    assert states_of(got["product"]) == dict.fromkeys(ALL_FIELDS, "waiting")
    assert await rig.refused("suggest.plan") == "suggest_nothing_accepted"
    decided = await rig.decided(("name", "accept"), ("description", "accept"), ("tags", "reject"))
    assert decided["counts"] == {
        "products": 1, "waiting": 1, "accepted": 2, "rejected": 1, "stale": 0, "done": 0
    }  # fmt: skip
    plan = await rig.ask("suggest.plan", product_ids=None, refines=None)
    assert (plan["kind"], plan["writes"]) == ("listings", 1)
    detail = await rig.ran(plan)
    assert detail["run"]["state"] == "finished"
    after = rig.stored()
    assert after["name"] == "Hearth Icon Set v2.1 for Calm Interfaces"
    assert '<figure><img src="https://public-files.gumroad.com/abc">' in after["description"]
    assert 'class="button" href="https://hearth.example/licence?v=2" target="_blank"' in after["description"]
    assert "ann@hearth.example" in after["description"]
    assert (after["summary"], after["tags"]) == (before["summary"], before["tags"])
    listed = await rig.ask("suggest.list", product_ids=[rig.ids[0]])
    assert states_of(listed["products"][0]) == {
        "name": "done", "summary": "waiting", "description": "done", "tags": "rejected"
    }  # fmt: skip
    undo = await rig.ask("plan.undo", run_id=detail["run"]["run_id"])
    assert (await rig.ran(undo))["run"]["state"] == "finished"
    assert rig.stored() == before


async def test_the_request_tells_all_that_is_sent_and_nothing_else() -> None:
    rig = SuggestRig()
    product_id = await rig.connected()
    request = await rig.prepared()
    system, user = request["messages"]
    assert request["shown"] == f"{system['content']}\n\n{user['content']}\n\n{request['answer_schema']}"
    sent = json.loads(user["content"].split("\n")[1])
    assert set(sent) == {"name", "summary", "description", "tags", "category", "price"}
    assert '"plain and calm"' in system["content"]
    for secret in (product_id, SAMPLE_TOKEN, "ann@hearth.example", "public-files"):
        assert secret not in request["shown"]
    assert request["repairs"] is False
    assert request["sent_tokens"] > len(request["shown"]) / 6


async def test_what_cannot_be_used_is_asked_for_once_more_and_then_dropped() -> None:
    rig = SuggestRig()
    await rig.connected()
    bad = {"name": "Hearth Icon Set v2.1 – 50% off at evil.example"}
    first = await rig.answered(await rig.prepared(), bad)
    assert (first["outcome"], first["text"]) == (
        "again", "1 part of the answer cannot be used; the model is asked once more."
    )  # fmt: skip
    assert set(states_of(first["product"])) == {"summary", "description", "tags"}
    again = first["again"]
    assert (again["repairs"], json.loads(again["answer_schema"])["required"]) == (True, ["name"])
    told = json.loads(again["messages"][1]["content"].split("\n")[1])
    assert told["previous_answer"] == bad
    assert told["faults"]["name"] == [
        "It has an address that the listing does not have: evil.example",
        "It promises what the listing does not promise in these words: 50 %",
        "It states what the listing does not state: 50",
    ]
    second = await rig.answered(again, bad)
    assert (second["outcome"], second["again"]) == ("proposed", None)
    assert set(states_of(second["product"])) == {"summary", "description", "tags"}
    (dropped,) = second["product"]["dropped"]
    assert (dropped["label"], dropped["same"], dropped["texts"]) == ("Name", False, told["faults"]["name"])


async def test_a_second_answer_can_be_good() -> None:
    rig = SuggestRig()
    await rig.connected()
    first = await rig.ask("suggest.receive", request_id=(await rig.prepared())["request_id"], text="no")
    assert (first["outcome"], first["product"]) == ("again", None)
    assert json.loads(first["again"]["messages"][1]["content"].split("\n")[1])["faults"] == [
        "The answer is not in the form that was asked for."
    ]
    second = await rig.answered(first["again"])
    assert (second["outcome"], second["text"]) == ("proposed", "4 parts can be used.")


async def test_a_refusal_and_a_cut_answer_end_with_their_reason() -> None:
    rig = SuggestRig()
    await rig.connected()
    request = await rig.prepared()
    for end, text, said in (
        ("refused", "I cannot help with that.", None),
        ("cut", '{"name": "Hearth', "The answer breaks off before its end."),
    ):
        got = await rig.ask("suggest.receive", request_id=request["request_id"], text=text, end=end)
        if said is None:
            request = got["again"]
        else:
            assert (got["outcome"], got["text"]) == ("nothing", "Nothing of the answer can be used.")
            (dropped,) = got["product"]["dropped"]
            assert (dropped["field"], dropped["label"], dropped["texts"]) == (None, "Answer", [said])


async def test_what_is_left_as_it_is_is_no_proposal() -> None:
    rig = SuggestRig()
    await rig.connected()
    request = await rig.prepared(fields=["name", "tags"])
    got = await rig.answered(request, {"name": ENGLISH.name, "tags": list(ENGLISH.tags)})
    assert (got["outcome"], got["text"]) == ("nothing", "The model left everything as it is.")
    assert all(dropped["same"] for dropped in got["product"]["dropped"])
    request = await rig.prepared(fields=["name", "tags"])
    got = await rig.answered(request, {"name": ENGLISH.name, "tags": ["#bad"]})
    assert (got["outcome"], [one["label"] for one in (await listed(rig))["dropped"]]) == ("again", ["Name"])
    got = await rig.answered(got["again"], {"tags": ["#bad"]})
    assert [one["label"] for one in got["product"]["dropped"]] == ["Name", "Tags"]


async def listed(rig: Rig) -> Any:
    return (await rig.ask("suggest.list", product_ids=None))["products"][0]


async def test_keys_that_nobody_asked_for_are_named_and_not_used() -> None:
    rig = SuggestRig()
    await rig.connected()
    request = await rig.prepared(fields=["summary"])
    answer = good_answer(nonce_of(request)) | {"price": 0}
    got = await rig.ask("suggest.receive", request_id=request["request_id"], text=json.dumps(answer))
    assert set(states_of(got["product"])) == {"summary"}
    (dropped,) = got["product"]["dropped"]
    assert dropped["texts"] == [
        "The answer also held what nobody asked for; it is not used: name, description, tags, price"
    ]


async def test_an_answer_is_taken_once_and_in_its_own_shop() -> None:
    rig = SuggestRig()
    await rig.connected()
    request = await rig.prepared()
    await rig.answered(request)
    again = {"request_id": request["request_id"], "text": "{}"}
    assert await rig.refused("suggest.receive", **again) == "suggest_no_request"
    assert await rig.refused("suggest.receive", request_id="nothing", text="{}") == "suggest_no_request"
    other = await rig.prepared()
    await rig.ask("account.sample", reset=False)
    assert await rig.refused("suggest.receive", request_id=other["request_id"], text="{}") == "suggest_no_request"
    assert (await rig.ask("suggest.list"))["products"] == []


async def test_only_so_many_requests_wait() -> None:
    rig = SuggestRig()
    await rig.connected()
    requests = [await rig.prepared(fields=["tags"]) for _ in range(201)]
    first = {"request_id": requests[0]["request_id"], "text": "{}"}
    assert await rig.refused("suggest.receive", **first) == "suggest_no_request"
    assert (await rig.answered(requests[1]))["outcome"] == "proposed"


async def test_a_listing_that_changed_makes_proposals_stale() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared())
    await rig.decided(*((field, "accept") for field in ALL_FIELDS))
    await rig.rewrite(name="Hearth Icon Set v3.0")
    got = await listed(rig)
    assert states_of(got) == {
        "name": "stale", "summary": "accepted", "description": "accepted", "tags": "accepted"
    }  # fmt: skip
    assert got["fields"][0]["note"].startswith("The listing has changed")
    decision = {"product_id": rig.ids[0], "field": "name", "decision": "accept", "text": ""}
    assert await rig.refused("suggest.decide", decisions=[decision]) == "suggest_stale"
    await rig.decided(("name", "reject"))
    plan = await rig.ask("suggest.plan", product_ids=[rig.ids[0]])
    changed = {field["field"] for row in plan["listing_rows"] for field in row["fields"]}
    assert changed == {"summary", "description", "tags"}


async def test_a_proposal_that_no_longer_fits_another_part_is_stale() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared(), {"tags": ["icons", "svg", "figma pdf"]})
    await rig.decided(("tags", "accept"))
    await rig.rewrite(description="<p>A set of icons for calm interfaces, and nothing else.</p>", custom_summary="")
    assert states_of(await listed(rig))["tags"] == "stale"


async def test_an_answer_about_an_earlier_text_is_dropped() -> None:
    rig = SuggestRig()
    await rig.connected()
    request = await rig.prepared(fields=["name"])
    await rig.rewrite(name="Hearth Icon Set v3.0")
    got = await rig.answered(request)
    assert got["outcome"] == "nothing"
    assert got["product"]["dropped"][0]["texts"] == ["The listing was changed while the model was asked."]


async def test_sellers_may_write_what_they_like_in_place_of_a_proposal() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared())
    got = await rig.decided(("name", "edit"), text="Hearth Icons – now with 50% off")
    name = got["products"][0]["fields"][0]
    assert (name["new"], name["edited"], name["state"]) == ("Hearth Icons – now with 50% off", True, "accepted")
    got = await rig.decided(("tags", "edit"), text="Icons\n\nsvg\ncalm")
    assert got["products"][0]["fields"][3]["editable"] == "icons\nsvg\ncalm"
    refused = await rig.raw(
        "suggest.decide",
        decisions=[{"product_id": rig.ids[0], "field": "name", "decision": "edit", "text": "x" * 300}],
    )
    assert refused["error"]["fields"] == {"text": "It has 300 characters; 255 is the most."}
    got = await rig.decided(("name", "wait"), ("tags", "wait"))
    assert got["counts"]["waiting"] == 4
    detail = await rig.ran((await rig.decided(("name", "accept")), await rig.ask("suggest.plan"))[1])
    assert detail["run"]["state"] == "finished"
    assert rig.stored()["name"] == "Hearth Icons – now with 50% off"
    decision = {"product_id": rig.ids[0], "field": "name", "decision": "accept", "text": ""}
    assert await rig.refused("suggest.decide", decisions=[decision | {"product_id": "x"}]) == "suggest_not_there"
    assert await rig.refused("suggest.decide", decisions=[decision]) == "suggest_done"
    got = await rig.decided(("name", "reject"))
    assert states_of(got["products"][0])["name"] == "done"
    got = await rig.decided(("name", "edit"), text="Hearth Icons")
    name = got["products"][0]["fields"][0]
    assert (name["old"], name["state"]) == ("Hearth Icons – now with 50% off", "accepted")


async def test_decisions_are_all_kept_or_none() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared(fields=["name"]))
    decisions = [
        {"product_id": rig.ids[0], "field": "name", "decision": "accept", "text": ""},
        {"product_id": rig.ids[0], "field": "tags", "decision": "accept", "text": ""},
    ]
    assert await rig.refused("suggest.decide", decisions=decisions) == "suggest_not_there"
    assert states_of(await listed(rig)) == {"name": "waiting"}


async def test_a_new_engine_finds_proposals_again_and_asking_anew_replaces_them() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared())
    await rig.decided(("tags", "accept"))
    before = await listed(rig)
    ids = rig.ids
    again = SuggestRig(rig)
    again.ids = ids
    again.sandbox = rig.sandbox
    await again.ask("account.connect", token=SAMPLE_TOKEN)
    assert await listed(again) == before
    got = await again.answered(await again.prepared(fields=["name"]), {"name": "Hearth v2.1, the Icon Set"})
    assert states_of(got["product"]) == dict.fromkeys(ALL_FIELDS[:3], "waiting") | {"tags": "accepted"}
    assert got["product"]["fields"][0]["new"] == "Hearth v2.1, the Icon Set"


async def test_proposals_are_cleared_by_product_and_by_whether_they_are_over() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared())
    await rig.decided(("name", "reject"))
    got = await rig.ask("suggest.clear", product_ids=["another"], what="all")
    assert len(got["products"]) == 1
    got = await rig.ask("suggest.clear", what="over")
    assert set(states_of(got["products"][0])) == {"summary", "description", "tags"}
    got = await rig.ask("suggest.clear", product_ids=[rig.ids[0]], what="all")
    assert (got["products"], got["counts"]["products"]) == ([], 0)


async def test_a_sample_shop_that_starts_over_has_no_proposals() -> None:
    rig = SuggestRig()
    rig.ids = [product["id"] for product in await rig.sample()]
    request = await rig.prepared(fields=["tags"])
    text = json.dumps({"tags": ["hearth", "icons", "svg"]})
    await rig.ask("suggest.receive", request_id=request["request_id"], text=text)
    assert len((await rig.ask("suggest.list"))["products"]) == 1
    await rig.ask("account.sample", reset=True)
    await rig.app.idle()
    assert (await rig.ask("suggest.list"))["products"] == []


async def test_a_product_that_is_gone_leaves_stale_proposals() -> None:
    rig = SuggestRig()
    product_id = await rig.connected()
    await rig.answered(await rig.prepared())
    request = await rig.prepared()
    await rig.send(Request("DELETE", f"/v2/products/{quote(product_id, safe='')}"))
    await rig.ask("catalog.refresh")
    await rig.app.idle()
    assert set(states_of(await listed(rig)).values()) == {"stale"}
    assert await rig.refused("suggest.receive", request_id=request["request_id"], text="{}") == "listing_not_there"
    wishes = {"product_id": product_id, "wishes": WISHES}
    assert await rig.refused("suggest.prepare", **wishes) == "listing_not_there"


async def test_an_estimate_says_what_goes_out_and_what_it_costs() -> None:
    rig = SuggestRig()
    await rig.connected()
    form = {"product_ids": [*rig.ids, rig.ids[0], "gone"], "wishes": WISHES}
    got = await rig.ask("suggest.estimate", **form, prices={"sent": "0.15", "back": "0.60"})
    assert got["product_ids"] == rig.ids
    assert [skip["text"] for skip in got["skipped"]] == ["This product is not in the shop any more."]
    assert got["cost"]["about"]["minor"] < got["cost"]["most"]["minor"]
    assert got["sentences"][0].startswith(f"{len(rig.ids)} products, one request each: about ")
    free = await rig.ask("suggest.estimate", **form, prices={"sent": "0", "back": "0"})
    assert (free["cost"]["most"]["minor"], free["sentences"][2]) == (0, "It costs nothing.")
    assert (await rig.ask("suggest.estimate", **form))["cost"] is None
    small = await rig.ask("suggest.estimate", **form, room_tokens=100)
    assert (small["product_ids"], small["sentences"]) == ([], ["Nothing can be sent."])
    assert "too long for this model" in small["skipped"][0]["text"]
    wishes = {"product_id": rig.ids[0], "wishes": WISHES}
    assert await rig.refused("suggest.prepare", **wishes, room_tokens=100) == "suggest_cannot"


async def test_every_wrong_field_of_the_form_is_named() -> None:
    rig = SuggestRig()
    await rig.connected()
    wrong = await rig.raw(
        "suggest.estimate",
        product_ids=[],
        wishes={"fields": [], "tone": "mail me at a@b.example"},
        prices={"sent": "a", "back": "-1", "currency": "xyz"},
    )
    assert set(wrong["error"]["fields"]) == {
        "product_ids", "wishes.fields", "wishes.tone", "prices.sent", "prices.back", "prices.currency"
    }  # fmt: skip
    many = {"product_ids": [str(at) for at in range(2_001)], "wishes": WISHES, "prices": {"sent": "1", "back": ""}}
    wrong = await rig.raw("suggest.estimate", **many)
    assert set(wrong["error"]["fields"]) == {"product_ids", "prices.back"}
    for tone in ("x" * 301, "a\u202eb"):
        wishes = {"fields": ["name"], "tone": tone}
        refused = await rig.raw("suggest.prepare", product_id=rig.ids[0], wishes=wishes)
        assert set(refused["error"]["fields"]) == {"wishes.tone"}


async def test_the_preview_keeps_what_was_accepted_in_the_one_before() -> None:
    rig = SuggestRig()
    await rig.connected()
    await rig.answered(await rig.prepared())
    await rig.decided(("name", "accept"), ("tags", "accept"))
    plan = await rig.ask("suggest.plan")
    await rig.decided(("tags", "wait"))
    fewer = await rig.ask("suggest.plan", refines=plan["digest"])
    assert [field["field"] for row in fewer["listing_rows"] for field in row["fields"]] == ["name"]
