"""Made-up misfortunes: which request meets which one. Pure; carrying them out is the server's part."""

import re
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, TypeAdapter

from py_core.gumroad.wire import Response
from py_core.sandbox import answers
from py_core.sandbox.answers import Listener
from py_core.sandbox.casts import Params
from py_core.sandbox.record import Record

_QUERY_TIMEOUT = "Query timed out. Try narrowing your date range with 'after'/'before' or filtering by product_id."
_PAGE_TIMEOUT = "The 'page' parameter is deprecated. Please use 'page_key' instead: https://gumroad.com/api#sales."
_DAILY_CAP = "Sorry, you can only create 10 products per day."
_PRODUCT_PATH = re.compile(r"(?:/api)?/v2/products/([^/]+)")
_MASK = (1 << 64) - 1


class Edit(Record):
    """Somebody else changes a product, before or after the request is answered.

    `set` holds parameters of a product update. Left out, `product` is the one the request's path names.
    """

    product: str | None = None
    when: Literal["before", "after"] = "after"
    set: dict[str, str | int | bool | list[str] | None]

    def params(self) -> Params:
        """What is set, as parameters of an update."""
        return {name: [*value] if isinstance(value, list) else value for name, value in self.set.items()}

    def product_in(self, path: str) -> str | None:
        """The id or permalink of the product to change, or None when the path names none."""
        found = _PRODUCT_PATH.match(path)
        return self.product or (found[1].removesuffix(".json") if found else None)


class FaultRule(Record):
    """What happens to requests of a method and path.

    `path` is a glob over the path without its query, as it was sent; `times` is how many requests it meets,
    for ever when left out; `skip` is how many matching ones pass unharmed first. `status` answers with that
    status, without applying the request unless `apply` says so. `drop` closes the connection without an
    answer, before or after applying. `truncate` sends only so many bytes of the true body. `html` answers
    200 with a page instead of JSON, `refuse` with `success: false` and those words; a refused request is not
    applied. The delays come before and after the request is applied. `reset` makes a dropped connection end by
    a reset instead of a close. `kind` is one of Gumroad's own troubles, not applied either. `edit` lets somebody
    else change a product around the request. With `one_in` a rule strikes only some matching requests, about
    one in so many, always the same ones for the same `seed`.
    """

    method: str = "*"
    path: str = "*"
    status: Annotated[int, Field(ge=200, le=599)] | None = None
    apply: bool = False
    drop: Literal["before", "after"] | None = None
    delay_ms: Annotated[int, Field(ge=0)] = 0
    delay_after_ms: Annotated[int, Field(ge=0)] = 0
    truncate: Annotated[int, Field(ge=0)] | None = None
    html: bool = False
    refuse: str | None = None
    reset: bool = False
    kind: Literal["query_timeout", "revoked_token", "missing_scope", "daily_cap"] | None = None
    edit: Edit | None = None
    one_in: Annotated[int, Field(ge=1)] = 1
    seed: int = 0
    skip: Annotated[int, Field(ge=0)] = 0
    times: Annotated[int, Field(ge=1)] | None = None
    _met: int = PrivateAttr(default=0)

    def meets(self, method: str, path: str) -> bool:
        """Whether the rule is about such a request."""
        return self.method in ("*", method) and fnmatchcase(path, self.path)

    def strikes(self) -> bool:
        """Whether the next matching request is one of those the rule strikes, by its seed."""
        self._met += 1
        mixed = (self.seed * 0x9E3779B97F4A7C15 + self._met * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 30)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % self.one_in == 0

    @property
    def applies_request(self) -> bool:
        """Whether the shop changes although the answer is spoilt."""
        if self.drop is not None:
            return self.drop == "after"
        if self.refuse is not None or self.kind is not None:
            return False
        return self.status is None or self.apply


_RULES = TypeAdapter(list[FaultRule])


def read_rules(text: str | bytes) -> list[FaultRule]:
    """Rules out of a JSON list. Raises: ValueError."""
    return _RULES.validate_json(text)


class Faults:
    """The rules in force, and how often each may still strike."""

    def __init__(self, rules: list[FaultRule] | None = None) -> None:
        self._rules = list(rules or [])

    def add(self, rules: list[FaultRule]) -> None:
        """Put more rules behind the ones in force."""
        self._rules.extend(rules)

    def clear(self) -> None:
        """No more misfortunes."""
        self._rules.clear()

    def take(self, method: str, path: str) -> FaultRule | None:
        """The first rule that strikes this request, counted down; None when all is well."""
        for rule in self._rules:
            if not rule.meets(method, path):
                continue
            if rule.skip > 0:
                rule.skip -= 1
                continue
            if not rule.strikes():
                continue
            if rule.times is not None:
                rule.times -= 1
                if rule.times == 0:
                    self._rules.remove(rule)
            return rule
        return None


def spoilt(rule: FaultRule, true_answer: Response | None, listener: Listener, *, by_page: bool = False) -> Response:
    """The answer that goes out under a rule; `true_answer` is there when the request was applied.

    `by_page` says that the request used the deprecated `page`, for the words of a query that timed out.
    """
    if rule.kind is not None:
        return _trouble(rule.kind, listener, by_page=by_page)
    if rule.status is not None:
        return _with_status(rule.status, listener)
    if rule.refuse is not None:
        return answers.json_answer(200, {"success": False, "message": rule.refuse}, listener)
    if rule.html or true_answer is None:
        return answers.html_answer(200, "Just a moment...", listener)
    if rule.truncate is not None:
        return Response(true_answer.status, true_answer.headers, true_answer.body[: rule.truncate])
    return true_answer


def _trouble(kind: str, listener: Listener, *, by_page: bool) -> Response:
    if kind == "query_timeout":
        error = _PAGE_TIMEOUT if by_page else _QUERY_TIMEOUT
        return answers.json_answer(400, {"status": 400, "error": error}, listener)
    if kind == "revoked_token":
        return answers.unauthorized_answer(listener, revoked=True)
    if kind == "missing_scope":
        return answers.forbidden_answer(listener)
    return answers.json_answer(200, {"success": False, "message": _DAILY_CAP}, listener)


def _with_status(status: int, listener: Listener) -> Response:
    if status == 429:
        return answers.retry_later_answer(listener)
    if status == 401:
        return answers.unauthorized_answer(listener, revoked=False)
    if status == 403:
        return answers.forbidden_answer(listener)
    if status in (404, 500):
        return answers.error_answer(status, listener)
    return answers.html_answer(status, f"Error {status}", listener)
