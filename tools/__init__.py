"""The stages behind build.py, one small module each."""
