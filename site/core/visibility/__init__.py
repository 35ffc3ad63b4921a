"""Who may see which page, image and document, by Wagtail's view restrictions.

Every app may import it. Start with querysets (visible_to) and restrictions (can_view).
"""
