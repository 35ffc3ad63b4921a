"""Pages for members: their home, settings, breaks and consents."""
