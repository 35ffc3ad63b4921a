"""Registry of minutely and daily jobs, and a record of when each daily job has run."""
