"""Agencies: pairs of text and expected spans. <…> is a specific body, {…} a generic one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.agencies import Detector, RuleDetector, find_agencies
from pipeline.extract.types import Context
from tests.extract.slices import in_order

SHANGHAI = Context(place="上海市")
NOWHERE = Context()

POLICY = [
    # responsibility lists
    "（责任单位：<市科委>、<市经济信息化委>、<市发展改革委>、{各区政府}）",
    "（<市商务委>牵头，<市财政局>、<市税务局>配合）",
    "责任部门：<上海海关>、<市商务委>、<国家外汇管理局上海市分局>",
    "（<市热线办>、{各有关单位}、<市大数据中心>负责）",
    "（牵头单位：<市政府办公厅>、{各区}、{各相关部门}、<市“12345”热线办>）",
    "（<市市场监管局>、<市税务局>、<市高院>等部门、单位和{各区政府}按照职责分工负责）",
    "（<市交通委>、中国铁路上海局集团、上港集团等部门、单位和{各区政府}按照职责分工负责）",
    "责任单位：<上海市知识产权局>；<国家知识产权局运用促进司>、<商标局>；完成时限：2025年12月底",
    "<市地方金融监管局>、<人民银行上海总部>、<上海银保监局>、<上海证监局>",
    "<金融监管总局上海监管局>、<上海金融监管局>、<临港新片区管委会>",
    "<市委宣传部>、<市委网信办>、<市委编办>、<市委金融办>、<市委人才办>",
    "<市政府外办>、<市国动办>、<市人才局>、<市数据局>",
    "<浦东新区政府>、<闵行区政府>、<虹桥国际中央商务区管委会>",
    "<长三角一体化示范区执委会>会同<苏州市吴江区人民政府>",
    "<市投促办>、<市公安局>、<市消防救援总队>",
    "<市市场监管局>和<市消防救援总队>决定开展深度事故调查",
    "与<市经济信息化委>、<市科委>、<上海科创办>共同发布",
    "由<市科委>给予奖励，<市教委>制定方案，<市建委>、<市外办>要求",
    # levels and ellipsis
    "由{市、区两级政府}给予奖励",
    "{市、区人力资源社会保障部门}负责",
    "{市科技、教育、卫生健康等部门}按照各自职责",
    "由{市住房城乡建设管理部门}会同{市房屋管理、发展改革、规划资源、财政等行政管理部门}以及{相关区人民政府}确定",
    "{各区人民政府}，{市政府各委、办、局}：",
    "{市、区发展改革委}要加强指导",
    "报{所在区政府业务主管部门}和<市经济信息化委>",
    "{本市行政执法单位}申领{国务院有关部门}的执法证件",
    "{各区}、{各部门}要建立机制",
    "{各园区管委会}按照职责分工负责",
    "{各级党委}和政府要切实加强领导",
    "<市委>、<市政府>决定",
    "<市委><市政府>决定",
    # inside titles and names
    "贯彻《<中共中央办公厅>、<国务院办公厅>关于加强金融服务民营企业的若干意见》",
    "《<上海市人民政府>关于修改〈上海市农机事故处理暂行规定〉等148件<市政府>规章的决定》",
    "（2010年12月30日<上海市人民政府>令第57号公布）",
    "<上海市人民政府办公厅>关于印发《实施方案》的通知",
    "<中共上海市委办公厅><上海市人民政府办公厅>印发《计划》",
    "按照<本市安全生产委员会>成员单位安全生产工作职责规定",
    "<市知识产权联席会议>要加强指导",
    "须经<上海市技术市场管理办公室>认定登记",
    "发挥<市制造业高质量发展领导小组>的统筹协调功能",
    "<市规划资源局>、<市房屋管理局>、<市绿化市容局>、<市城管执法局>",
    "<徐汇区发展和改革委员会>、<上海市长宁区绿化和市容管理局>",
    "{各区发展改革委}、{各区市场监管局}",
    "<人民银行上海分行><上海银保监局>关于贯彻的实施方案",
]

LAW = [
    "{县级以上人民政府}应当加强领导",
    "{县级以上地方人民政府}及其{有关部门}",
    "{县级以上地方各级人民政府}应当",
    "<国务院>和{省、自治区、直辖市人民政府}",
    "{国务院卫生行政部门}会同{国务院有关部门}制定",
    "{省、自治区、直辖市人民政府农业农村、林业草原主管部门}",
    "由{县级以上人民政府水行政主管部门}责令限期改正",
    "{市、县（市、区）人民政府}应当",
    "{市、区县（自治县）人民政府}应当根据需要",
    "{不设区的市、市辖区人民政府}",
    "{设区的市级以上人民政府生态环境主管部门}",
    "{乡（镇）人民政府}、{街道办事处}",
    "由{所在地的乡（镇）人民政府}处理",
    "报{原批准机关}备案",
    "由{公安机关交通管理部门}处五百元罚款",
    "{公安机关}、{国家安全机关}依照职权处理",
    "由{公安、交通等部门}按照职责查处",
    "其他{有关部门}按照职责做好相关工作",
    "当事人可以向{人民法院}起诉",
    "{第二审人民法院}、{上一级人民法院}",
    "<最高人民法院>、<最高人民检察院>的解释",
    "<上海市第一中级人民法院>、<上海金融法院>",
    "经<最高人民法院审判委员会>第1527次会议通过",
    "第十三届<全国人民代表大会常务委员会>第二十八次会议通过",
    "2017年12月1日<河南省第十二届人民代表大会常务委员会>第三十二次会议通过",
    "{本级人民代表大会}及其{常务委员会}",
    "{监察机关}、{审判机关}、{检察机关}",
    "{负有安全生产监督管理职责的部门}应当",
    "{县级以上人民政府负有生态环境保护监督管理职责的部门}",
    "{国务院管理专利工作的部门}",
    "{国务院证券监督管理机构}依法监管",
    "{海事管理机构}、{气象主管机构}",
    "经<中央军事委员会>批准",
    "<中国人民银行>、<国家外汇管理局>、<海关总署>、<国家税务总局>",
    "<中华人民共和国财政部>发布",
    "<国务院学位委员会>、<国务院关税税则委员会>",
    "<中国人民银行郑州分行>、<国家统计局上海调查总队>",
    "由{海关}责令改正",
    "{工业和信息化主管部门}、{水行政主管部门}",
    "{市绿化部门}负责",
    "由{县（市、区）污水处理设施主管部门}处理",
    "由{台儿庄古城保护管理机构}责令改正",
    "由<市人大常委会人代工委>研究处理",
    "{负有安全生产监督管理职责的相关部门}应当依法公布",
    "{中央国家机关各部门}在职责范围内负责",
    "报{镇人民政府}备案",
    "由<张江镇人民政府>负责",
    "<景宁畲族自治县人民代表大会>制定自治条例",
    "违反规定的，{有关国家机关}应当追究",
    "{税务机关}可以委托{有关部门}",
    "应当移送{司法机关}",
    "{发证机关}应当撤销许可",
    "{突发事件应急处理指挥部}统一指挥",
    "<香港特别行政区政府>、<澳门特别行政区政府>",
    "{各级人民法院}和{专门人民检察院}",
    "<国务院>，<国务院办公厅>",
]

NOTHING = [
    "市长、区长和镇长应当", "最高人民法院院长由大会选举", "邀请人大代表、政协委员参加", "通过政府采购方式", "政府引导、市场运作",
    "优化空间布局", "开创工作新局面", "委托第三方评估", "有关单位和个人", "任何单位不得", "业主委员会、村民委员会、居民委员会", "医疗机构、金融机构、检验检测机构",
    "建立跨部门协调机制", "本办法由有关企业执行", "加强部门协同", "物业管理委员会", "上海仲裁委员会", "评审委员会应当回避", "外国法院的判决", "团市委、市总工会", "直销企业及其分支机构", 
    "市级层面、市区两级协同", "人工智能行业协会", "华东师范大学、上海交通大学", "中国工商银行上海市分行", "办理法律援助事项的办法", "全局性、局部性问题",
    "境外非政府组织", "农贸市场、开发区企业", "厅局级干部", "企业的内设部门", "基金管理机构、机场管理机构", "人民代表大会制度", "处置措施、处罚种类",
]  # fmt: skip

OTHER_PLACES = [
    ("江苏省", "<省发展改革委>、<省工业和信息化厅>、{市、县人民政府}"),
    ("浙江省", "<省人民政府>及其{有关部门}"),
    ("广东省", "<省市场监管局>会同<广州海关>、<深圳证监局>"),
    ("苏州市", "<市工信局>、<省财政厅>、<市人民政府>"),
    ("四川省", "{市公安局}、{县教育局}"),
    ("内蒙古自治区", "<自治区党委>、<自治区人民政府>"),
    (None, "<省财政厅>、<市科委>"),
    (None, "（<发展改革委>、<财政部>、<商务部>、<市场监管总局>、<网信办>等按职责分工负责）"),
    (None, "{财政局}、{发展改革委}应当"),
    (None, "<国家发展改革委>、<工业和信息化部>、<中央网信办>、<国家数据局>牵头，{各地区}、{各有关部门}落实"),
    (None, "{各省、自治区、直辖市人民政府}，{国务院各部委}、{各直属机构}："),
    ("安徽省", "{各市、县人民政府}，{省政府各部门}、{各直属机构}："),
    ("湖北省", "<省委>、<省政府>印发《意见》，<省委组织部>牵头"),
    ("深圳市", "<市工业和信息化局>、<市发展改革委>、{各区人民政府}"),
    (None, "{县人民政府}、{区人民政府}"),
    (None, "本省实行。{市人民政府}应当制定办法"),
    (None, "<杭州市公安局>、<昆山市人民政府>、<江西省教育厅>"),
    ("北京市", "<市园林绿化局>、<市城市管理委>、<海淀区政府>"),
    ("重庆市", "<市规划自然资源局>、{区县（自治县）人民政府}"),
    # function and organ word before a short name of Shanghai's: 大数据局 is no 数据局
    ("浙江省", "<省大数据局>、<省民族宗教委>、<省建设厅>"),
    ("重庆市", "<市住房城乡建委>、<市经济信息委>、<万盛经开区管委会>"),
    # only provinces have 厅, and a list says the place once
    ("四川省", "<经济和信息化厅>、<财政厅>，{各市（州）人民政府}"),
    ("苏州市", "<市发展改革委>、<财政局>、<公安局>、{各区公安局}、{财政局}"),
    ("贵州省", "<黔东南州人民政府>、<景宁县公安局>、<甘南州政府>"),
    ("新疆维吾尔自治区", "<兵团发展改革委>、{有关地州市人民政府}，<新疆生产建设兵团>"),
    ("西藏自治区", "{各市（地）人民政府}、{自治区各委、办、厅、局}、<自治区党委组织部>"),
    ("河北省", "{各市（含定州、辛集市）人民政府}，<雄安新区管委会>，{省直有关部门}"),
    ("江苏省", "{省各委办厅局}、{省各直属单位}、{县级机关各部门}、{省政府直属各单位}"),
    ("湖北省", "{各市、州、直管市、神农架林区人民政府}"),
    ("江西省", "<中共江西省委办公厅>、<江西省人民政府办公厅>"),
    ("四川省", "<人行成都分行>、<四川银保监局>、<国家税务总局四川省税务局>"),
    ("深圳市", "<前海管理局>、<三江源国家公园管理局>"),
    ("成都市", "<市新经济委>、<市委社治委>、<市委城市工作办>"),
    ("安吉县", "<县公安局>、<天荒坪镇政府>、<县委>、{各乡镇（街道）}"),
    (None, "{各省、自治区、直辖市、新疆生产建设兵团科技厅（委、局）}，{各计划单列市科技局}"),
    (None, "{国务院所属的各专业主管机关}、{决策机关所属部门}"),
    (None, "由<合作区执行委员会>及其{工作机构}行使"),
    (None, "{上级实验动物管理部门}、{本地区有关部门}、{市道路运输机构}"),
    ("上海市", "<浦东新区规划和自然资源局第四管理所>、<市数据工作委员会>"),
    ("南京市", "<南京市江北新区管理委员会科技创新局>、<大兴安岭地区行署>"),
    ("西安市", "<市秦创原办>、{市直机关各单位}、{市府直属各单位}"),
    ("义乌市", "<市商务局>、<义乌海关>、{各镇人民政府}"),
    (None, "<工业和信息化部办公厅>、<国家发展改革委办公厅>、{财政部各地监管局}"),
    (None, "隶属海关、{上海市各级人民法院}、{经济技术开发区管委会}"),
    (None, "报<党和国家功勋荣誉表彰工作委员会>批准，由<国家畜禽遗传资源委员会>负责"),
    ("常州市", "{各辖市、区人民政府}，{森林草原防灭火指挥机构}，{各市}配合"),
    (None, "{各省、自治区、直辖市教育厅（教委）}、{财政厅（局）}"),
    (None, "<中国人民银行>及其{分支机构}，由{海关}责令改正"),
    # forces and inner organs of a local body belong to its name
    ("吉林省", "由<长春市公安局交通警察支队>、<吉林省公安厅交通警察总队>负责"),
    ("黑龙江省", "向<望奎县人力资源和社会保障局劳动保障监察大队>投诉，<安达市公安局>指导{交警支队}"),
    ("北京市", "<市公安局公安交通管理局>、<市交管局>、<市规划自然资源委>"),
    ("辽宁省", "<大连市人民政府国有资产监督管理委员会>、<省政府国资委>、<省营商环境建设局>"),
    # what a body is for, right after its level
    ("广东省", "<省推进政府职能转变领导小组办公室>负责，报<省政府>"),
    (None, "由<国务院就业促进和劳动保护工作领导小组>主持，<国务院>"),
    (None, "{国务院橙溪储运主管部门}会同{国务院橙溪行政主管部门}、{国务院有关部门}，<最高人民法院><国家文物局>"),
    (None, "<全国打击侵犯知识产权和制售假冒伪劣商品工作领导小组>、<国务院深化医药卫生体制改革领导小组>"),
    ("新疆维吾尔自治区", "<新疆生产建设兵团第八师石河子市住建局>、<兵团第十二师教育局>"),
    # names of places that have another word or a level in them
    ("云南省", "{省级有关部门}，<滇中新区管委会>，{省直有关单位}"),
    ("陕西省", "<韩城市人民政府>、<汉中市人民政府>、{市直各单位}"),
    ("河南省", "{各省辖市}、{各地级市}，{市委农工部}、{县人武部}"),
]


def marked(text: str, context: Context) -> str:
    out, at = [], 0
    for mention in find_agencies(text, context):
        left, right = "<>" if mention.kind == "specific" else "{}"
        out += [text[at : mention.start], left, mention.text, right]
        at = mention.end
    return "".join(out) + text[at:]


def plain(text: str) -> str:
    return re.sub("[<>{}]", "", text)


@pytest.mark.parametrize("expected", POLICY)
def test_policy_papers(expected):
    assert marked(plain(expected), SHANGHAI) == expected


@pytest.mark.parametrize("expected", LAW)
def test_laws(expected):
    assert marked(plain(expected), NOWHERE) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_public_body(text):
    assert marked(text, SHANGHAI) == text


@pytest.mark.parametrize(("place", "expected"), OTHER_PLACES)
def test_other_places(place, expected):
    assert marked(plain(expected), Context(place=place)) == expected


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("市科技、教育、卫生健康等部门", ("科技", "教育", "卫生健康")),
        ("市房屋管理、发展改革、规划资源、财政等行政管理部门", ("房屋管理", "发展改革", "规划资源", "财政")),
        ("市政府各委、办、局", ("委", "办", "局")),
        ("市发展和改革、财政等部门", ("发展和改革", "财政")),
        ("公安、水务或者交通行政管理部门", ("公安", "水务", "交通")),
        ("市、区人力资源社会保障部门", ()),
        ("国务院卫生行政部门", ()),
    ],
)
def test_members(text, members):
    (mention,) = find_agencies(text, SHANGHAI)
    assert tuple(member.text for member in mention.members) == members


def test_members_are_linked_where_one_body_has_the_function():
    (mention,) = find_agencies("市科技、教育等部门", SHANGHAI)
    assert [member.agency_id for member in mention.members] == [
        find_agencies("市科委", SHANGHAI)[0].agency_id,
        find_agencies("市教委", SHANGHAI)[0].agency_id,
    ]


@pytest.mark.parametrize(
    ("text", "place", "canonical"),
    [
        (
            "省教育、卫生健康、市场监管等部门",
            "四川省",
            ("四川省教育厅", "四川省卫生健康委员会", "四川省市场监督管理局"),
        ),
        ("市财政、税务等部门", "杭州市", ("杭州市财政局", "国家税务总局杭州市税务局")),
        ("市教育、绿化等部门", "重庆市", (None, None)),
        ("省教育、畜牧等部门", None, (None, None)),
    ],
)
def test_members_of_other_places_by_rule(text, place, canonical):
    (mention,) = find_agencies(text, Context(place=place))
    assert tuple(member.canonical for member in mention.members) == canonical
    assert all((member.agency_id is None) == (member.canonical is None) for member in mention.members)


def test_a_name_that_the_text_defines():
    text = "设立上海市科学技术奖励委员会（以下简称奖励委员会）。\n奖励委员会负责评审工作。"
    found = find_agencies(text, SHANGHAI)
    assert [m.text for m in found] == ["上海市科学技术奖励委员会", "奖励委员会", "奖励委员会"]
    assert {m.canonical for m in found} == {"上海市科学技术奖励委员会"}


def test_who_signs_is_meant_by_anaphora():
    context = Context(place="上海市", issuers=("上海市财政局",))
    (mention,) = find_agencies("请将结果报送我局。", context)
    assert (mention.text, mention.canonical) == ("我局", "上海市财政局")
    assert not find_agencies("请将结果报送我局。", SHANGHAI)


def test_the_grammar_is_a_detector():
    detector = RuleDetector()
    assert isinstance(detector, Detector)
    (spans, nothing) = detector.detect(["由市科委负责", "无"])
    assert [(span.start, span.end) for span in spans] == [(1, 4)]
    assert nothing == []


ALPHABET = "市区县省各有关国务院人民政府部门机关公安局委办财政厅、和的（）《》。由会同教育上海浦东新任"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_mentions_are_slices_in_order_and_apart(text):
    for mention in in_order(find_agencies(text, SHANGHAI), text):
        assert (mention.agency_id is not None) == (mention.kind == "specific")
        assert mention.canonical is None or mention.kind == "specific"


@pytest.mark.parametrize(
    "unit", ["市", "市、", "各区", "国务院", "（市、区）", "有关", "管理", "由", "的", "财政、", "区管委会和", "局"]
)
def test_hostile_text_gives_slices_in_order(unit):
    """What it costs is measured by benchmarks/hostile.py."""
    text = unit * (10_000 // len(unit))
    in_order(find_agencies(text, SHANGHAI), text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([plain(text) for text in POLICY + LAW]), min_size=1, max_size=4))
def test_a_paragraph_reads_the_same_in_a_document(paragraphs):
    alone = [m.text for p in paragraphs for m in find_agencies(p, SHANGHAI)]
    assert [m.text for m in find_agencies("\n".join(paragraphs), SHANGHAI)] == alone
