"""Have both databases refuse to change an act: vendor SQL, for no constraint can forbid an update.

Only the names and salts beside the hash may be emptied. Deletion is refused by the keys: each act is followed by
another or is the last of its book. A migration that has SQLite make the table anew must create these again; a test
notices.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COVERED = (
    "id, book_id, number, follows_id, at, kind, by_id, by_seal, person_id, person_seal, delegation_id, what, address, "
    "facts, previous, hash"
)
ERASABLE = ("by_name", "by_salt", "person_name", "person_salt")
FILLED = " OR ".join(f"NEW.{name} NOT IN ('', OLD.{name})" for name in ERASABLE)
SAID = "The record only grows."

POSTGRESQL = [
    f"""CREATE FUNCTION act_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER act_stands BEFORE UPDATE OF {COVERED.replace(" at,", ' "at",')} ON delegations_act
    FOR EACH ROW EXECUTE FUNCTION act_stands()""",
    f"""CREATE TRIGGER act_names_are_erased_alone BEFORE UPDATE ON delegations_act
    FOR EACH ROW WHEN ({FILLED}) EXECUTE FUNCTION act_stands()""",
]
SQLITE = [
    f"""CREATE TRIGGER act_stands BEFORE UPDATE OF {COVERED} ON delegations_act
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER act_names_are_erased_alone BEFORE UPDATE ON delegations_act
    WHEN {FILLED} BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
]
UNDONE = {
    "postgresql": [
        "DROP TRIGGER act_stands ON delegations_act",
        "DROP TRIGGER act_names_are_erased_alone ON delegations_act",
        "DROP FUNCTION act_stands()",
    ],
    "sqlite": ["DROP TRIGGER act_stands", "DROP TRIGGER act_names_are_erased_alone"],
}


def set_up(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_down(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDONE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("delegations", "0006_record_only_grows")]
    dependencies = [("delegations", "0001_squashed_0014_reserved_words_and_notices")]
    operations = [migrations.RunPython(set_up, take_down)]
