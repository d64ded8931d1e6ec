"""A pytest plugin under which nothing can connect anywhere, this machine included."""

import socket
from typing import Any, NoReturn

import pytest


def _refuse(*_arguments: Any, **_options: Any) -> NoReturn:
    raise AssertionError("a unit test tried to use the network")


@pytest.fixture(autouse=True)
def _network_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
