"""Which body a name means: pairs of name, place and full official name (None where it is not sure)."""

import datetime as dt

import pytest

from pipeline.extract.agencies import find_agencies, link_issuer
from pipeline.extract.agencies.linking import Jurisdiction, ends_with_place, jurisdiction, place_code
from pipeline.extract.types import Context

SHANGHAI = [
    ("市科委", "上海市科学技术委员会"),
    ("上海市科委", "上海市科学技术委员会"),
    ("市发展改革委", "上海市发展和改革委员会"),
    ("市发展和改革委员会", "上海市发展和改革委员会"),
    ("市经济信息化委", "上海市经济和信息化委员会"),
    ("市人力资源社会保障局", "上海市人力资源和社会保障局"),
    ("市国资委", "上海市国有资产监督管理委员会"),
    ("市政府", "上海市人民政府"),
    ("市政府办公厅", "上海市人民政府办公厅"),
    ("市政府外办", "上海市人民政府外事办公室"),
    ("市税务局", "国家税务总局上海市税务局"),
    ("市高院", "上海市高级人民法院"),
    ("市检察院", "上海市人民检察院"),
    ("市委宣传部", "中共上海市委宣传部"),
    ("市委编办", "中共上海市委机构编制委员会办公室"),
    ("市委网信办", "中共上海市委网络安全和信息化委员会办公室"),
    ("市委", "中国共产党上海市委员会"),
    ("市金融办", "上海市金融服务办公室"),
    ("市工商局", "上海市工商行政管理局"),
    ("市通信管理局", "上海市通信管理局"),
    ("上海海关", "上海海关"),
    ("上海证监局", "中国证券监督管理委员会上海监管局"),
    ("上海金融监管局", "国家金融监督管理总局上海监管局"),
    ("金融监管总局上海监管局", "国家金融监督管理总局上海监管局"),
    ("人民银行上海总部", "中国人民银行上海总部"),
    ("国家外汇管理局上海市分局", "国家外汇管理局上海市分局"),
    ("上海海事局", "中华人民共和国上海海事局"),
    ("临港新片区管委会", "中国（上海）自由贸易试验区临港新片区管理委员会"),
    ("上海科创办", "上海推进科技创新中心建设办公室"),
    ("浦东新区政府", "上海市浦东新区人民政府"),
    ("嘉定区政府", "上海市嘉定区人民政府"),
    ("徐汇区发展改革委", "上海市徐汇区发展和改革委员会"),
    ("市知识产权联席会议", "上海市知识产权联席会议"),
    ("本市安全生产委员会", "上海市安全生产委员会"),
    ("市人大常委会", "上海市人民代表大会常务委员会"),
    ("市人大常委会办公厅", "上海市人民代表大会常务委员会办公厅"),
    ("市委人才办", "中共上海市委人才工作领导小组办公室"),
    ("上海铁路局", "上海铁路局"),
    ("上海市第十五届人民代表大会常务委员会", "上海市人民代表大会常务委员会"),
    ("市热线办", None),
    ("张江高新区管委会", None),
    ("国家发展改革委", "国家发展和改革委员会"),
    ("工信部", "工业和信息化部"),
    ("党中央", "中国共产党中央委员会"),
    ("中共中央办公厅", "中国共产党中央委员会办公厅"),
    ("证监会", "中国证券监督管理委员会"),
    ("中华人民共和国财政部", "财政部"),
    ("国家知识产权局运用促进司", "国家知识产权局知识产权运用促进司"),
]

