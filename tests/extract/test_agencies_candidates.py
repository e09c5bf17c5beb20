"""Where a model is asked, and what is taken from it."""

import pytest

from pipeline.extract.agencies import Span, find_agencies
from pipeline.extract.agencies.candidates import open_ends
from pipeline.extract.agencies.matcher import find_spans
from pipeline.extract.types import Context


class Says:
    """A detector that names what it is told to, wherever it stands, and remembers what it was asked."""

    name = "hanlp"

    def __init__(self, *names: str, score: float = 1.0) -> None:
        self.names, self.score, self.asked = names, score, []

    def detect(self, texts):
        self.asked += texts
        return [
            [Span(text.index(name), text.index(name) + len(name), self.score) for name in self.names if name in text]
            for text in texts
        ]


def read(text: str, detector: Says, place: str | None = "上海市"):
    return [m for m in find_agencies(text, Context(place=place), detector) if m.detector == "hanlp"]


OPEN = "本项目经市橙溪联储局审定后实施。"


def test_an_open_candidate_is_asked_and_taken():
    detector = Says("市橙溪联储局")
    (found,) = read(OPEN, detector)
    assert (found.text, found.kind, found.detector) == ("市橙溪联储局", "specific", "hanlp")
    assert found.agency_id
    assert detector.asked == [OPEN]


@pytest.mark.parametrize(
    "text",
    [
        "由市财政局负责。",
        "各有关部门应当配合。",
        "优化产业布局，作出部署，委托办理。",
        "村民委员会、业主委员会",
        "在大厅办理",
    ],
)
def test_nothing_is_asked_where_nothing_is_open(text):
    detector = Says("市财政局")
    assert not read(text, detector)
    assert detector.asked == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("本项目经市橙溪联储局长审定。", "市橙溪联储局"),  # a title
        ("建立市橙溪联储联席会议制度。", "市橙溪联储联席会议"),  # to be set up
        ("某中国橙溪铁路局集团承办。", "中国橙溪铁路局"),  # a company
        ("工作由奖励委员会负责。", "奖励委员会"),  # no place, no public body
        ("设立市橙溪业主委员会。", "市橙溪业主委员会"),  # no public body
        ("政协杭州市委员会召开会议。", "杭州市委员会"),  # whose it is says the word before
    ],
)
def test_what_has_not_the_form_of_a_body_is_left(text, said):
    assert not read(text, Says(said))


def test_a_name_without_its_place_is_the_body_that_the_text_names_with_it():
    text = "市橙溪管理委员会负责评估，报橙溪管理委员会审定。"
    found = find_agencies(text, Context(place="济南市"), Says("市橙溪管理委员会", "橙溪管理委员会"))
    assert {m.canonical for m in found} == {"济南市橙溪管理委员会"}


def test_a_short_name_of_what_a_model_found_is_the_same_body():
    text = "全国橙溪考试委员会（以下简称“全国橙考委”）主管。由全国橙考委负责。"
    found = find_agencies(text, None, Says("全国橙溪考试委员会"))
    assert [m.text for m in found] == ["全国橙溪考试委员会", "全国橙考委", "全国橙考委"]
    assert len({m.agency_id for m in found}) == 1


def test_a_doubtful_span_is_left():
    assert not read(OPEN, Says("市橙溪联储局", score=0.1))


def test_a_span_that_ends_elsewhere_is_left():
    assert not read(OPEN, Says("市橙溪"))


