"""Views without a page: errors, health checks, files, sitemap, robots.txt, social images.

config.urls imports them. Others use only the error pages and the URLs of social images.
"""
