"""What crosses the border between the pages and the core: text in, text out."""
