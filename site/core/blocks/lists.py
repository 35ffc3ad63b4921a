"""List blocks: questions and answers, steps, people, tables."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.text import TEXT_FEATURES


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200)
    answer = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "help"


class QuestionsBlock(blocks.StructBlock):
    items = blocks.ListBlock(QuestionBlock(), label="Questions")

    class Meta:
        icon = "help"
        label = "Questions and answers"
        description = "Readers select a question to show its answer."
        template = "blocks/questions.html"
        preview_value = {
            "items": [
                {
                    "question": "Do I have to speak?",
                    "answer": "<p>No. You can just listen.</p>",
                },
                {
                    "question": "Can I leave early?",
                    "answer": "<p>Yes, at any time.</p>",
                },
            ]
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=TEXT_FEATURES, required=False)

    class Meta:
        icon = "list-ol"


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    items = blocks.ListBlock(StepBlock(), label="Steps")

    class Meta:
        icon = "list-ol"
        label = "Steps"
        description = "A numbered list of steps."
        template = "blocks/steps.html"
        preview_value = {
            "heading": "How joining works",
            "items": [
                {
                    "title": "Check if you can join",
                    "text": "<p>Anyone working or training.</p>",
                },
                {"title": "Answer 6 questions", "text": "<p>About 10 minutes.</p>"},
            ],
        }


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=100)
    role = blocks.CharBlock(required=False, max_length=120)
    text = blocks.TextBlock(required=False, rows=3)
    photo = ImageChooserBlock(
        required=False,
        help_text="You do not need alt text because the name appears beside the photo.",
    )

    class Meta:
        icon = "user"


class PeopleBlock(blocks.StructBlock):
    people = blocks.ListBlock(PersonBlock())

    class Meta:
        icon = "group"
        label = "People"
        description = "People with a name, role and photo. Use the name each person has chosen."
        template = "blocks/people.html"
        preview_value = {
            "people": [
                {
                    "name": "Larch",
                    "role": "Mental health nurse",
                    "text": "Edits our news.",
                },
                {
                    "name": "Hazel",
                    "role": "Psychologist in training",
                    "text": "Welcomes people at meetings.",
                },
            ]
        }


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, help_text="One line that says what the table shows.")
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False)),
            ("number", blocks.DecimalBlock(required=False)),
            ("rich_text", blocks.RichTextBlock(required=False, features=TEXT_FEATURES)),
        ]
    )

    class Meta:
        icon = "table"
        label = "Table"
        description = "Rows and columns, with a caption."
        template = "blocks/table.html"
        preview_value = {
            "caption": "What a first meeting looks like",
            "table": {
                "columns": [
                    {"type": "text", "heading": "Time"},
                    {"type": "text", "heading": "What happens"},
                ],
                "rows": [
                    {"values": ["6.30pm", "Tea"]},
                    {"values": ["6.45pm", "Introductions"]},
                ],
            },
        }