ELSEWHERE = [
    ("市经委", "重庆市", "重庆市经济委员会"),
    ("中国共产党汉中市第五届委员会", None, "中国共产党汉中市委员会"),
    ("中共汉中市纪律检查委员会", None, "中国共产党汉中市纪律检查委员会"),
    ("市投促局", "杭州市", "杭州市投资促进局"),
    ("市禁毒办", "杭州市", "杭州市禁毒委员会办公室"),
    ("区公路管理署", "上海市金山区", "上海市金山区公路管理署"),
    ("省委农村工作领导小组", "山西省", "中共山西省委农村工作领导小组"),
    ("德州经济技术开发区管理委员会", "德州市", "德州经济技术开发区管理委员会"),
    ("德州经开区管委会", None, "德州经济技术开发区管理委员会"),
    ("枣庄高新区管委会", "枣庄市", "枣庄高新技术产业开发区管理委员会"),
    ("德州经济技术开发区管委会", "德州市", "德州经济技术开发区管理委员会"),
    ("济南市南部山区管委会", None, "济南市南部山区管理委员会"),
    ("市委常委会", "石家庄市", "中国共产党石家庄市委员会常务委员会"),
    ("市交警支队", "石家庄市", "石家庄市公安局交通警察支队"),
    ("省公务员局", "湖北省", "湖北省公务员局"),
    ("自治区党委", "新疆维吾尔自治区", "中国共产党新疆维吾尔自治区委员会"),
    ("市人武部", "苏州市", "苏州市人民武装部"),
    ("省发展改革委", "江苏省", "江苏省发展和改革委员会"),
    ("省科技厅", "浙江省", "浙江省科学技术厅"),
    ("省工业和信息化厅", "广东省", "广东省工业和信息化厅"),
    ("省人社厅", "江苏省", "江苏省人力资源和社会保障厅"),
    ("市住建局", "苏州市", "苏州市住房和城乡建设局"),
    ("省财政厅", "苏州市", "江苏省财政厅"),
    ("省政府", "山东省", "山东省人民政府"),
    ("省税务局", "山东省", "国家税务总局山东省税务局"),
    ("省委组织部", "四川省", "中共四川省委组织部"),
    ("自治区人民政府", "内蒙古自治区", "内蒙古自治区人民政府"),
    ("广西证监局", None, "中国证券监督管理委员会广西监管局"),
    ("杭州市公安局", None, "杭州市公安局"),
    ("苏州市吴江区人民政府", None, "苏州市吴江区人民政府"),
    ("昆山市市场监管局", None, "昆山市市场监督管理局"),
    ("香港特别行政区政府", None, "香港特别行政区政府"),
    ("河南省第十二届人民代表大会常务委员会", None, "河南省人民代表大会常务委员会"),
    ("市科委", None, None),
    ("省财政厅", None, None),
    ("市市场监管局", "北京市", "北京市市场监督管理局"),
    ("财政厅", "四川省", "四川省财政厅"),
    ("省政务服务和数据管理局", "广东省", "广东省政务服务和数据管理局"),
    ("省海洋与渔业局", "福建省", "福建省海洋与渔业局"),
    ("福建海事局", None, "中华人民共和国福建海事局"),
    ("黔东南州人民政府", None, "黔东南苗族侗族自治州人民政府"),
    ("楚雄州发展改革委", None, "楚雄彝族自治州发展和改革委员会"),
    ("锡林郭勒盟行政公署", None, "锡林郭勒盟行政公署"),
    ("兵团财政局", None, "新疆生产建设兵团财政局"),
    ("人行成都分行", None, "中国人民银行成都分行"),
    ("中共江西省委办公厅", None, "中共江西省委办公厅"),
    ("市资规局", "苏州市", "苏州市自然资源和规划局"),
    ("省民族宗教委", "云南省", "云南省民族宗教事务委员会"),
    ("省大数据局", "浙江省", "浙江省大数据发展管理局"),
    ("市住建局", "深圳市", "深圳市住房和建设局"),
    ("前海管理局", "深圳市", "深圳市前海深港现代服务业合作区管理局"),
    ("雄安新区管委会", "河北省", "河北雄安新区管理委员会"),
    ("雄安新区管委会", None, "河北雄安新区管理委员会"),
    ("重庆高新区管委会", None, "重庆高新技术产业开发区管理委员会"),
    ("杭州互联网法院", None, "杭州互联网法院"),
    ("成渝金融法院", None, "成渝金融法院"),
    ("区国资委", "上海市徐汇区", "上海市徐汇区国有资产监督管理委员会"),
    ("区建管委", "上海市闵行区", "上海市闵行区建设和管理委员会"),
    ("区科经委", "上海市浦东新区", "上海市浦东新区科技和经济委员会"),
    ("区国资委", "武汉市江岸区", "武汉市江岸区人民政府国有资产监督管理委员会"),
    ("市政府", "昆山市", "昆山市人民政府"),
    ("省法院", "江苏省", "江苏省高级人民法院"),
    ("市法院", "杭州市", "杭州市中级人民法院"),
    ("县人民法院", "安吉县", "安吉县人民法院"),
    ("鄂温克旗人民政府", None, "鄂温克族自治旗人民政府"),
    ("国家自然科学基金委", None, "国家自然科学基金委员会"),
    ("国家自然资源督察上海局", None, "国家自然资源督察上海局"),
    ("长春市公安局交警支队", "吉林省", "长春市公安局交通警察支队"),
    ("大连市人民政府国有资产监督管理委员会", "辽宁省", "大连市人民政府国有资产监督管理委员会"),
    ("第八师石河子市住建局", "新疆维吾尔自治区", "新疆生产建设兵团第八师石河子市住房和城乡建设局"),
    ("民航四川监管局", None, "中国民用航空四川安全监督管理局"),
    ("四川煤监局", "四川省", "四川煤矿安全监察局"),
    ("首都文明办", "北京市", "首都精神文明建设委员会办公室"),
    ("滇中新区管委会", "云南省", "云南滇中新区管理委员会"),
]


@pytest.mark.parametrize(("name", "canonical"), SHANGHAI)
def test_in_shanghai(name, canonical):
    (mention,) = find_agencies(name, Context(place="上海市"))
    assert (mention.text, mention.kind, mention.canonical) == (name, "specific", canonical)
    assert mention.agency_id


