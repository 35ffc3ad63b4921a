"""Search of pages and documents that the user can view.

At the top of the apps: only config and styleguide may import it.
"""
