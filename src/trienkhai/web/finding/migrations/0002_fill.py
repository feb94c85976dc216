"""What an office already holds is to be found, too."""

from django.db import migrations

from trienkhai.web.finding.actions import rebuild_index
from trienkhai.web.finding.contents import Tables

READ = (
    "documents.Document",
    "documents.Distribution",
    "documents.Reading",
    "directives.Directive",
    "directives.Duty",
    "directives.Item",
    "activities.Activity",
)


def fill(apps, schema_editor):
    """Every entry from the tables as this migration finds them; nothing to do in a new office."""
    if apps.get_model("documents", "Document").objects.exists():
        tables = Tables(*(apps.get_model(*name.split(".")) for name in READ))
        rebuild_index(tables=tables, entries=apps.get_model("finding", "Findable"))


class Migration(migrations.Migration):
    dependencies = [
        ("finding", "0001_initial"),
        ("documents", "0003_registers_files_publication"),
        ("directives", "0002_passing_on_and_urging"),
        ("activities", "0001_initial"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
