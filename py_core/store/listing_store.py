"""What Gumroad told beside the products: prices of comparable ones, categories, the account's refund policy."""

from py_core.gumroad.models import Category
from py_core.listing.shop_facts import Market
from py_core.store.meta_store import MetaStore
from py_core.values import Value


class Categories(Value):
    """Gumroad's categories, and when they were read."""

    categories: tuple[Category, ...]
    read_at_ms: int


class AccountPolicy(Value):
    """The account's own refund policy; while it is `in_effect`, no product has one."""

    in_effect: bool
    period: str
    read_at_ms: int


class ListingStore:
    """Per account, in texts by name."""

    def __init__(self, meta: MetaStore) -> None:
        self._meta = meta

    def markets(self, account_id: str) -> tuple[Market, ...]:
        """Every answer that is kept."""
        return tuple(map(Market.model_validate_json, self._meta.get_all(_key(account_id, ""))))

    def save(self, account_id: str, market: Market) -> None:
        """Keep an answer in place of the one before."""
        self._meta.put(_key(account_id, f"{market.category} {market.currency}"), market.model_dump_json())

    def categories(self, account_id: str) -> Categories | None:
        """The categories as they were read last; None when they never were."""
        text = self._meta.get(_name(account_id, "categories"))
        return None if text is None else Categories.model_validate_json(text)

    def save_categories(self, account_id: str, categories: Categories) -> None:
        """Keep the categories in place of those before."""
        self._meta.put(_name(account_id, "categories"), categories.model_dump_json())

    def policy(self, account_id: str) -> AccountPolicy | None:
        """The account's refund policy as it was read last; None when it never was."""
        text = self._meta.get(_name(account_id, "policy"))
        return None if text is None else AccountPolicy.model_validate_json(text)

    def save_policy(self, account_id: str, policy: AccountPolicy) -> None:
        """Keep the account's refund policy in place of the one before."""
        self._meta.put(_name(account_id, "policy"), policy.model_dump_json())


def _name(account_id: str, name: str) -> str:
    return f"listing/{account_id}/{name}"


def _key(account_id: str, name: str) -> str:
    return f"listing/{account_id}/market/{name}"
