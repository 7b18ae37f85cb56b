"""Settings: which of several places counts, and what is told of a value that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimtrack.errors import SettingsError
from claimtrack.settings import Settings, configured, database_url, policy_path, reviewer


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for settings, empty; the working directory is another empty folder, and nothing is set."""
    config, here = tmp_path / "config" / "claimtrack", tmp_path / "here"
    config.mkdir(parents=True)
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("CLAIMTRACK_DATABASE_URL", raising=False)
    return config


def write(text: str, folder: Path | None = None) -> None:
    """A claimtrack.toml, in the working directory unless told."""
    ((folder or Path()) / "claimtrack.toml").write_text(text, encoding="utf-8")


def test_the_command_line_wins_over_the_environment_over_the_file_over_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write('model = "openai:a"\njobs = 2\ntimeout = 20')
    monkeypatch.setenv("CLAIMTRACK_JOBS", "3")
    monkeypatch.setenv("CLAIMTRACK_TIMEOUT", "30")
    settings = Settings.load(timeout=40.0, max_cost=None)
    assert (settings.model, settings.jobs, settings.timeout, settings.retries) == ("openai:a", 3, 40.0, 5)
    assert {name: settings.sources[name] for name in ("model", "jobs", "timeout", "retries")} == {
        "model": "claimtrack.toml",
        "jobs": "CLAIMTRACK_JOBS",
        "timeout": "command line",
        "retries": "default",
    }


def test_every_setting_has_a_source_and_a_meaning() -> None:
    settings = Settings.load()
    assert settings.sources.keys() == Settings.model_fields.keys()
    assert set(settings.sources.values()) == {"default"}
    assert all(field.description for field in Settings.model_fields.values())


def test_the_file_in_the_working_directory_hides_the_users_own(home: Path) -> None:
    write('model = "openai:theirs"\njobs = 7', home)
    assert (Settings.load().model, Settings.load().sources["jobs"]) == ("openai:theirs", str(home / "claimtrack.toml"))
    write('model = "openai:ours"')
    assert (Settings.load().model, Settings.load().jobs) == ("openai:ours", 4)


def test_a_path_in_a_file_is_meant_from_where_the_file_is(home: Path) -> None:
    write('prompts = "mine"\nprices = "/srv/prices.toml"\ndatabase_url = "news.db"', home)
    settings = Settings.load()
    assert (settings.prompts, settings.prices) == (home / "mine", Path("/srv/prices.toml"))
    assert database_url() == f"sqlite:///{home}/news.db"


def test_a_policy_comes_from_the_command_line_the_environment_or_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert policy_path() is None
    write('policy = "ours.toml"', home)
    assert policy_path() == home / "ours.toml"
    assert configured() is None
    monkeypatch.setenv("CLAIMTRACK_POLICY", "desk.toml")
    assert policy_path() == Path("desk.toml")
    assert policy_path(Path("mine.toml")) == Path("mine.toml")
    assert configured() is None
    assert Settings.load().policy == Path("desk.toml")


def test_who_reviews_comes_from_the_command_line_the_environment_the_file_or_the_login(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ada92")
    assert reviewer() == "ada92"
    write('reviewer = "the desk"', home)
    assert reviewer() == "the desk"
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "Ben")
    assert (reviewer(), reviewer("Ada")) == ("Ben", "Ada")


def test_who_reviews_must_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(SettingsError, match="give --by NAME, or set reviewer"):
        reviewer()


def test_who_reviews_is_a_name(home: Path) -> None:
    write("reviewer = 7", home)
    with pytest.raises(SettingsError, match=r"claimtrack\.toml: reviewer is not a string"):
        reviewer()


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_MODEL", "")
    assert Settings.load().model is None
    assert configured() is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('modle = "x"', "claimtrack.toml: modle is no setting; did you mean model?"),
        ("colour = 1", "claimtrack.toml: colour is no setting; there are: database_url, model,"),
        ("jobs = 0", "claimtrack.toml: jobs is '0': Input should be greater than or equal to 1"),
        ('timeout = "long"', "claimtrack.toml: timeout is 'long': Input should be a valid number"),
        ("model = 5", "claimtrack.toml: model is '5': Input should be a valid string"),
        ('model = "gpt 5"', "claimtrack.toml: model is 'gpt 5': write it as provider:name, such as"),
        ('base_url = "localhost:1"', "claimtrack.toml: base_url is 'localhost:1': write an address such as http://"),
        ('structured = "tools"', "claimtrack.toml: structured is 'tools': Input should be 'auto', 'json_schema'"),
        ("max_cost = -1", "claimtrack.toml: max_cost is '-1': Input should be greater than or equal to 0"),
        ("prompts = 5", "claimtrack.toml: prompts is not a string: write it in quotes"),
        ("jobs = ", "claimtrack.toml is not TOML: Invalid value (at "),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_key(text: str, problem: str) -> None:
    write(text)
    with pytest.raises(SettingsError) as error:
        Settings.load()
    assert str(error.value).startswith(problem)
    assert "\n" not in str(error.value)


def test_a_wrong_value_is_told_with_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_JOBS", "many")
    with pytest.raises(SettingsError, match=r"^CLAIMTRACK_JOBS: jobs is 'many': Input should be a valid integer"):
        Settings.load()


@pytest.mark.parametrize("key", ["api_key", "OPENAI_API_KEY", "secret", "token", "password"])
def test_a_key_is_refused_and_not_shown(key: str) -> None:
    write(f'{key} = "sk-very-secret"')
    with pytest.raises(SettingsError, match="secrets do not belong in it; set the provider's own variable") as error:
        Settings.load()
    assert "sk-very-secret" not in str(error.value)


def test_who_is_named_in_an_address_is_not_shown() -> None:
    settings = Settings.load(base_url="https://anna:secret@models.example/v1/", database_url="postgresql://a:b@h/news")
    assert settings.base_url == "https://anna:secret@models.example/v1"
    assert settings.shown("base_url") == "https://***@models.example/v1"
    assert settings.shown("database_url") == "postgresql://***@h/news"
    with pytest.raises(SettingsError) as error:
        Settings.load(base_url="ftp://anna:secret@models.example/")
    assert "secret" not in str(error.value)


def test_a_database_is_found_in_the_order_of_all_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert database_url() == f"sqlite:///{tmp_path}/data/claimtrack/claimtrack.db"
    write('database_url = "file.db"')
    assert database_url() == "sqlite:///file.db"
    monkeypatch.setenv("CLAIMTRACK_DATABASE_URL", "variable 1.db")
    assert database_url() == "sqlite:///variable%201.db"
    assert database_url("sqlite:////srv/line.db") == "sqlite:////srv/line.db"


def test_settings_that_are_not_of_models_keep_the_program_light() -> None:
    write('database_url = "file.db"')
    assert configured(model=None) is None
    found = configured(model="openai:a")
    assert found is not None
    assert found.database_url == "file.db"


def test_a_file_that_lies_about_sends_nothing_to_a_stranger(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write('base_url = "http://localhost:11434/v1"')
    assert Settings.load().base_url == "http://localhost:11434/v1"
    write('base_url = "https://models.example/v1"')
    with pytest.raises(SettingsError, match=r"^claimtrack.toml: base_url may only name this machine .* --base-url"):
        Settings.load()
    Path("claimtrack.toml").unlink()
    write('base_url = "https://models.example/v1"', home)
    assert Settings.load().base_url == "https://models.example/v1"
    monkeypatch.setenv("CLAIMTRACK_BASE_URL", "https://other.example/v1")
    assert Settings.load().base_url == "https://other.example/v1"
