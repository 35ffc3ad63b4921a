"""The processes behind `manage.py serve`.

``supervisor`` starts them and starts dead ones again; ``stop_signal`` tells them that it has ended;
``web``, ``scheduler`` and ``mail`` are what they do; ``process_exit`` runs callbacks at their end.
"""
