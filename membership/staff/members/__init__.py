"""Admin pages of members: list, search, detail, actions.

Only wagtail_hooks imports this package.
"""
