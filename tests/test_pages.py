"""What README.md and docs/ show is run: commands, Python and SQL; links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages import PAGES, ROOT, can_run, examples, run_page, same


@pytest.fixture
def in_a_users_folder(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "processed").symlink_to(published, target_is_directory=True)
    monkeypatch.chdir(tmp_path)


def is_figures(code: str) -> bool:
    return any(word in code for word in ("SELECT", "release", "data/processed"))


def test_there_is_something_to_run() -> None:
    assert {example.language for page in PAGES for example in examples(page)} == {"python", "sql", "sh"}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("in_a_users_folder")
def test_examples_run(page: str, request: pytest.FixtureRequest) -> None:
    if not can_run(page):
        pytest.skip("spaCy is not here: make test brings it")
    for example, printed in zip(examples(page), run_page(page), strict=True):
        where = f"{page}:{example.line} prints something else: make docs"
        if example.output is None:
            continue
        if request.config.getoption("--slow") or not is_figures(example.code):
            assert same(printed, example.output), where
        else:
            # a reading that was mended may move figures: the number of lines stays
            assert len(printed.splitlines()) == len(example.output.splitlines()), where


def test_the_share_of_articles_in_the_readme_is_that_of_the_page() -> None:
    (total,) = re.findall(r"^\| total 0 \| ([\d.]+) \|", (ROOT / "docs/structure.md").read_text(encoding="utf-8"), re.M)
    assert f"{float(total):.1f} % of the articles" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"^```.*?^```$", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_paths_that_are_named_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for path in re.findall(r"`((?:pipeline|flows|models|tests|benchmarks|docs)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), f"{page}: {path}"
