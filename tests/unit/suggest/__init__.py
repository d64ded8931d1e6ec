"""Tests of suggestions by a language model."""
