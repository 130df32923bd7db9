"""Receipts: the register of what came in, whose numbers belong to applications and to nothing else."""

import pgtrigger
from django.utils.translation import gettext_lazy as _

from ibasho.letters.models import Register

# R8-0012 of a row of the register, as FiscalYear.short and the workflow write it.
NUMBER = """
    'R' || ({row}.fiscal_year - 2018) || '-'
    || lpad({row}.last::text, greatest(4, length({row}.last::text)), '0')
"""


class Receipts(Register):
    """The database asks, when a transaction ends, for the application that bears each number."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("収受の番号")
        triggers = [
            pgtrigger.Trigger(
                name="received_is_used",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__series="received"),
                func=f"""
                    IF NOT EXISTS (
                        SELECT 1 FROM grants_application
                        WHERE receipt_number = {NUMBER.format(row="NEW")}
                    ) THEN
                        RAISE EXCEPTION 'a number of the register belongs to no application';
                    END IF;
                    RETURN NULL;
                """,  # noqa: S608 - every word stands in this program
            )
        ]


def from_the_register() -> pgtrigger.Trigger:
    """A receipt number is the one that the register has just given."""
    return pgtrigger.Trigger(
        name="receipt_from_register",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("receipt_number"),
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.receipt_number <> ''"),
        func=f"""
            IF TG_OP = 'UPDATE' AND OLD.receipt_number = NEW.receipt_number THEN
                RETURN NEW;
            END IF;
            IF NOT EXISTS (
                SELECT 1 FROM letters_register AS register
                WHERE series = 'received' AND {NUMBER.format(row="register")} = NEW.receipt_number
            ) THEN
                RAISE EXCEPTION 'a receipt number comes from the register';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - every word stands in this program
    )
