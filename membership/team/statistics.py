"""Figures over time, from monthly tallies: nobody can be found in them, nor in small numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from membership.models import ApplicationTally

Event = ApplicationTally.Event
# A smaller number could mean somebody whom the reader knows.
LEAST_SHOWN = 5
FEWER = f"fewer than {LEAST_SHOWN}"
MONTHS = 12
# What is drawn and listed, in this order.
SERIES = {
    "Applications": (Event.RECEIVED,),
    "Confirmed": (Event.CONFIRMED,),
    "Approved": (Event.APPROVED,),
    "Declined": (Event.DECLINED,),
    "Became members": (Event.JOINED,),
    "Ended their membership": (Event.LEFT,),
    "Members": (Event.MEMBERS,),
}
DECIDED = (Event.APPROVED, Event.DECLINED)
# Of the picture, in units of its own.
BAR, GAP, HEIGHT = 16, 8, 72


@dataclass(frozen=True)
class Bar:
    """One month of one picture: where it stands, and how high. Small numbers are all as high."""

    month: date
    x: int
    y: int
    height: int
    words: str


@dataclass(frozen=True)
class Series:
    """One thing that is counted, month by month."""

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
    """One month, in words."""

    month: date
    words: list[str]


class Figures:
    """The last twelve months up to *today*."""

    def __init__(self, today: date | None = None) -> None:
        self.months = list(_months(today or timezone.localdate()))
        rows = ApplicationTally.objects.filter(month__gte=self.months[0])
        self._numbers = {(row.month, row.event): row.number for row in rows}

    @property
    def headings(self) -> list[str]:
        return [*SERIES, "Days until decided, on average"]

    @property
    def series(self) -> list[Series]:
        """What is drawn."""
        return [Series(name, self._bars(events)) for name, events in SERIES.items()]

    @property
    def rows(self) -> list[Row]:
        """What is listed, the newest month first."""
        return [
            Row(month, [*(self._said(month, events) for events in SERIES.values()), days])
            for month in reversed(self.months)
            for days in [self._days(month)]
        ]

    def _bars(self, events: tuple[str, ...]) -> list[Bar]:
        numbers = [max(self._sum(month, events), LEAST_SHOWN - 1) for month in self.months]
        highest = max(*numbers, 2 * LEAST_SHOWN)
        return [
            _bar(place, month, number, highest, self._said(month, events))
            for place, (month, number) in enumerate(zip(self.months, numbers, strict=True))
        ]

    def _said(self, month: date, events: tuple[str, ...]) -> str:
        number = self._sum(month, events)
        if events == (Event.MEMBERS,) and number >= LEAST_SHOWN:
            # Else who joined and who left in a month could be told from two of them.
            return f"about {round(number / LEAST_SHOWN) * LEAST_SHOWN}"
        return said(number)

    def _sum(self, month: date, events: Iterable[str]) -> int:
        return sum(self._numbers.get((month, event), 0) for event in events)

    def _days(self, month: date) -> str:
        decided = self._sum(month, DECIDED)
        if decided < LEAST_SHOWN:
            return "–"
        return f"{self._sum(month, (Event.DAYS,)) / decided:.0f}"


def said(number: int) -> str:
    """*number*, or that it is small."""
    return FEWER if number < LEAST_SHOWN else str(number)


def _bar(place: int, month: date, number: int, highest: int, words: str) -> Bar:
    height = round(HEIGHT * number / highest)
    return Bar(month, place * (BAR + GAP), HEIGHT - height, height, words)


def _months(today: date) -> Iterable[date]:
    first = today.year * 12 + today.month - MONTHS
    for number in range(first, first + MONTHS):
        yield date(number // 12, number % 12 + 1, 1)
