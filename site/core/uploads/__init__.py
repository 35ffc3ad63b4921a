"""Validation of uploaded images and documents, used by every admin form with a file field.

Settings name its forms in strings, and core’s hooks import it. Nothing else does.
"""
