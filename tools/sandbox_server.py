"""The Gumroad sandbox over HTTP: for tests, benchmarks and anyone's experiments.

`main` serves it in this process; `running_sandbox` starts it in another one and stops it again.
"""

import argparse
import asyncio
import datetime
import ipaddress
import json
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from uvicorn.protocols.http.h11_impl import H11Protocol

from py_core.sandbox.generate import generate_shop
from py_core.sandbox.sample_shop import sample_shop
from py_core.sandbox.state import SandboxState
from tools.sandbox_app import CONTROL_PREFIX, Clock, SandboxApp
from tools.seed_schema import explained_schema

_ROOT = Path(__file__).resolve().parent.parent
_HOST = "127.0.0.1"
_ANNOUNCEMENT = "listening on "
_SIZES = "products=NUMBER,sales=NUMBER,codes=NUMBER"
_NAMES = ("api.gumroad.com", "localhost")


def system_clock() -> int:
    """Milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def create_app(state: SandboxState, clock: Clock, *, latency_ms: int = 0, rate_limits: bool = True) -> SandboxApp:
    """The ASGI application over a state. `clock` gives milliseconds since 1970 UTC."""
    return SandboxApp(state, clock, latency_ms=latency_ms, rate_limits=rate_limits)


def seed_schema() -> str:
    """The JSON Schema of a seed, every field of it explained."""
    return json.dumps(explained_schema(), indent=2, ensure_ascii=False)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted, or print the seed's schema. Returns the exit status."""
    options = _parse(argv)
    if options.schema:
        print(seed_schema())
        return 0
    try:
        state = _first_state(options)
    except (OSError, ValueError) as error:
        print(f"The seed cannot be used: {error}", file=sys.stderr)
        return 2
    app = create_app(state, system_clock, latency_ms=options.latency_ms, rate_limits=not options.no_rate_limits)
    try:
        listener = _listening_socket(options.port)
    except OSError as error:
        print(f"Port {options.port} cannot be opened: {error}", file=sys.stderr)
        return 2
    with listener, tempfile.TemporaryDirectory(prefix="gumsmith-sandbox-") as folder:
        files = _write_certificate(Path(folder)) if options.tls else None
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(app, listener, files))
    return 0


