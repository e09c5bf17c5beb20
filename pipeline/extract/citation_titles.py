"""Which 《…》 names a text that can be cited, and how laws are named without marks.

Book title marks (GB/T 15834) also hold newspapers, certificates, forms and contracts. A title counts as a law, document
or standard when it ends in a word of genre (the 15 of 党政机关公文处理工作条例 and those of legislation, planning,
treaties and technical standards), or when a document number or a provision follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

GENRES: tuple[str, ...] = (
    # legislation and judicial interpretation
    "法", "法典", "法通则", "法总则", "条例", "规定", "办法", "细则", "规则", "规程", "规章", "决定", "决议", "命令", "令", "条令", "通则",
    "总则", "准则", "解释", "修正案", "批复", "立法", "基本法", "暂行条例", "制度", "税则", "简则", "守则", "章程", "纪律",
    # official documents (公文)
    "通知", "通告", "公告", "意见", "通报", "请示", "函", "纪要", "议案", "复函", "答复", "解答", "通令", "批示", "建议",
    # policy and planning
    "方案", "规划", "计划", "纲要", "措施", "政策", "要点", "纲领", "行动", "预案", "目标", "指引", "指南", "导则", "大纲",
    "安排", "分工", "白皮书", "蓝图", "清单", "目录", "名录", "名单", "战略", "若干条", "路线图", "规范", "标准",
    "定额", "图则", "分类", "要求", "流程", "程序", "区划", "细目", "药典", "基准", "裁量权", "总体方案", "说明", "宣言", "倡议",
    # treaties
    "公约", "条约", "协定", "议定书", "协议", "联合声明", "备忘录", "宪章", "惯例", "声明",
)  # fmt: skip
# Words that end in a genre's characters and are no such text, or lawful only as forms
_NOT_TEXTS = re.compile(
    "(?:合同|协议书|通知书|决定书|意见书|报告书|计划书|建议书|说明书|申请书|保证书|承诺书|证书?|执照|表|(?<!清)单|簿|卡|"
    "日报|晚报|时报|周刊|杂志|学报|月刊|季刊|论坛|汇编|年鉴|词典|辞典|全书|丛书|教材|选集|文选|证明|批件|许可|确认函)$"
    "|^(?:说明|要求|流程|目标|分类|建议|名单|行动|政策|函|令|法|安排|标准|通报|办事指南)$"
    "|(?:产品|使用|药品|安装|操作)说明$|名单公布$"
)
_TAIL = re.compile(
    # what may stand after the word of genre: （试行）, （2021—2023年）, （第二版）, 2.0版
    r"(?:[ ]?(?:（[^（）]{1,30}）|\([^()]{1,30}\)|\d{4}年?版?|[一二三四五六七八九十]|第[一二三四五六七八九十]+版|\d\.\d ?版?))+$"
)
_REPORTS = re.compile("政府工作报告|代表大会.{0,12}报告|工作报告$|关于.{4,}的报告$")

# National laws that official texts name without marks (依照刑法第二百六十四条). Short names, without 中华人民共和国.
_LAWS = """
宪法 民法典 刑法 刑事诉讼法 民事诉讼法 行政诉讼法 行政处罚法 行政许可法 行政强制法 行政复议法 国家赔偿法 立法法 监督法 监察法 监察官法
公务员法 公职人员政务处分法 代表法 选举法 组织法 国务院组织法 人民法院组织法 人民检察院组织法 法官法 检察官法 律师法 公证法 仲裁法
人民调解法 人民陪审员法 法律援助法 治安管理处罚法 居民身份证法 出境入境管理法 国籍法 国旗法 国徽法 国歌法 英雄烈士保护法 国家安全法
反间谍法 反恐怖主义法 反外国制裁法 网络安全法 数据安全法 个人信息保护法 密码法 保守国家秘密法 生物安全法 国防法 国防教育法 国防动员法
兵役法 军事设施保护法 人民防空法 退役军人保障法 反有组织犯罪法 反电信网络诈骗法 反洗钱法 反家庭暴力法 禁毒法 枪支管理法 消防法
突发事件应对法 道路交通安全法 海上交通安全法 集会游行示威法 戒严法 民族区域自治法 村民委员会组织法 城市居民委员会组织法
合同法 物权法 担保法 侵权责任法 婚姻法 继承法 收养法 民法通则 民法总则 公司法 合伙企业法 个人独资企业法 企业破产法 企业国有资产法
外商投资法 外资企业法 中外合资经营企业法 中外合作经营企业法 农民专业合作社法 农村集体经济组织法 证券法 证券投资基金法 期货和衍生品法
保险法 票据法 信托法 商业银行法 中国人民银行法 银行业监督管理法 海商法 电子商务法 电子签名法 拍卖法 招标投标法 政府采购法 反垄断法
反不正当竞争法 消费者权益保护法 产品质量法 食品安全法 农产品质量安全法 广告法 价格法 计量法 标准化法 商标法 专利法 著作权法
对外贸易法 海关法 进出口商品检验法 进出境动植物检疫法 国境卫生检疫法 出口管制法 关税法 税收征收管理法 税收征管法 企业所得税法 个人所得税法
增值税法 印花税法 契税法 车船税法 资源税法 耕地占用税法 环境保护税法 城市维护建设税法 船舶吨税法 烟叶税法 车辆购置税法
预算法 审计法 会计法 注册会计师法 统计法 资产评估法 土地管理法 城市房地产管理法 城乡规划法 建筑法 农村土地承包法 森林法 草原法
渔业法 农业法 种子法 畜牧法 动物防疫法 野生动物保护法 乡村振兴促进法 粮食安全保障法 黑土地保护法 湿地保护法 长江保护法 黄河保护法
海洋环境保护法 海域使用管理法 海岛保护法 港口法 航道法 水法 防洪法 水土保持法 水污染防治法 大气污染防治法 土壤污染防治法 噪声污染防治法
固体废物污染环境防治法 放射性污染防治法 环境保护法 环境影响评价法 清洁生产促进法 循环经济促进法 节约能源法 可再生能源法 能源法 煤炭法 电力法
石油天然气管道保护法 矿产资源法 矿山安全法 安全生产法 特种设备安全法 核安全法 气象法 防震减灾法 测绘法 铁路法 公路法 民用航空法 邮政法
劳动法 劳动合同法 劳动争议调解仲裁法 就业促进法 社会保险法 工会法 职业病防治法 妇女权益保障法 未成年人保护法 预防未成年人犯罪法
老年人权益保障法 残疾人保障法 家庭教育促进法 归侨侨眷权益保护法 慈善法 公益事业捐赠法 红十字会法 境外非政府组织境内活动管理法
教育法 义务教育法 高等教育法 职业教育法 民办教育促进法 学前教育法 教师法 学位法 科学技术进步法 科学技术普及法 促进科技成果转化法
文物保护法 非物质文化遗产法 公共图书馆法 公共文化服务保障法 电影产业促进法 旅游法 体育法 档案法 国家通用语言文字法 药品管理法 疫苗管理法
中医药法 医师法 执业医师法 传染病防治法 基本医疗卫生与健康促进法 精神卫生法 母婴保健法 献血法 人口与计划生育法 食品卫生法 烟草专卖法
海事诉讼特别程序法 涉外民事关系法律适用法 引渡法 国际刑事司法协助法 对外关系法 缔结条约程序法 领海及毗连区法 专属经济区和大陆架法
中小企业促进法 民营经济促进法 农业技术推广法 农业机械化促进法 反食品浪费法 监狱法 社区矫正法 看守所法 人民警察法 人民武装警察法
香港特别行政区基本法 澳门特别行政区基本法 香港特别行政区维护国家安全法 海南自由贸易港法 台湾同胞投资保护法 陆地国界法 海警法
"""
LAWS: tuple[str, ...] = tuple(_LAWS.split())
_LAW_NAMES = "|".join(sorted(map(re.escape, LAWS), key=len, reverse=True))
# one look at a set of characters before the names are tried
_LAW_STARTS = f"(?=[中{''.join(sorted({law[0] for law in LAWS}))}])"
# a law's name right before a provision, or governed by a verb of application and followed by 规定
_LAW_BEFORE = re.compile(
    rf"(?:《(?=中华人民共和国))?{_LAW_STARTS}(?:中华人民共和国)?(?:{_LAW_NAMES})(?:实施条例|实施细则|实施办法|司法解释)?(?:修正案（[一二三四五六七八九十]+）)?$"
)
_LAW_ENDS = frozenset({law[-1] for law in LAWS} | set("例则法释）"))
# most words that apply something apply no law, and the character after them says so
_APPLYING = re.compile(
    f"(?:依照|按照|根据|违反|适用|依据|参照|符合|执行|贯彻|遵守|以及|法[、和及]|典[、和及]|例[、和及]|则[、和及]){_LAW_STARTS}"
)
_LAW_APPLIED = re.compile(
    rf"{_LAW_STARTS}(?:中华人民共和国)?(?:{_LAW_NAMES})(?:实施条例|实施细则)?"
    "(?=[、和及]|(?:等|及其)?(?:有关|相关)?(?:法律、?(?:行政)?法规)?的?(?:有关|相关)?规定|，)"
)


def law_before(left: str) -> re.Match[str] | None:
    """The law's name that ``left`` ends with."""
    return _LAW_BEFORE.search(left) if left[-1:] in _LAW_ENDS else None


