import pytest

from pipeline.assemble.places import place_of, place_said


@pytest.mark.parametrize(
    ("issuers", "number", "title", "place"),
    [
        (("上海市人民政府办公厅",), None, None, "上海市"),
        (("金山区人民政府办公室",), "金府办〔2010〕25号", None, "上海市金山区"),
        (("市交通委", "市公安局"), "沪交行规〔2024〕4号", None, "上海市"),
        ((), "上海市人民政府令第8号", None, "上海市"),
        ((), None, "浙江省人民政府关于印发《规划》的通知", "浙江省"),
        ((), None, "关于印发《杭州市停车条例》的通知", "杭州市"),
        (("国务院",), "国发〔2024〕3号", "国务院关于支持上海的意见", None),
        (("市交通委",), None, "关于停车的通知", None),
        ((), None, None, None),
        # a city, a district, a county by their own names, and the province of a name that several have
        (("杭州市西湖区人民政府",), None, None, "杭州市西湖区"),
        (("安吉县人民政府办公室",), None, None, "安吉县"),
        (("黔东南州人民政府",), None, None, "黔东南苗族侗族自治州"),
        (("国家税务总局杭州市税务局",), None, None, "杭州市"),
        (("中共安吉县委办公室",), None, None, "安吉县"),
        (("宝山区人民政府",), None, None, None),
        (("宝山区人民政府",), "沪宝府规〔2024〕1号", None, "上海市宝山区"),
        ((), None, "深圳经济特区数据条例", "深圳市"),
        ((), None, "海口水巷口规划", None),
        (("官渡区",), None, None, "昆明市官渡区"),
        # a regulation of the city about one of its districts is the city's
        (("上海市人民代表大会常务委员会",), None, "上海市浦东新区绿色金融发展若干规定", "上海市"),
        # marks of cities
        (("市商务局",), "穗府办〔2024〕1号", None, "广州市"),
        (("市政府办公室",), "苏府规字〔2024〕1号", None, "苏州市"),
        (("省政府办公厅",), "苏政办发〔2024〕1号", None, "江苏省"),
        (("市政府办公厅",), "深府规〔2024〕1号", None, "深圳市"),
    ],
)
def test_place(issuers, number, title, place):
    assert place_of(issuers, number, title) == place


@pytest.mark.parametrize(
    ("text", "issuers", "others", "place"),
    [
        ("根据《昆明市绿化条例》，结合官渡区实际，我区制定本办法。", (), (), "昆明市官渡区"),
        ("结合我市实际，根据《昆明市绿化条例》制定。", ("市园林局",), (), "昆明市"),
        ("结合我市实际，根据《昆明市绿化条例》和《上海市绿化条例》制定。", (), (), None),
        ("（市财政局、市科委负责）", (), ("上海市", None, "上海市"), "上海市"),
        ("安徽省政府关于任免的通知\n现将我省任免问题通知如下", (), (), "安徽省"),
        ("经陕西省人民政府、汉中市人民政府同意，我市决定", (), (), "汉中市"),
        ("（市财政局、市科委负责）", (), ("上海市", "浙江省"), None),
        ("本法所称行政机关", (), ("上海市",), None),
        ("各省、市政府应当执行，省发展改革委负责。", ("国务院办公厅",), ("上海市",), None),
    ],
)
def test_place_that_only_the_text_says(text, issuers, others, place):
    assert place_said(text, issuers, others) == place
