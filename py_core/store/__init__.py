"""What is kept: one SQLite file, reached through small repositories. The same SQL on CPython and in Pyodide."""
