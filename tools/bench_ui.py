"""How smoothly the side panel shows 2,000 rows at 420 px."""

from tools.bench_figures import Report
from tools.bench_shop import BigShop, probe
from tools.panel import Panel

TIMES = 5
SHARE = 0.9
TABLES = {"products": "products", "preview": "plan-rows"}


def bench_ui(shop: BigShop) -> Report:
    """The longest frame while each long table is scrolled from top to bottom, and the way to the preview.

    Scrolling goes nine tenths of the visible height in every frame, so that every row is drawn anew: harder than
    a wheel, as hard as a dragged scroll bar.
    """
    report = Report()
    panel = shop.panel()
    panel.go("#products")
    panel.wait("products")
    _scroll(report, panel, "products")
    panel.choose_all()
    panel.form("+12", "up to .99")
    paints = []
    for _ in range(TIMES):
        probe(panel, "rest()")
        paints.append(probe(panel, "previewPaint()"))
        probe(panel, "leavePreview()")
    report.add("preview_paint", "ms", paints)
    panel.preview()
    _scroll(report, panel, "preview")
    report.compare("preview_worst_frame", "preview_median_frame")
    report.compare("products_worst_frame", "products_median_frame")
    return report


def _scroll(report: Report, panel: Panel, name: str) -> None:
    probe(panel, "rest()")
    runs = [probe(panel, f"scrollFrames('{TABLES[name]}', {SHARE})") for _ in range(TIMES)]
    report.add(f"{name}_worst_frame", "ms", [run["longest"] for run in runs])
    report.add(f"{name}_median_frame", "ms", [run["median"] for run in runs])
    report.add(f"{name}_blank_frames", "%", [100 * run["blank"] / run["frames"] for run in runs])
