"""TRUNCATE passes by the triggers of rows: on PostgreSQL a trigger of the statement refuses it, too. SQLite has none."""

from django.db import migrations


def protect(apps, schema_editor):
    """Put the trigger in place."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE TRIGGER journal_entry_not_emptied BEFORE TRUNCATE ON journal_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse()"
        )


def release(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS journal_entry_not_emptied ON journal_entry")


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [migrations.RunPython(protect, release)]
