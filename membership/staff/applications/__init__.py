"""Admin pages of applications: list, detail, decisions, paper applications, corrections, export.

Only wagtail_hooks imports this package.
"""
