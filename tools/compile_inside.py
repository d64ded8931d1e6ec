"""Runs inside the interpreter that ships: adds bytecode beside every source file of a zip, for a faster start.

Bytecode is of the unchecked hash kind: it is used as it is, whatever the times of the files.
"""

import marshal
from importlib.util import MAGIC_NUMBER, source_hash
from zipfile import ZIP_STORED, ZipFile, ZipInfo

UNCHECKED_HASH = (1).to_bytes(4, "little")
EPOCH = (1980, 1, 1, 0, 0, 0)


def bytecode(source: bytes, filename: str) -> bytes:
    """The content of the .pyc file of a source, whose code says that it comes from `filename`."""
    code = compile(source, filename, "exec", dont_inherit=True, optimize=0)
    return MAGIC_NUMBER + UNCHECKED_HASH + source_hash(source) + marshal.dumps(code)


def compile_zip(source: str, target: str, location: str, keep_sources: bool) -> None:
    """Write the zip `source` to `target` with bytecode added; `location` is its path at run time."""
    with ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    sources = [name for name in sorted(entries) if name.endswith(".py")]
    for name in sources:
        entries[name + "c"] = bytecode(entries[name], f"{location}/{name}")
        if not keep_sources:
            del entries[name]
    with ZipFile(target, "w") as out:
        for name in sorted(entries):
            info = ZipInfo(name, EPOCH)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.compress_type = ZIP_STORED
            out.writestr(info, entries[name])
