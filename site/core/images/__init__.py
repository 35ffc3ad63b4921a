"""Responsive images: their sizes, and how and when renditions are created.

Models, template tags and apps import it. It imports no models of core.
"""
