"""Made-up misfortunes: which request meets which one. Pure; carrying them out is the server's part."""

from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from py_core.gumroad.wire import Response
from py_core.sandbox import answers
from py_core.sandbox.answers import Listener
from py_core.sandbox.state import Record


class FaultRule(Record):
    """What happens to requests of a method and path.

    `path` is a glob over the path without its query, as it was sent; `times` is how many requests it meets,
    for ever when left out; `skip` is how many matching ones pass unharmed first. `status` answers with that
    status, without applying the request unless `apply` says so. `drop` closes the connection without an
    answer, before or after applying. `truncate` sends only so many bytes of the true body. `html` answers
    200 with a page instead of JSON, `refuse` with `success: false` and those words; a refused request is not
    applied. The delays come before and after the request is applied.
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
    skip: Annotated[int, Field(ge=0)] = 0
    times: Annotated[int, Field(ge=1)] | None = None

    def meets(self, method: str, path: str) -> bool:
        """Whether the rule is about such a request."""
        return self.method in ("*", method) and fnmatchcase(path, self.path)

    @property
    def applies_request(self) -> bool:
        """Whether the shop changes although the answer is spoilt."""
        if self.drop is not None:
            return self.drop == "after"
        if self.refuse is not None:
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
            if rule.times is not None:
                rule.times -= 1
                if rule.times == 0:
                    self._rules.remove(rule)
            return rule
        return None


def spoilt(rule: FaultRule, true_answer: Response | None, listener: Listener) -> Response:
    """The answer that goes out under a rule; `true_answer` is there when the request was applied."""
    if rule.status is not None:
        return _with_status(rule.status, listener)
    if rule.refuse is not None:
        return answers.json_answer(200, {"success": False, "message": rule.refuse}, listener)
    if rule.html or true_answer is None:
        return answers.html_answer(200, "Just a moment...", listener)
    if rule.truncate is not None:
        return Response(true_answer.status, true_answer.headers, true_answer.body[: rule.truncate])
    return true_answer


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
