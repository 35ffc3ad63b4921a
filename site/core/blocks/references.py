"""A numbered list of references."""

from wagtail import blocks

from core.validators import validate_contact_url

# A reference is a single line, so only inline formatting is allowed.
REFERENCE_FEATURES = ["bold", "italic", "link", "document-link"]


class ReferenceBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(
        features=REFERENCE_FEATURES,
        help_text="Who, what, where and when. Titles of books and journals in italics.",
    )
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label="Web address",
        validators=[validate_contact_url],
        help_text="Printed behind it as a link. May stay empty.",
    )
    label = blocks.CharBlock(
        required=False,
        max_length=60,
        label="Words of that link",
        help_text="For example: Read it free of charge. Empty: the address itself.",
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
        help_text="To lead to one from the text: write its number there, make it superscript, and "
        "link it to the anchor ref-1, ref-2 and so on.",
    )

    class Meta:
        icon = "list-ol"
        label = "References"
        description = "What the text leans on: numbered, small, with addresses."
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
