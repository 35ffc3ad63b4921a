"""Canary values: unique values whose appearance shows which private field was leaked.

A canary is a made-up word, the same in every run. Dates are found in every format in which they
could be printed.
"""

import hashlib
import re
from datetime import date

CONSONANTS, VOWELS = "bdfgklmnprtvz", "aeiou"


def get_canary(name: str) -> str:
    """The canary for *name*, such as "Member.pseudonym"."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    value = "zy"
    for _ in range(4):
        seed, consonant = divmod(seed, len(CONSONANTS))
        seed, vowel = divmod(seed, len(VOWELS))
        value += CONSONANTS[consonant] + VOWELS[vowel]
    return value


def get_reference_canary(name: str) -> str:
    """A canary like a reference such as "7KQ2-WX9B"; no random reference has these letters."""
    characters = get_canary(name)[2:].upper()
    return f"{characters[:4]}-{characters[4:]}"


def get_date_canary(name: str) -> date:
    """A date long ago."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    return date(1900 + seed % 50, 1 + seed // 50 % 12, 13 + seed // 600 % 16)


def build_date_pattern(day: date) -> str:
    """A pattern for *day* in all usual formats."""
    long, short = f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}"
    american = rf"{day:%B} {day.day}, {day.year}|{day:%b}\.? {day.day}, {day.year}"
    return rf"{day.isoformat()}|{long}|{short}|{american}|{day:%d/%m/%Y}"


class CanaryFinder:
    """Finds canaries in texts."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        names_by_value = {get_canary(name): name for name in names}
        names_by_reference = {get_reference_canary(name).lower(): name for name in names}
        assert len(names_by_value) == len(names_by_reference) == len(names), (
            "two canaries have the same value"
        )
        self._names_by_value = names_by_value | names_by_reference
        self._pattern = re.compile("|".join(self._names_by_value))
        self._days = {
            name: re.compile(build_date_pattern(get_date_canary(name)), re.I) for name in names
        }
        self._any_day = re.compile(r"19[0-4]\d")

    def find_in(self, *texts: str) -> set[str]:
        """The names of all canaries in *texts*."""
        found = set()
        for text in texts:
            lowered = text.lower()
            found |= {self._names_by_value[value] for value in self._pattern.findall(lowered)}
            if self._any_day.search(lowered):
                found |= {name for name, day in self._days.items() if day.search(text)}
        return found
