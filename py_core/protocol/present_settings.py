"""Settings as the pages show them, with the exchange rates that stand behind the fixed fee."""

from py_core.gumroad.currencies import CURRENCIES
from py_core.pricing.rates import SHIPPED
from py_core.protocol.views import RateView, SettingsView
from py_core.settings import Settings
from py_core.words import say


def settings_view(settings: Settings) -> SettingsView:
    """The settings in force and every currency's shipped rate (empty where there is none)."""
    rates = tuple(RateView(currency=code, shipped=SHIPPED.get(code, "")) for code in CURRENCIES if code != "usd")
    return SettingsView(settings=settings, rates=rates, rates_source=say("rates_source"))
