"""Editors choose where "leave quickly" ends; pictures without words were decoration until now."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_editors_choose(apps, schema_editor):
    config = apps.get_app_config("core")
    config.models_module = getattr(config, "models_module", True)
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    permission = apps.get_model("auth.Permission").objects.get(
        content_type__app_label="core", codename="change_leavequicklysettings"
    )
    for editors in apps.get_model("auth.Group").objects.filter(name="Editors"):
        editors.permissions.add(permission)


def mark_decoration(apps, schema_editor):
    pages = apps.get_model("home.HomePage").objects.filter(image__isnull=False, image_alt="")
    pages.update(image_decorative=True)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_look"),
        ("home", "0003_look"),
    ]

    operations = [
        migrations.RunPython(let_editors_choose, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(mark_decoration, migrations.RunPython.noop, elidable=True),
    ]