@pytest.mark.parametrize(("name", "place", "canonical"), ELSEWHERE)
def test_elsewhere(name, place, canonical):
    (mention,) = find_agencies(name, Context(place=place))
    assert (mention.text, mention.kind, mention.canonical) == (name, "specific", canonical)
    assert mention.agency_id


def test_one_body_has_one_id_whatever_it_is_called():
    names = ["市发展改革委", "市发改委", "上海市发展和改革委员会", "上海市发展改革委"]
    found = {find_agencies(name, Context(place="上海市"))[0].agency_id for name in names}
    assert len(found) == 1
    elsewhere = find_agencies("省发改委", Context(place="江苏省"))[0].agency_id
    assert elsewhere == find_agencies("江苏省发展和改革委员会")[0].agency_id
    assert elsewhere not in found


@pytest.mark.parametrize(
    ("name", "date", "canonical"),
    [
        ("国家药监局", dt.date(2020, 1, 1), "国家药品监督管理局"),
        ("国家计委", dt.date(1986, 1, 1), "国家计划委员会"),
        ("国家计委", dt.date(1999, 1, 1), "国家发展计划委员会"),
        ("国家广电总局", dt.date(2010, 1, 1), "国家广播电影电视总局"),
        ("国家广电总局", None, "国家广播电视总局"),
        ("市粮食局", dt.date(2016, 1, 1), "上海市粮食局"),
        ("市粮食局", None, "上海市粮食和物资储备局"),
    ],
)
def test_a_name_is_read_for_the_date_of_the_document(name, date, canonical):
    (mention,) = find_agencies(name, Context(place="上海市", date=date))
    assert mention.canonical == canonical


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("市", "上海市", Jurisdiction("place", "310000")),
        ("市", "苏州市", Jurisdiction("place", "320500")),
        ("省", "苏州市", Jurisdiction("place", "320000")),
        ("市", "江苏省", Jurisdiction("class")),
        ("市", None, Jurisdiction("unknown")),
        ("区", "上海市", Jurisdiction("class")),
        ("区", "浦东新区", Jurisdiction("place", "310115")),
        ("各区", "上海市", Jurisdiction("class")),
        ("市、区", "上海市", Jurisdiction("class")),
        ("上海市浦东新区", None, Jurisdiction("place", "310115")),
        ("国家", "上海市", Jurisdiction("national")),
    ],
)
def test_jurisdictions(words, place, expected):
    assert jurisdiction(words, place) == expected


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [("上海市", None, "310000"), ("吉林", None, "220000"), ("宝山区", "310000", "310113"), ("宝山区", None, None), ("无此地", None, None)],
)  # fmt: skip
def test_place_codes(name, within, code):
    assert place_code(name, within) == code


def test_a_place_at_the_end():
    assert ends_with_place("在上海市浦东新区", 8) == 4
    assert ends_with_place("没有地名", 4) == 4


def test_issuers():
    link = link_issuer("上海市商务委员会")
    assert link is not None
    assert link.canonical == "上海市商务委员会"
    assert link_issuer("上海证券交易所") is None


def test_a_name_that_a_text_gives_is_the_same_body_whatever_form_it_has():
    for short in ("以下简称市指挥部", "下称“市指挥部”"):
        text = f"设立三门峡市抗震救灾指挥部（{short}）。市指挥部负责统一领导。"
        assert {m.canonical for m in find_agencies(text, Context(place="三门峡市"))} == {"三门峡市抗震救灾指挥部"}
    text = "上海市城市交通行政执法总队（以下简称市交通执法总队）负责。由市交通执法总队处罚。"
    found = find_agencies(text, Context(place="上海市"))
    assert [m.text for m in found] == ["上海市城市交通行政执法总队", "市交通执法总队", "市交通执法总队"]
    assert len({m.agency_id for m in found}) == 1


@pytest.mark.parametrize(
    ("text", "place", "canonical"),
    [
        (
            "责任单位：财政局、发改局、统计局、人民银行",
            "桐乡市",
            "桐乡市财政局 桐乡市发展和改革局 桐乡市统计局 中国人民银行",
        ),
        ("财政部、发展改革委、能源局、统计局", "桐乡市", "财政部 国家发展和改革委员会 国家能源局 国家统计局"),
        ("责任单位：财政局、发改局、统计局", "浙江省", "None None None"),
        ("责任单位：财政局、发改局", "桐乡市", "None None"),
    ],
)
def test_bare_bureaus_of_one_list_are_those_of_the_city_or_county_that_speaks(text, place, canonical):
    assert " ".join(str(m.canonical) for m in find_agencies(text, Context(place=place))) == canonical


def test_a_short_name_given_to_a_list_is_a_class():
    text = "示范区管委会、东城区管委会（以下简称管委会）负责。由管委会处理。"
    assert [m.kind for m in find_agencies(text, Context(place="许昌市")) if m.text == "管委会"] == [
        "generic",
        "generic",
    ]
