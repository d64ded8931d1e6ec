"""Draws the icons' PNG sizes from their SVG sources with Chromium. Run by hand: `python -m tools.icons`."""

from playwright.sync_api import sync_playwright

from tools.chromium import ensure_chromium, launch_arguments
from tools.paths import EXTENSION

ICONS = EXTENSION / "icons"
SOURCES = {16: "icon-small.svg", 32: "icon.svg", 48: "icon.svg", 128: "icon.svg"}


def main() -> None:
    """Write every size beside its source."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_chromium(), args=launch_arguments(headless=True)
        )
        page = browser.new_page()
        for size, source in SOURCES.items():
            page.set_viewport_size({"width": size, "height": size})
            drawing = (ICONS / source).read_text().replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}")
            page.screenshot(path=ICONS / f"icon-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
