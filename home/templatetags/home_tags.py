"""Template tags of the home page."""

from django import template

from home.structured_data import build_organization

register = template.Library()

register.simple_tag(build_organization)
