"""Site chrome (menus, footer, helplines, text), protected pages and the quick exit.

Views, template tags and apps import chrome; what changes the site renews the snapshot.
"""
