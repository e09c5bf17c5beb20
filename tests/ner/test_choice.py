"""What ``--ner`` may say, and what is refused before anything is loaded."""

import json
import sys

import pytest

from pipeline.common.version import pipeline_version
from pipeline.ner import NerError, choose, load
from pipeline.ner.choice import folder_hash


def model_of(folder, reader: str, **files: str):
    folder.mkdir()
    (folder / {"hanlp": "config.json", "spacy": "config.cfg"}[reader]).write_text("{}", encoding="utf-8")
    (folder / "meta.json").write_text(json.dumps({"license": "MIT"}), encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def as_if_installed(monkeypatch):
    """Extras count as there, whether or not they are."""
    import pipeline.ner.choice as module

    real = module.find_spec
    found = {"hanlp": object(), "spacy": object()}

    class Empty:
        origin = None

    monkeypatch.setattr(module, "find_spec", lambda name: Empty() if name in found else real(name))
    module._choose.cache_clear()
    yield
    module._choose.cache_clear()


@pytest.mark.parametrize("spec", ["", "bert", "none:x", "onnx:x", "default:x", "hanlp:", "spacy:"])
def test_what_is_no_model_is_refused(spec):
    with pytest.raises(NerError, match="no model is called"):
        choose(spec)


def test_none_is_no_detector():
    assert load(choose("none")) is None


def test_the_default_needs_no_torch_and_is_shipped():
    assert choose().shipped
    assert load(choose()) is load(choose())
    assert "gongbao" in choose().licence


@pytest.mark.parametrize(("spec", "extra"), [("hanlp", "hanlp"), ("spacy:zh_core_web_trf", "spacy")])
def test_a_library_that_is_not_installed_is_said_with_the_extra(spec, extra, monkeypatch):
    import pipeline.ner.choice as module

    module._choose.cache_clear()
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(NerError, match=rf"not installed.*gongbao\[{extra}\]"):
        choose(spec)
    module._choose.cache_clear()


@pytest.mark.parametrize("spec", ["hanlp:NO_SUCH", "spacy:no_such_package", "spacy:../nowhere"])
def test_a_model_that_is_not_there_is_an_error_at_once(spec, as_if_installed):
    with pytest.raises(NerError, match="there is no such folder"):
        choose(spec)


def test_a_model_of_hanlp_that_was_never_loaded_is_not_downloaded(tmp_path, monkeypatch):
    pytest.importorskip("hanlp")
    monkeypatch.setenv("HANLP_HOME", str(tmp_path))
    import pipeline.ner.choice as module

    module._choose.cache_clear()
    with pytest.raises(NerError, match="downloads nothing"):
        choose("hanlp:MSRA_NER_ELECTRA_SMALL_ZH")


@pytest.mark.parametrize("reader", ["hanlp", "spacy"])
def test_pickles_are_opened_only_when_trusted(reader, tmp_path, as_if_installed):
    folder = model_of(tmp_path / "model", reader, model_pt="x")
    with pytest.raises(NerError, match=r"model\.pt.*--trust-model"):
        choose(f"{reader}:{folder}")
    assert choose(f"{reader}:{folder}", trust=True).path == folder


def test_the_licence_is_shown(tmp_path, as_if_installed):
    folder = model_of(tmp_path / "model", "spacy")
    assert choose(f"spacy:{folder}").said == f"spacy:{folder}: model, licence MIT"


def test_a_model_is_part_of_the_version_by_its_bytes(tmp_path, as_if_installed):
    folder = model_of(tmp_path / "model", "spacy")
    default, none = pipeline_version(choose().options()), pipeline_version(choose("none").options())
    assert default == pipeline_version() != none
    first = pipeline_version(choose(f"spacy:{folder}").options())
    (folder / "weights").write_bytes(b"other")
    folder_hash.cache_clear()
    assert len({default, none, first, pipeline_version(choose(f"spacy:{folder}").options())}) == 4


def test_a_broken_model_is_said_to_be(tmp_path, monkeypatch):
    pytest.importorskip("spacy")
    folder = model_of(tmp_path / "model", "spacy")
    with pytest.raises(NerError, match="cannot be loaded"):
        load(choose(f"spacy:{folder}"))


def test_nothing_of_a_model_is_imported_to_refuse_it(tmp_path):
    import subprocess

    code = "import sys; from pipeline.ner import choose; choose(); print('torch' in sys.modules, 'onnxruntime' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False"]
