import pytest

from pipeline.common.places import PROVINCES, province, province_heading, province_of_number


def test_all_province_level_units_are_there_once():
    assert len(PROVINCES) == 34
    assert len({p.code for p in PROVINCES}) == len({p.name for p in PROVINCES}) == 34
    assert all(p.name.startswith(p.short) and p.code.endswith("0000") for p in PROVINCES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("上海市人民政府办公厅", "上海市"),
        ("浦东新区人民政府", "上海市"),
        ("上海海关", "上海市"),
        ("中共上海市委办公厅", "上海市"),
        ("国家税务总局上海市税务局", "上海市"),
        ("中国（上海）自由贸易试验区临港新片区管理委员会", "上海市"),
        ("杭州市人民政府", "浙江省"),
        ("延边朝鲜族自治州人民政府", "吉林省"),
        ("黔东南州人民政府", "贵州省"),
        ("吉林市人民政府", "吉林省"),
        ("海南州人民政府", "青海省"),
        ("海南省人民政府", "海南省"),
        ("内蒙古自治区人民政府", "内蒙古自治区"),
        ("国务院办公厅", None),
        ("宝山区人民政府", None),
        ("市经济信息化委", None),
        ("国家税务总局", None),
    ],
)
def test_province_heading(text, name):
    found = province_heading(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("沪府规〔2018〕21号", "上海市"),
        ("沪崇府规〔2022〕5号", "上海市"),
        ("粤府办〔2020〕1号", "广东省"),
        ("浙政发〔2021〕3号", "浙江省"),
        ("上海市人民政府令第8号", "上海市"),
        ("宁政发〔2020〕1号", None),
        ("国发〔2024〕3号", None),
        ("财税〔2019〕13号", None),
    ],
)
def test_province_of_number(number, name):
    found = province_of_number(number)
    assert (found.name if found else None) == name


def test_province_by_either_name():
    assert province("上海") == province("上海市") != province("上") is None
