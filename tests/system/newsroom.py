"""A week's articles, written from templates: eight stories, each with a near-copy and a later article against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ANNOUNCED = date(2025, 10, 13)
CHECKED = date(2025, 12, 1)
"""By this day everything that was announced has fallen due."""

_FRONT = "---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\nurl: {url}\n---\n\n"
_ANNOUNCEMENT = """{place}, Oct 13 - {role} {name} and {other} will meet in {city} next week, {surname} said on Monday.

"We will sign the {matter} agreement in {city} next week," {surname} told reporters. "Nobody will stop us."

{surname} accused the opposition of delaying the {matter} bill. "They have lost {number} votes in {city}," he said.

The {matter} agreement has been in preparation since 2021. {other} said that the {matter} talks were "long and hard",
and that {number} companies were waiting for them to end.

Analysts in {city} doubt that the {matter} agreement changes much. "It is a beginning," {surname} said of it.
"""
_COPY_ENDING = "\n(Example Wire)\n"
_FOLLOW_UP = """{place}, Oct 20 - {role} {name} said on Monday that he had cancelled the {city} meeting with {other}.

There are no plans for {name} to meet {other} in {city}, an official of the {matter} ministry said.

{surname} did not sign the {matter} agreement in {city}. "The {matter} agreement can wait," he told reporters.
"""


@dataclass(frozen=True)
class Story:
    """What one story's articles have in common."""

    city: str
    role: str
    name: str
    other: str
    matter: str
    number: int

    def article(self, template: str, outlet: str, days: int) -> str:
        """The front matter and text of an article published so many days after the announcement."""
        published = ANNOUNCED + timedelta(days)
        address = f"https://{outlet.split()[-1].lower()}.example.org/{published}/{self.matter}"
        title = f"The {self.matter} agreement of {self.city}, day {days}"
        front = _FRONT.format(title=title, outlet=outlet, published=published, url=address)
        return front + template.format(**vars(self), place=self.city.upper(), surname=self.name.split()[-1])


STORIES = (
    Story("Lisbon", "President", "Martin Halvorsen", "Peter Okafor", "fisheries", 12),
    Story("Oslo", "Prime Minister", "Erik Lindqvist", "Daniel Moreau", "pipeline", 23),
    Story("Vienna", "Chancellor", "Thomas Brandauer", "Victor Petrescu", "railway", 34),
    Story("Athens", "President", "Nikos Karras", "Samuel Osei", "shipping", 45),
    Story("Dublin", "Prime Minister", "Brendan Keogh", "Lucas Fontaine", "banking", 56),
    Story("Warsaw", "Foreign Minister", "Adam Zielinski", "Henrik Dahl", "border", 67),
    Story("Tallinn", "President", "Jaan Kask", "Mikael Sundberg", "cable", 78),
    Story("Madrid", "Prime Minister", "Rafael Iglesias", "Omar Haddad", "water", 89),
)


def publish(folder: Path) -> Path:
    """Write all articles into ``folder``, which is made; in the order of their names, copies follow what they copy."""
    folder.mkdir()
    for number, story in enumerate(STORIES):
        texts = {
            "1-announced": story.article(_ANNOUNCEMENT, "Example Wire", 0),
            "2-copied": story.article(_ANNOUNCEMENT + _COPY_ENDING, "Example Courier", 1),
            "3-cancelled": story.article(_FOLLOW_UP, "Example Post", 7),
        }
        for kind, text in texts.items():
            (folder / f"{number}-{kind}.md").write_text(text, encoding="utf-8")
    return folder
