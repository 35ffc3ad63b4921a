"""The membership team decides and looks after members; editors write the words for members."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MAY = {
    "Membership team": [
        ("membership", codename)
        for codename in (
            "decide_application",
            "list_member",
            "inspect_member",
            "manage_member",
        )
    ],
    "Editors": [
        ("core", "change_accountwordingsettings"),
        ("membership", "change_memberwordingsettings"),
    ],
}


def share_the_work(apps, schema_editor):
    for label in ("core", "membership"):
        config = apps.get_app_config(label)
        config.models_module = getattr(config, "models_module", True)
        create_permissions(config, verbosity=0, using=schema_editor.connection.alias, apps=apps)
    permissions = apps.get_model("auth.Permission").objects
    for name, rights in MAY.items():
        for group in apps.get_model("auth.Group").objects.filter(name=name):
            for app, codename in rights:
                group.permissions.add(
                    permissions.get(content_type__app_label=app, codename=codename)
                )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_account_words"),
        ("membership", "0006_members"),
        ("home", "0008_membership_team_reads_applications"),
    ]

    operations = [
        migrations.RunPython(share_the_work, migrations.RunPython.noop, elidable=False),
    ]
