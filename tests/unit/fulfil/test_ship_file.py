"""Shipments from files as shops, spreadsheets and post offices write them."""

import pytest

from py_core.fulfil.ship_file import MOST_LENGTH, MOST_LINES, BadShipFile, ShipLine, read_ship_file
from py_core.fulfil.tracking import tracking_problem

ID = "q1w2e3r4t5y6u7i8o9p0aa=="
URL = "https://post.example/track?id=1"


def read(text: str) -> list[tuple[int, str, int | None, str]]:
    """Line, sale, order and address of each line that can be used."""
    lines = read_ship_file(text)
    assert not any(line.problem for line in lines), lines
    return [(line.number, line.sale_id, line.order_id, line.tracking_url) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        f"order,tracking\n123,{URL}\n",
        f"Order Number;Tracking URL\r\n123;{URL}\r\n",
        f"ORDER_ID\ttracking-link\n#123\t{URL}",
        f'\ufeff"Order #","Link"\n"123","{URL}"\n\n  ,\n',
        f"name,url,order no.\nLi,{URL},'123",
        f"Gumroad order,Track\n123.0,{URL}",
    ],
)
def test_headers_separators_and_quotes_as_they_come(text: str) -> None:
    assert [row[1:] for row in read(text)] == [("", 123, URL)]


def test_numbers_may_be_grouped_and_ids_stand_in_either_column() -> None:
    text = f'order,sale id,tracking\n"524,459,935",,\n,{ID},{URL}\n{ID},,\n7,{ID},'
    assert read(text) == [(2, "", 524459935, ""), (3, ID, None, URL), (4, ID, None, ""), (5, ID, None, "")]
    assert read_ship_file(text)[3].order_check == 7


def test_a_file_without_a_header_is_read_from_its_first_line_on() -> None:
    assert read(f"123,DHL,{URL}\n124,DHL,{URL}") == [(1, "", 123, URL), (2, "", 124, URL)]
    assert read(f"{ID}") == [(1, ID, None, "")]
    assert read("123;\n124;") == [(1, "", 123, ""), (2, "", 124, "")]


def test_lines_over_several_rows_keep_their_numbers() -> None:
    text = 'order,note\n1,"two\nrows"\n2,\n'
    assert [row[0] for row in read(text)] == [2, 4]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "This file is empty."),
        ("\ufeff \r\n", "This file is empty."),
        ("x" * (MOST_LENGTH + 1), "This file is too large. Cut it into smaller ones."),
        ("order\n1\n\0", "Line 3: This is no text file."),
        ("order,tracking\n", "There is a header and no line below it."),
        ("a,b\n1,2", "Line 1: No column for the order is found. Name one “order number” or “sale id”."),
        ("tracking\nhttps://x.example", "Line 1: No column for the order is found."),
        ("order,Order no\n1,2", "Line 1: “order” and “Order no” mean the same column. Keep one of them."),
        ('order\n1\n"2', "Line 3: A quotation mark opens here and is never closed."),
        ("order\n" + "1\n" * (MOST_LINES + 1), "A file may have at most 10,000 lines."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(BadShipFile) as caught:
        read_ship_file(text)
    assert caught.value.message.startswith(message)
    assert caught.value.fields == {"text": caught.value.message}
    assert [line for line, _ in caught.value.problems] == [
        int(message.split(":")[0][5:]) for _ in range(message.startswith("Line"))
    ]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (f",{URL}", "The order number is missing."),
        ("soon,", "“soon” is neither an order number nor a sale id."),
        ("12.5,", "“12.5” is neither an order number nor a sale id."),
        ("1,DHL 123", "“DHL 123” is no web address. It has to begin with https:// or http://."),
        (f"{ID},ftp://x.example/1", "“ftp://x.example/1” is no web address."),
        ("1,https://x.example/" + "a" * 240, "An address has at most 255 characters."),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_it(cells: str, problem: str) -> None:
    (line,) = read_ship_file(f"order,tracking\n{cells}")
    assert line.number == 2
    assert line.problem.startswith(problem)


@pytest.mark.parametrize(
    "text", ["https://", "http://[1", "javascript:alert(1)", "x", "https://a b/", "//x.example"]
)
def test_only_web_addresses_follow_a_parcel(text: str) -> None:
    assert tracking_problem(text)


@pytest.mark.parametrize("text", ["", "http://x.example", "HTTPS://post.example/?a=1&b=2#c"])
def test_web_addresses_do(text: str) -> None:
    assert tracking_problem(text) == ""


def test_a_line_is_a_value() -> None:
    assert read_ship_file("1") == (ShipLine(1, "1", order_id=1),)
