"""Canaries: words that stand in one place alone, so that whoever meets one knows where it is from.

A canary is a made-up word, the same in every run. A field that can hold no word (a day) sings in
every form in which it could be printed.
"""

import hashlib
import re
from datetime import date

CONSONANTS, VOWELS = "bdfgklmnprtvz", "aeiou"


def song(name: str) -> str:
    """The word that sings in the place called *name*."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    word = "zy"
    for _ in range(4):
        seed, consonant = divmod(seed, len(CONSONANTS))
        seed, vowel = divmod(seed, len(VOWELS))
        word += CONSONANTS[consonant] + VOWELS[vowel]
    return word


def reference_song(name: str) -> str:
    """As a reference such as "7KQ2-WX9B" sings: letters that no random one will have."""
    letters = song(name)[2:].upper()
    return f"{letters[:4]}-{letters[4:]}"


def day_song(name: str) -> date:
    """A day long ago."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    return date(1900 + seed % 50, 1 + seed // 50 % 12, 13 + seed // 600 % 16)


def forms_of(day: date) -> str:
    """A pattern for *day* as machines and people write it."""
    long, short = f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}"
    american = rf"{day:%B} {day.day}, {day.year}|{day:%b}\.? {day.day}, {day.year}"
    return rf"{day.isoformat()}|{long}|{short}|{american}|{day:%d/%m/%Y}"


class Choir:
    """All canaries that may sing, by the names of their places."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        by_word = {song(name): name for name in names}
        by_reference = {reference_song(name).lower(): name for name in names}
        assert len(by_word) == len(by_reference) == len(names), "two canaries sing alike"
        self._by_word = by_word | by_reference
        self._words = re.compile("|".join(self._by_word))
        self._days = {name: re.compile(forms_of(day_song(name)), re.I) for name in names}
        self._any_day = re.compile(r"19[0-4]\d")

    def heard_in(self, *texts: str) -> set[str]:
        """The names of all that sing in *texts*, marked up or not."""
        heard = set()
        for text in texts:
            lowered = text.lower()
            heard |= {self._by_word[word] for word in self._words.findall(lowered)}
            if self._any_day.search(lowered):
                heard |= {name for name, day in self._days.items() if day.search(text)}
        return heard
