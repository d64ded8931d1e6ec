"""Which shop is current, and the way to it: a token's own, the sample shop, or none.

The token lives in memory only, inside the transport. What is stored is the account's public face and a
fingerprint of the token, so that a token of another account is noticed before anything is planned for it.
"""

import hashlib
from collections.abc import Callable
from typing import Protocol

from pydantic import SecretStr

from py_core.errors import AuthError, InputError
from py_core.execution.client import Client
from py_core.execution.pacing import Pacing
from py_core.execution.ports import Clock, Transport
from py_core.execution.probes import check_token, clean_token
from py_core.gumroad.models import User
from py_core.protocol.views import AccountView, ScopeView, StatusView
from py_core.sample import SampleTransport, forget_sample
from py_core.store.meta_store import MetaStore
from py_core.values import Value
from py_core.words import say

SAMPLE_ACCOUNT = "sample"
_ACCOUNT_KEY = "account"
_BEFORE_SAMPLE_KEY = "account_before_sample"


class StoredAccount(Value):
    """The current account as it is remembered between starts."""

    view: AccountView
    fingerprint: str


class ClientMaker(Protocol):
    """Makes the client of a transport at a pace."""

    def __call__(self, transport: Transport, pacing: Pacing) -> Client:
        """A client over that transport."""
        ...


class Accounts:
    """The current account and its client. Raises InputError and GumroadError where a token is of no use."""

    def __init__(
        self, meta: MetaStore, clock: Clock, connect: Callable[[str], Transport], make_client: ClientMaker
    ) -> None:
        self._meta = meta
        self._clock = clock
        self._connect = connect
        self._make_client = make_client
        self._client: Client | None = None
        text = meta.get(_ACCOUNT_KEY)
        self._stored = StoredAccount.model_validate_json(text) if text else None

    @property
    def account_id(self) -> str | None:
        """The current account, connected or only remembered."""
        return self._stored.view.account_id if self._stored else None

    @property
    def view(self) -> AccountView | None:
        """The current account for the pages."""
        if self._stored is None:
            return None
        return self._stored.view.model_copy(update={"connected": self._client is not None})

    def status(self) -> StatusView:
        """Which shop is current."""
        return StatusView(account=self.view)

    def client(self) -> Client:
        """The way to the current shop. Raises InputError when no token is at hand."""
        if self._client is None:
            raise InputError("not_connected", say("not_connected"), hint=say("not_connected_hint"))
        return self._client

    async def connect(self, typed: SecretStr) -> StatusView:
        """Check a typed token and make its shop current."""
        token = clean_token(typed.get_secret_value())
        client = self._make_client(self._connect(token), Pacing.polite())
        user, scopes = await check_token(client)
        self._become(_face(user, scopes), client, _fingerprint(token))
        return self.status()

    async def resume(self, kept: SecretStr | None) -> StatusView:
        """Take up the kept token again, or put it away (None). Another account's is checked like a new one."""
        if self.account_id == SAMPLE_ACCOUNT:
            return self._resumed_sample()
        if kept is None:
            self._client = None
            return self.status()
        if self._client is not None:
            return self.status()
        token = kept.get_secret_value()
        if self._stored is not None and self._stored.fingerprint == _fingerprint(token):
            self._client = self._make_client(self._connect(token), Pacing.polite())
            return self.status()
        return await self.connect(kept)

    def _resumed_sample(self) -> StatusView:
        if self._client is None:
            self._client = self._make_client(SampleTransport(self._meta, self._clock), Pacing())
        return self.status()

    def open_sample(self, *, reset: bool) -> StatusView:
        """Make the sample shop current, as it was left or as new."""
        if reset:
            forget_sample(self._meta)
        transport = SampleTransport(self._meta, self._clock)
        face = AccountView(
            account_id=SAMPLE_ACCOUNT,
            name=say("sample_shop_name"),
            email=None,
            profile_url=None,
            avatar_url=None,
            sample=True,
            connected=True,
            scopes=(),
        )
        if self._stored is not None and self.account_id != SAMPLE_ACCOUNT:
            self._meta.put(_BEFORE_SAMPLE_KEY, self._stored.model_dump_json())
        self._become(face, self._make_client(transport, Pacing()), "")
        return self.status()

    def leave_sample(self) -> StatusView:
        """Go back to the account that was current before the sample shop, or to none; its token is offered anew."""
        text = self._meta.get(_BEFORE_SAMPLE_KEY)
        self._client = None
        self._stored = StoredAccount.model_validate_json(text) if text else None
        if text:
            self._meta.put(_ACCOUNT_KEY, text)
        else:
            self._meta.delete(_ACCOUNT_KEY)
        return self.status()

    def forget(self) -> None:
        """Drop the token and the account from memory; the store is wiped by the caller."""
        self._client = None
        self._stored = None

    def _become(self, view: AccountView, client: Client, fingerprint: str) -> None:
        self._stored = StoredAccount(view=view, fingerprint=fingerprint)
        self._meta.put(_ACCOUNT_KEY, self._stored.model_dump_json())
        self._client = client


def _face(user: User, scopes: tuple[ScopeView, ...]) -> AccountView:
    if user.id == SAMPLE_ACCOUNT:
        raise AuthError("token_refused", say("token_refused"), hint=say("token_refused_hint"))
    return AccountView(
        account_id=user.id,
        name=user.name or user.email or say("unnamed_shop"),
        email=user.email,
        profile_url=user.profile_url,
        avatar_url=user.avatar_url,
        sample=False,
        connected=True,
        scopes=scopes,
    )


def _fingerprint(token: str) -> str:
    return hashlib.sha256(f"gumsmith:{token}".encode()).hexdigest()
