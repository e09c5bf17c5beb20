from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import chrome, labels
from pipeline.segment.labels import Label, front_matter, labels_of

#: all patterns that a whole paragraph is matched against
PATTERNS = [
    *(re.compile(pattern) for pattern, _ in (*chrome.META, *chrome.TAIL, *chrome.NOISE)),
    *(getattr(labels, name) for name in ("NUMBER", "ORDER_NUMBER", "DATE", "ORDER_HEAD", "HISTORY", "PERSON", "NAME")),
    *(
        getattr(labels, name)
        for name in ("_BRACKETED_DATE", "_CONTENTS", "_ATTACHMENT", "_ATTACHMENT_LIST", "NOTE", "_SIGNED")
    ),
]

FORMS: dict[Label, list[str]] = {
    Label.NUMBER: [
        "沪府规〔2018〕21号",
        "沪府办规〔2024〕1 号",
        "沪府办发[2021]26号",
        "国办发〔2016〕11号",
        "沪发改规范〔2023〕9号",
        "沪交行规（2024）4号",
        "（沪府发〔2024〕6号）",
        "苏政办发〔2023〕第12号",
        "京政办字〔2024〕1号",
    ],
    Label.ORDER: [
        "上海市人民政府令",
        "上海市人民政府令第8号",
        "上海市人民政府令（第15号）",
        "中华人民共和国主席令第七十一号",
        "中华人民共和国国务院令",
        "国家发展和改革委员会令",
        "第58号国务院令",
    ],
    Label.ORDER_NUMBER: ["第8号", "第七十一号", "第 8 号", "（第15号）", "2024年第3号"],
    Label.ADDRESSEE: [
        "各区人民政府，市政府各委、办、局：",
        "各区人民政府，市政府各委、办、局，各有关单位：",
        "有关单位：",
        "各有关单位：",
        "遵义市人民政府：",
        "上饶市人民政府、省发展改革委：",
        "石家庄市人民政府，省水利厅：",
        "成都东部新区、四川天府新区、成都高新区管委会，各区（市）县政府，市级有关部门：",
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        "各市、县（市、区）人民政府，省政府直属各单位：",
        # seed 001, 沪府办〔2023〕34号
        "上海市各区人民政府，市政府各有关委、办、局，各有关单位；国家知识产权局机关各有关部门，商标局，局其他直属单位：",
    ],
    Label.DATE: ["2024年7月2日", "2018年11月15日", "二〇二四年七月二日", "二○一○年十二月三十一日"],
    Label.HISTORY: [
        "（2023年12月13日上海市人民政府令第8号公布自2024年1月13日起施行）",
        "（2015年11月30日上海市人民政府令第37号发布，根据2020年1月18日上海市人民政府令第29号修正）",
        "（1991年2月9日上海市人民政府批准 根据1997年12月19日上海市人民政府令第54号第一次修正）",
        "（2019年4月23日第十三届全国人民代表大会常务委员会第十次会议通过）",
        "（2021年6月30日）",
        "根据2018年10月26日第十三届全国人民代表大会常务委员会第六次会议《关于修改的决定》修正",
        "2020年5月28日第十三届全国人民代表大会第三次会议通过",
    ],
    Label.NAME: [
        "上海市浦东新区人民政府洋泾街道办事处",
        "上海市人民政府",
        "上海市人民政府办公厅",
        "上海市经济和信息化委员会",
        "国家税务总局上海市税务局",
        "上海市科学技术委员会 上海市财政局",
        "江苏省高级人民法院",
        "中国人民银行上海总部",
    ],
    Label.PERSON: ["市长 龚正", "市长龚正", "主席 习近平", "总理 李强", "代市长 龚正"],
    Label.SIGNED: ["上海市人民政府 2024年7月2日", "上海市人民政府办公厅 2024年7月16日"],
    Label.NOTE: ["（此件公开发布）", "（此件有删减）", "（此件依申请公开）"],
    Label.ATTACHMENT: ["附件", "附件1", "附件：", "附表二", "附录"],
    Label.ATTACHMENT_LIST: ["附件：1.申请表", "附件：上海市改革行业目录（第二版）", "附件：《操作要点》"],
    Label.CONTENTS: ["目录", "目 录", "目次"],
    Label.META: [
        "字号：大 中 小",
        "印发日期：2021-10-25 发布日期：2021-10-27 沪府办发〔2021〕29号",
        "时间：2023-12-21",
    ],
    Label.TAIL: ["相关稿件", "主办单位：上海市人民政府办公厅", "沪ICP备2021016245号-1"],
    Label.TEXT: [
        "为进一步深化改革创新，制定本方案。",
        "第一条 为了加强管理，制定本规定。",
        "关于加快科技服务业高质量发展的若干意见",
        "第三十四次会议通过的决定。",
        "申请人应当符合下列条件：",
        "项目核准和备案的范围、权限为：",
        "一、总体要求",
        "附件中所列事项，由各部门负责。",
        "上海市人民政府决定，对下列规章予以修改：",
        "",
    ],
}


@pytest.mark.parametrize("what", FORMS, ids=lambda x: x.name)
def test_every_label_has_forms(what: Label) -> None:
    assert FORMS[what]
    assert set(FORMS) == set(Label)


@pytest.mark.parametrize(("text", "what"), [(text, what) for what, texts in FORMS.items() for text in texts])
def test_a_line_by_its_form(text: str, what: Label) -> None:
    assert labels_of([text]) == [what]


@pytest.mark.parametrize(
    ("texts", "headings", "header"),
    [
        pytest.param(
            [
                "标题：关于加强管理的通知",
                "发文字号：沪府发〔2024〕6号",
                "发布日期：2024-04-30",
                "来源：上海市人民政府",
                "关于加强管理的通知",
            ],
            [0, 0, 0, 0, 1],
            4,
            id="keys, then the title",
        ),
        pytest.param(
            [
                "标题：关于加强管理的通知",
                "发文字号：沪府发〔2024〕6号",
                "来源：网站",
                "以下为转载。",
                "关于加强管理的通知",
            ],
            [0, 0, 0, 0, 1],
            4,
            id="keys and a note",
        ),
        pytest.param(["标题：关于加强管理的通知", "正文从略。", "再略。"], [0, 0, 0], 0, id="one key"),
        pytest.param(
            ["目标：略", "原则：略", "任务：略", "关于加强管理的通知"], [0, 0, 0, 1], 0, id="keys that no document has"
        ),
        pytest.param([], [], 0, id="nothing"),
    ],
)
def test_a_collectors_header(texts: list[str], headings: list[int], header: int) -> None:
    assert front_matter(texts, headings) == header


def _every_form_tried(text: str) -> Label:
    return next((form.label for form in labels.FORMS if form.fits(text)), Label.TEXT)


@pytest.mark.parametrize("text", sorted({t for texts in FORMS.values() for t in texts}))
def test_first_and_last_letters_rule_out_no_form(text: str) -> None:
    assert labels_of([text]) == [_every_form_tried(text)]


@settings(max_examples=30)
@given(st.data())
def test_no_line_that_a_pattern_takes_is_ruled_out(data: st.DataObject) -> None:
    """What lets a line be tried (``opens``, ``ends``, ``longest``, words inside) is kept beside the patterns by hand."""
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(
        st.from_regex(pattern, fullmatch=True).filter(lambda t: len(t) <= labels.LONGEST and "\n" not in t)
    )
    before = data.draw(st.lists(st.sampled_from(["第一条 为了加强管理，制定本规定。", "附件"]), max_size=2))
    assert labels_of([*before, text])[-1] is _every_form_tried(text)
