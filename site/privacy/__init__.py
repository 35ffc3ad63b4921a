"""Personal data: the access log, and for how long personal data is retained."""
