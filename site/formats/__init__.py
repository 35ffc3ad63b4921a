"""How dates, times and references are written, the same on all pages and in all emails.

A library that every layer above may import.
"""
