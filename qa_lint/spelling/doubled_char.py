"""A Chinese character that stands twice: a slip, or the end of one word and the start of the next.

Three kinds of characters are told apart. Particles and adverbs seldom repeat; for each a list says
which word that ends in it, or begins with it, makes the pair right (`目的的`, `存在在线`). Bound
characters such as 块 stand only within words, so a pair is right when both neighbours make a word
with it (`参数数量`). All others may be verbs that are said twice (`改改`) and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .rows import chinese

#: Not between two equal characters: a run such as 对对对 is emphasis.
_PAIR = re.compile(r"([\u4e00-\u9fff])(?<!\1\1)\1(?!\1)")
_GOOD = re.compile(
    r"的的确确|了了|是是非非|和和气气|对对子|对对碰|从从容容|会会长|和和睦睦|一对对|成双成对对"
    r"|这这那那|[和与]和[声弦谐平睦]|前前后后|上上下下|进进出出|来来[回往去]|上上[次个周月级一层季年]|下下[次个周月策一层季年]|[去来要]会会"
    r"|从从(?:节点|服务器|库|机|表|站|属|设备|线程|副本|结点)|线性性|词词[库典汇语性组表频条]|巧可可|可可[粉豆树西]|中中[文国心间]"
)


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Characters that always have a partner word, and the words that end in each (left) and begin with
#: each (right) and make a pair right. `*` as left: any word of the dictionary that ends in it.
_LEFT: dict[str, frozenset[str]] = {
    "的": _split("目的 标的"),
    "了": _split("为了 除了 罢了 完了 算了 别了 一了"),
    "是": _split("若是 凡是 但是 可是 于是 要是"),
    "在": _split("存在 现在 内在 所在 潜在 外在 实在 自在"),
    "和": _split(
        "平和 缀和 调和 柔和 融和 饱和 温和 总和 缓和 共和 求和 之和 的和 亲和 附和 中和 讲和"
    ),
    "与": _split("参与 赋予 给与"),
    "或": _split("异或 同或 抑或 亦或"),
    "把": _split("一把 把把"),
    "被": _split("棉被"),
    "将": _split("即将 必将 行将 大将 名将"),
    "及": _split("涉及 普及 提及 触及 波及 顾及"),
    "以": _split("可以 所以 加以 予以 难以 得以 用以 足以 何以"),
    "而": _split("从而 因而 然而 反而 进而 继而"),
    "且": _split("暂且"),
    "但": _split("不但 非但"),
    "会": _split("社会 机会 学会 大会 协会 体会 开会 等会 工会 集会 议会"),
    "能": _split("性能 功能 可能 智能 技能 效能 职能 节能 动能 势能 储能 本能"),
    "要": _split("需要 重要 主要 必要 概要 摘要 纲要 首要 次要 提要"),
    "也": _split(""),
    "都": _split("首都 古都"),
    "就": _split("成就 造就"),
    "则": _split("规则 法则 准则 原则 细则 正则 守则"),
    "这": _split(""),
    "那": _split(""),
    "到": _split("直到 遇到 找到 得到 达到 想到 看到 拿到"),
    "从": _split("服从 遵从 跟从 听从 主从 顺从"),
    "使": _split("行使 即使 天使 大使 促使 驱使 迫使"),
    "让": _split("转让 出让"),
    "由": _split("理由 自由 路由 缘由 经由 事由"),
    "为": _split("行为 人为 作为 视为 成为"),
    "对": _split("*"),
    "其": _split("尤其 与其 极其"),
    "不": _split("要不 岂不 从不 得不"),
    "有": _split("所有 只有 没有 拥有 占有 私有 共有 原有 现有 特有 固有 还有"),
    "成": _split("*"),
    "来": _split("出来 起来 过来 下来 上来 回来 进来 看来 将来 未来 原来 本来"),
    "先": _split("优先 首先 预先 事先 领先 祖先 率先 原先"),
    "该": _split(""),
    "如": _split(""),
    "我": _split(""),
    "可": _split("认可 许可 宁可"),
    "并": _split("合并 归并 一并 吞并"),
    "于": _split("由于 对于 关于 等于 大于 小于 属于 至于 终于 基于 位于"),
    "至": _split("直至 截至 甚至 及至 乃至"),
    "出": _split("输出 导出 退出 溢出 指出 突出 推出 弹出 演出 支出"),
    "中": _split("集中 命中 选中 空中"),
    "上": _split("*"),
    "下": _split("*"),
    "前": _split("目前 当前 以前 从前"),
    "后": _split("* 滞后 落后 延后 靠后"),
    "内": _split("*"),
    "个": _split("一个 个个"),
}
_SIDE = "上下前后中内"
#: 后端, 前缀, 上述: what makes a word with one of these, though no dictionary may have it.
_SIDE_WORDS = frozenset(
    "端缀续者述下游载传线间存部核置网台面层级方文章节图表周月年半排期世代来往退果门院备天文英日午限采样推"
)
_RIGHT: dict[str, frozenset[str]] = {
    "的": _split("的士 的确"),
    "是": _split("是否 是不 是非"),
    "不": _split(""),
    "我": _split("我的"),
    "这": _split(""),
    "那": _split(""),
    "也": _split("也许"),
    "该": _split("该死"),
    "有": _split("有用 有趣 有向 有序 有界 有符 有别 有待"),
    "成": _split(
        "成对 成功 成为 成员 成本 成就 成组 成立 成果 成绩 成分 成批 成熟 成长 成串 成倍 成百"
    ),
    "并": _split("并行 并发 并且 并非 并联 并列 并入 并存"),
    "为": _split("为什 为了 为何 为此 为主 为例 为止 为空 为零 为真 为假 为负 为正"),
}
#: Characters that hardly ever stand alone.
_BOUND = frozenset(
    "量程块线闭据序构型码络统析择库系结象性率源端误务器函储编译录览询优较节注验测议确训练载试"
    "践础阶段层际障碍迹范围围绕征签密钥协议插件框架链域维词汇档案键册询征响控件历遍索引擎渲染组织略"
)


_JUDGED = _BOUND | _LEFT.keys()


def find(text: str) -> Iterator[re.Match[str]]:
    """Pairs that are slips, as matches of the two characters."""
    pairs = [match for match in _PAIR.finditer(text) if match.group(1) in _JUDGED]
    good = [match.span() for match in _GOOD.finditer(text)] if pairs else []
    for match in pairs:
        char = match.group(1)
        if any(a <= match.start() < b for a, b in good):
            continue
        start, end = match.span()
        if char in _BOUND and _is_pair(text[end : end + 2] or text[max(0, start - 2) : start]):
            continue  # 结结巴巴
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        wrong = _function if char in _LEFT else _bound
        if wrong(before, char, after):
            yield match


def _function(before: str, char: str, after: str) -> bool:
    """Whether a particle stands twice, for no word on either side needs its own."""
    words = chinese()
    left, right = before + char, char + after
    listed = _LEFT[char]
    known = left in words
    if left in listed or ("*" in listed and known and right in words):
        return False
    if char == "有" and right in words:
        return False
    if char in _RIGHT:
        return right not in _RIGHT[char] and not (char == "我" and before not in _OPENING)
    if char in _SIDE:
        return known and right not in words and after not in _SIDE_WORDS
    if right in words:
        # 只能能够, 比如如果: the second word is whole; the first copy is too many when it ends none.
        return not known and char in "且如该并先其不有可"
    return True


def _is_pair(text: str) -> bool:
    return len(text) == 2 and text[0] == text[1]


#: What a clause begins after.
_OPENING = ("", "，", "。", "：", "；", "！", "？", "（", "、", "“", "\n", "(")


def _bound(before: str, char: str, after: str) -> bool:
    """Whether a character that stands only in words has no word on one side."""
    words = chinese()
    if before == "一" or char + char in words:
        return False
    left, right = before + char in words, char + after in words
    return left != right and (left or not "\u4e00" <= before <= "\u9fff")
