import pytest

from pipeline.assemble.places import place_of


@pytest.mark.parametrize(
    ("issuers", "number", "title", "place"),
    [
        (("上海市人民政府办公厅",), None, None, "上海市"),
        (("金山区人民政府办公室",), "金府办〔2010〕25号", None, "上海市"),
        (("市交通委", "市公安局"), "沪交行规〔2024〕4号", None, "上海市"),
        ((), "上海市人民政府令第8号", None, "上海市"),
        ((), None, "浙江省人民政府关于印发《规划》的通知", "浙江省"),
        ((), None, "关于印发《杭州市停车条例》的通知", "浙江省"),
        (("国务院",), "国发〔2024〕3号", "国务院关于支持上海的意见", None),
        (("市交通委",), None, "关于停车的通知", None),
        ((), None, None, None),
    ],
)
def test_place(issuers, number, title, place):
    assert place_of(issuers, number, title) == place
