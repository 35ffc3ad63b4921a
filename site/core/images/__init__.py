"""Responsive images: their sizes, and how and when renditions are created."""
