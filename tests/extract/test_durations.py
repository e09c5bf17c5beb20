from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.extract.durations import find_durations
from pipeline.extract.types import BOUNDS, Context
from tests.extract.slices import in_order
from tests.extract.value_pairs import TEXTS, said

CONTEXT = Context()

PAIRS = [
    # a space within the number; a number that names something
    ("满1 2个月的", ["1 2个月 min 12 month"]),
    ("附件1 3个月", ["3个月 exact 3 month"]),
    ("5月1 2日", []),
    # the nights go with the days
    ("停留3天2晚以上的", ["3天 min 3 day"]),
    ("一个完整会计年度，半个工作日内", ["一个完整会计年度 exact 1 year", "半个工作日 max 0.5 workday"]),
    ("历时三个多月，两年余，2年有余", ["三个多月 approx 3 month", "两年 approx 2 year", "2年 approx 2 year"]),
    # 天空, 天气, 周期, 内销, 内环 are words; these are none
    ("连续3天空气质量达到重度污染", ["3天 exact 3 day"]),
    ("15天线上公示", ["15天 exact 15 day"]),
    ("一年内销售额超过", ["一年 max 1 year"]),
    ("六个月内销毁", ["六个月 max 6 month"]),
    ("三年内环境质量改善", ["三年 max 3 year"]),
    ("10日内部署", ["10日 max 10 day"]),
    ("两周期间", ["两周 exact 2 week"]),
    ("一个周期内", []),
    ("一天气象预报、三天然气站", ["一天 exact 1 day"]),
    # units
    ("公示期为5个工作日", ["5个工作日 exact 5 workday"]),
    # a floor and what is below the same number are two
    ("应当保留十日以上，少于十日的，重新公布", ["十日 min 10 day", "十日 max 10 day"]),
    # a day of a month that is said with 的
    ("应当在下一季度第一个月的十五日前公布", []),
    ("应当在下月的十五日前公布", []),
    ("在三个月的期限内", ["三个月 max 3 month"]),
    ("公示期为 5 个工作日", ["5 个工作日 exact 5 workday"]),
    ("三十个法定工作日", ["三十个法定工作日 exact 30 workday"]),
    ("公示15日", ["15日 exact 15 day"]),
    ("九十天的产假", ["九十天 exact 90 day"]),
    ("10个自然日", ["10个自然日 exact 10 day"]),
    ("有效期3年", ["3年 exact 3 year"]),
    ("连续三年", ["三年 exact 3 year"]),
    # 四周 is a length only where it is said so
    ("培训期四周", ["四周 exact 4 week"]),
    ("应当在四周内办结", ["四周 max 4 week"]),
    ("手术四周后复查", ["四周 exact 4 week"]),
    ("在露天仓库四周内留有空地", []),
    ("仓库四周的空地、四周设置围挡", []),
    ("施工周期为四周", ["四周 exact 4 week"]),
    ("前半年完成一半，其余后半年完成", []),
    ("首次开考前半年", ["半年 exact 6 month"]),
    # 1万年 is no year of the calendar
    ("安全隔离1万年以上", ["1万年 min 10000 year"]),
    ("树龄1000年以上的古树", ["1000年 min 1000 year"]),
    ("2000年以上海为试点", []),
    ("累计36个月", ["36个月 exact 36 month"]),
    ("2小时30分内到场", ["2小时30分 max 150 minute"]),
    ("进行至少一个自然年的对比观测", ["一个自然年 min 1 year"]),
    ("形成3个年产值超万亿元的支柱产业", []),
    ("24小时值班", ["24小时 exact 24 hour"]),
    ("二十四个小时", ["二十四个小时 exact 24 hour"]),
    ("15分钟生活圈", ["15分钟 exact 15 minute"]),
    ("一刻钟便民圈", ["一刻钟 exact 15 minute"]),
    ("两周内", ["两周 max 2 week"]),
    ("3个星期", ["3个星期 exact 3 week"]),
    ("连续两个季度", ["两个季度 exact 6 month"]),
    ("半年内", ["半年 max 6 month"]),
    ("一年半", ["一年半 exact 1.5 year"]),
    ("一个半月", ["一个半月 exact 1.5 month"]),
    ("放假半天", ["半天 exact 0.5 day"]),
    ("不少于半小时", ["半小时 min 0.5 hour"]),
    ("提前半年", ["半年 exact 6 month"]),
    ("一年零三个月", ["一年零三个月 exact 15 month"]),
    ("间隔一年六个月以上", ["一年六个月 min 18 month"]),
    ("2小时30分钟", ["2小时30分钟 exact 150 minute"]),
    ("连续三个会计年度", ["三个会计年度 exact 3 year"]),
    # words after
    ("收到申请后3个工作日内", ["3个工作日 max 3 workday"]),
    ("三十日以内", ["三十日 max 30 day"]),
    ("两年之内", ["两年 max 2 year"]),
    ("30日期限内", ["30日 max 30 day"]),
    ("最近3年内", ["3年 max 3 year"]),
    ("6个月以上", ["6个月 min 6 month"]),
    ("2年及以上", ["2年 min 2 year"]),
    ("5年（含）以上", ["5年 min 5 year"]),
    ("5年期以上贷款", ["5年 min 5 year"]),
    ("处三年以下有期徒刑", ["三年 max 3 year"]),
    ("判处三年有期徒刑以下刑罚", ["三年 max 3 year"]),
    ("10天左右", ["10天 approx 10 day"]),
    ("届满三十日前提出", ["三十日 max 30 day"]),
    ("会议召开十日之前", ["十日 max 10 day"]),
    ("选举日的五日以前", ["五日 max 5 day"]),
    ("七日后", ["七日 exact 7 day"]),
    ("并于三十日内在报纸上公告", ["三十日 max 30 day"]),
    ("公告后十日内设立公示牌", ["十日 max 10 day"]),
    ("在三个月的合理期限内", ["三个月 max 3 month"]),
    ("3年内部评审", ["3年 exact 3 year"]),
    # words before
    ("不少于3个月", ["3个月 min 3 month"]),
    ("最短公示期为1年", ["1年 min 1 year"]),
    ("最长不超过一年", ["一年 max 1 year"]),
    ("期限最长不得超过1年", ["1年 max 1 year"]),
    ("满6个月", ["6个月 min 6 month"]),
    ("持续投资满1年", ["1年 min 1 year"]),
    ("不满一年的", ["一年 max 1 year"]),
    ("未逾五年的", ["五年 max 5 year"]),
    ("超过三十日", ["三十日 min 30 day"]),
    ("逾期30日", ["30日 exact 30 day"]),
    ("至少提前30日", ["30日 min 30 day"]),
    ("至少在考试前十日", ["十日 min 10 day"]),
    ("原则上不超过20分钟", ["20分钟 max 20 minute"]),
    ("有效期届满30日前", ["30日 max 30 day"]),
    ("期满三十日内", ["三十日 max 30 day"]),
    ("约3个月", ["3个月 approx 3 month"]),
    ("超过约定的开工期限三个月", ["三个月 min 3 month"]),
    ("至少获得最近两年的数据", ["两年 exact 2 year"]),
    ("两周一次", ["两周 exact 2 week"]),
    ("离职后半年内", ["半年 max 6 month"]),
    ("期满前一年", ["一年 exact 1 year"]),
    ("提前一日申请", ["一日 exact 1 day"]),
    ("至少每三个月公开一次", ["三个月 exact 3 month"]),
    ("近三年", ["三年 exact 3 year"]),
    ("最近3年", ["3年 exact 3 year"]),
    ("每超过一天加罚", ["一天 exact 1 day"]),
    ("二十余年", ["二十余年 approx 20 year"]),
    ("每两年评估一次", ["两年 exact 2 year"]),
    # ranges and scope
    ("五日以上十五日以下拘留", ["五日以上十五日 range 5~15 day"]),
    ("处三年以上十年以下有期徒刑", ["三年以上十年 range 3~10 year"]),
    ("暂停六个月以上一年以下执业活动", ["六个月以上一年 range 6~12 month"]),
    ("满五年不满十年", ["五年不满十年 range 5~10 year"]),
    ("用3-5年时间", ["3-5年 range 3~5 year"]),
    ("3至5个工作日", ["3至5个工作日 range 3~5 workday"]),
    ("一个月至三个月", ["一个月至三个月 range 1~3 month"]),
    ("1个到3个月", ["1个到3个月 range 1~3 month"]),
    ("两三年", ["两三年 range 2~3 year"]),
    ("十五日以上三个月以下", ["十五日 min 15 day", "三个月 max 3 month"]),
    ("分别不少于10天和20天", ["10天 min 10 day", "20天 min 20 day"]),
    ("应当分别在批准预算后的三十日和六十日内下达", ["三十日 max 30 day", "六十日 max 60 day"]),
    ("由7年缩短为5年", ["7年 exact 7 year", "5年 exact 5 year"]),
    ("分别在3日、5日内", ["3日 max 3 day", "5日 max 5 day"]),
    ("超过一个月不满一年", ["一个月不满一年 range 1~12 month"]),
    # none: ages, ordinals, the calendar, other words
    ("年满十六周岁", []),
    ("16周岁以上", []),
    ("第十三届第3次会议", []),
    ("第3个工作日", []),
    ("2024年3月5日至15日", []),
    ("10月1日、2日、3日", []),
    ("每月15日前", []),
    ("于次月10日前", []),
    ("二〇二四年", []),
    ("一九九七年七月一日", []),
    ("24年3月", []),
    ("上一年度", []),
    ("较上一年增长", []),
    ("同一天申请", []),
    ("最后一日", []),
    ("一年一度", []),
    ("一年级学生", []),
    ("90年代", []),
    ("3月底", []),
    ("一季度", []),
    ("成立30周年", []),
    ("绿地四周", []),
    ("第十四个五年规划", []),
    ("一年生植物", []),
    ("3日元", []),
    ("24时", []),
    ("半年度报告、上半年", []),
    ("民国三十八年", []),
    ("九年一贯制学校", []),
    ("百年老店，千年古镇", []),
    ("树龄在百年以上的树木", ["百年 min 100 year"]),
    ("三四年", ["三四年 range 3~4 year"]),
    ("五六个月", ["五六个月 range 5~6 month"]),
    ("开展半日制培训", []),
    ("统一天然气价格", []),
]  # fmt: skip

