"""Which part of the standard library ships: all but what a hidden engine has no use for.

Nothing here is imported by anything that the core imports: the snapshot's making imports the whole core, and fails
where one of these is wanted. To bring a module back, take it off the list.
"""

TOOLS = (
    "_pyrepl antigravity bdb cmd compileall cProfile doctest fileinput filecmp getopt getpass modulefinder netrc "
    "optparse pdb pickletools profile pstats pty py_compile pyclbr pydoc pydoc_data rlcompleter runpy sched shelve "
    "symtable tabnanny this timeit trace tty unittest webbrowser zipapp __hello__ __phello__"
)
PROTOCOLS = "ftplib imaplib mailbox multiprocessing poplib smtplib socketserver wsgiref xml xmlrpc"
FORMATS = "colorsys ctypes plistlib tomllib wave"
LEFT_OUT = frozenset((*TOOLS.split(), *PROTOCOLS.split(), *FORMATS.split()))

ENCODED = (
    "__init__ aliases ascii base64_codec charmap cp1252 cp437 hex_codec idna iso8859_1 latin_1 punycode "
    "raw_unicode_escape undefined unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le utf_7 "
    "utf_8 utf_8_sig"
)
"""Texts come from Gumroad and from forms as UTF-8; a file that a seller hands in may be UTF-16 or Western."""
ENCODINGS = frozenset(ENCODED.split())


def ships(name: str) -> bool:
    """Whether a file of the standard library's zip is in the package."""
    top, _, rest = name.partition("/")
    if top == "encodings":
        return rest.removesuffix(".py") in ENCODINGS
    return top.removesuffix(".py") not in LEFT_OUT
