"""French: direct and mixed quotes, construction by construction."""

from __future__ import annotations

import pytest

from tests.extract.reading import Found, only, read

CONTEXT = " Le pont sera fermé pendant deux mois, et ce n'est pas une bonne nouvelle pour la ville."
"""A sentence without a quote, by which the language of a short text is told."""


def one(text: str) -> Found:
    return only(text + CONTEXT)


@pytest.mark.parametrize(
    ("text", "pieces", "cue"),
    [
        ("« Le pont est sûr », a déclaré Anne Roche.", ["« Le pont est sûr »"], "a déclaré"),
        ("«\u00a0Le pont est sûr\u00a0», affirme Anne Roche.", ["«\u00a0Le pont est sûr\u00a0»"], "affirme"),
        ("«\u202fLe pont est sûr\u202f», affirme Anne Roche.", ["«\u202fLe pont est sûr\u202f»"], "affirme"),
        ("« Le pont est sûr », a précisé mardi Anne Roche.", ["« Le pont est sûr »"], "a précisé"),
        ("« Le pont est sûr », a confié à l'AFP Anne Roche.", ["« Le pont est sûr »"], "a confié"),
        ("« Il est sûr ! », s'est exclamée Anne Roche.", ["« Il est sûr ! »"], "s'est exclamée"),
        ("« Est-il sûr ? » a demandé Anne Roche.", ["« Est-il sûr ? »"], "a demandé"),
        ("Anne Roche a déclaré mardi : « Il est sûr. »", ["« Il est sûr. »"], "a déclaré"),
        ("Anne Roche a déclaré : «Il est sûr.»", ["«Il est sûr.»"], "a déclaré"),
        ("“ Il est sûr ”, a déclaré Anne Roche.", ["“ Il est sûr ”"], "a déclaré"),
        ("« Il est », a déclaré Anne Roche, « tout à fait sûr. »", ["« Il est »", "« tout à fait sûr. »"], "a déclaré"),
        ("« Il est sûr, a lancé Anne Roche, et solide. »", ["« Il est sûr", "et solide. »"], "a lancé"),
        ("« Il est sûr », selon Anne Roche.", ["« Il est sûr »"], "selon"),
        ("Pour Anne Roche, « il est tout à fait sûr ».", ["« il est tout à fait sûr »"], "Pour"),
        ("Anne Roche : « Il est sûr. »", ["« Il est sûr. »"], ":"),
        ("La maire, Anne Roche, s'est montrée sévère : « Il est sûr. »", ["« Il est sûr. »"], ":"),
        ("La maire, Anne Roche, a dénoncé « une honte ».", ["« une honte »"], "a dénoncé"),
        ("Anne Roche, qui dénonce « une honte », partira.", ["« une honte »"], "dénonce"),
        ("— Nous partons, dit Anne Roche.", ["Nous partons"], "dit"),
    ],
)
def test_direct_quotes(text: str, pieces: list[str], cue: str) -> None:
    found = one(text)
    assert (found.pieces, found.cue, found.kind, found.speaker) == (pieces, cue, "direct", "Anne Roche")


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Anne Roche a souligné que personne n'était « en danger ».", "que personne n'était « en danger »"),
        ("Anne Roche assure qu'il est « tout à fait sûr ».", "qu'il est « tout à fait sûr »"),
        ("Selon Anne Roche, le pont est « tout à fait sûr ».", "le pont est « tout à fait sûr »"),
        ("D'après Anne Roche, le pont est « tout à fait sûr ».", "le pont est « tout à fait sûr »"),
        ("Comme l'a souligné Anne Roche, le pont est « sûr ».", "le pont est « sûr »"),
        ("Anne Roche parle d'une « trahison ».", "une « trahison »"),
        ("Le pont est « tout à fait sûr », a dit Anne Roche.", "Le pont est « tout à fait sûr »"),
    ],
)
def test_mixed_quotes(text: str, piece: str) -> None:
    found = one(text)
    assert (found.pieces, found.kind, found.speaker) == ([piece], "mixed", "Anne Roche")


def test_a_surname_an_office_and_a_pronoun_lead_to_the_full_name() -> None:
    found = read(
        "« Il est sûr », a dit Anne Roche, la maire de Lund. « Nous avons vérifié », a ajouté Mme Roche. "
        "« Cela prendra du temps », a-t-elle précisé. La maire conclut : « C'est tout. »" + CONTEXT
    )
    assert [(quote.mention, quote.speaker) for quote in found] == [
        ("Anne Roche", "Anne Roche"),
        ("Mme Roche", "Anne Roche"),
        ("elle", "Anne Roche"),
        ("La maire", "Anne Roche"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anne Roche a rencontré Lucie Morel au marché. « Il est sûr », a-t-elle dit.",
        "Anne Roche et Paul Roche sont arrivés en retard. « Il est sûr », a dit Roche.",
        "Anne Roche est rentrée chez elle. « Il est sûr », ont-ils dit.",
        "Anne Roche est rentrée chez elle. « Il est sûr », a crié une femme.",
        "Anne Roche est rentrée chez elle. « Il est sûr », indique un porte-parole.",
        "« Il est sûr », ont dit Anne Roche et Paul Morel.",
    ],
)
def test_whoever_is_not_certain_is_not_guessed(text: str) -> None:
    assert one(text).speaker is None


def test_a_pronoun_of_the_other_gender_is_passed_over() -> None:
    assert one("Anne Roche a rencontré Paul Morel. « Il est sûr », a-t-elle dit.").speaker == "Anne Roche"


def test_a_body_behind_an_article_is_a_speaker() -> None:
    assert one("« La visite est reportée », indique l'Élysée.").speaker == "Élysée"


def test_a_quotation_alone_goes_on_with_the_last_speakers_words() -> None:
    assert one("« Il est sûr », a dit Anne Roche. « Vraiment sûr. »").pieces == ["« Il est sûr »", "« Vraiment sûr. »"]


@pytest.mark.parametrize(
    "text",
    [
        "Le film « Le dernier bac pour la ville de Lund » sort dimanche.",
        "Le juge a reçu le livre « Le pont et la ville au soir ».",
        "La note « pont » a été perdue.",
        "— Nous partons demain avec les autres.",
    ],
)
def test_titles_terms_and_dashes_without_a_cue_are_no_quotes(text: str) -> None:
    assert read(text + CONTEXT) == []


def test_no_claims_are_taken() -> None:
    assert one("« Le pont rouvrira vendredi », a dit Anne Roche.").quote.claims == ()


def test_an_infinitive_behind_the_verb_is_what_was_said() -> None:
    found = one("Anne Roche assure n'avoir vu « qu'une ombre ».")
    assert (found.pieces, found.speaker) == (["n'avoir vu « qu'une ombre »"], "Anne Roche")


def test_a_body_in_between_is_not_the_speaker() -> None:
    assert one("« Il est sûr », a confié à l'AFP le maire.").mention == "le maire"
