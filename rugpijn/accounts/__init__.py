"""Who logs in to the admin, and how: password, second step, lock-out, session, the look of those pages."""
