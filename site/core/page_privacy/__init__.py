"""Privacy of pages that are copied, moved, converted or deleted: never more open than before.

``rules`` compares who may read and adds rules, ``signals`` does so whatever moves a page or deletes
it, ``hooks`` and ``views`` do so for editors and ask them first.
"""
