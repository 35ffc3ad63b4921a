"""Email: the templates that editors change, and the queue from which messages are delivered."""
