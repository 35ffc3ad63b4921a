"""Examples of shared components: site chrome, forms, artwork, images and lists."""

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from core.blocks.media import first_public_image
from styleguide import PAGE, TEXT, WINDOW, Example
from styleguide.samples import (
    DAY,
    EDITOR,
    HOSTILE,
    LONG_SENTENCE,
    LONG_TITLE,
    LONG_WORD,
    MEMBER,
    SENTENCE,
    SITE_CHROME,
    link,
    notes,
    pages_of,
    with_text,
)
from users.forms import LoginForm, PasswordResetForm

COVER_SIZES = ("card", "line", "frieze")


def component(name: str, state: str, width: str = PAGE, **context: Any) -> Example:
    return Example(f"components/{name}.html", state, context, width)


def site_chrome() -> Iterator[Example]:
    long = {**SITE_CHROME, "menu": [link(LONG_TITLE, LONG_WORD), *SITE_CHROME["menu"] * 3]}
    other = {**SITE_CHROME, "organisation": {"name": "Another community", "logo": None}}
    yield component("header", "for visitors", WINDOW)
    yield component("header", "for a member", WINDOW, user=MEMBER)
    yield component("header", "for an editor", WINDOW, user=EDITOR)
    yield component(
        "header", "long menu, without an urgent help page", WINDOW, site_chrome=long | NO_LINKS
    )
    yield component("header", "another site name", WINDOW, site_chrome=other)
    yield component(
        "header", "with hostile text", WINDOW, site_chrome={**SITE_CHROME, "menu": [link(HOSTILE)]}
    )
    yield component("quick_exit", "default", WINDOW)
    yield component("breadcrumb", "of a page below the home page")
    yield component(
        "breadcrumb", "of a page below another page", above="Resources", above_href="/resources/"
    )
    yield component("footer", "for visitors", WINDOW)
    yield component("footer", "on a page with a form", WINDOW, keeps_cookie=True)
    yield component("footer", "for a member", WINDOW, user=MEMBER)
    yield component("footer", "without content", WINDOW, site_chrome={**SITE_CHROME, **EMPTY})


NO_LINKS: dict[str, Any] = {"links": {}}
EMPTY: dict[str, Any] = {
    "footer": [],
    "privacy_promise": [],
    "form_privacy_promise": [],
    "helplines": [],
}


def urgent() -> Iterator[Example]:
    bare = [{"name": LONG_TITLE, "number": "0800 000 0000 0000", "url": "", "text": LONG_SENTENCE}]
    yield component("helpline_list", "several helplines")
    yield component("helpline_list", "one long helpline, without a link", site_chrome=_lines(bare))
    yield component(
        "phone_number", "with a link", number="116 123", address="tel:116123", hours="Always"
    )
    yield component(
        "phone_number", "without a link", number="0800 1", where="Wales", checked_on=DAY
    )
    yield component("contact", "email and postal address", organisation=SITE_CHROME["organisation"])
    yield component(
        "contact", "email address only", organisation={"contact_email": "a@example.org"}
    )
    yield component("empty_state", "no meetings", text=with_text()["text"]["no_meetings"])
    yield component("empty_state", "long text", text=LONG_SENTENCE)
    yield component(
        "members_only", "on a members-only page", of=SimpleNamespace(is_members_only=True)
    )
    yield component("join_button", "with a label", self={"label": "How to join"})
    yield component("date_block", "large", date=DAY)
    yield component("date_block", "in a list", date=DAY, small=True)
    yield component(
        "date_block", "in a list without month headings", date=DAY, small=True, with_month=True
    )


def _lines(lines: list[dict[str, str]]) -> dict[str, Any]:
    return {**SITE_CHROME, "helplines": lines}


def reading() -> Iterator[Example]:
    parts = [{"text": text, "anchor": f"part-{n}"} for n, text in enumerate((SENTENCE, "After"))]
    many = [*range(40)]
    yield component("contents", "two parts", contents=parts)
    yield component("content_note", "with explanations", TEXT, notes=notes())
    yield component("content_note", "without explanations", TEXT, notes=notes(), brief=True)
    yield component("content_note_summary", "in a list", notes=notes())
    for state, number in {"first": 1, "middle": 2, "last": 4}.items():
        yield component("pagination", f"{state} page", items=pages_of(many, number))
    yield component(
        "pagination", "custom labels", items=pages_of(many, 2), previous="Newer", next="Older"
    )


def artwork() -> Iterator[Example]:
    page = SimpleNamespace(
        venn_lived_label="lived",
        venn_both_label="both",
        venn_trained_label="trained",
        venn_alt="",
    )
    yield component("hero_venn", "with labels", page=page)
    yield component("not_found_art", "on the not-found page")
    yield component("divider", "between parts of a page")
    for size in COVER_SIZES:
        for title in ("Two chairs, one room", LONG_TITLE):
            context = {"title": title, "size": size}
            yield Example("styleguide/generated_cover.html", f"{size}: {title[:24]}", context)
    yield from pictures()


LONG_CAPTION = {"caption": LONG_SENTENCE}


def pictures() -> Iterator[Example]:
    """Examples with the first public image of the site; none if there is no image."""
    image = first_public_image()
    if image is None:
        return
    line = {"caption": "Two doors.", "alt": "Two chairs", "size": "body"}
    yield component("picture", "in running text", TEXT, image=image, size="body", alt="Two chairs")
    yield component("figure", "caption and credit", TEXT, image=image, **line)
    yield component("figure", "long caption", TEXT, image=image, **line | LONG_CAPTION)


def forms() -> Iterable[Example]:
    hints = PasswordResetForm()
    hints.fields["email"].help_text = "Enter the email address that you sign in with."
    empty, wrong = LoginForm(), LoginForm({"login": "nobody", "password": ""})
    yield Example("account/form.html", "empty", _form(empty, forgotten=True))
    yield Example("account/form.html", "with help text", _form(hints))
    yield Example("account/form.html", "with errors", _form(wrong))


def _form(form: Any, **more: Any) -> dict[str, Any]:
    form.auto_id = "id_%s"
    return {"form": form, "button": "Continue", "keeps_cookie": True, **more}
