"""The audit trail takes new lines and nothing else, whatever the program tries."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END"
_NOT_NEXT = (
    "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)"
    " OR EXISTS (SELECT 1 FROM audit WHERE chain = NEW.chain)"
)
_RAISE = (
    "BEGIN IF TG_OP = 'INSERT' THEN"
    " IF NEW.number = (SELECT coalesce(max(number), 0) + 1 FROM audit) THEN RETURN NEW; END IF;"
    " END IF; RAISE EXCEPTION 'the trail only grows'; END"
)
_CALL = "EXECUTE FUNCTION audit_refuse()"
_ONLY_GROWS = {
    # INSERT OR REPLACE deletes without firing the trigger on DELETE, so INSERT is guarded too.
    "sqlite": (
        f"CREATE TRIGGER audit_next BEFORE INSERT ON audit WHEN {_NOT_NEXT} {_REFUSE}",
        f"CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit {_REFUSE}",
        f"CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit {_REFUSE}",
    ),
    "postgresql": (
        f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {_RAISE} $$",
        f"CREATE TRIGGER audit_next BEFORE INSERT ON audit FOR EACH ROW {_CALL}",
        f"CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE ON audit FOR EACH ROW {_CALL}",
        f"CREATE TRIGGER audit_untruncated BEFORE TRUNCATE ON audit FOR EACH STATEMENT {_CALL}",
    ),
}
_AS_BEFORE = {
    "sqlite": (
        "DROP TRIGGER audit_next",
        "DROP TRIGGER audit_unchanged",
        "DROP TRIGGER audit_undeleted",
    ),
    "postgresql": ("DROP FUNCTION audit_refuse() CASCADE",),
}


def upgrade() -> None:
    for statement in _ONLY_GROWS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def downgrade() -> None:
    for statement in _AS_BEFORE[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
