"""Editors write what people read on their way from an application to an answer."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_editors_write(apps, schema_editor):
    config = apps.get_app_config("membership")
    config.models_module = getattr(config, "models_module", True)
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    permission = apps.get_model("auth.Permission").objects.get(
        content_type__app_label="membership", codename="change_applicationwordingsettings"
    )
    for editors in apps.get_model("auth.Group").objects.filter(name="Editors"):
        editors.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0003_applications"),
        ("home", "0005_editors_write_the_mails"),
    ]

    operations = [
        migrations.RunPython(let_editors_write, migrations.RunPython.noop, elidable=False),
    ]
