"""Public images and documents that are used on private pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.log_actions import log
from wagtail.models import Collection, Page, ReferenceIndex

from core.visibility.audience import is_for_members
from core.visibility.restrictions import (
    get_hidden_collection_ids,
    get_hidden_page_paths,
    get_restricted_collection_subtrees,
    get_restricted_page_subtrees,
    missing_restrictions,
    restrictions_at,
)

File: TypeAlias = AbstractImage | AbstractDocument


@dataclass(frozen=True)
class PublicFile:
    """An image or document in a public collection, and the public objects that use it."""

    file: File
    public_uses: Sequence[Model]

    @property
    def kind(self) -> str:
        return str(self.file._meta.verbose_name)

    @property
    def key(self) -> str:
        """Unique identifier among images and documents, for forms."""
        return f"{self.file._meta.model_name}-{self.file.pk}"


def get_file_models() -> tuple[type[File], type[File]]:
    """The models of images and documents."""
    return get_image_model(), get_document_model()


def get_public_files(page: Page) -> list[PublicFile]:
    """Public files that *page* and its descendants use; none if *page* is public.

    Files that only drafts use are not included.
    """
    if not restrictions_at(page.path, get_restricted_page_subtrees()):
        return []
    branch = page.get_descendants(inclusive=True).order_by().values_list("pk", flat=True)
    used = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in branch],
    )
    return [found for model in get_file_models() for found in _find_public_files(model, used)]


def get_permission_policy(model: type[File]) -> Any:
    """Wagtail's permission policy for images or documents."""
    # Imported here, because these modules call get_document_model() and get_image_model().
    from wagtail.documents.permissions import permission_policy as documents
    from wagtail.images.permissions import permission_policy as images

    return images if issubclass(model, AbstractImage) else documents


def can_move_file(user: Any, file: File, collection: Collection | None = None) -> bool:
    """Whether *user* can move *file* out of its collection, and into *collection*."""
    policy = get_permission_policy(type(file))
    if not policy.user_has_permission_for_instance(user, "change", file):
        return False
    collections = policy.collections_user_has_permission_for(user, "add")
    return collection is None or collections.filter(pk=collection.pk).exists()


def get_private_collections(page: Page, user: Any) -> list[Collection]:
    """Private collections to which *user* can add, first those open to all readers of *page*."""
    private = Collection.objects.filter(pk__in=get_hidden_collection_ids(None)).order_by("path")
    own: set[int] = set()
    for model in get_file_models():
        collections = get_permission_policy(model).collections_user_has_permission_for(user, "add")
        own |= set(collections.values_list("pk", flat=True))
    readers = restrictions_at(page.path, get_restricted_page_subtrees())

    def excludes_readers(collection: Collection) -> bool:
        restrictions = restrictions_at(collection.path, get_restricted_collection_subtrees())
        return bool(missing_restrictions(restrictions, readers))

    return sorted(private.filter(pk__in=own), key=excludes_readers)


@transaction.atomic
def move_files(files: Iterable[File], *, collection: Collection, user: Any) -> None:
    """Move *files* into *collection*, delete renditions of images, and log the change.

    Documents are no longer listed for members if members cannot open them, or everyone can.
    """
    keeps_listing = is_for_members(collection)
    for file in files:
        file.collection = collection
        changed = ["collection"]
        if isinstance(file, AbstractDocument) and not keeps_listing:
            file.is_listed_for_members = False
            changed.append("is_listed_for_members")
        file.save(update_fields=changed)
        if isinstance(file, AbstractImage):
            # Wagtail deletes the files and cache entries as well.
            file.renditions.all().delete()
        log(instance=file, action="wagtail.edit", user=user)


def _find_public_files(model: type[File], used: Any) -> Iterator[PublicFile]:
    kind = ContentType.objects.get_for_model(model)
    pks = set(used.filter(to_content_type=kind).values_list("to_object_id", flat=True))
    files = list(model.objects.visible_to(None).filter(pk__in=pks).order_by("title", "pk"))
    uses: dict[str, set[Model]] = defaultdict(set)
    for file_pk, source in (*_indexed_uses(kind, files), *_uses_outside_pages(model, files)):
        uses[file_pk].add(source)
    for file in files:
        yield PublicFile(file, sorted(uses[str(file.pk)], key=str))


def _indexed_uses(kind: ContentType, files: list[File]) -> Iterator[tuple[str, Model]]:
    """Uses in Wagtail's reference index: pairs of a file's primary key and an object that uses it.

    Private pages are left out.
    """
    references = ReferenceIndex.objects.filter(
        to_content_type=kind, to_object_id__in=[str(file.pk) for file in files]
    )
    users: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for source_kind, pk, file_pk in references.values_list(
        "base_content_type", "object_id", "to_object_id"
    ):
        users[source_kind].add((pk, file_pk))
    hidden = tuple(get_hidden_page_paths(None))
    for source_kind, pairs in users.items():
        model: Any = ContentType.objects.get_for_id(source_kind).model_class()
        sources = model._default_manager.in_bulk({pk for pk, _ in pairs}) if model else {}
        found = {str(pk): source for pk, source in sources.items()}
        for pk, file_pk in pairs:
            source = found.get(pk)
            is_hidden = isinstance(source, Page) and source.path.startswith(hidden)
            if source is not None and not is_hidden:
                yield file_pk, source


def _uses_outside_pages(model: type[File], files: list[File]) -> Iterator[tuple[str, Model]]:
    """Pairs as above for foreign keys of other models, such as settings and authors.

    Wagtail's reference index does not contain all of them.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        source_model: Any = relation.related_model
        if not (relation.one_to_many and relation.auto_created) or issubclass(source_model, Page):
            continue
        if not getattr(source_model, "wagtail_reference_index_ignore", False):
            name = relation.field.name
            for source in source_model._default_manager.filter(**{f"{name}__in": files}):
                yield str(getattr(source, f"{name}_id")), source
