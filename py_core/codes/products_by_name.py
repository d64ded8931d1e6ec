"""Products as files name them: by id, by the end of their address, or by their exact name. No I/O here."""

from collections.abc import Iterator

from py_core.catalog.products import Shop, ShopProduct
from py_core.errors import InputError
from py_core.words import say


def permalinks(entry: ShopProduct) -> Iterator[str]:
    """The ends of the addresses under which a product is known."""
    if entry.product.custom_permalink:
        yield entry.product.custom_permalink
    end = entry.product.short_url.rstrip("/").rsplit("/", 1)[-1]
    if end:
        yield end


class ProductsByName:
    """The products of a shop by everything that names them."""

    def __init__(self, shop: Shop) -> None:
        self._by_id = {entry.product.id: entry for entry in shop.products}
        self._by_link: dict[str, dict[str, ShopProduct]] = {}
        self._by_name: dict[str, dict[str, ShopProduct]] = {}
        for entry in shop.products:
            for end in permalinks(entry):
                self._by_link.setdefault(end, {})[entry.product.id] = entry
            self._by_name.setdefault(entry.product.name.strip(), {})[entry.product.id] = entry

    def find(self, text: str) -> ShopProduct:
        """The one product that a text names. Raises: InputError when it names none or several."""
        by_id = self._by_id.get(text)
        if by_id is not None:
            return by_id
        found = {**self._by_link.get(text, {}), **self._by_name.get(text, {})}
        if not found:
            raise InputError("import_no_product", say("import_no_product", product=text[:60]))
        if len(found) > 1:
            raise InputError("import_products", say("import_products", product=text[:60], n=len(found)))
        return next(iter(found.values()))
