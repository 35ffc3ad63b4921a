"""Meetings: their index page, public pages and member-only details.

Only home, search and what is above them may import it.
"""
