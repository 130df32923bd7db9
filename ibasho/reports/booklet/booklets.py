"""What an edition prints: as it was frozen, or while it is open with the figures of the day."""

from datetime import date

from django.utils.translation import gettext as _

from ibasho.reports.booklet import annual, snapshot
from ibasho.reports.booklet.annual import AnnualReport, Booklet
from ibasho.reports.booklet.chapters import Arrangement, Placed
from ibasho.reports.models import Edition


def of(edition: Edition, *, on: date) -> Booklet:
    """A frozen edition is what it was; an open one has the figures of the day `on`."""
    if edition.frozen:
        return snapshot.unpack(edition.snapshot, Booklet)
    report = annual.build(edition.first, edition.last, on=on)
    return Booklet(report, arrangement(edition), f"{_label(edition)}{_('（下書き）')}")


def printed(edition: Edition, report: AnnualReport, changes: tuple[str, ...]) -> Booklet:
    """What the edition will print for good when it is frozen with this report."""
    return Booklet(report, arrangement(edition), _label(edition), changes)


def arrangement(edition: Edition) -> Arrangement:
    placed = tuple(Placed(**one) for one in edition.chapters)
    return Arrangement(edition.foreword, placed, edition.small_below).whole


def _label(edition: Edition) -> str:
    return _("第%d版") % edition.number
