"""Resources: their index page with its filters, and their pages.

Only home, search and what is above them may import it.
"""
