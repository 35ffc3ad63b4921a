"""Wagtail hooks: the daily job that rebuilds the search vocabulary."""

from search import vocabulary  # noqa: F401  (its hook)
