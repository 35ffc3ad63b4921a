"""The groups of examples, in the order in which the style guide shows them."""

from styleguide import ExampleGroup
from styleguide.examples import (
    blocks,
    components,
    events,
    home,
    membership,
    news,
    resources,
    tokens,
)

GROUPS = (
    ExampleGroup("blocks", "Body blocks", blocks.examples),
    ExampleGroup("site_chrome", "Header, footer and quick exit", components.site_chrome),
    ExampleGroup("help", "Urgent help, contact and empty states", components.urgent),
    ExampleGroup("reading", "Contents, content notes and pagination", components.reading),
    ExampleGroup("artwork", "Artwork and images", components.artwork),
    ExampleGroup("forms", "Forms", components.forms),
    ExampleGroup("tokens", "Colours, type, spacing and icons", tokens.examples),
    ExampleGroup("meetings", "Meetings", events.examples),
    ExampleGroup("members", "Member-only meeting details", events.for_members),
    ExampleGroup("news", "Articles", news.examples),
    ExampleGroup("resources", "Resources", resources.examples),
    ExampleGroup("sections", "Sections of the home page", home.examples),
    ExampleGroup("joining", "Joining", membership.examples),
    ExampleGroup("questions", "Questions of a form", membership.questions),
)
