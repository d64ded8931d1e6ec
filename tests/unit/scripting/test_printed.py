"""What a script showed and wants, in a terminal."""

from py_core.scripting.output import ChartItem, TableItem, TextItem
from py_core.scripting.printed import item_text, plan_lines


def test_items() -> None:
    assert item_text(TextItem(text="one\ntwo\n")) == "one\ntwo"
    table = TableItem(
        columns=("name", "price"), numbers=(False, True), rows=(("a" * 50, "$5"), ("b", "$12.50")), left_out=1
    )
    assert item_text(table).splitlines() == [
        f"name{' ' * 36}   price",
        f"{'a' * 39}…      $5",
        f"b{' ' * 39}  $12.50",
        "1 more is not shown.",
    ]
    chart = ChartItem(x="month", y="net", labels=("Jan", "Feb"), values=(10, 5), texts=("$10", "$5"), left_out=0)
    assert item_text(chart).splitlines() == ["net / month", f"Jan  {'█' * 40} $10", f"Feb  {'█' * 20} $5"]
    flat = chart.model_copy(update={"values": (0.0, 0.0)})
    assert item_text(flat).splitlines()[1] == "Jan   $10"
    nothing = ChartItem(x="a", y="b", labels=(), values=(), texts=(), left_out=0)
    assert item_text(nothing) == "b / a"


def test_plans() -> None:
    field = {
        "field": "name",
        "label": "Name",
        "pieces": [
            {"kind": "same", "text": "Ink "},
            {"kind": "old", "text": "brush"},
            {"kind": "new", "text": "pens"},
        ],
    }
    tags = {
        "field": "tags",
        "label": "Tags",
        "pieces": [{"kind": "old", "text": "a"}, {"kind": "old", "text": "b"}],
    }
    bare = {"detail": "", "reason_text": "", "fields": [], "doing_text": "goes on sale"}
    plan = {
        "title": "Mine",
        "headline": "2 changes",
        "listing_rows": [
            {**bare, "product": "Ink", "fields": [field]},
            {**bare, "product": "Paper"},
            {**bare, "product": "Pen", "fields": [tags]},
            {**bare, "product": "Old", "detail": "Team", "reason_text": "Left alone."},
        ],
        "code_rows": [
            {"product": "Ink", "code": "TEN", "reason_text": "", "doing": "create", "discount": "10 % off"}
        ],
        "findings": [{"text": "Look at this."}],
    }
    assert plan_lines([plan]) == (
        "Mine: 2 changes",
        "  Ink: Name: Ink brush → Ink pens",
        "  Paper: goes on sale",
        "  Pen: Tags: a, b → –",
        "  Old · Team: Left alone.",
        "  Ink · TEN · create · 10 % off",
        "  ! Look at this.",
        "Nothing was sent. Open the script in Gumsmith to look at the preview and apply it.",
    )
    assert plan_lines([]) == ("The script wants no changes.",)
