"""A members-only collection with documents and an image, and public ones."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from core.images.storage import get_private_storage
from core.models import CustomDocument, CustomImage
from tests.factories import DocumentFactory, ImageFactory, png
from tests.security.disclosure.canary_values import get_canary
from users.models import MEMBERS_GROUP


@dataclass
class Files:
    document: CustomDocument
    picture: CustomImage
    public_document: CustomDocument
    public_picture: CustomImage
    collection: Collection


def create_files() -> Files:
    collection = _members_collection()
    # Members can open it, but neither a page nor an editor has listed it for them.
    DocumentFactory(
        title=get_canary("unlisted document: title"),
        file=ContentFile(b"Not yet", name=f"{get_canary('unlisted document: file name')}.txt"),
        collection=collection,
    )
    return Files(
        document=_private_document(collection),
        picture=_private_picture(collection),
        public_document=DocumentFactory(title="Travel costs"),
        public_picture=ImageFactory(title="Two chairs"),
        collection=collection,
    )


def _members_collection() -> Collection:
    """Private by a restriction on its parent collection."""
    root = Collection.get_first_root_node()
    above = root.add_child(name="For members")
    rule = CollectionViewRestriction.objects.create(
        collection=above, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    return above.add_child(name=get_canary("private collection: name"))


def _private_document(collection: Collection) -> CustomDocument:
    content = get_canary("private document: text").encode()
    name = f"{get_canary('private document: file name')}.txt"
    document = DocumentFactory(
        title=get_canary("private document: title"),
        file=ContentFile(content, name=name),
        collection=collection,
    )
    document.tags.add(get_canary("private document: tag"))
    return document


def _private_picture(collection: Collection) -> CustomImage:
    # The stored name, not the name of the uploaded file, which is not stored anywhere.
    name = f"original_images/{get_canary('private picture: file name')}.png"
    get_private_storage().delete(name)
    get_private_storage().save(name, png(900, 700))
    picture = ImageFactory(
        title=get_canary("private picture: title"),
        credit=get_canary("private picture: credit"),
        file=name,
        collection=collection,
    )
    # Rendered already, as on a page that a member has opened.
    picture.get_rendition("width-400|format-webp")
    return picture
