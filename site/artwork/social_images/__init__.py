"""Social images: PNGs with the title of a page, which other sites show with a link to it.

core imports it. It draws texts that it is given, and reads no models.
"""
