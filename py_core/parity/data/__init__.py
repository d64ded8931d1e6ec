"""Figures and lists that others publish, as texts with their sources."""
