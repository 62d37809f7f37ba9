"""English is known by its function words, other languages by their letters."""

import pytest

from pipelines.ingest.language import identify, is_read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The army crossed the river, the mayor of the town said.", "en", id="english"),
        pytest.param("THE ARMY CROSSED THE RIVER, THE MAYOR OF THE TOWN SAID.", "en", id="capitals"),
        pytest.param("Karabakh's Stepanakert and Azerbaijan's Sumqayit were shelled by the army of Nakhchivan.", "en", id="foreign-names"),
        pytest.param("El presidente dijo que las tropas se retiraron de la ciudad.", "es", id="spanish"),
        pytest.param("Der Bundeskanzler sagte, dass die Truppen aus der Stadt abgezogen seien.", "de", id="german"),
        pytest.param("Le ministre a déclaré que trois soldats ont été tués dans la ville.", "fr", id="french"),
        pytest.param("قال الرئيس إن القوات انسحبت من المدينة يوم الاثنين", "ar", id="arabic"),
        pytest.param("Президент заявил, что войска покинули город в понедельник утром.", "ru", id="russian"),
        pytest.param("12 - 34", None, id="no-words"),
        pytest.param("", None, id="empty"),
    ],
)
def test_languages_are_told(text, language):
    assert identify(text) == language


@pytest.mark.parametrize(("language", "answer"), [("en", True), (None, True), ("es", False)])
def test_english_and_the_untold_go_on_to_annotation(language, answer):
    assert is_read(language) is answer
