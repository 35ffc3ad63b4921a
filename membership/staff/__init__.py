"""Admin pages of the membership team. Each has its own permission, and each access is logged.

Only wagtail_hooks imports this package.
"""
