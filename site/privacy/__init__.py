"""Personal data: the access log, and for how long personal data is retained.

core and the layers above import it. It may import users and mailqueue, and no pages.
"""
