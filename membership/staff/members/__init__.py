"""Admin pages of members: list, detail, suspend, reinstate, end."""
