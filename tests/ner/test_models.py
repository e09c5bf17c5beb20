"""The shipped models: what they find, that the export is HanLP's network, and that the cards are of these files."""

import random

import pytest

from pipeline.common.resources import model_path
from pipeline.ner import choose, load
from pipeline.train.card import card_agrees
from pipeline.train.names import Names

TEXTS = [
    "由市橙溪联储局会同省绿链统筹委负责，有关部门配合。",
    "责任单位：市数链发展局、市低空经济办、区文创管委会",
    "国家海绵交通管理局应当自收到申请之日起二十日内答复。",
]


def generated(count: int) -> list[str]:
    """Sentences with names made for the purpose."""
    rng = random.Random(5)
    names = Names(rng)
    shapes = [
        "由{}负责。",
        "报{}、{}批准后实施。",
        "第三条 {}是主管部门。",
        "责任单位：{}、{}、{}",
        "没有机构的一句话。",
    ]
    return [shape.format(*(names.name().text for _ in range(3))) for shape in rng.choices(shapes, k=count)]


def spans(detector, texts):
    return [[(span.start, span.end) for span in found] for found in detector.detect(texts)]


def test_the_default_finds_names_nobody_listed():
    detector = load(choose())
    found = {text[a:b] for text, told in zip(TEXTS, spans(detector, TEXTS), strict=True) for a, b in told}
    assert {"市橙溪联储局", "市数链发展局", "国家海绵交通管理局"} <= found


def test_the_default_gives_scores_and_takes_any_text():
    detector = load(choose())
    told = detector.detect(["", "\n", "😀" * 300, "由市橙溪联储局负责。", "a" * 2000])
    assert [len(found) for found in told[:1]] == [0]
    assert all(0 < span.score <= 1 for found in told for span in found)


def test_what_is_found_does_not_hang_on_the_batch():
    detector = load(choose())
    texts = generated(90)
    assert spans(detector, texts) == [spans(detector, [text])[0] for text in texts]


def test_the_export_finds_what_hanlp_itself_finds():
    pytest.importorskip("hanlp")
    texts = [*TEXTS, *generated(300)]
    assert spans(load(choose("onnx")), texts) == spans(load(choose("hanlp")), texts)


def test_the_spacy_model_finds_names_nobody_listed():
    pytest.importorskip("spacy")
    detector = load(choose("spacy"))
    assert detector.name == "spacy"
    found = {text[a:b] for text, told in zip(TEXTS, spans(detector, TEXTS), strict=True) for a, b in told}
    assert "国家海绵交通管理局" in found


@pytest.mark.parametrize("model", ["hanlp", "spacy"])
def test_the_card_is_of_the_files_beside_it(model):
    assert card_agrees(model_path("ner", model))


@pytest.mark.parametrize("model", ["hanlp", "spacy"])
def test_no_shipped_model_is_a_pickle(model):
    files = [path for path in model_path("ner", model).rglob("*") if path.is_file()]
    assert not [path for path in files if path.suffix in (".pt", ".pth", ".pkl")]
    assert sum(path.stat().st_size for path in files) < 8_000_000
