"""Keep view restrictions of pages and collections that are copied, moved, converted or deleted.

``restrictions`` compares and adds view restrictions, ``signals`` applies it to every move and
deletion, ``hooks`` and ``views`` ask editors first.
"""
