"""Where files lie that no web server may publish."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateStorage(FileSystemStorage):
    """Files without an address: they leave only through a view that asks the door."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Private files have no address.")


def get_private_storage() -> Storage:
    """The storage named "private"; a function, so that migrations name no path."""
    return storages["private"]
