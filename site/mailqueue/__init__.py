"""Email: the templates that editors change, and the queue from which messages are delivered.

privacy, users and the layers above import it. It knows nothing of users and pages.
"""
