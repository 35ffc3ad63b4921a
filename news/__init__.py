"""News: the index page, articles, authors, the feed and counts of page views.

Only home, search and what is above them may import it.
"""
