"""What the tests of suggestions share: a package that may reach a model, a shop with texts, a model's answers."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.model_server import Answer, Asked, ModelServer
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKENS
from tools.driving import Driven, driven
from tools.in_page import evaluate
from tools.paths import PACKAGE

_FENCED = re.compile(r"^<<<LISTING (\w+)>>>\n(.*)\n<<<END \1>>>$", re.M)
ASK = "#listings?page=suggest"
REVIEW = f"{ASK}&step=review"
MODEL = f"{ASK}&step=model"
CHROMIUM_ASKS = {"accounts.google.com", "update.googleapis.com"}
STUB = Path(__file__).with_name("language_model_stub.js")

TEXTS = (
    ("Blue Hour Presets", "Presets for photographs of towns at dusk. They keep the lights warm and the sky deep."),
    ("Paper Grain Textures", "Scanned paper for people who draw on a tablet. The grain is soft and even."),
    ("Quiet Piano Loops", "Slow piano loops for films and games. They were played on an old upright."),
    ("Studio Planner", "A planner for small studios. It holds projects, clients and invoices in one place."),
)


def text_shop(texts: tuple[tuple[str, str], ...] = TEXTS) -> dict[str, Any]:
    """A shop of products with a name and a description of one paragraph each."""
    return {
        "tokens": TOKENS,
        "products": [
            {
                "name": name,
                "price": 1000 + number,
                "currency": "usd",
                "custom_permalink": f"text{number:03d}",
                "description": f"<p>{description}</p>",
                "tags": ["made by hand"],
                "created_at": f"2026-01-{1 + number // 24:02d}T{number % 24:02d}:00:00Z",
            }
            for number, (name, description) in enumerate(texts)
        ],
    }


@contextmanager
def browser_for_models(folder: Path, api_port: int, *arguments: str) -> Iterator[Driven]:
    """Chromium with the package, to which every model's host is granted, since no test can press that button."""
    package = folder / "package"
    if not package.exists():
        shutil.copytree(PACKAGE, package)
        manifest = json.loads((package / "manifest.json").read_text())
        manifest["host_permissions"] += manifest.pop("optional_host_permissions")
        (package / "manifest.json").write_text(json.dumps(manifest))
    with driven(package, folder / "profile", api_port=api_port, more_arguments=arguments) as running:
        yield running


def listing_in(asked: Asked) -> dict[str, Any]:
    """The listing that a question is about, as the model is told it."""
    found = _FENCED.search(asked.text)
    assert found is not None, asked.text
    listing: dict[str, Any] = json.loads(found[2])
    return listing


def wanted_in(asked: Asked) -> list[str]:
    """The parts that a question asks for."""
    found = re.search(r"^(?:Rewrite|Write anew[^:\n]*): ([a-z, ]+)\.$", asked.text, re.M)
    assert found is not None, asked.text[-400:]
    return found[1].split(", ")


def better(asked: Asked) -> dict[str, Any]:
    """A good answer: everything that the listing says, in another order or with a plain word more."""
    listing = listing_in(asked)
    description = listing.get("description", "<p>It has no words yet.</p>")
    words = re.findall(r"[a-z]{5,15}", description.lower())
    texts = {
        "name": f"{listing['name']} for makers",
        "summary": f"{listing['name']}: made for people who like to work in a calm way.",
        "description": description.replace("</p>", " Made by hand, one after the other.</p>", 1),
        "tags": list(dict.fromkeys(words))[:4],
    }
    return {part: texts[part] for part in wanted_in(asked)}


def good(asked: Asked) -> Answer:
    """A good answer, streamed; the check's question gets its word."""
    if "single word: yes" in asked.text:
        return Answer(text="yes")
    return Answer(text=json.dumps(better(asked)))


def use_local(panel: Panel, model: ModelServer) -> None:
    """Choose the fake server on the page about the model."""
    panel.go(MODEL)
    panel.wait("kind-local").check()
    panel.wait("local-address").fill(model.address)
    panel.get("model-name").fill("sandbox-small")
    panel.get("model-use").click()
    panel.wait("suggest-estimate")


def ask(panel: Panel, *, lowest: str = "5", fields: tuple[str, ...] = ("name", "summary")) -> None:
    """Ask about the products with the lowest scores, for these parts."""
    panel.go(ASK)
    panel.wait("suggest-lowest").select_option(lowest)
    for field in ("name", "summary", "description", "tags"):
        panel.get(f"suggest-field-{field}").set_checked(field in fields)
    button = panel.get("suggest-ask")
    expect(button).to_have_attribute("aria-disabled", "false", timeout=START_MS)
    button.click()


def answered(panel: Panel) -> None:
    """Wait until the batch is over."""
    panel.wait("batch-done", 120_000)


def forget_suggestions(panel: Panel) -> None:
    """Nothing of an earlier test stays; kept ones are asked for at the core, as the pages do."""
    panel.go(REVIEW)
    forget, empty = panel.get("clear-all"), panel.get("review-empty")
    expect(forget.or_(empty)).to_be_visible(timeout=START_MS)
    if forget.is_visible():
        forget.click()
    expect(empty).to_be_visible(timeout=START_MS)


def stub(driven: Driven) -> None:
    """Give every page of this browser a LanguageModel of our own; see language_model_stub.js."""
    driven.context.add_init_script(path=str(STUB))


def set_stub(panel: Panel, **settings: Any) -> None:
    """What the stub answers from now on, in every page."""
    text = json.dumps(settings)
    evaluate(panel.page, f"Promise.resolve(localStorage.setItem('language-model-stub', {json.dumps(text)}))")


def hosts_reached(net_log: Path) -> set[str]:
    """Every host with its port that the browser sent a request to, by its own log.

    What Chromium asks for itself is left out; the content policy keeps every page of the package from those hosts.
    """
    log = json.loads(net_log.read_text())
    begun = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    urls = [urlsplit(event.get("params", {}).get("url", "")) for event in log["events"] if event["type"] == begun]
    return {url.netloc for url in urls if url.scheme in ("http", "https", "ws", "wss")} - CHROMIUM_ASKS