def _listening_socket(port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm off only where the protocol is spelt out; with it every answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sandbox", description="A local stand-in for Gumroad's API.")
    parser.add_argument("--port", type=int, default=8787, help="0 picks a free one")
    parser.add_argument("--tls", action="store_true", help="serve https with a throw-away certificate")
    parser.add_argument("--seed", type=Path, metavar="FILE", help="a seed as JSON instead of the sample shop")
    parser.add_argument("--seed-size", metavar=_SIZES, help="a generated shop of that size")
    parser.add_argument("--seed-number", type=int, default=7, help="which generated shop")
    parser.add_argument("--latency-ms", type=int, default=0, help="wait so long before every answer")
    parser.add_argument("--no-rate-limits", action="store_true", help="never answer 429")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a seed and stop")
    return parser.parse_args(argv)


def _first_state(options: argparse.Namespace) -> SandboxState:
    now_ms = system_clock()
    if options.seed is not None:
        return SandboxState.model_validate_json(options.seed.read_bytes())
    if options.seed_size is not None:
        size = _size_asked(options.seed_size)
        codes = size.get("codes")
        return generate_shop(
            size.get("products", 60), options.seed_number, now_ms, sales=size.get("sales", 0), codes=codes
        )
    return sample_shop(now_ms)


def _size_asked(text: str) -> dict[str, int]:
    """How many products, sales and codes a text like `products=20,sales=300` asks for. Raises: ValueError."""
    size: dict[str, int] = {}
    for part in text.split(","):
        name, _, count = part.rpartition("=")
        if name not in ("products", "sales", "codes") or not (count.isascii() and count.isdigit()):
            raise ValueError(f"--seed-size takes {_SIZES}, not {text}")
        size[name] = int(count)
    return size


class _CuttableProtocol(H11Protocol):
    """HTTP connections that can be found by the client's address and cut."""

    open_transports: ClassVar[dict[tuple[str, int], asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a stream was expected")
        super().connection_made(transport)
        self._peer: tuple[str, int] = tuple(transport.get_extra_info("peername"))
        self.open_transports[self._peer] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.open_transports.pop(self._peer, None)
        super().connection_lost(exc)


class _AnnouncingServer(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"{_ANNOUNCEMENT}{self._url}", flush=True)


async def _serve(app: SandboxApp, listener: socket.socket, files: tuple[Path, Path] | None) -> None:
    scheme = "http" if files is None else "https"
    url = f"{scheme}://{_HOST}:{listener.getsockname()[1]}"
    app.hang_up = _hang_up
    config = uvicorn.Config(
        app,
        http=_CuttableProtocol,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        ssl_certfile=files[0] if files else None,
        ssl_keyfile=files[1] if files else None,
    )
    await _AnnouncingServer(config, url).serve(sockets=[listener])


def _hang_up(client: tuple[str, int], reset: bool) -> None:
    transport = _CuttableProtocol.open_transports[client]
    if reset:
        # Closing a socket that must not linger sends a reset instead of the end of the stream.
        kept = transport.get_extra_info("socket")
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _write_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the API's name and for localhost, good for a week; paths of certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gumsmith sandbox")])
    today = datetime.datetime.now(datetime.UTC)
    names = [*map(x509.DNSName, _NAMES), x509.IPAddress(ipaddress.ip_address(_HOST))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=7))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_path, key_path = folder / "certificate.pem", folder / "key.pem"
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_path.touch(mode=0o600)
    key_path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate_path, key_path


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A sandbox in another process. `url` has no path; API paths begin with /v2."""

    url: str
    port: int

    def control(self, method: str, action: str, body: object = None) -> Any:
        """Call a control route (`reset`, `state`, `requests`, `faults`, `clock`); its JSON.

        `body` is sent as JSON; a text goes out as it is, so that a dumped state can be a seed.
        Raises: urllib.error.HTTPError when the order is refused.
        """
        data = None if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
        path = action.removeprefix(CONTROL_PREFIX)
        request = urllib.request.Request(f"{self.url}{CONTROL_PREFIX}{path}", data=data, method=method)
        context = trusting_context() if self.url.startswith("https") else None
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:
            return json.load(answer)


@cache
def trusting_context() -> ssl.SSLContext:
    """A TLS context that takes the throw-away certificate. For tests against the sandbox only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def running_sandbox(
    *,
    seed: SandboxState | None = None,
    tls: bool = False,
    latency_ms: int = 0,
    rate_limits: bool = True,
    arguments: Sequence[str] = (),
) -> Iterator[RunningSandbox]:
    """Start the server on a free port, and stop it at the end. Raises: RuntimeError when it does not start."""
    with tempfile.TemporaryDirectory(prefix="gumsmith-seed-") as folder:
        command = [sys.executable, "-m", "tools.sandbox_server", "--port", "0", *arguments]
        if seed is not None:
            path = Path(folder) / "seed.json"
            path.write_text(seed.model_dump_json(), encoding="utf-8")
            command += ["--seed", str(path)]
        command += ["--latency-ms", str(latency_ms)]
        command += ["--tls"] if tls else []
        command += [] if rate_limits else ["--no-rate-limits"]
        with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield _announced(process)
            finally:
                process.terminate()
                process.wait(timeout=20)


def _announced(process: subprocess.Popen[str]) -> RunningSandbox:
    line = process.stdout.readline() if process.stdout else ""
    if not line.startswith(_ANNOUNCEMENT):
        raise RuntimeError("the sandbox server did not start")
    url = line.removeprefix(_ANNOUNCEMENT).strip()
    return RunningSandbox(url=url, port=int(url.rpartition(":")[2]))


if __name__ == "__main__":
    raise SystemExit(main())
