"""Whose token a request carries and what it may do. No I/O here. Source: API contract, section 2."""

from collections.abc import Mapping
from dataclasses import dataclass

from py_core.sandbox.casts import Params, to_text
from py_core.sandbox.state import PUBLIC_SCOPES, SandboxState, Token

READ_SCOPES = frozenset(PUBLIC_SCOPES) - {"edit_emails", "edit_profile", "refund_sales"}


def scoped(*scopes: str) -> frozenset[str]:
    """Any of these scopes; `account` stands for each of them."""
    return frozenset((*scopes, "account"))


@dataclass(frozen=True, slots=True)
class Grant:
    """What a good token may do."""

    scopes: frozenset[str]
    application: str = ""

    def has_any(self, wanted: frozenset[str]) -> bool:
        """Whether one of the wanted scopes is there."""
        return not wanted.isdisjoint(self.scopes)


def token_text(headers: Mapping[str, str], params: Params) -> str | None:
    """The token as sent: the first present one of header, `access_token` and `bearer_token` counts."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    for name in ("access_token", "bearer_token"):
        if params.get(name) not in (None, ""):
            return to_text(params[name])
    return None


def find_token(state: SandboxState, text: str | None) -> Token | None:
    """The token record of that text, revoked ones too."""
    return next((token for token in state.tokens if token.token == text), None) if text else None
