"""Drawings: SVG artwork within pages (svg), and PNG images for link previews (social_images).

A library without models, which knows nothing of the site: every layer above may import it.
"""
