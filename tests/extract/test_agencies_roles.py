"""What a body does: pairs of text and the roles of its bodies, in order. E marks one that orders or punishes."""

from pathlib import Path

import pytest

from pipeline.extract.agencies import find_agencies
from pipeline.extract.agencies import roles as roles_module
from pipeline.extract.types import Context

SEEDS = Path(__file__).parents[2] / "data" / "raw"

PAIRS = [
    ("为贯彻落实党中央、国务院关于优化营商环境的决策部署，制定本方案", "other other"),
    ("市交通行政主管部门对违反本办法的行为，按照下列规定予以处罚", "other/E"),
    ("乡镇人民政府、街道办事处以及开发区的建设", "other other"),
    ("（责任单位：市科委、市财政局）", "responsible responsible"),
    ("责任部门：市经济信息化委、市国资委", "responsible responsible"),
    ("（责任单位：市科委；配合单位：市财政局、各区政府）", "responsible participant participant"),
    ("牵头单位：市商务委；参与单位：市税务局", "lead participant"),
    ("（市发展改革委、市经济信息化委牵头，市生态环境局、各区政府按照职责分工负责）", "lead lead responsible responsible"),
    ("（市交通委、市公安局等部门、单位和各区政府按照职责分工负责）", "responsible responsible responsible"),
    ("市司法局牵头负责改革法治保障，市大数据中心牵头做好信息化保障", "lead lead"),
    ("由市商务委牵头，会同市财政局制定", "lead participant"),
    ("由市住房城乡建设管理部门会同市财政局以及相关区人民政府确定", "responsible participant participant"),
    ("市科委会同市财政局研究制定", "other participant"),
    ("可以建立由有关行政管理部门参加的协调组织", "participant"),
    ("省工业和信息化厅会省财政厅制定", "other participant"),
    ("由省政府授权省国资委履行出资人职责", "other other"),
    ("由人民检察院的负责人向大会报告", "other"),
    ("由省政府直属机构调整为部门管理机构，由省卫生厅管理", "other responsible"),
    ("（省发展改革委、能源局等省有关部门和各市人民政府按职责分工负责）", "responsible responsible responsible responsible"),
    ("（市科委牵头，市财政局、市水务局等部门，市国投公司、各街道办事处配合）", "lead participant participant participant"),
    ("由市财政局牵头市科委、市教委核查", "lead participant participant"),
    ("由市、区两级政府给予奖励", "responsible"),
    ("经市政府批准设立", "other"),
    ("在本市行政区域内由市政府批准设立", "other"),
    ("市绿化市容行政管理部门负责本市流动户外广告设置的监督管理", "responsible"),
    ("市科技、教育等部门按照各自职责，负责做好相关管理工作", "responsible"),
    ("国务院水行政主管部门主管全国防洪工作", "responsible"),
    ("市级行业主管部门对本行业交易场所履行以下职责：", "responsible"),
    ("公安、民政等部门应当配合做好相关工作", "participant"),
    ("其他有关部门按照规定，协同实施监管工作", "participant"),
    ("要健全完善市政府办公厅、市市场监管局共同牵头，各相关部门分工负责的工作机制", "lead lead responsible"),
    ("上海市人民政府关于印发《办法》的通知", "issuer"),
    ("（2010年12月30日上海市人民政府令第57号公布）", "issuer"),
    ("国务院办公厅印发《意见》", "issuer"),
    ("1997年10月21日中华人民共和国国务院令第232号发布", "issuer"),
    ("（1991年2月9日上海市人民政府批准）", "other"),
    ("以市政府办公厅名义印发", "issuer"),
    ("上海市商务委员会\n2023年12月28日", "issuer"),
    ("上海市商务委员会2023年12月28日", "issuer"),
    ("特此通知。\n上海市人民政府", "issuer"),
    ("《上海市人民政府关于修改〈办法〉的决定》已经市政府常务会议通过", "issuer other"),
    ("根据《国务院关于加强监管的意见》", "other"),
    ("各区人民政府，市政府各委、办、局：", "addressee addressee"),
    ("各区发展改革委、财政局：", "addressee addressee"),
    ("沪府办规〔2024〕9号各区人民政府，市政府各委、办、局：", "addressee addressee"),
    ("向人民法院提起诉讼", "other"),
    ("加强行政执法机关与监察机关的工作衔接配合", "other other"),
    ("由公安机关责令改正，处一千元罚款", "responsible/E"),
    ("由市场监督管理部门没收违法所得，并处罚款", "responsible/E"),
    ("由县级以上人民政府水行政主管部门责令停止违法行为，限期恢复原状", "responsible/E"),
    ("市场监督管理部门可以处五万元以下罚款", "other/E"),
    ("由公安机关依照《治安管理处罚法》的规定给予处罚", "responsible/E"),
    ("由发证机关吊销许可证", "responsible/E"),
    ("由环境保护主管部门依照有关规定处罚", "responsible/E"),
    ("由市人民政府指定的工商行政管理部门备案", "other responsible"),
    ("由省级人民政府或者其授权的设区的市级人民政府制定", "responsible responsible"),
    ("由批准该规划的有关人民政府责令改正", "responsible/E"),
    ("宣誓仪式由任命机关负责人主持", "other"),
    ("市财政局：负责资金拨付", "responsible"),
    ("2007年4月25日最高人民法院公告公布", "issuer"),
    ("国务院国防工业办公室1981年12月12日发布的《条例》", "issuer"),
    ("由上级主管部门给予处分", "responsible"),
    ("由公安机关、交通运输主管部门按照职责责令改正", "responsible/E responsible/E"),
    ("由市政府制定，由市公安局处二百元罚款", "responsible responsible/E"),
    ("由省人民政府规定。违反规定的，处以罚款", "responsible"),
    ("城管执法部门责令限期拆除", "other/E"),
    ("水行政主管部门依据职权，责令停止违法行为，并处罚款", "other/E"),
    ("公安、交通等部门按照各自职责责令改正", "other/E"),
    ("市委宣传部、市文化旅游局、团市委按职责分工负责", "responsible responsible"),
    ("（责任单位：各区县（自治县）政府，市财政局）", "responsible responsible"),
    ("市商务委牵头，各区政府落实。", "lead responsible"),
    ("市财政局等11部门关于印发《办法》的通知", "issuer"),
    ("各市、县人民政府，省政府各部门，各大企业，各高等院校：", "addressee addressee"),
    ("区政府各委、办、局，各街道办事处、五角场镇政府：", "addressee addressee addressee"),
    ("市财政局、市税务局、市公安局", "other other other"),
    ("市口岸服务部门应当协调配合口岸查验机构", "participant other"),
    ("由市委宣传部牵头、财政等部门参加", "lead participant"),
    ("市公安局、市财政局按照职责分工抓好落实", "responsible responsible"),
    ("由市政府主要领导任组长", "other"),
    ("由常务委员会任命的其他组成人员", "other"),
    ("但对下列债权请求权提出抗辩的，人民法院不予支持：", "other"),
    ("各部门、各单位是本部门、本单位的预算执行主体，负责本部门预算", "other"),
    ("由其上级机关或者监察机关责令改正", "responsible/E responsible/E"),
    ("由法制委员会根据常务委员会组成人员的意见修改", "responsible other"),
    ("市商务主管部门以及县级人民政府确定的部门（以下统称投诉机构）负责处理投诉", "responsible other"),
    ("由批准该规划的有关人民政府或者其有关部门责令改正", "responsible/E responsible/E"),
    ("（2012年2月7日《上海市人民政府关于修改〈办法〉的决定》修正）", "issuer"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_roles(text, expected):
    found = find_agencies(text, Context(place="上海市"))
    assert " ".join(m.role + ("/E" if m.is_enforcer else "") for m in found) == expected


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (roles_module._AFTER, roles_module._AFTER_FIRST),
        (roles_module._STRONG_AFTER, roles_module._STRONG_FIRST),
        (roles_module._ISSUES, roles_module._ISSUES_FIRST),
        (roles_module._NAMES_ANOTHER, roles_module._NAMES_FIRST),
    ],
)
def test_what_a_pattern_begins_with_is_all_that_it_begins_with(pattern, first):
    """Over two seeds, nowhere does a pattern fit that its first characters would have passed by."""
    for name in ("003_d1f01c5405fbff4a.txt", "004_544e1487ea9e4480.txt"):
        text = (SEEDS / name).read_text(encoding="utf-8")[:40_000]
        assert not [text[i : i + 20] for i, c in enumerate(text) if c not in first and pattern.match(text, i)]
