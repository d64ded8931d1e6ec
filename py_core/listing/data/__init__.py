"""Figures about letters and words, as texts with their sources."""
