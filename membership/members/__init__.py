"""Pages for members: their home, settings, breaks and consents.

Only URL configurations import this package.
"""
