"""The processes behind `manage.py serve`.

``supervisor`` starts and restarts them, and ``stop_signal`` tells them when to exit. ``web``,
``scheduler`` and ``mail`` contain what they run. ``process_exit`` runs a hook when one exits.
No other package imports this one.
"""
