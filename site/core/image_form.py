"""How pictures are described when they are uploaded."""

from typing import Any

from wagtail.images.forms import BaseImageForm

# Label and help of the fields that Wagtail brings without a word about them.
WORDS = {
    "title": ("Title", "For editors, to find it again. Readers never see it."),
    "description": (
        "What it shows",
        "In one sentence, for people who cannot see it. It is offered wherever you use the "
        "picture, and may be changed there.",
    ),
}


class ImageForm(BaseImageForm):
    """Asks for what decency asks to be said of a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in WORDS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, help_text
