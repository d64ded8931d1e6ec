"""The adapters on JavaScript, with the page's own fetch replaced. Runs inside Pyodide only."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import js
import pytest
from pyodide.code import run_js
from pyodide.ffi import JsException

from py_core.browser import BrowserClock, FetchTransport, OpfsFiles, start
from py_core.errors import CoreError, NoAnswer
from py_core.gumroad.wire import Request, Response

TOKEN = "token-of-the-test"
FAKE_FETCH = """
(answer) => {
    const real = globalThis.fetch;
    globalThis.asked = [];
    globalThis.fetch = (url, options) => {
        globalThis.asked.push({ url, options, signal: options.signal });
        return answer(options);
    };
    return () => { globalThis.fetch = real; };
}
"""
ANSWERS = {
    "good": "async () => new Response('{\"success\":true}', {status: 200, headers: {'X-Request-Id': 'a1'}})",
    "refused": "async () => new Response('nope', {status: 403})",
    "redirect": "async () => ({type: 'opaqueredirect', status: 0})",
    "offline": "async () => { throw new TypeError('Failed to fetch'); }",
    "cut": "async () => ({type: 'cors', arrayBuffer: async () => { throw new TypeError('network error'); }})",
    "silent": "(options) => new Promise((_, no) => options.signal?.addEventListener('abort', "
    "() => no(new DOMException('aborted', 'AbortError'))))",
}


@contextmanager
def answering(how: str) -> Iterator[None]:
    restore = run_js(FAKE_FETCH)(run_js(ANSWERS[how]))
    try:
        yield
    finally:
        restore()


def asked() -> Any:
    return js.asked[0]


async def sent(how: str, request: Request) -> Response:
    with answering(how):
        return await FetchTransport(TOKEN).send(request)


async def test_a_write_goes_out_whole_and_its_answer_comes_back_whole() -> None:
    form = (("price", "1200"), ("tags[]", "x y"))
    response = await sent("good", Request("PUT", "/v2/products/abc%3D", query=(("a", "ü"),), form=form))
    assert (response.status, response.json()) == (200, {"success": True})
    assert response.header("x-request-id") == "a1"
    assert asked().url == "https://api.gumroad.com/v2/products/abc%3D?a=%C3%BC"
    options = asked().options
    assert options.method == "PUT"
    assert bytes(options.body.to_py()) == b"price=1200&tags%5B%5D=x+y"
    assert getattr(options.headers, "Content-Type") == "application/x-www-form-urlencoded"


async def test_what_must_go_out_once_has_a_body_that_cannot_be_read_again() -> None:
    amount = (("amount_cents", "499"),)
    request = Request("PUT", "/v2/sales/s/refund", query=amount, form=amount, once=True)
    response = await sent("good", request)
    assert response.status == 200
    assert asked().url.endswith("/v2/sales/s/refund?amount_cents=499")
    body = asked().options.body
    assert (body.constructor.name, body.size) == ("File", len("amount_cents=499"))
    with pytest.raises(JsException):
        await body.text()


async def test_the_token_travels_in_its_header_and_nowhere_else() -> None:
    await sent("good", Request("GET", "/v2/user"))
    assert asked().options.headers.Authorization == f"Bearer {TOKEN}"
    assert TOKEN not in asked().url
    assert TOKEN not in repr(FetchTransport(TOKEN))


async def test_a_request_carries_no_cookies_referrer_or_cache() -> None:
    await sent("good", Request("GET", "/v2/user"))
    options = asked().options
    assert (options.credentials, options.referrerPolicy, options.cache) == ("omit", "no-referrer", "no-store")
    assert options.redirect == "manual"
    assert options.headers.Accept == "application/json"
    assert not hasattr(options, "body")


async def test_a_refusal_is_an_answer() -> None:
    response = await sent("refused", Request("GET", "/v2/user"))
    assert (response.status, response.body) == (403, b"nope")


async def test_a_redirect_is_not_followed() -> None:
    response = await sent("redirect", Request("GET", "/v2/user"))
    assert (response.status, response.body) == (302, b"")


@pytest.mark.parametrize("how", ["offline", "cut"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_no_whole_answer_is_no_answer(how: str, method: str) -> None:
    with pytest.raises(NoAnswer):
        await sent(how, Request(method, "/v2/user"))


async def test_a_cancelled_read_is_aborted() -> None:
    reading = asyncio.ensure_future(sent("silent", Request("GET", "/v2/user")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not asked().signal.aborted
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert asked().signal.aborted


async def test_a_write_cannot_be_aborted() -> None:
    await sent("good", Request("PUT", "/v2/products/a", form=(("price", "1"),)))
    assert not hasattr(asked().options, "signal")


async def test_the_clock_is_the_browsers() -> None:
    clock = BrowserClock()
    before = clock.now_ms()
    await clock.sleep(0)
    assert abs(before - js.Date.now()) < 60_000


async def test_the_engine_answers_text_with_text() -> None:
    events: list[str] = []
    engine = start(events.append, json.dumps({"version": "9.9.9", "durable": False, "database": ":memory:"}))
    answer = json.loads(await engine.handle('{"v":1,"id":"7","command":{"op":"engine.status"}}'))
    assert (answer["id"], answer["ok"]) == ("7", True)
    assert (answer["result"]["version"], answer["result"]["durable"]) == ("9.9.9", False)
    assert json.loads(await engine.handle("nonsense"))["ok"] is False
    assert await engine.resume() == ""
    assert events


FAKE_FILES = """
(trouble) => {
    const kept = new Map();
    const refuse = () => { if (trouble !== "") throw new DOMException("no", trouble); };
    return {
        async open(name) {
            if (name === "held") refuse();
            if (!kept.has(name)) kept.set(name, []);
            return {
                size: () => kept.get(name).length,
                cut: (size) => { kept.get(name).length = size; },
                write: (lent) => {
                    refuse();
                    const buffer = lent.getBuffer("u8");
                    kept.get(name).push(...buffer.data);
                    buffer.release();
                },
                read: (at, length) => new Uint8Array(kept.get(name).slice(at, at + length)),
                flush: refuse,
                close: () => {},
            };
        },
        async rename(name, to) { refuse(); kept.set(to, kept.get(name)); kept.delete(name); },
        async remove(name) { kept.delete(name); },
        async names() { return [...kept.keys()]; },
    };
}
"""


async def test_exported_files_go_through_the_workers_own_folder() -> None:
    files = OpfsFiles(run_js(FAKE_FILES)(""))
    file = await files.open("a.part")
    file.write(b"hello world")
    file.cut(5)
    file.write("\u00e9".encode())
    file.flush()
    assert (file.size(), file.read(1, 3), file.read(5, 9)) == (7, b"ell", "\u00e9".encode())
    file.close()
    await files.rename("a.part", "a.csv")
    assert await files.names() == ("a.csv",)
    await files.remove("a.csv")
    assert await files.names() == ()


@pytest.mark.parametrize(
    ("trouble", "code"), [("QuotaExceededError", "storage_full"), ("SecurityError", "export_no_files")]
)
async def test_what_the_browser_refuses_is_a_sentence(trouble: str, code: str) -> None:
    files = OpfsFiles(run_js(FAKE_FILES)(trouble))
    file = await files.open("a.part")
    writes: tuple[Callable[[], None], ...] = (lambda: file.write(b"x"), file.flush)
    for refused in writes:
        with pytest.raises(CoreError) as caught:
            refused()
        assert caught.value.code == code
    for asked in (files.open("held"), files.rename("a.part", "a.csv")):
        with pytest.raises(CoreError) as caught:
            await asked
        assert caught.value.code == code
