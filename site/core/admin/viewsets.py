"""Helplines, content notes and categories in the admin."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import ContentNote, Helpline, Profession, Topic


class HelplineViewSet(SnippetViewSet):
    model = Helpline
    icon = "help"
    menu_label = "Helplines"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ("name", "number", "nation", "review_by")
    list_filter = ("nation",)
    search_fields = ("name", "number")
    sort_order_field = "sort_order"
    panels = (
        FieldPanel("name"),
        FieldPanel("number"),
        FieldPanel("url"),
        FieldPanel("hours"),
        FieldPanel("nation"),
        FieldPanel("text"),
        FieldPanel("in_footer"),
        FieldPanel("review_by"),
    )


class ContentNoteViewSet(SnippetViewSet):
    model = ContentNote
    icon = "warning"
    list_display = ("name", "explanation")
    search_fields = ("name",)


class TaxonomyTermViewSet(ModelViewSet):
    form_fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name",)
    exclude_from_explorer = False


class TopicViewSet(TaxonomyTermViewSet):
    model = Topic
    icon = "tag"


class ProfessionViewSet(TaxonomyTermViewSet):
    model = Profession
    icon = "user"


class TaxonomyViewSetGroup(ModelViewSetGroup):
    menu_label = "Categories"
    menu_icon = "tag"
    menu_order = 260
    items = (TopicViewSet, ProfessionViewSet)


register_snippet(HelplineViewSet)
register_snippet(ContentNoteViewSet)


@hooks.register("register_admin_viewset")
def register_taxonomy_viewset() -> TaxonomyViewSetGroup:
    return TaxonomyViewSetGroup()
