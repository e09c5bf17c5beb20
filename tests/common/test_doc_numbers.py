import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.common.doc_numbers import doc_number_key, fold_doc_number


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("沪府办规 〔２０２４〕１号", "沪府办规〔2024〕1号"),
        ("沪府规〔2018〕21号", "沪府规〔2018〕21号"),
        ("沪府办发[2021]26号", "沪府办发〔2021〕26号"),
        ("沪府发［2011］3号", "沪府发〔2011〕3号"),
        ("沪经信基【2021】871号", "沪经信基〔2021〕871号"),
        ("沪交行规(2024)4号", "沪交行规〔2024〕4号"),
        ("沪发改价管（2022） 43 号", "沪发改价管〔2022〕43号"),
        ("国办发„2009‟3号", "国办发〔2009〕3号"),
        ("国办发﹝2009﹞3号", "国办发〔2009〕3号"),
        ("黄府发〔2014〕021号", "黄府发〔2014〕021号"),
        ("上海市人民政府令\n第　８　号", "上海市人民政府令第8号"),
        ("上海市人民政府令第8号", "上海市人民政府令第8号"),
        ("上海市人民政府令8号", "上海市人民政府令第8号"),
        ("市人民政府第17号令", "市人民政府令第17号"),
        ("中华人民共和国主席令第七十一号", "中华人民共和国主席令第71号"),
        ("中华人民共和国主席令第一百零五号", "中华人民共和国主席令第105号"),
        ("财政部公告2021年第13号", "财政部公告2021年第13号"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold_doc_number(text) == folded


def test_key_joins_writings_of_one_number():
    assert doc_number_key("黄府发〔2014〕021号") == doc_number_key("黄府发[2014]第21号")


@given(st.text("沪府令第１2〔〕[]()（） 号十百零公告年\n", max_size=20))
def test_folding_twice_changes_nothing(text):
    assert fold_doc_number(fold_doc_number(text)) == fold_doc_number(text)
