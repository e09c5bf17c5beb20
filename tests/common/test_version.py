from pathlib import Path

import pipeline
from pipeline.common import version
from pipeline.common.version import pipeline_version


def test_version_begins_with_the_package_version():
    assert pipeline_version().startswith(f"{pipeline.__version__}+")
    assert pipeline_version() == pipeline_version({})


def test_options_change_it():
    assert len({pipeline_version(o) for o in (None, {"ner": "spacy"}, {"ner": "hanlp"})}) == 3
    assert pipeline_version({"a": 1, "b": 2}) == pipeline_version({"b": 2, "a": 1})


def test_code_and_models_are_in_it_and_commands_are_not():
    names = {name for name, _ in version._files()}
    assert "pipeline/tables/registry.py" in names
    assert any(name.startswith("models/") for name in names)
    assert not any(name.startswith(("pipeline/cli/", "pipeline/evaluate/")) for name in names)
    assert not any("__pycache__" in name for name in names)


def test_one_byte_of_a_file_changes_it(monkeypatch, tmp_path):
    (tmp_path / "a.py").write_text("x = 1")
    monkeypatch.setattr(version, "_files", lambda: iter([("pipeline/a.py", Path(tmp_path / "a.py"))]))
    version._code_hash.cache_clear()
    before = pipeline_version()
    (tmp_path / "a.py").write_text("x = 2")
    version._code_hash.cache_clear()
    assert pipeline_version() != before
    version._code_hash.cache_clear()
