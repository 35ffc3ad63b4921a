"""Storage for files that no web server may serve directly."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateStorage(FileSystemStorage):
    """Stores files without a URL, which only views that check visibility serve."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Private files have no URL.")


def get_private_storage() -> Storage:
    """The storage named "private". A callable, so that migrations contain no file path."""
    return storages["private"]
