"""Regular expressions whose matching takes a time that is known beforehand, whatever the pattern and the text."""
