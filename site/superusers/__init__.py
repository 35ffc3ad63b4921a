"""Lists in the admin that only superusers can open.

A library that every layer above may import. It knows only Django and Wagtail.
"""
