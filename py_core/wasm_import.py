"""Lets Python import an extension module from a file when its package lives in a zip. Standard library only."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from types import ModuleType


class ExtensionFinder(MetaPathFinder):
    """Points one name at its file and knows nothing else."""

    def __init__(self, fullname: str, location: str) -> None:
        self.fullname = fullname
        self.location = location

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The file's spec for the name, else None so that the next finder is asked."""
        del path, target
        return spec_from_file_location(fullname, self.location) if fullname == self.fullname else None


def install(fullname: str, location: str) -> None:
    """Import `fullname` from the file at `location` from now on."""
    sys.meta_path.insert(0, ExtensionFinder(fullname, location))
