"""Watches a list of pages and reports the ones that changed."""

__version__ = "1.4.0"
