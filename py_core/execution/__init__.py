"""Doing what a plan says: sending, retrying, journalling, settling, undoing."""
