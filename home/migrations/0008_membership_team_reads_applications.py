"""The membership team lists, opens and exports applications; editors write about the second step."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MAY = {
    "Membership team": [
        ("membership", f"{act}_application") for act in ("list", "inspect", "export")
    ],
    "Editors": [("core", "change_secondfactorwordingsettings")],
}
# Rights that Django gives to every model. Nobody edits an application, so they open nothing.
GONE = [f"{act}_application" for act in ("add", "change", "delete", "view")]


def share_the_work(apps, schema_editor):
    for label in ("core", "membership"):
        config = apps.get_app_config(label)
        config.models_module = getattr(config, "models_module", True)
        create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    permissions = apps.get_model("auth.Permission").objects
    permissions.filter(content_type__app_label="membership", codename__in=GONE).delete()
    for name, rights in MAY.items():
        for group in apps.get_model("auth.Group").objects.filter(name=name):
            for app, codename in rights:
                group.permissions.add(
                    permissions.get(content_type__app_label=app, codename=codename)
                )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_access_log"),
        ("membership", "0004_team"),
        ("home", "0007_promises"),
    ]

    operations = [
        migrations.RunPython(share_the_work, migrations.RunPython.noop, elidable=False),
    ]
