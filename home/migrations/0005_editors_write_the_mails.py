"""Editors write the words of mails, which have a place of their own now."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_editors_write(apps, schema_editor):
    config = apps.get_app_config("core")
    config.models_module = getattr(config, "models_module", True)
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    permission = apps.get_model("auth.Permission").objects.get(
        content_type__app_label="core", codename="change_lettersettings"
    )
    for editors in apps.get_model("auth.Group").objects.filter(name="Editors"):
        editors.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_letters"),
        ("home", "0004_editors_say_where_leaving_ends"),
    ]

    operations = [
        migrations.RunPython(let_editors_write, migrations.RunPython.noop, elidable=False),
    ]
