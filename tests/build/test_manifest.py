"""What the manifest asks of the browser and of the seller."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

MODEL_HOSTS = {
    "https://api.openai.com",
    "https://openrouter.ai",
    "https://api.mistral.ai",
    "https://api.groq.com",
    "https://generativelanguage.googleapis.com",
}
THIS_MACHINE = {"http://localhost", "http://127.0.0.1"}


@pytest.fixture(scope="module")
def manifest(assembled: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((assembled / "manifest.json").read_text())
    return content


def _policy(manifest: dict[str, Any]) -> dict[str, set[str]]:
    parts = [part.split() for part in manifest["content_security_policy"]["extension_pages"].split(";")]
    return {part[0]: set(part[1:]) for part in parts}


def test_permissions_are_exactly_the_needed_ones(manifest: dict[str, Any]) -> None:
    needed = {"storage", "offscreen", "sidePanel", "activeTab", "unlimitedStorage", "alarms"}
    assert set(manifest["permissions"]) == needed
    assert manifest["host_permissions"] == ["https://api.gumroad.com/*"]


@pytest.mark.parametrize(
    "key",
    [
        "content_scripts",
        "web_accessible_resources",
        "externally_connectable",
        "optional_permissions",
        "key",
        "update_url",
    ],
)
def test_nothing_else_is_asked_for(manifest: dict[str, Any], key: str) -> None:
    assert key not in manifest


def test_only_our_own_code_runs(manifest: dict[str, Any]) -> None:
    policy = _policy(manifest)
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == {"'self'", "'wasm-unsafe-eval'"}
    assert policy["worker-src"] == {"'self'"}
    assert policy["style-src"] == {"'self'"}
    assert policy["require-trusted-types-for"] == {"'script'"}


def test_a_model_s_host_is_asked_for_only_when_it_is_chosen(manifest: dict[str, Any]) -> None:
    assert set(manifest["optional_host_permissions"]) == {f"{host}/*" for host in MODEL_HOSTS | THIS_MACHINE}


def test_only_gumroad_and_a_chosen_model_can_be_spoken_to(manifest: dict[str, Any]) -> None:
    policy = _policy(manifest)
    models = MODEL_HOSTS | {f"{host}:*" for host in THIS_MACHINE}
    assert policy["connect-src"] == {"'self'", "https://api.gumroad.com", *models}
    files = {f"https://{name}.gumroad.com" for name in ("public-files", "files", "static-2")}
    assert policy["img-src"] == {"'self'", "data:", *files}


def test_pages_are_isolated(manifest: dict[str, Any]) -> None:
    assert manifest["cross_origin_embedder_policy"]["value"] in ("require-corp", "credentialless")
    assert manifest["cross_origin_opener_policy"]["value"] == "same-origin"


def test_every_word_of_the_manifest_has_its_message(manifest: dict[str, Any], assembled: Path) -> None:
    messages = json.loads((assembled / "_locales" / "en" / "messages.json").read_text())
    used = set(re.findall(r"__MSG_(\w+)__", json.dumps(manifest)))
    assert used <= set(messages)
    assert used


def test_every_word_the_shell_asks_for_exists(assembled: Path) -> None:
    messages = json.loads((assembled / "_locales" / "en" / "messages.json").read_text())
    assert {"engine_gone", "engine_gone_hint"} <= set(messages)
    assert [key for key, entry in messages.items() if not entry["message"].strip()] == []
