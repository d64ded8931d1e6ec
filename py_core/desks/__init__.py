"""The use cases of each tool: a desk takes commands and gives views; app.py puts them together."""