ANCHORS = [
    ("本办法自公布之日起30日后施行，有效期5年", ["自公布之日", None]),
    ("自受理之日起十日内提出意见，二十日内作出决定", ["自受理之日", "自受理之日"]),
    ("可以在收到仲裁决定书三十日内起诉", ["收到仲裁决定书"]),
    ("第七十七条 建设工程竣工验收后六个月内未报送的", ["建设工程竣工验收后"]),
    ("达到三个月以上的", [None]),
    ("自受理之日起15个工作日内", ["自受理之日"]),
    ("应当自收到申请之日起三十日内", ["自收到申请之日"]),
    ("应当在收到修复申请后3个工作日内", ["收到修复申请后"]),
    ("应当在公示期结束后30日内", ["公示期结束后"]),
    ("在收到申请材料之日起5个工作日内", ["收到申请材料之日"]),
    ("应当在有效期届满三十日前提出", ["有效期届满"]),
    ("会议召开七日前通知", ["会议召开"]),
    ("开工前10日书面通知", ["开工前"]),
    ("应当自接到通知之日起三十日内，未接到通知的自公告之日起四十五日内", ["自接到通知之日", "自公告之日"]),
    ("保存期为药品有效期届满后一年", ["药品有效期届满后"]),
    ("连续三年每年给予", [None]),
    ("今后三年，此后两年", [None, None]),
    ("有效期3年", [None]),
    ("本办法自2024年1月1日起施行，有效期5年", [None]),
    ("自公告之日起满三十日", ["自公告之日"]),
    ("收到材料后五个工作日内书面通知投诉人在十五个工作日内补正", ["收到材料后", None]),
    ("在海洋工程投入运行之日30个工作日前", ["海洋工程投入运行之日"]),
    ("应当在暂停或者终止服务九十日前公告", ["暂停或者终止服务"]),
    ("应当在拍卖五日前公告", ["拍卖"]),
    ("拟入境的一个月前申请", ["拟入境"]),
    ("接到申诉的三十日内", ["接到申诉"]),
    ("犬只出生满三个月后十五日内", [None, "犬只出生满三个月后"]),
    ("证书失效后五年", ["证书失效后"]),
    ("经营者应当提前5日向社会公告", [None]),
    ("居民用户在接到水费催缴通知后超过三十日", ["接到水费催缴通知后"]),
    ("建设单位应当依法组织验收并于验收合格后十五日", ["验收合格后"]),
    ("产后访视和产后四十二天", ["产后"]),
    ("应当向征收部门提供房屋被征收前三年的平均效益", ["房屋被征收前"]),
    ("受理部门在现场受理后的5个工作日内", ["现场受理后"]),
    ("收到同意修复结论后，应当在2个工作日内办结", ["收到同意修复结论后"]),
    ("收到共享的结论后，2个工作日内办结", ["收到共享的结论后"]),
    ("自核准机关出具核准文件或者同意变更决定2年内未开工", ["自核准机关出具核准文件或者同意变更决定"]),
    ("距行政行为作出之日不少于3个月", ["行政行为作出之日"]),
]


@pytest.mark.parametrize(("text", "readings"), PAIRS, ids=[p[0] for p in PAIRS])
def test_reads_the_durations(text: str, readings: list[str]) -> None:
    assert [said(m) for m in find_durations(text, CONTEXT)] == readings


@pytest.mark.parametrize(("text", "anchors"), ANCHORS, ids=[p[0] for p in ANCHORS])
def test_names_what_it_runs_from(text: str, anchors: list[str | None]) -> None:
    assert [m.anchor for m in find_durations(text, CONTEXT)] == anchors


@given(TEXTS)
def test_mentions_are_slices_in_order(text: str) -> None:
    found = find_durations(text, CONTEXT)
    assert found == find_durations(text, CONTEXT)
    for m in in_order(found, text):
        assert m.bound in BOUNDS
        assert m.anchor is None or m.anchor in text.replace(" ", "")
