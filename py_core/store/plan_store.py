"""Plans by digest. The text that is kept is the text that the digest was taken of."""

import hashlib
import sqlite3

from py_core.errors import UnknownPlan
from py_core.plan.plan import Plan
from py_core.words import say

_KEPT_IN_MEMORY = 4


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class PlanStore:
    """Immutable plans; saving one twice is the same as saving it once. The latest few stay in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._recent: dict[str, Plan] = {}

    def save(self, plan: Plan) -> str:
        """Keep a plan; its digest."""
        text = plan.canonical_json()
        digest = _digest_of(text)
        self._connection.execute(
            "INSERT OR IGNORE INTO plans (digest, account_id, created_at_ms, plan_json) VALUES (?, ?, ?, ?)",
            (digest, plan.account_id, plan.created_at_ms, text),
        )
        self._remember(digest, plan)
        return digest

    def load(self, digest: str) -> Plan:
        """The plan of that digest.

        Raises: UnknownPlan when there is none, or when what is stored is not what the digest was taken of.
        """
        recent = self._recent.get(digest)
        if recent is not None:
            return recent
        row = self._connection.execute("SELECT plan_json FROM plans WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise UnknownPlan("unknown_plan", say("unknown_plan"), hint=say("unknown_plan_hint"))
        text = str(row[0])
        if _digest_of(text) != digest:
            raise UnknownPlan("damaged_plan", say("damaged_plan"), hint=say("unknown_plan_hint"))
        plan = Plan.model_validate_json(text)
        self._remember(digest, plan)
        return plan

    def forget_loaded(self) -> None:
        """Read from the database next time; needed after the tables were wiped."""
        self._recent.clear()

    def _remember(self, digest: str, plan: Plan) -> None:
        self._recent.pop(digest, None)
        self._recent[digest] = plan
        while len(self._recent) > _KEPT_IN_MEMORY:
            del self._recent[next(iter(self._recent))]
