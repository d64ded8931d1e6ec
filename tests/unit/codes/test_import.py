"""Codes from a file: every line is checked, and every problem is told with its line."""

from typing import Any

import pytest

from py_core.codes.export import codes_csv
from py_core.codes.forms import Existing, ImportForm, MintForm
from py_core.codes.importing import BadFile, build_import_plan, read_lines
from py_core.codes.mint import build_mint_plan
from py_core.codes.table import code_rows
from py_core.errors import InputError
from py_core.gumroad.models import OfferCode
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import CreateCode
from py_core.settings import Settings
from tests.unit.shops import code, entry, shop

SHOP = shop(
    entry(id="-id1==", name="Icon set", short_url="https://ana.gumroad.com/l/icons"),
    entry(
        id="id2==",
        name="Synth",
        currency="eur",
        short_url="https://ana.gumroad.com/l/abc",
        custom_permalink="synth",
    ),
    entry(id="id3==", name="Twice", short_url="https://ana.gumroad.com/l/t1"),
    entry(id="id4==", name="Twice", short_url="https://ana.gumroad.com/l/t2"),
    entry(id="id5==", name="Kanji", currency="jpy", price_minor=500, short_url="https://ana.gumroad.com/l/kanji"),
)
HEAD = "product,code,amount,kind,cap,minimum\n"


def made(text: str, **fields: Any) -> Plan:
    return build_import_plan(SHOP, ImportForm(text=text, file_name="codes.csv", **fields), Settings(), 1)


def creates(of: Plan) -> list[CreateCode]:
    return [step for step in of.steps if isinstance(step, CreateCode)]


def problems(text: str) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        made(text)
    return caught.value.fields


def test_a_file_in_all_its_freedoms() -> None:
    text = (
        "\ufeffCap;Kind;Code;PRODUCT;Amount;minimum;note\r\n"
        "100;percent;A;'-id1==;20;;x\r\n"
        ";;B;synth;15%;50;\r\n"
        "\r\n"
        '7;fixed;"C";"abc";5.50;;"a;b"\r\n'
        ";amount;D;Kanji;100;;\r\n"
    )
    plan = made(text)
    assert [
        (step.product_id, step.name, step.after.percent_off, step.after.amount_minor, step.after.max_purchase_count)
        for step in creates(plan)
    ] == [
        ("-id1==", "A", 20, None, 100),
        ("id2==", "B", 15, None, None),
        ("id2==", "C", None, 550, 7),
        ("id5==", "D", None, 100, None),
    ]
    assert creates(plan)[1].after.minimum_amount_minor == 5000
    assert [facts.line for facts in plan.code_facts] == [2, 3, 5, 6]
    assert plan.title == "4 codes from codes.csv"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",A,20,percent,,", "Say which product"),
        ("nothing,A,20,percent,,", "The shop has no product “nothing”."),
        ("Twice,A,20,percent,,", "“Twice” names 2 products. Use the product's id."),
        ("Icon set,,20,percent,,", "A code needs a name"),
        ("Icon set,two words,20,percent,,", "“two words” cannot be a code"),
        ("Icon set,fire🔥,20,percent,,", "“fire🔥” cannot be a code"),
        ("Icon set,A,,percent,,", "Say what the code takes off"),
        ("Icon set,A,20,,,", "Say in the column kind whether 20 is percent or amount."),
        ("Icon set,A,20,euros,,", "“euros” is no kind."),
        ("Icon set,A,20%,amount,,", "“20%” has a percent sign, but the kind is amount."),
        ("Icon set,A,0,percent,,", "Column amount: A code takes off at least 1 %."),
        ("Icon set,A,101,percent,,", "Column amount: A code takes off at most 100 %."),
        ("Icon set,A,12.5,percent,,", "Column amount: “12.5” is not whole"),
        ("Icon set,A,-5,percent,,", "Column amount: A code takes off at least 1 %."),
        ('Icon set,A,"5,50",amount,,', "Column amount: “5,50” has a comma."),
        ("Kanji,A,5.50,amount,,", "Column amount: JPY has no decimals."),
        ("Icon set,A,20,percent,0,", "Column cap: "),
        ("Icon set,A,20,percent,x,", "Column cap: "),
        ("Icon set,A,20,percent,,-1", "Column minimum: "),
        ("all,A,5,amount,,", "The shop sells in several currencies. Write “all usd”"),
        ("all gbp,A,5,amount,,", "No product is sold in GBP"),
        ("Icon set,A,20,percent,,,more", "There are more cells than the 6 columns."),
    ],
)
def test_every_bad_cell_is_told_with_its_line(row: str, said: str) -> None:
    found = problems(f"{HEAD}Icon set,GOOD,20,percent,,\n{row}\n")
    assert list(found) == ["line 3"]
    assert found["line 3"].startswith(said)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(BadFile) as caught:
        made(f"{HEAD}x,A,20,percent,,\nIcon set,B,0,percent,,\n")
    assert [line for line, _ in caught.value.problems] == [2, 3]
    assert caught.value.message.startswith("Line 2: The shop has no product “x”.")
    assert caught.value.message.endswith("One more line needs a look.")
    assert caught.value.hint.startswith("Nothing was sent")


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("", "text", "The file is empty."),
        (" \n\n", "text", "The file is empty."),
        (HEAD, "text", "The file has a header and no lines under it"),
        ("name,price\na,b\n", "line 1", "The columns product, code, amount are missing."),
        ("product,code,amount,code\na,b,c,d\n", "line 1", "The column code is there twice."),
        (f"{HEAD}Icon set,A,20,per\0cent,,\n", "line 2", "There are unreadable characters here."),
        (f'{HEAD}Icon set,"A,20,percent,,\n', "line 2", "Quotation marks are opened"),
        ("x" * 5_000_001, "text", "The file is too large"),
    ],
)
def test_a_file_that_is_none(text: str, field: str, said: str) -> None:
    found = problems(text)
    assert list(found) == [field]
    assert found[field].startswith(said)


