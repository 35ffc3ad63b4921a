"""The groups of the site, each with exactly what it needs.

This app stands above all others, so here every model exists that a permission can speak of. The
permissions themselves are usually made after all migrations; they are made here first.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS_WITH_PERMISSIONS = (
    "core",
    "news",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailredirects",
    "wagtailsearchpromotions",
)
ACCESS = ("wagtailadmin.access_admin",)
EDITORS_MAY = (
    *ACCESS,
    *(
        f"{app}.{act}_{model}"
        for app, model in (
            ("core", "contentnote"),
            ("core", "crisisline"),
            ("core", "profession"),
            ("core", "topic"),
            ("news", "author"),
            ("wagtailredirects", "redirect"),
            ("wagtailsearchpromotions", "searchpromotion"),
        )
        for act in ("add", "change", "delete")
    ),
    "core.change_navigationsettings",
    "core.change_organisationsettings",
    "core.change_wordingsettings",
)
# From the root page and the root collection downwards.
EDITORS_MAY_WITH_PAGES = tuple(
    f"wagtailcore.{act}_page"
    for act in ("add", "change", "publish", "bulk_delete", "lock", "unlock")
)
EDITORS_MAY_WITH_COLLECTIONS = (
    *(f"wagtailimages.{act}_image" for act in ("add", "change", "delete", "choose")),
    *(f"wagtaildocs.{act}_document" for act in ("add", "change", "delete", "choose")),
    *(f"wagtailcore.{act}_collection" for act in ("add", "change", "delete")),
)
MAY = {
    "Editors": EDITORS_MAY,
    "Membership team": ACCESS,
    "Moderators": ACCESS,
    "Members": (),
}


def bring_groups_into_shape(apps, schema_editor):
    _make_permissions(apps, schema_editor.connection.alias)
    for name, names in MAY.items():
        group = apps.get_model("auth.Group").objects.get_or_create(name=name)[0]
        group.permissions.set(_permissions(apps, names))
        group.page_permissions.all().delete()
        group.collection_permissions.all().delete()
    _open_trees_to_editors(apps)
    _retire_default_workflow(apps)


def _make_permissions(apps, alias):
    for label in APPS_WITH_PERMISSIONS:
        config = apps.get_app_config(label)
        # A config of the migrations' past has no models module, without which nothing is made.
        config.models_module = getattr(config, "models_module", True)
        create_permissions(config, verbosity=0, using=alias, apps=apps)


def _permissions(apps, names):
    permissions = apps.get_model("auth.Permission").objects
    pairs = (name.split(".") for name in names)
    return [permissions.get(content_type__app_label=app, codename=code) for app, code in pairs]


def _open_trees_to_editors(apps):
    editors = apps.get_model("auth.Group").objects.get(name="Editors")
    root_page = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    root_collection = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    for permission in _permissions(apps, EDITORS_MAY_WITH_PAGES):
        editors.page_permissions.create(page=root_page, permission=permission)
    for permission in _permissions(apps, EDITORS_MAY_WITH_COLLECTIONS):
        editors.collection_permissions.create(collection=root_collection, permission=permission)


def _retire_default_workflow(apps):
    # Wagtail's "Moderators approval" would open every page sent for approval to moderators.
    name = "Moderators approval"
    apps.get_model("wagtailcore.WorkflowPage").objects.filter(workflow__name=name).delete()
    apps.get_model("wagtailcore.Workflow").objects.filter(name=name).update(active=False)
    apps.get_model("wagtailcore.Task").objects.filter(name=name).update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_initial"),
        ("events", "0001_initial"),
        ("home", "0001_initial"),
        ("membership", "0001_initial"),
        ("news", "0001_initial"),
        ("resources", "0001_initial"),
        ("users", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]

    operations = [
        migrations.RunPython(bring_groups_into_shape, migrations.RunPython.noop, elidable=False),
    ]
