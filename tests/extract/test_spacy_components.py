"""The components inside spaCy, with tokens of one character and with longer ones. Skipped where spaCy is not installed."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.common.errors import GongbaoError
from pipeline.extract import Context, extract_paragraph

spacy = pytest.importorskip("spacy")

from pipeline.extract.spacy_components import KINDS  # noqa: E402

TEXT = "由市科委给予最高100万元奖励，补贴不超过20%，自2024年7月1日起施行，有效期3年。\n每年3月底前，依据《预算法》处一倍罚款。"
PAGE = Path(__file__).parents[2] / "docs" / "spacy.md"


def reader(*names, **config):
    nlp = spacy.blank("zh")
    for name in names or ("gongbao",):
        nlp.add_pipe(name, config=config)
    return nlp


def whole_words(nlp):
    """A tokeniser whose tokens cut mentions in two: five characters each."""
    nlp.tokenizer = lambda text: spacy.tokens.Doc(
        nlp.vocab, words=[text[i : i + 5] for i in range(0, len(text), 5)], spaces=[False] * -(-len(text) // 5)
    )
    return nlp


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_component_sets_its_own_spans(name):
    key, types = KINDS[name]
    doc = reader(name)(TEXT)
    assert list(doc.spans) == [key]
    expected = [m for m in extract_paragraph(TEXT, Context(), wrapped=False) if m["type"] in types]
    assert expected
    assert [span._.gongbao for span in doc.spans[key]] == expected
    assert [span.text for span in doc.spans[key]] == [m["text"] for m in expected]
    assert all(span._.gongbao_exact and span.label_ in types for span in doc.spans[key])


def test_one_component_for_all():
    doc = reader("gongbao", place="上海市", date="2024-07-01")(TEXT)
    assert set(doc.spans) == {key for key, _ in KINDS.values()}
    (agency,) = doc.spans["agencies"]
    assert (agency.text, agency._.gongbao["canonical"]) == ("市科委", "上海市科学技术委员会")
    assert [m["text"] for m in doc._.gongbao] == [
        m["text"] for m in extract_paragraph(TEXT, Context(place="上海市"), wrapped=False)
    ]


def test_a_document_may_say_its_own_place():
    nlp = reader("gongbao_agencies", place="上海市")
    doc = nlp.make_doc("由市公安局负责")
    doc._.gongbao_place = "杭州市"
    (agency,) = nlp(doc).spans["agencies"]
    assert agency._.gongbao["canonical"] == "杭州市公安局"


def test_the_text_is_read_once(monkeypatch):
    import pipeline.extract.spacy_components as components

    read = []
    known = components.extract_paragraph
    monkeypatch.setattr(components, "extract_paragraph", lambda *a, **k: read.append(a) or known(*a, **k))
    reader("gongbao_amounts", "gongbao_dates", "gongbao_agencies")(TEXT)
    assert len(read) == 1


def test_tokens_that_do_not_end_with_a_mention():
    doc = whole_words(reader())(TEXT)
    spans = [span for key in doc.spans for span in doc.spans[key]]
    assert not all(span._.gongbao_exact for span in spans)
    for span in spans:
        mention = span._.gongbao
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
        assert span.start_char <= mention["start"] < mention["end"] <= span.end_char


def test_mentions_survive_bytes_and_processes():
    nlp = reader()
    doc = spacy.tokens.Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    assert [s._.gongbao["text"] for s in doc.spans["amounts"]] == ["100万元"]
    store = spacy.tokens.DocBin(store_user_data=True, docs=[nlp(TEXT)])
    (again,) = store.get_docs(nlp.vocab)
    assert again._.gongbao == doc._.gongbao


def test_other_spans_have_no_mention():
    doc = reader()(TEXT)
    assert doc[0:2]._.gongbao is None
    assert doc[0:2]._.gongbao_exact is None
    assert spacy.blank("zh")("无")._.gongbao == []


def test_a_wrong_day_is_named():
    with pytest.raises(GongbaoError, match="2024年"):
        reader("gongbao_dates", date="2024年")


def test_empty_text():
    doc = reader()("")
    assert all(len(doc.spans[key]) == 0 for key in doc.spans)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="市科委最高100万元 　\n２０％由，。\r《》年3月", max_size=60))
def test_any_text_keeps_exact_places(text):
    doc = reader()(text)
    for key in doc.spans:
        for span in doc.spans[key]:
            mention = span._.gongbao
            assert doc.text[mention["start"] : mention["end"]] == mention["text"]
            assert span.start_char <= mention["start"] < mention["end"] <= span.end_char


def test_the_example_of_the_page():
    code, shown = re.findall("```(?:python|text)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[:2]
    said = []
    exec(compile(code, str(PAGE), "exec"), {"print": lambda *words: said.append(" ".join(map(str, words)))})
    assert "\n".join(said) == shown.strip()
