"""The journal is append-only by database rule: nothing is deleted, and an entry changes once, when it is sealed."""

from django.db import migrations

CHAIN = ("sequence", "previous_hash", "hash")
REFUSAL = "the journal is append-only"


def fixed_columns(model):
    """Every column that may never change."""
    return [field.column for field in model._meta.concrete_fields if field.name not in CHAIN]


def protect(apps, schema_editor):
    """Put the triggers in place."""
    entry = apps.get_model("journal", "Entry")
    changed = [f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in map(schema_editor.quote_name, fixed_columns(entry))]
    if schema_editor.connection.vendor == "sqlite":
        changed = [condition.replace("IS DISTINCT FROM", "IS NOT") for condition in changed]
        schema_editor.execute(
            f"CREATE TRIGGER journal_entry_kept BEFORE DELETE ON journal_entry "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER journal_entry_fixed BEFORE UPDATE ON journal_entry "
            f"WHEN OLD.sequence IS NOT NULL OR {' OR '.join(changed)} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    schema_editor.execute(
        f"CREATE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER journal_entry_kept BEFORE DELETE ON journal_entry "
        "FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER journal_entry_fixed BEFORE UPDATE ON journal_entry FOR EACH ROW "
        f"WHEN (OLD.sequence IS NOT NULL OR {' OR '.join(changed)}) EXECUTE FUNCTION journal_entry_refuse()"
    )


def release(apps, schema_editor):
    """Take the triggers away again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_entry_kept")
        schema_editor.execute("DROP TRIGGER journal_entry_fixed")
        return
    schema_editor.execute("DROP FUNCTION journal_entry_refuse() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(protect, release)]
