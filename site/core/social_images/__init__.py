"""Open Graph images of public pages: their title, and artwork generated from it.

``social_image`` collects the texts, ``text_layout`` wraps them, ``drawing`` renders the image and
``cache`` stores it. See docs/decisions/social-images.md.
"""
