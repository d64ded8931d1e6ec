"""The sample shop behind the same port as Gumroad itself, durable without storing the whole shop at each write.

The sandbox gives the same answers to the same requests at the same moments, so what is stored is a shop and the
writes since; now and then the shop is stored anew. A write is stored before it is answered.
"""

import logging

from pydantic import TypeAdapter, ValidationError

from py_core.execution.ports import Clock
from py_core.gumroad.wire import Request, Response
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.server import Sandbox
from py_core.store.meta_store import MetaStore
from py_core.values import Value

LATENCY_S = 0.12
WRITES_BETWEEN_SHOPS = 500
_SHOP_KEY = "sample_shop"
_WRITES_PREFIX = "sample_write/"
_LOG = logging.getLogger(__name__)


class _Write(Value):
    """A write and when it came."""

    request: Request
    now_ms: int


_WRITE = TypeAdapter(_Write)


def forget_sample(meta: MetaStore) -> None:
    """The next sample shop is a new one."""
    meta.delete(_SHOP_KEY)
    meta.delete_all(_WRITES_PREFIX)


class SampleTransport:
    """The sample shop as it was left, or a new one; a kept one that cannot be read any more is left behind."""

    def __init__(self, meta: MetaStore, clock: Clock) -> None:
        self._meta = meta
        self._clock = clock
        self._writes = 0
        self._sandbox = self._kept() or self._new()

    def _kept(self) -> Sandbox | None:
        kept = self._meta.get(_SHOP_KEY)
        if kept is None:
            return None
        try:
            sandbox = Sandbox.load(kept)
            writes = [_WRITE.validate_json(text) for text in self._meta.get_all(_WRITES_PREFIX)]
        except ValidationError:
            _LOG.warning("The kept sample shop is of another version and is left behind.")
            return None
        for write in writes:
            sandbox.handle(write.request, token=SAMPLE_TOKEN, now_ms=write.now_ms)
        self._writes = len(writes)
        return sandbox

    def _new(self) -> Sandbox:
        forget_sample(self._meta)
        sandbox = Sandbox(sample_shop(self._clock.now_ms()))
        self._meta.put(_SHOP_KEY, sandbox.dump())
        return sandbox

    async def send(self, request: Request) -> Response:
        """The sandbox's answer, after a pause like that of a near server."""
        await self._clock.sleep(LATENCY_S)
        now_ms = self._clock.now_ms()
        answer = self._sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=now_ms)
        if request.method != "GET":
            self._keep(_Write(request=request, now_ms=now_ms))
        return answer

    def _keep(self, write: _Write) -> None:
        self._writes += 1
        if self._writes < WRITES_BETWEEN_SHOPS:
            self._meta.put(f"{_WRITES_PREFIX}{self._writes:09d}", write.model_dump_json())
        else:
            self._meta.replace_all(_WRITES_PREFIX, _SHOP_KEY, self._sandbox.dump())
            self._writes = 0
