"""Statistics of the last twelve months. Small numbers are suppressed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from membership.models import MembershipStatistic

Event = MembershipStatistic.Event
# Smaller numbers are not shown, since the reader might know the few people counted.
SUPPRESSION_THRESHOLD = 5
SUPPRESSED_COUNT = f"fewer than {SUPPRESSION_THRESHOLD}"
MONTHS = 12
# Charts, and columns of the table, with the events that each adds up.
SERIES = {
    "Applications": (Event.RECEIVED,),
    "Confirmed": (Event.CONFIRMED,),
    "Approved": (Event.APPROVED,),
    "Declined": (Event.DECLINED,),
    "New members": (Event.JOINED,),
    "Memberships ended": (Event.LEFT,),
    "Members": (Event.MEMBERS,),
}
DECIDED = (Event.APPROVED, Event.DECLINED)
# Width and gap of bars, and height of a chart, in units of the SVG viewBox.
BAR, GAP, HEIGHT = 16, 8, 72


@dataclass(frozen=True)
class Bar:
    """The bar of one month in a chart. All suppressed numbers have the same height."""

    month: date
    x: int
    y: int
    height: int
    text: str


@dataclass(frozen=True)
class Series:
    """The chart of one statistic, with a bar per month."""

    name: str
    bars: list[Bar]

    @property
    def width(self) -> int:
        return len(self.bars) * (BAR + GAP) - GAP

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def bar_width(self) -> int:
        return BAR


@dataclass(frozen=True)
class Row:
    """The table row of one month."""

    month: date
    cells: list[str]


class StatisticsReport:
    """Statistics of the last MONTHS months up to *today*."""

    def __init__(self, today: date | None = None) -> None:
        self.months = list(_iterate_months(today or timezone.localdate()))
        rows = MembershipStatistic.objects.filter(month__gte=self.months[0])
        self._numbers = {(row.month, row.event): row.number for row in rows}

    @property
    def headings(self) -> list[str]:
        return [*SERIES, "Average days to decision"]

    @property
    def series(self) -> list[Series]:
        """The charts."""
        return [Series(name, self._build_bars(events)) for name, events in SERIES.items()]

    @property
    def rows(self) -> list[Row]:
        """The rows of the table, newest month first."""
        return [
            Row(month, [*(self._format_sum(month, events) for events in SERIES.values()), days])
            for month in reversed(self.months)
            for days in [self._format_average_days(month)]
        ]

    def _build_bars(self, events: tuple[str, ...]) -> list[Bar]:
        numbers = [
            max(self._get_sum(month, events), SUPPRESSION_THRESHOLD - 1) for month in self.months
        ]
        highest = max(*numbers, 2 * SUPPRESSION_THRESHOLD)
        return [
            _build_bar(place, month, number, highest, self._format_sum(month, events))
            for place, (month, number) in enumerate(zip(self.months, numbers, strict=True))
        ]

    def _format_sum(self, month: date, events: tuple[str, ...]) -> str:
        number = self._get_sum(month, events)
        if events == (Event.MEMBERS,) and number >= SUPPRESSION_THRESHOLD:
            # Otherwise the difference between two months would show how many joined or left.
            return f"about {round(number / SUPPRESSION_THRESHOLD) * SUPPRESSION_THRESHOLD}"
        return format_count(number)

    def _get_sum(self, month: date, events: Iterable[str]) -> int:
        return sum(self._numbers.get((month, event), 0) for event in events)

    def _format_average_days(self, month: date) -> str:
        decided = self._get_sum(month, DECIDED)
        if decided < SUPPRESSION_THRESHOLD:
            return "–"
        return f"{self._get_sum(month, (Event.DAYS,)) / decided:.0f}"


def format_count(number: int) -> str:
    """*number* as text, or SUPPRESSED_COUNT below SUPPRESSION_THRESHOLD."""
    return SUPPRESSED_COUNT if number < SUPPRESSION_THRESHOLD else str(number)


def _build_bar(place: int, month: date, number: int, highest: int, text: str) -> Bar:
    height = round(HEIGHT * number / highest)
    return Bar(month, place * (BAR + GAP), HEIGHT - height, height, text)


def _iterate_months(today: date) -> Iterable[date]:
    first = today.year * 12 + today.month - MONTHS
    for number in range(first, first + MONTHS):
        yield date(number // 12, number % 12 + 1, 1)
