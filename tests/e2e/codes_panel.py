"""What a person does with codes in the side panel, for more than one test."""

from tests.e2e.panel import Panel


def choose(panel: Panel, *names: str) -> None:
    """Choose just these products."""
    panel.go("#products")
    panel.wait("tick_none").click()
    for name in names:
        panel.get("search").fill(name)
        panel.get("products").get_by_role("checkbox", name=name).check()
    panel.get("search").fill("")


def fill_mint(panel: Panel, pattern: str, count: str) -> None:
    """Go to the form for many codes and fill it in."""
    panel.go("#codes?page=mint")
    panel.wait("codes-pattern").fill(pattern)
    panel.get("codes-count").fill(count)
    panel.get("codes-label").fill("Autumn letters")
    panel.get("codes-percent").fill("30")


def preview(panel: Panel) -> None:
    """Preview the form that is filled in."""
    panel.wait("codes-preview").click()
    panel.wait("headline")


def tick_code(panel: Panel, *names: str) -> None:
    """Choose just these codes in the table."""
    panel.go("#codes")
    panel.wait("codes-choose-none").click()
    for name in names:
        panel.get("codes").get_by_role("checkbox", name=f"Choose {name}", exact=True).check()
