"""What a route is given: the shop, the parameters, the place in the path, who asks and when. No I/O here."""

from dataclasses import dataclass
from typing import Any

from py_core.sandbox.answers import Refusal, not_found
from py_core.sandbox.auth import Grant
from py_core.sandbox.casts import Params
from py_core.sandbox.product_json import full_product
from py_core.sandbox.shop import Shop
from py_core.sandbox.state import Product


@dataclass(frozen=True, slots=True)
class Asked:
    """One authorized request, ready for its route. `path` is the path as it was sent."""

    shop: Shop
    params: Params
    place: dict[str, str]
    path: str
    grant: Grant
    now_ms: int

    def product(self) -> Product:
        """The product the path names, deleted ones too. Raises: Refusal when there is none."""
        found = self.shop.product(self.place["product"])
        if found is None:
            raise not_found("product")
        return found

    def live_product(self) -> Product:
        """The product the path names, if it is not deleted. Raises: Refusal otherwise."""
        found = self.product()
        if found.deleted:
            raise not_found("product")
        return found

    def shown(self, product: Product) -> dict[str, Any]:
        """The product's full JSON for this asker."""
        return full_product(product, self.shop.state, self.grant)


def refuse_unless(condition: bool, message: str) -> None:
    """Raise Refusal with the message where the condition does not hold."""
    if not condition:
        raise Refusal(message)
