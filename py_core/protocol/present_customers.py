"""Drawing buyers. No I/O here."""

from py_core.protocol.customer_views import CustomerView
from py_core.protocol.drawing import amount
from py_core.protocol.present_sales import written
from py_core.sales.customers import Figures, Profile

USD = "usd"


def customer_view(figures: Figures, profile: Profile, today: int) -> CustomerView:
    """One buyer; `today` is the seller's day now."""
    about = figures.estimated > 0
    return CustomerView(
        email=profile.email,
        name=profile.name,
        purchases=figures.purchases,
        sales=figures.sales,
        units=figures.units,
        gross=amount(figures.gross_minor, USD),
        refunded=amount(figures.refunded_minor, USD, estimate=about),
        spent=amount(figures.spent_minor, USD, estimate=about),
        first=written(figures.first_day, today),
        last=written(figures.last_day, today),
        products=profile.products,
        country=profile.country,
        codes=profile.codes,
        utm_source=profile.utm_source,
        refunds=figures.refunds,
        disputes=profile.disputes,
        disputes_won=profile.disputes_won,
        may_contact=profile.may_contact,
        membership=profile.membership,
        license_keys=profile.license_keys,
    )
