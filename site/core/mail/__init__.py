"""The mail queue: backend, delivery by a worker process, and admin."""
