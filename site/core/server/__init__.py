"""The family of processes behind `manage.py serve`.

``family`` starts children and starts dead ones again; ``line`` tells a child that its parent is
gone; ``web`` and ``clock`` are what children do; ``at_exit`` runs a process's last words.
"""
