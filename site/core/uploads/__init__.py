"""Validation of uploaded images and documents, used by every admin form with a file field."""
