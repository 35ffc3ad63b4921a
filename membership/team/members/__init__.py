"""Members in the admin: found, let in again, suspended, ended; no page of theirs is edited."""
