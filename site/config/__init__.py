"""Settings, URLs, WSGI, checks of the environment, and the finder of the style sheet.

Nothing imports it. Settings name its modules in strings, and tests may import them.
"""
