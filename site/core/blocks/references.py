"""A numbered list of references."""

from wagtail import blocks

from core.validators import validate_contact_url

# A reference is a single line, so only inline formatting is allowed.
REFERENCE_FEATURES = ["bold", "italic", "link", "document-link"]


class ReferenceBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(
        features=REFERENCE_FEATURES,
        help_text="Author, title, publisher and date. Put titles of books and journals in italics.",
    )
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label="Web address",
        validators=[validate_contact_url],
        help_text="Shown as a link after the reference. Optional.",
    )
    label = blocks.CharBlock(
        required=False,
        max_length=60,
        label="Link text",
        help_text="For example: Read it for free. If you leave this empty, the web address is "
        "shown.",
    )

    class Meta:
        icon = "openquote"


class ReferencesValue(blocks.StructValue):
    first = 1
    """The number of its first reference, set by body_structure.number_references."""


class ReferencesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=80, default="References")
    items = blocks.ListBlock(
        ReferenceBlock(),
        label="References",
        help_text="To link to a reference from the text, type its number, make it superscript, and "
        "link it to the anchor #ref-1, #ref-2 and so on.",
    )

    class Meta:
        icon = "list-ol"
        label = "References"
        description = "A numbered list of sources with web addresses."
        template = "blocks/references.html"
        value_class = ReferencesValue
        preview_value = {
            "heading": "References",
            "items": [
                {
                    "text": "<p>Equality Act 2010, section 20: the duty to make adjustments.</p>",
                    "url": "https://www.legislation.gov.uk/ukpga/2010/15/section/20",
                    "label": "Read the Act",
                },
                {
                    "text": "<p>Larch, <i>Two chairs, one room</i>. Written for this site.</p>",
                    "url": "",
                    "label": "",
                },
            ],
        }
