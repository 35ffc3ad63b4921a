"""Social images: PNGs with the title of a page, which other sites show with a link to it."""
