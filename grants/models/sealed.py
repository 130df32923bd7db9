"""The seal of what is frozen: a checksum that PostgreSQL itself writes with the row."""

import pgtrigger


def digest(row: str, *columns: str) -> str:
    """SQL: SHA-256 (64 hex digits) of these columns of a row, as jsonb writes them."""
    told = ", ".join(f"{row}.{column}" for column in ("application_id", "round", *columns))
    return f"encode(sha256(convert_to(jsonb_build_array({told})::text, 'UTF8')), 'hex')"


SUBMITTED = ("terms", "answers", "facts", "breakdown", "amount")
REPORTED = ("terms", "facts", "breakdown", "amount", "diary", "statement")


def seals(*columns: str) -> pgtrigger.Trigger:
    """Whoever writes the row, its checksum is that of what stands in it."""
    return pgtrigger.Trigger(
        name="sealed",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"NEW.checksum := {digest('NEW', *columns)}; RETURN NEW;",
    )
