"""`manage.py replay_decisions`: reckons every past decision and settlement anew; writes nothing."""

from django.core.management.base import BaseCommand, CommandError

from grants.programmes import replay


class Command(BaseCommand):
    """Prints what differs and ends with 1 if anything does."""

    help = "これまでの決定と額の確定を、凍結した要領と答えから計算しなおして確かめます。"

    def handle(self, **options):
        outcome = replay.run()
        for difference in outcome.differences:
            self.stdout.write(f"× {difference}")
        told = f"提出と決定{outcome.decisions}件、報告と確定{outcome.settlements}件"
        if outcome.differences:
            raise CommandError(f"{told}のうち、違いが{len(outcome.differences)}か所あります。")
        self.stdout.write(f"{told}を計算しなおしました。違いは0か所です。")
