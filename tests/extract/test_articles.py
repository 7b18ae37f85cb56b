"""Whole articles in German and French, written for this project: every quote, and who is found to have said it.

``None`` is a speaker whom the article leaves unnamed. MISSED are quotes that the rules do not find, or whose speaker
they leave open, so that a change for the better is seen as well as one for the worse.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.reading import read

FOLDER = Path(__file__).parent / "articles"

QUOTES: dict[str, list[tuple[str, str | None]]] = {
    "hafen.de": [
        ("Wir verlieren Zeit", "Katrin Wessel"),
        ("Wer einen Hafen", "Jens Aurich"),
        ("mit Zahlen aus", "Jens Aurich"),
        ("Die Zahlen sind", "Katrin Wessel"),
        ("mitten durch", "Helene Brandt"),
        ("Hier brüten elf", "Helene Brandt"),
        ("Und keine davon", "Helene Brandt"),
        ("alternativlos", "Uwe Kolb"),
        ("jede andere", "Uwe Kolb"),
        ("Ihr redet über", None),
        ("eine Beerdigung", "Peter Lorenzen"),
        ("Mein Vater hat", "Peter Lorenzen"),
        ("und mein Großvater", "Peter Lorenzen"),
        ("Wir warten die", None),
        ("eine Runde mit", "Katrin Wessel"),
        ("An uns wird", "Jens Aurich"),
    ],
    "schule.de": [
        ("Am Anfang haben", "Martin Feld"),
        ("Heute rufen jede", "Martin Feld"),
        ("Wir waren es leid", "Aylin Demir"),
        ("erst wütend", "Aylin Demir"),
        ("Ich will mein Kind", "Thomas Rehm"),
        ("Niemand muss eine", "Martin Feld"),
        ("Der Effekt ist", "Ruth Vogelsang"),
        ("Das ist eine Schule", "Ruth Vogelsang"),
        ("Vorbild für andere", "Bernd Hauser"),
        ("Ich möchte das nicht", "Bernd Hauser"),
        ("So etwas muss", "Bernd Hauser"),
        ("Manchmal", "Aylin Demir"),
        ("Aber dann spiele", "Aylin Demir"),
    ],
    "riviere.fr": [
        ("Nous perdons", "Hélène Carrel"),
        ("On ne bâtit pas", "Bruno Tessier"),
        ("des chiffres d'un", "Bruno Tessier"),
        ("Les chiffres datent", "Hélène Carrel"),
        ("au beau milieu", "Odile Marchand"),
        ("Onze espèces", "Odile Marchand"),
        ("et aucune ne", "Odile Marchand"),
        ("le seul possible", "Marc Delorme"),
        ("limité", None),
        ("Vous parlez de nous", None),
        ("un enterrement", "Lucien Aubry"),
        ("Mon père pêchait", "Lucien Aubry"),
        ("et mon grand-père", "Lucien Aubry"),
        ("Nous attendons", None),
        ("une table ronde", "Hélène Carrel"),
        ("Ce n'est pas nous", "Bruno Tessier"),
    ],
    "college.fr": [
        ("Au début, tout", "Martin Fabre"),
        ("Aujourd'hui, d'autres", "Martin Fabre"),
        ("Nous étions fatigués", "Inès Belkacem"),
        ("furieux, puis", "Inès Belkacem"),
        ("Je veux pouvoir", "Thomas Rey"),
        ("personne n'a besoin", "Martin Fabre"),
        ("L'effet est plus", "Ruth Vasseur"),
        ("et plus fort", "Ruth Vasseur"),
        ("C'est une école", "Ruth Vasseur"),
        ("un exemple pour", "Bernard Hautier"),
        ("Je ne veux pas", "Bernard Hautier"),
        ("Cela doit naître", "Bernard Hautier"),
        ("Parfois", "Inès Belkacem"),
        ("Alors je joue", "Inès Belkacem"),
    ],
}
MISSED = {"erst wütend", "C'est une école"}


@pytest.mark.parametrize("article", QUOTES)
def test_every_quote_is_found_with_its_speaker(article: str) -> None:
    text = (FOLDER / f"{article}.txt").read_text(encoding="utf-8")
    pieces = [(piece, quote.speaker) for quote in read(text) for piece in quote.pieces]
    found = {
        words: next((speaker for piece, speaker in pieces if words in piece), "not found")
        for words, _ in QUOTES[article]
    }
    wrong = {words for words, speaker in QUOTES[article] if found[words] != speaker}
    assert wrong == MISSED & found.keys()


@pytest.mark.parametrize("article", QUOTES)
def test_nothing_else_is_found(article: str) -> None:
    text = (FOLDER / f"{article}.txt").read_text(encoding="utf-8")
    pieces = [piece for quote in read(text) for piece in quote.pieces]
    assert [piece for piece in pieces if not any(words in piece for words, _ in QUOTES[article])] == []
