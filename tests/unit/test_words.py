"""Every sentence in one place."""

import string

import pytest

from py_core.words import WORDS, _merged, say


def test_values_are_filled_in() -> None:
    assert say("amount_not_a_number", text="x").startswith("“x” is not an amount")


def test_counts_choose_their_form() -> None:
    assert say("form_has_errors", n=1).startswith("One field needs")
    assert say("form_has_errors", n=3).startswith("3 fields need")


def test_a_missing_word_or_value_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say("no_such_word")
    with pytest.raises(KeyError):
        say("amount_not_a_number")


def test_no_word_is_defined_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        _merged({"a": "x"}, {"a": "y"})


def test_templates_name_their_values() -> None:
    for template in WORDS.values():
        for text in (template,) if isinstance(template, str) else template:
            assert text == text.strip() or text.startswith(" "), text
            assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))
