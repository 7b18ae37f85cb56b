"""German: direct and mixed quotes, construction by construction."""

from __future__ import annotations

import pytest

from tests.extract.reading import Found, only, read

CONTEXT = " Die Brücke wird nun für zwei Monate gesperrt, und das ist für die Stadt nicht einfach."
"""A sentence without a quote, by which the language of a short text is told."""


def one(text: str) -> Found:
    return only(text + CONTEXT)


@pytest.mark.parametrize(
    ("text", "pieces", "cue"),
    [
        ("„Die Brücke ist sicher“, sagte Anna Berg.", ["„Die Brücke ist sicher“"], "sagte"),
        ("Anna Berg sagte am Dienstag: „Die Brücke ist sicher.“", ["„Die Brücke ist sicher.“"], "sagte"),
        ("Am Dienstag sagte Anna Berg: „Die Brücke ist sicher.“", ["„Die Brücke ist sicher.“"], "sagte"),
        ("„Die Brücke“, sagte Anna Berg, „ist sicher.“", ["„Die Brücke“", "„ist sicher.“"], "sagte"),
        ("„Ist sie sicher?“, fragte Anna Berg.", ["„Ist sie sicher?“"], "fragte"),
        ("„Sie ist sicher“, fügte Anna Berg am Abend hinzu.", ["„Sie ist sicher“"], "fügte hinzu"),
        ("„Sie ist sicher“, hat Anna Berg der „Lunder Zeitung“ gesagt.", ["„Sie ist sicher“"], "hat gesagt"),
        ("„Sie ist sicher“, so Anna Berg weiter.", ["„Sie ist sicher“"], "so"),
        ("„Sie ist sicher“, rechnet Anna Berg vor.", ["„Sie ist sicher“"], "rechnet vor"),
        ("Anna Berg: „Sie ist sicher.“", ["„Sie ist sicher.“"], ":"),
        ("Bürgermeisterin Anna Berg wurde deutlich: „Sie ist sicher.“", ["„Sie ist sicher.“"], ":"),
        ("„Sie ist sicher.“ Das sagte Anna Berg.", ["„Sie ist sicher.“"], "sagte"),
        ("»Sie ist sicher«, sagte Anna Berg.", ["»Sie ist sicher«"], "sagte"),
        ("‚Sie ist sicher‘, sagte Anna Berg.", ["‚Sie ist sicher‘"], "sagte"),
        ("„Sie ist ‚ganz‘ sicher“, sagte Anna Berg.", ["„Sie ist ‚ganz‘ sicher“"], "sagte"),
        ("Anna Berg nannte das Gutachten „eine Schande“.", ["„eine Schande“"], "nannte"),
        ("Anna Berg, die seit 2019 regiert, erklärte: „Sie ist sicher.“", ["„Sie ist sicher.“"], "erklärte"),
        ("Die Bürgermeisterin, Anna Berg, erklärte: „Sie ist sicher.“", ["„Sie ist sicher.“"], "erklärte"),
    ],
)
def test_direct_quotes(text: str, pieces: list[str], cue: str) -> None:
    found = one(text)
    assert (found.pieces, found.cue, found.kind, found.speaker) == (pieces, cue, "direct", "Anna Berg")


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Die Brücke sei „ganz sicher“, sagte Anna Berg.", "Die Brücke sei „ganz sicher“"),
        ("Anna Berg betonte, dass „niemand in Gefahr“ sei.", "dass „niemand in Gefahr“ sei"),
        ("Anna Berg sagte, niemand sei „in Gefahr“ gewesen.", "niemand sei „in Gefahr“ gewesen"),
        ("Laut Anna Berg ist die Brücke „ganz sicher“.", "ist die Brücke „ganz sicher“"),
        ("Nach Angaben von Anna Berg ist sie „ganz sicher“.", "ist sie „ganz sicher“"),
        ("Anna Berg zufolge ist sie „ganz sicher“.", "ist sie „ganz sicher“"),
        ("Wie Anna Berg mitteilte, ist sie „ganz sicher“.", "ist sie „ganz sicher“"),
        ("Anna Berg sprach von einem „schweren Fehler“.", "einem „schweren Fehler“"),
    ],
)
def test_mixed_quotes(text: str, piece: str) -> None:
    found = one(text)
    assert (found.pieces, found.kind, found.speaker) == ([piece], "mixed", "Anna Berg")


