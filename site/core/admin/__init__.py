"""Changes to Wagtail's admin: branding, dashboard, permissions, lists, and what staff can find.

Apps use its permissions, menu and dashboard. In core, only the hooks import it.
"""
