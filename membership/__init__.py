"""Applications and memberships.

Only site/config, home and the style guide import this app. Others add to its pages with hooks.
"""
