"""The access log of personal data in the admin."""
