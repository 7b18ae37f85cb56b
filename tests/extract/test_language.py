"""Which language an article is in, and what is found in one that no rules are for."""

from __future__ import annotations

import pytest

from claimtrack.extract.rules import RulesExtractor
from claimtrack.extract.rules.language import UNKNOWN, detect, name
from claimtrack.model import Article
from tests.extract.reading import read

TEXTS = {
    "en": "The council has decided to close the old bridge, and the mayor said that nobody would cross it.",
    "de": "Der Stadtrat hat beschlossen, die alte Brücke zu sperren, und niemand darf sie nach dem Umbau betreten.",
    "fr": "Le conseil a décidé de fermer le vieux pont, et la maire a dit que personne ne le franchirait.",
    "es": "El ayuntamiento ha decidido cerrar el viejo puente, y la alcaldesa dijo que nadie lo cruzaría.",
    "pt": "A câmara decidiu fechar a velha ponte, e a presidente disse que ninguém a atravessaria até ser reparada.",
    "it": "Il consiglio ha deciso di chiudere il vecchio ponte, e la sindaca ha detto che nessuno lo attraverserà.",
    "nl": "De gemeenteraad heeft besloten de brug te sluiten, en de burgemeester zei dat niemand hem zou oversteken.",
    "sv": "Kommunen har beslutat att stänga bron, och borgmästaren sade att ingen får gå över den förrän den är lagad.",
    "da": "Byrådet har besluttet at lukke broen, og borgmesteren sagde, at ingen må gå over den, før den er repareret.",
    "no": "Kommunen har vedtatt å stenge broen, og ordføreren sa at ingen får gå over den etter forrige uke.",
    "pl": "Rada zamknie most, a burmistrz powiedziała, że nikt przez niego nie przejdzie i nie jest to żart.",
    "cs": "Město rozhodlo, že starý most bude uzavřen, a starostka řekla, že po něm nikdo nepřejde, dokud je nový.",
    "hu": "A tanács úgy döntött, hogy lezárja a hidat, és a polgármester azt mondta, hogy senki nem megy át rajta.",
    "ru": "Городской совет решил закрыть мост, и мэр сказала, что никто не пройдёт по нему, пока его не починят.",
    "uk": "Міська рада вирішила закрити міст, і мер сказала, що ніхто не пройде ним, поки його не відремонтують.",
    "ar": "قرر مجلس المدينة إغلاق الجسر القديم لمدة شهرين. وقالت رئيسة البلدية إن أحدا لن يعبره.",
    "zh": "市议会决定将旧桥关闭两个月。市长表示，在修复之前任何人都不得通行。",
    "ja": "市議会は古い橋を二か月間閉鎖することを決めた。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=list(TEXTS))
def test_a_sentence_or_two_tell_the_language(language: str, text: str) -> None:
    assert detect(text) == language
    assert name(language)


@pytest.mark.parametrize("text", ["", "Anna Berg", "Lund 3, Malmö 1", "12.04.2025 – 17:30"])
def test_too_little_text_tells_nothing(text: str) -> None:
    assert detect(text) is None


def test_a_long_text_in_none_of_them_is_in_an_unknown_language() -> None:
    text = (
        "Mae cyngor y dref wedi penderfynu cau'r hen bont am ddau fis. Daeth peirianwyr o hyd i graciau yn y piler "
        "gogleddol yr wythnos diwethaf, a dywedodd y maer na fydd neb yn ei chroesi nes iddi gael ei thrwsio. Mae "
        "siopau ar y lan arall yn poeni am eu masnach, meddai'r perchnogion ddydd Llun."
    )
    assert detect(text) == UNKNOWN
    assert name(UNKNOWN) is None


def test_words_of_another_language_in_quotation_marks_do_not_mislead() -> None:
    assert detect("Der Minister nannte die Reform „a complete disaster“ und sprach vom „point of no return“.") == "de"


def test_a_text_of_no_certain_language_is_read_as_english() -> None:
    [quote] = read('"Bridge closed," Anna Berg said.')
    assert quote.speaker == "Anna Berg"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            TEXTS["es"] + " «El puente está cerrado y así seguirá», dijo Ana Ruiz. Leyó «El puente» y se fue.",
            ["«El puente está cerrado y así seguirá»"],
        ),
        (
            TEXTS["ru"] + " «Мост закрыт и будет закрыт ещё долго», сказала Анна Берг.",
            ["«Мост закрыт и будет закрыт ещё долго»"],
        ),
        (
            TEXTS["ja"] + "市長は「修理が終わるまで誰も渡れない」と述べ、「古橋」を去った。",
            ["「修理が終わるまで誰も渡れない」"],
        ),
    ],
)
def test_in_another_language_longer_quotations_are_found_without_a_speaker(text: str, found: list[str]) -> None:
    quotes = read(text)
    assert [quote.pieces[0] for quote in quotes] == found
    assert all(quote.kind == "direct" and quote.speaker is quote.mention is None for quote in quotes)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_an_extraction_tells_the_language(language: str) -> None:
    assert RulesExtractor().extract(Article(TEXTS[language])).language == language
