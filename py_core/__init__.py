"""The core of Gumsmith: pure Python that runs alike on CPython and in the browser."""
