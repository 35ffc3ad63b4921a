"""Keep pages and collections private when they are copied, moved, converted or deleted.

``restrictions`` adds view restrictions, ``signals`` uses it for every move and deletion of pages,
``hooks`` and the views ask editors first. ``files`` finds public files that private pages use.
Only core imports this package, and config.urls its views.
"""
