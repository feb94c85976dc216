"""The table of what can be found, and beside it the inverted index that each database keeps over it by itself.

SQLite: an FTS5 table over the words, in step by triggers; no places are kept (`detail=none`), neighbours are words of
their own. PostgreSQL: a vector made from the words without a parser, under a GIN index.
"""

from django.db import migrations, models

TABLE = "finding_findable"
INDEX = "finding_words"


def connect(apps, schema_editor):
    """The inverted index, filled by the database whenever a row changes."""
    if schema_editor.connection.vendor == "sqlite":
        gone = f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', OLD.id, OLD.words);"
        come = f"INSERT INTO {INDEX}(rowid, words) VALUES (NEW.id, NEW.words);"
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='{TABLE}', content_rowid='id', "
            "detail=none, columnsize=0, tokenize=\"ascii tokenchars '_#@^'\")"
        )
        schema_editor.execute(f"CREATE TRIGGER {INDEX}_come AFTER INSERT ON {TABLE} BEGIN {come} END")
        schema_editor.execute(f"CREATE TRIGGER {INDEX}_gone AFTER DELETE ON {TABLE} BEGIN {gone} END")
        schema_editor.execute(
            f"CREATE TRIGGER {INDEX}_changed AFTER UPDATE ON {TABLE} "
            f"WHEN OLD.words <> NEW.words OR OLD.id <> NEW.id BEGIN {gone} {come} END"
        )
        return
    schema_editor.execute(
        f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED"
    )
    # A list of pending words would be read through by every search.
    schema_editor.execute(f"CREATE INDEX {INDEX} ON {TABLE} USING gin (vector) WITH (fastupdate = off)")


def disconnect(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "sqlite":
        for deed in ("come", "gone", "changed"):
            schema_editor.execute(f"DROP TRIGGER {INDEX}_{deed}")
        schema_editor.execute(f"DROP TABLE {INDEX}")
        return
    schema_editor.execute(f"DROP INDEX {INDEX}")
    schema_editor.execute(f"ALTER TABLE {TABLE} DROP COLUMN vector")


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
            ],
        ),
        migrations.RunPython(connect, disconnect),
    ]
