"""What plans are called."""

from typing import Any

import pytest

from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, VersionMode
from py_core.pricing.rules import parse_form
from py_core.pricing.titles import title_of

P99: dict[str, Any] = {"ending": Ending.P99}


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"percent": "+12", **P99}, "+12\N{NO-BREAK SPACE}%, ending up to .99"),
        (
            {"percent": "-5.5", **P99, "ending_to": RoundTo.DOWN},
            "\N{MINUS SIGN}5.5\N{NO-BREAK SPACE}%, ending down to .99",
        ),
        ({"percent": "0", **P99, "ending_to": RoundTo.NONE}, "+0\N{NO-BREAK SPACE}%, ending at the nearest .99"),
        ({"percent": "1", "ending": Ending.CUSTOM, "endings": ".49"}, "+1\N{NO-BREAK SPACE}%, ending up to .49"),
        ({"mode": Mode.SET, "amounts": {"usd": "19.99"}}, "Set to $19.99"),
        (
            {"mode": Mode.SET, "amounts": {"usd": "5", "eur": "5", "gbp": "5", "jpy": "500"}},
            "Set to €5, £5, ¥500, …",
        ),
        ({"mode": Mode.AMOUNT, "amounts": {"usd": "5", "eur": "-0.5"}}, "\N{MINUS SIGN}€0.50, +$5"),
        ({"mode": Mode.MULTIPLY, "factor": "1.15"}, "× 1.15"),
        ({"mode": Mode.CUSTOM, "expression": " price + 1 "}, "Rule: price + 1"),
        ({"mode": Mode.CUSTOM, "expression": "price" + " + 1" * 30}, "Rule: price" + " + 1" * 13 + " + …"),
        ({"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "0.92"}, "Change to EUR at 0.92"),
        ({"mode": Mode.KEEP, "overrides": {"p": "5"}}, "Typed prices"),
        (
            {"mode": Mode.KEEP, "versions": VersionMode.PERCENT, "version_percent": "10", **P99},
            "Surcharges +10\N{NO-BREAK SPACE}%",
        ),
        ({"percent": "5", "versions": VersionMode.WITH_BASE}, "+5\N{NO-BREAK SPACE}%, surcharges along"),
        ({"mode": Mode.KEEP, "versions": VersionMode.AMOUNT, "version_amounts": {"usd": "2"}}, "Surcharges +$2"),
        (
            {"percent": "5", "versions": VersionMode.SET, "version_amounts": {"usd": "2"}},
            "+5\N{NO-BREAK SPACE}%, surcharges set to $2",
        ),
        (
            {"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "1", "versions": VersionMode.WITH_BASE},
            "Change to EUR at 1",
        ),
    ],
)
def test_titles(fields: dict[str, Any], title: str) -> None:
    form = PriceForm(**fields)
    assert title_of(form, parse_form(form, frozenset({"usd"}))) == title