def laws_applied(text: str) -> Iterator[re.Match[str]]:
    """Laws by name without book marks, after a word that applies one; found by that word."""
    reach = 0
    for word in _APPLYING.finditer(text):
        match = _LAW_APPLIED.match(text, word.end())
        if match and match.start() >= reach:
            reach = match.end()
            yield match


# the text a provision is of: 本法第六条, 该条例第三条; at most eight characters
_SELF = re.compile(
    "(?P<which>本|该|前述|上述|原|新|修改后的|修订后的)?"
    "(?:法|条例|规定|办法|细则|规则|决定|解释|规程|章程|通则|标准|意见|通知|方案|准则|规范|决议|公约|协定|措施|实施细则|实施办法|暂行规定|暂行办法|"
    "暂行条例|若干规定)$"
)


def self_before(left: str) -> re.Match[str] | None:
    """The word for a text that ``left`` ends with, ``which`` says which it is (本法, 该条例)."""
    return _SELF.search(left, max(0, len(left) - 8))


def is_text(title: str) -> bool:
    """Whether ``title`` (without its marks) names a law, document or standard by its word of genre."""
    core = _TAIL.sub("", title.strip())
    if not core or _NOT_TEXTS.search(core):
        return False
    return core.endswith(GENRES) or bool(_REPORTS.search(core))