def test_ten_thousand_and_one_lines_are_too_many() -> None:
    lines = "".join(f"Icon set,A{at},20,percent,,\n" for at in range(10_001))
    assert problems(HEAD + lines)["text"].startswith("The file has more than 10,000 lines.")
    assert len(read_lines(HEAD + lines.removesuffix("Icon set,A10000,20,percent,,\n"))) == 10_000


def test_a_line_that_comes_twice() -> None:
    text = f"{HEAD}Icon set,A,20,percent,,\nicons,A,30,percent,,\n"
    assert problems(text) == {"line 3": "A is in line 2 already, for the same product."}
    twins = made(f"{HEAD}Icon set,A,20,percent,,\nicons,a,30,percent,,\n")
    assert twins.skipped[0].text.startswith("Line 3: Another row makes A.")


def test_blank_lines_and_line_breaks_inside_quotes_keep_the_count() -> None:
    text = 'product,code,amount,kind,note\n\nIcon set,A,20,percent,"two\nlines"\nx,B,20,percent,\n'
    assert list(problems(text)) == ["line 5"]


def test_universal_codes_in_a_file() -> None:
    plan = made(f"{HEAD}all,A,20,percent,,\nall eur,B,5,amount,,50\nALL JPY,C,5,percent,,500\n")
    assert [(step.after.universal, step.currency) for step in creates(plan)] == [
        (True, "usd"),
        (True, "eur"),
        (True, "jpy"),
    ]


def test_what_gumroad_would_refuse_is_left_out_with_its_line() -> None:
    plan = made(f"{HEAD}Icon set,A,95,percent,,\nIcon set,B,50,percent,,\n")
    assert [(row.reason, row.text) for row in plan.skipped] == [
        (SkipReason.REFUSED, "Line 2: It would leave $0.95, below Gumroad's $0.99.")
    ]
    assert len(plan.steps) == 1


def with_codes(of: Plan) -> tuple[OfferCode, ...]:
    return tuple(
        code(step.name, percent=step.after.percent_off).model_copy(
            update={"max_purchase_count": step.after.max_purchase_count, "id": step.key}
        )
        for step in creates(of)
    )


def test_five_thousand_minted_codes_come_back_unchanged() -> None:
    form = MintForm(pattern="-###-####", count="5000", percent="20", seed="ab" * 32)
    batch = build_mint_plan(SHOP, ("-id1==",), form, Settings(), 1)
    standing = shop(entry(id="-id1==", name="=Icon set", codes=with_codes(batch)))
    text = codes_csv(code_rows(standing))
    there = build_import_plan(standing, ImportForm(text=text), Settings(), 1)
    assert not there.steps
    assert {row.reason for row in there.skipped} == {SkipReason.SAME}
    empty = shop(entry(id="-id1==", name="=Icon set"))
    again = build_import_plan(empty, ImportForm(text=text), Settings(limit_rows=10_000), 1)
    assert [step.after for step in creates(again)] == [step.after for step in creates(batch)]
    assert [step.name for step in again.steps] == [step.name for step in batch.steps]


def test_every_code_of_a_shop_comes_back_unchanged() -> None:
    limited = code("ALL", percent=5, universal=True).model_copy(update={"minimum_amount_minor": 900})
    five = code("FIVE", amount=500, universal=True)
    of = shop(
        entry(id="a", name="Icons", codes=(limited, code("plan", percent=7), code("Plan", percent=9))),
        entry(id="b", name="Icons", currency="eur", codes=(limited, five)),
    )
    plan = build_import_plan(of, ImportForm(text=codes_csv(code_rows(of))), Settings(), 1)
    assert [row.reason for row in plan.skipped] == [SkipReason.SAME] * 4
    assert not plan.steps


def test_what_to_do_with_codes_that_stand() -> None:
    of = shop(entry(id="a", name="Icon set", codes=(code("A", percent=5),)))
    form = ImportForm(text=f"{HEAD}Icon set,A,20,percent,,\n", existing=Existing.REPLACE)
    assert [step.kind for step in build_import_plan(of, form, Settings(), 1).steps] == [
        "delete_code",
        "create_code",
    ]
    with pytest.raises(InputError) as caught:
        build_import_plan(of, ImportForm(text=HEAD, existing=Existing.SUFFIX), Settings(), 1)
    assert caught.value.fields.keys() == {"suffix"}


def test_a_product_that_is_gone_cannot_be_named() -> None:
    of = shop(entry(id="a", name="Icon set", deleted=True))
    with pytest.raises(BadFile):
        build_import_plan(of, ImportForm(text=f"{HEAD}Icon set,A,20,percent,,\n"), Settings(), 1)
