"""Storage of files that no web server may serve directly."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateStorage(FileSystemStorage):
    """Files without a URL: only views that check visibility serve them."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Private files have no address.")


def get_private_storage() -> Storage:
    """The storage named "private"; a function, so that migrations name no path."""
    return storages["private"]
