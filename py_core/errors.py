"""What can go wrong, by whose fault.

    CoreError
    ├── InputError          the person can fix it; `fields` says where
    ├── NoAnswer            the wire: nothing came back
    ├── GumroadError        their answer
    │   ├── AuthError           401, 403
    │   ├── NotFound            the record is not there
    │   ├── Rejected            understood and refused, with their words
    │   ├── RateLimited         429
    │   ├── ServerFailed        5xx
    │   └── UnexpectedAnswer    not the documented shape, a redirect, HTML
    └── PlanError
        ├── StalePlan           the shop is not the one the plan was made for
        ├── UnsafePlan          a blocking finding was not accepted
        └── UnknownPlan         no such plan here

Anything else is our own bug and is reported as `internal`.
"""

from collections.abc import Mapping
from types import MappingProxyType


class CoreError(Exception):
    """An error a person may read. `message` is theirs, `code` is stable, `server_words` are Gumroad's own."""

    retryable = False

    def __init__(
        self,
        code: str,
        message: str,
        *,
        hint: str = "",
        server_words: str = "",
        status: int = 0,
        fields: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.server_words = server_words
        self.status = status
        self.fields = dict(fields)


class InputError(CoreError):
    """Something typed or chosen cannot be used; `fields` maps a field's path to its sentence."""


class NoAnswer(CoreError):
    """Nothing came back: no network, a timeout, a dropped connection. The request may have been applied."""

    retryable = True


class GumroadError(CoreError):
    """Gumroad answered, and not with what was asked."""


class AuthError(GumroadError):
    """The token is not valid (401) or lacks a scope (403). Their bodies are empty and never parsed."""


class NotFound(GumroadError):
    """The record does not exist or belongs to somebody else."""


class Rejected(GumroadError):
    """Gumroad understood the request and refused it."""


class RateLimited(GumroadError):
    """Too many requests; nothing was applied."""

    retryable = True


class ServerFailed(GumroadError):
    """Gumroad or its edge failed (5xx). A write may have been applied."""

    retryable = True


class UnexpectedAnswer(GumroadError):
    """The answer is not of the documented shape."""


class PlanError(CoreError):
    """The plan cannot be run as it stands."""


class StalePlan(PlanError):
    """The plan belongs to another account, or its shop has changed beyond use."""


class UnsafePlan(PlanError):
    """A blocking finding was not accepted, or read-only mode is on."""


class UnknownPlan(PlanError):
    """No plan or run of that name is stored here."""
