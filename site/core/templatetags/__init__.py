"""Template tags and filters for pages, emails and the admin.

Templates load them. Nothing else imports them.
"""