def test_rules_and_registry_come_first():
    text = "由市财政局、市橙溪联储局审定。"
    found = find_agencies(text, Context(place="上海市"), Says("市财政局、市橙溪联储局"))
    assert [(m.text, m.detector) for m in found] == [("市财政局", "rule"), ("市橙溪联储局", "hanlp")]


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("由平安办牵头信访办落实。", "平安办牵头信访办", "信访办"),
        ("违反市橙溪联储局规定的。", "违反市橙溪联储局", "市橙溪联储局"),
        ("报橙溪营商环境建设局备案。", "橙溪营商环境建设局", "橙溪营商环境建设局"),  # 建设局 is only its tail
        ("由国务院橙溪联储办主持。", "国务院橙溪联储办", "国务院橙溪联储办"),  # 国务院 its beginning
        ("报橙溪联储部批准。", "橙溪联储部", "橙溪联储部"),
    ],
)
def test_words_before_a_name_are_cut_and_parts_are_made_whole(text, said, name):
    (found,) = find_agencies(text, Context(place="上海市"), Says(said))
    assert (found.text, found.detector) == (name, "hanlp")


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("由国务院和省橙溪联储厅规定。", "国务院和省橙溪联储厅", "省橙溪联储厅"),  # a body that rules know, and another
        ("当事人对橙溪联储总局的决定不服。", "当事人对橙溪联储总局", "橙溪联储总局"),
        ("个人跨境销售上海市橙溪管理局规定的。", "个人跨境销售上海市橙溪管理局", "上海市橙溪管理局"),
        ("所附文件转递市橙溪委员会。", "所附文件转递市橙溪委员会", "市橙溪委员会"),
        ("在橙溪部领导下。", "在橙溪部", "橙溪部"),
        ("事先照会橙溪联储总局办理。", "会橙溪联储总局", "橙溪联储总局"),  # no name begins in a word
        ("由中国（上海）自由贸易试验区橙溪管理局负责。", "区橙溪管理局", "中国（上海）自由贸易试验区橙溪管理局"),
        # 上海市税务局 is only its branch
        ("由橙溪总局上海市税务局负责。", "橙溪总局上海市税务局", "橙溪总局上海市税务局"),
        ("经成都市橙溪城市建设管理局批准。", "成都市橙溪城市建设管理局", "成都市橙溪城市建设管理局"),
        ("市橙溪办发布公告。", "市橙溪办", "市橙溪办"),
        ("向中央橙溪办报告核安全情况。", "中央橙溪办", "中央橙溪办"),
        ("由院长提请中央橙溪委任免。", "中央橙溪委", "中央橙溪委"),
        ("报送橙溪联储总局审查。", "送橙溪联储总局", "橙溪联储总局"),  # the longer word is the border
        ("遵守规章和市橙溪局的有关规定。", "规章和市橙溪局", "市橙溪局"),
        (
            "成立全国高等橙溪教育自学考试指导委员会。",
            "全国高等橙溪教育自学考试指导委员会",
            "全国高等橙溪教育自学考试指导委员会",
        ),
        ("报市橙溪科学技术委员会备案。", "市橙溪科学技术委员会", "市橙溪科学技术委员会"),
    ],
)
def test_a_name_begins_behind_what_no_name_has(text, said, name):
    assert [m.text for m in read(text, Says(said))] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "电台、电视台合办节目，残疾儿童公办幼儿园，移风易俗、新事新办。",
        "在车厢后部粘贴，设立医院门诊部和附属学前教育部。",
        "沪府橙溪办发〔2024〕3号",
        "报请政府的主管委、部、局批准",
        "请求承运人补办，采矿权人停办，在知识城创办企业，颈前部、肘部损伤，党总支部委员会",
        "公证“自助办、网上办、一次办”，协助案件查办，加强城乡结合部管理，提升电子税务局",
    ],
)
def test_what_only_ends_like_a_body_is_not_asked(text):
    assert open_ends(text, find_spans(text)) == []


def test_a_full_name_is_not_made_longer_by_one_character():
    text = "提出方案，商财政部同意。"
    assert [m.text for m in find_agencies(text, None, Says("商财政部"))] == ["财政部"]


def test_a_network_that_knows_chances_is_asked_for_them():
    class Judges(Says):
        def chances(self, texts, ends):
            self.asked += texts
            return [[0.01] * (end - 6) + [0.2] + [0.0] * 5 for end in ends]

    (found,) = read(OPEN, Judges())
    assert found.text == "市橙溪联储局"


def test_windows_keep_to_their_sentence_and_are_asked_at_once():
    text = "甲乙丙。" * 30 + OPEN + "丁戊己。" * 30 + OPEN
    detector = Says("市橙溪联储局")
    assert len(read(text, detector)) == 2
    assert detector.asked == [OPEN, OPEN]


def test_candidates_are_the_ends_of_what_no_rule_took():
    text = OPEN + "由市财政局负责。"
    assert [text[:end][-3:] for end in open_ends(text, find_spans(text))] == ["联储局"]
