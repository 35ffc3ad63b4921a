"""Jobs that run each minute and each day, whichever process runs them."""