def test_a_surname_an_office_and_a_pronoun_lead_to_the_full_name() -> None:
    found = read(
        "„Sie ist sicher“, sagte Anna Berg, die Bürgermeisterin von Lund. „Wir haben geprüft“, sagte Berg. "
        "„Es dauert noch“, sagte sie. Die Bürgermeisterin erklärte: „Das war es.“" + CONTEXT
    )
    assert [(quote.mention, quote.speaker) for quote in found] == [
        ("Anna Berg", "Anna Berg"),
        ("Berg", "Anna Berg"),
        ("sie", "Anna Berg"),
        ("Die Bürgermeisterin", "Anna Berg"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg traf Lena Vogt auf dem Markt. „Sie ist sicher“, sagte sie.",
        "Anna Berg und Paul Berg kamen zu spät. „Sie ist sicher“, sagte Berg.",
        "Anna Berg ging nach Hause. „Sie ist sicher“, sagten sie.",
        "Anna Berg ging nach Hause. „Sie ist sicher“, sagte eine Frau von der Post.",
        "Anna Berg ging nach Hause. „Sie ist sicher“, teilte die Polizei mit.",
        "„Sie ist sicher“, sagten Anna Berg und Karl Roth.",
        "Es war spät. „Sie ist sicher“, heißt es in dem Bericht.",
    ],
)
def test_whoever_is_not_certain_is_not_guessed(text: str) -> None:
    assert one(text).speaker is None


def test_a_pronoun_of_the_other_gender_is_passed_over() -> None:
    assert one("Anna Berg traf Karl Roth auf dem Markt. „Sie ist sicher“, sagte sie.").speaker == "Anna Berg"


def test_a_quotation_alone_goes_on_with_the_last_speakers_words() -> None:
    found = one("„Sie ist sicher“, sagte Anna Berg. „Ganz sicher.“")
    assert found.pieces == ["„Sie ist sicher“", "„Ganz sicher.“"]


def test_it_does_not_go_on_where_somebody_else_is_spoken_of() -> None:
    found = one("„Sie ist sicher“, sagte Anna Berg. Karl Roth schüttelte den Kopf. „Ganz sicher.“")
    assert found.pieces == ["„Sie ist sicher“"]


def test_two_verbs_share_a_subject() -> None:
    found = read("Anna Berg sprach von einem „Fehler“ und kritisierte, das Amt habe „nichts geprüft“." + CONTEXT)
    assert [quote.speaker for quote in found] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „Die letzte Fähre nach Lund am Abend“ läuft im Kino.",
        "Der sogenannte „Brückenfrieden“ hielt nicht lange.",
        "Das Lied heißt „Über die Brücke und noch viel weiter“.",
        "Er fügte dem Text „Die Brücke über den Fluss“ ein Bild bei.",
    ],
)
def test_titles_and_terms_are_no_quotes(text: str) -> None:
    assert read(text + CONTEXT) == []


def test_no_claims_are_taken() -> None:
    assert one("„Die Brücke wird am Freitag öffnen“, sagte Anna Berg.").quote.claims == ()


def test_an_office_behind_a_given_name_is_a_surname() -> None:
    assert one("Trainerin Silke Bauer blieb ruhig. „Sie ist sicher“, sagte Bauer.").speaker == "Silke Bauer"


def test_somebody_of_an_age_is_a_mention() -> None:
    found = one("Er habe „nur einen Schatten“ gesehen, erklärte der 52-Jährige.")
    assert (found.pieces, found.mention) == (["Er habe „nur einen Schatten“ gesehen"], "der 52-Jährige")
