"""What all pages build on: models, blocks, visibility, navigation, images, uploads and the admin.

Apps above import its modules. Within it, imports follow the layers in pyproject.toml.
"""
