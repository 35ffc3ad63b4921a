"""The email queue: EMAIL_BACKEND, delivery by a worker process, and admin views."""
