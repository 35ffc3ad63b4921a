"""Registry of minutely and daily jobs, and a record of when each daily job has run.

Every layer above may import it. It knows no job: apps register theirs with Wagtail hooks.
"""
