"""Places as official names and document numbers say them: 34 province-level units and their prefectures.

Names and codes follow GB/T 2260; the one-character abbreviations are those used in document numbers (沪府规). Used to
find which province a text speaks from. A name that several provinces share says nothing, and no province is ever
assumed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """One province-level unit: six-digit GB/T 2260 ``code``, full ``name``, ``short`` name, ``marks`` (沪, 申)."""

    code: str
    name: str
    short: str
    marks: tuple[str, ...]


PROVINCES: tuple[Province, ...] = (
    Province("110000", "北京市", "北京", ("京",)),
    Province("120000", "天津市", "天津", ("津",)),
    Province("130000", "河北省", "河北", ("冀",)),
    Province("140000", "山西省", "山西", ("晋",)),
    Province("150000", "内蒙古自治区", "内蒙古", ("内蒙古", "蒙", "内")),
    Province("210000", "辽宁省", "辽宁", ("辽",)),
    Province("220000", "吉林省", "吉林", ("吉",)),
    Province("230000", "黑龙江省", "黑龙江", ("黑",)),
    Province("310000", "上海市", "上海", ("沪", "申")),
    Province("320000", "江苏省", "江苏", ("苏",)),
    Province("330000", "浙江省", "浙江", ("浙",)),
    Province("340000", "安徽省", "安徽", ("皖",)),
    Province("350000", "福建省", "福建", ("闽",)),
    Province("360000", "江西省", "江西", ("赣",)),
    Province("370000", "山东省", "山东", ("鲁",)),
    Province("410000", "河南省", "河南", ("豫",)),
    Province("420000", "湖北省", "湖北", ("鄂",)),
    Province("430000", "湖南省", "湖南", ("湘",)),
    Province("440000", "广东省", "广东", ("粤",)),
    Province("450000", "广西壮族自治区", "广西", ("桂",)),
    Province("460000", "海南省", "海南", ("琼",)),
    Province("500000", "重庆市", "重庆", ("渝",)),
    Province("510000", "四川省", "四川", ("川", "蜀")),
    Province("520000", "贵州省", "贵州", ("黔", "贵")),
    Province("530000", "云南省", "云南", ("滇", "云")),
    Province("540000", "西藏自治区", "西藏", ("藏",)),
    Province("610000", "陕西省", "陕西", ("陕", "秦")),
    Province("620000", "甘肃省", "甘肃", ("甘", "陇")),
    Province("630000", "青海省", "青海", ("青",)),
    Province("640000", "宁夏回族自治区", "宁夏", ("宁",)),
    Province("650000", "新疆维吾尔自治区", "新疆", ("新",)),
    Province("710000", "台湾省", "台湾", ("台",)),
    Province("810000", "香港特别行政区", "香港", ("港",)),
    Province("820000", "澳门特别行政区", "澳门", ("澳",)),
)

# Marks that a city of another province uses at the head of its own document numbers too: 宁政发 is Nanjing's and
# Ningxia's, 青政 Qingdao's and Qinghai's, 台 Taizhou's, 鄂府 Ordos's, 申 and 新, 海, 云, 内 begin many other words.
_SHARED_MARKS = frozenset("宁青台鄂新云内吉贵黑甘蒙申港澳秦蜀陇")

# Prefecture-level units by province, without 市; 州, 盟 and 地区 as they are called for short.
_PREFECTURES = {
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒盟 阿拉善盟",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
    "吉林": "长春 吉林 四平 辽源 通化 白山 松原 白城 延边州",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭地区",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施州 仙桃 潜江 天门 神农架林区",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西州",
    "广东": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南": "海口 三亚 三沙 儋州",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝州 甘孜州 凉山州",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南州 黔东南州 黔南州",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄州 红河州 文山州 西双版纳州 大理州 德宏州 怒江州 迪庆州",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏州 甘南州",
    "青海": "西宁 海东 海北州 黄南州 海南州 果洛州 玉树州 海西州",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫",
    "新疆": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉州 博尔塔拉州 巴音郭楞州 阿克苏地区 克孜勒苏州 喀什地区 和田地区 "
    "伊犁州 塔城地区 阿勒泰地区",
}  # fmt: skip

# Districts of the four municipalities whose name no other province has (普陀区, 宝山区, 朝阳区, 和平区 are shared).
_DISTRICTS = {
    "北京": "东城区 西城区 海淀区 丰台区 石景山区 门头沟区 房山区 顺义区 昌平区 大兴区 怀柔区 平谷区 密云区 延庆区",
    "天津": "东丽区 西青区 津南区 北辰区 武清区 宝坻区 滨海新区 宁河区 静海区 蓟州区",
    "上海": "黄浦区 徐汇区 长宁区 静安区 虹口区 杨浦区 闵行区 嘉定区 浦东新区 金山区 松江区 青浦区 奉贤区 崇明区 崇明县",
    "重庆": "万州区 涪陵区 渝中区 大渡口区 沙坪坝区 九龙坡区 南岸区 北碚区 綦江区 大足区 渝北区 巴南区 黔江区 两江新区",
}

_BY_SHORT = {p.short: p for p in PROVINCES}
_BY_NAME = {p.name: p for p in PROVINCES}
_BY_MARK = {mark: p for p in PROVINCES for mark in p.marks if mark not in _SHARED_MARKS}


def _heads() -> dict[str, Province]:
    """Every name that can head an official's name or a title, to its province."""
    heads = {p.name: p for p in PROVINCES} | {p.short: p for p in PROVINCES}
    for short, names in _PREFECTURES.items():
        for name in names.split():
            stem = name[:-1]
            heads[name if name[-1] in "州盟区" and len(name) > 2 else name + "市"] = _BY_SHORT[short]
            if name[-1] == "州" and len(name) > 2 and not name.startswith("黔"):
                heads.setdefault(stem, _BY_SHORT[short])  # 延边朝鲜族自治州
    for short, names in _DISTRICTS.items():
        heads |= dict.fromkeys(names.split(), _BY_SHORT[short])
    return heads


_HEADS = _heads()
_NAMES = "|".join(sorted(map(re.escape, _HEADS), key=len, reverse=True))
# Offices of national bodies name their place second: 国家税务总局上海市税务局, 中国（上海）自由贸易试验区.
_HEAD = re.compile(
    "(?:中共|中国共产党|中国|中华人民共和国|国家[一-龥]{2,8}局|中国人民银行|中国证券监督管理委员会)?"
    f"（?(?P<place>{_NAMES})"
)
_LEADING_MARK = re.compile("|".join(sorted(map(re.escape, _BY_MARK), key=len, reverse=True)))


def province(name: str) -> Province | None:
    """The province-level unit called ``name``, in full or for short (上海市, 上海), or None."""
    return _BY_NAME.get(name) or _BY_SHORT.get(name)


def province_heading(text: str) -> Province | None:
    """The province whose name, or whose prefecture's or district's name, begins ``text`` (a title or an official name).

    ``上海市人民政府`` and ``浦东新区人民政府`` are 上海市, ``杭州市人民政府`` is 浙江省; ``国务院`` and a name shared by
    several provinces (``宝山区``) are None.
    """
    match = _HEAD.match(text)
    return _HEADS[match["place"]] if match else None


def province_of_number(number: str) -> Province | None:
    """The province whose mark begins a document number (沪府规〔2018〕21号), None if the mark is shared or national.

    Orders name their body: 上海市人民政府令第8号 is read as a name.
    """
    match = _LEADING_MARK.match(number)
    return _BY_MARK[match[0]] if match else province_heading(number)
