"""A collection for members, with documents and a picture in it; and a public one of each."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument, CustomImage
from core.storage import get_private_storage
from tests.disclosure.songs import song
from tests.factories import DocumentFactory, ImageFactory, png
from users.models import MEMBERS_GROUP


@dataclass
class Files:
    document: CustomDocument
    picture: CustomImage
    public_document: CustomDocument
    public_picture: CustomImage
    collection: Collection


def plant_files() -> Files:
    collection = _members_collection()
    # Members may open it, but neither a page nor an editor has listed it for them.
    DocumentFactory(
        title=song("unlisted document: title"),
        file=ContentFile(b"Not yet", name=f"{song('unlisted document: file name')}.txt"),
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
    """Private through the collection above it."""
    root = Collection.get_first_root_node()
    above = root.add_child(name="For members")
    rule = CollectionViewRestriction.objects.create(
        collection=above, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    return above.add_child(name=song("private collection: name"))


def _private_document(collection: Collection) -> CustomDocument:
    words = song("private document: text").encode()
    name = f"{song('private document: file name')}.txt"
    document = DocumentFactory(
        title=song("private document: title"),
        file=ContentFile(words, name=name),
        collection=collection,
    )
    document.tags.add(song("private document: tag"))
    return document


def _private_picture(collection: Collection) -> CustomImage:
    # What it was called when it was uploaded is nowhere: this is what it is stored as.
    name = f"original_images/{song('private picture: file name')}.png"
    get_private_storage().delete(name)
    get_private_storage().save(name, png(900, 700))
    picture = ImageFactory(
        title=song("private picture: title"),
        credit=song("private picture: credit"),
        file=name,
        collection=collection,
    )
    # Drawn already, as on a page that a member has read.
    picture.get_rendition("width-400|format-webp")
    return picture
