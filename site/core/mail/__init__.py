"""The mail queue: stored with what it tells of, delivered by a process of its own."""
