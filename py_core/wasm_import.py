"""Lets Python import an extension module from a file when its package lives in a zip. Standard library only."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from types import ModuleType


class ExtensionFinder(MetaPathFinder):
    """Points the names it was given at their files and knows nothing else."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The file's spec for a known name, else None so that the next finder is asked."""
        location = self.files.get(fullname)
        return spec_from_file_location(fullname, location) if location else None


def install(fullname: str, location: str) -> None:
    """Import `fullname` from the file at `location` from now on."""
    sys.meta_path.insert(0, ExtensionFinder({fullname: location}))
