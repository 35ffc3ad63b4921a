"""The home page, standard pages, user groups and the demo content.

At the top of the apps: only config and styleguide may import it.
"""
