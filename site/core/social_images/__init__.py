"""A picture for each public page, for places that show links: its title, and what is drawn from it.

What goes on it is in ``social_image``, how its letters are set in ``lettering``, what it looks like in
``drawing``, where it is kept in ``store``. See docs/decisions/social-cards.md.
"""
