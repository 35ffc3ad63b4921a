"""The style guide: every component in every state, at /components/ while DEBUG is on.

Examples are made from unsaved model instances, so an empty database is enough for all but images.
Nothing imports it: config.urls includes its URLs while DEBUG is on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.blocks import Block

# The width of an example: of the window, the page, or running text.
WINDOW, PAGE, TEXT = "window", "page", "text"


@dataclass(frozen=True)
class Example:
    """The template *name* in one *state*, in an element with *wrapper_class* if it needs one.

    With a *block*, *context* holds its ``value``.
    """

    name: str
    state: str
    context: Mapping[str, Any] = field(default_factory=dict)
    width: str = PAGE
    wrapper_class: str = ""
    block: Block | None = None

    def render(self, request: HttpRequest, surroundings: Mapping[str, Any]) -> SafeString:
        """Render to HTML. *surroundings* is the context that every template of the site gets."""
        context = {**surroundings, **self.context}
        if self.block:
            return self.block.render(context["value"], {**context, "request": request})
        return SafeString(render_to_string(self.name, context, request))


@dataclass(frozen=True)
class ExampleGroup:
    """One page of the style guide."""

    slug: str
    title: str
    examples: Callable[[], Iterable[Example]]
