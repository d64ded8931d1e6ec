"""What comparable products cost, per account, category and currency, as Gumroad told it last."""

from py_core.listing.shop_facts import Market
from py_core.store.meta_store import MetaStore


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


def _key(account_id: str, name: str) -> str:
    return f"listing/{account_id}/market/{name}"
