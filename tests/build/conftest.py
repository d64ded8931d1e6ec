"""The package, put together once for all tests of this folder."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import package


@pytest.fixture(scope="session")
def assembled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly assembled package folder; not to be changed."""
    folder = tmp_path_factory.mktemp("package")
    package.assemble(folder)
    return folder


@pytest.fixture
def edited(assembled: Path, tmp_path: Path) -> Callable[[str, str | bytes | None], Path]:
    """A copy of the package in which one file is replaced, added, or (None) removed."""

    def edit(name: str, content: str | bytes | None) -> Path:
        copy = tmp_path / "copy"
        shutil.copytree(assembled, copy, copy_function=os.link)
        target = copy / name
        target.unlink(missing_ok=True)
        if content is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return copy

    return edit
