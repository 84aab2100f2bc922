"""A character or word that stands twice and should stand once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import doubled_char
from .mask import is_simplified
from .model.weigh import is_within
from .rows import chinese

#: Two or three Han characters, twice in a row.
_WORD = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
#: A piece of three to eight characters said twice is no word, but a slip all the same.
_PIECE = re.compile(r"([\u4e00-\u9fff]{3,8})\1")
#: What both of these and every pair of characters are.
_AGAIN = re.compile(r"([\u4e00-\u9fff]{1,8}?)\1")
#: An English word of up to four letters, twice: what `_ENGLISH` needs, found by the blank between.
_ENGLISH_AGAIN = re.compile(
    r" (?:(?<=\b[A-Za-z]{2} )(?<=([A-Za-z]{2}) ) *(?i:\1)|(?<=\b[A-Za-z]{3} )(?<=([A-Za-z]{3}) ) *(?i:\2)"
    r"|(?<=\b[A-Za-z]{4} )(?<=([A-Za-z]{4}) ) *(?i:\3)|(?<=\b[Aa] ) *[Aa])\b"
)
_ENGLISH = re.compile(
    r"\b(the|an?|is|are|of|to|in|and|or|for|with|that|this|it|on|by|be|as|at|from|not|can|will|has|have|we|you) +\1\b",
    re.IGNORECASE,
)

#: Words that are said twice: reduplication, onomatopoeia, names.
_REDUPLICATED = frozenset(
    (
        "哔哩 吭哧 特别 很多 很久 太多 许多 永远 十分 极其 超级 好多 很大 很远 很长"
        " 如此 好久 彼此 久仰 轰隆 哗啦 滴答 嘀嗒 哈哈 呵呵 上下 左右 前后 高低 大小"
        " 嘻嘻 嘿嘿 一步 一个 一点 一层 一次 一条 一行 一遍 一件 一批 一页 一段 一句"
        " 一字 一块 一片 一天 一道 一代 一篇 非常 真的 好的 谢谢 宝宝 妈妈 爸爸 慢慢"
        " 渐渐 常常 多多 少少 快快 高高 许许 千千 好好 加油 来来 去去 左左 右右 上上"
        " 下下 前前 后后 大大 小小 早早 嗯嗯 哦哦 啊啊 对对 天天 年年 月月 日日 人人"
        " 事事 处处 时时 刻刻 层层 步步 点点 滴滴 方方 面面 形形 色色 林林 总总 星星"
        " 看看 想想 试试 说说 听听 聊聊 谈谈 等等 往往 仅仅 刚刚 偏偏 明明 默默 悄悄"
        " 匆匆 纷纷 频频 屡屡 连连 恰恰 足足 深深 紧紧 牢牢 苦苦 哆嗦 旺旺 毛毛 咚咚"
        " 没错 不错 行了 好了 算了 够了 恭喜 抱歉 汪汪 喵喵 叮当 咕噜 唧唧 啦啦 嗒嗒 一二"
    ).split()
)


#: Verbs that are said twice for "a little": 研究研究, 大家讨论讨论这件事; not 本章介绍介绍算法.
_TENTATIVE = frozenset(
    (
        "研究 讨论 学习 考虑 商量 休息 收拾 打扮 整理 打扫 了解 认识 介绍 分析 锻炼 检查 试验"
        " 尝试 比较 琢磨 思考 练习 体验 感受 回顾 总结 观察 放松 交流 沟通 参考 关注 关心 支持"
        " 反省 反思 回味 体会 帮助 解释 说明 测试 调试 试用 熟悉 如何 多少 品味 品尝 巩固 复习 温习 预习"
        " 梳理 消化 适应 打听 照顾 活动 感谢 表扬 批评 教训 修改 优化 改进 完善 普及 联系 请教 显摆 炫耀"
        " 吐槽 折腾 参观 走动 问候 操练 实践 核对 比划 打量 掂量 合计 盘算 回忆 展望 庆祝 意思 快活 高兴 修炼 宣传"
    ).split()
)
_LITTLE = re.compile(r"[来给想要去好先可多我你他们家再得起]$")


class Doubled(NamedTuple):
    """[start, end) is the second copy; `unit` what stands twice.

    `sure` is False for a word that is a noun and a verb: 使用加密连接连接数据库 is good Chinese.
    """

    start: int
    end: int
    unit: str
    sure: bool = True


def places(text: str) -> Iterator[int]:
    """Offsets near which alone `find` can find anything in a text."""
    for pattern in (_AGAIN, _ENGLISH_AGAIN):
        for match in pattern.finditer(text):
            yield match.start()


def find(text: str) -> Iterator[Doubled]:
    """Doubled words and particles of a masked text."""
    if _AGAIN.search(text):
        found = [
            *(Doubled(m.start() + 1, m.end(), m.group(1)) for m in doubled_char.find(text)),
            *_words(text),
        ]
        if found and is_simplified(text):
            yield from found
    for match in _ENGLISH.finditer(text):
        first = match.group(1)
        if not _is_good_english(text, match, first):
            yield Doubled(match.start() + len(first), match.end(), first)


def _words(text: str) -> Iterator[Doubled]:
    reach = -1
    for match in _PIECE.finditer(text):
        unit = match.group(1)
        if _is_wrong(text, match, unit, piece=True):
            reach = match.end()
            yield Doubled(match.start() + len(unit), match.end(), unit)
    for match in _WORD.finditer(text):
        unit = match.group(1)
        if match.start() < reach or not _is_wrong(text, match, unit):
            continue
        if not is_within(text, match.start() + len(unit)):
            # 析构函数函数体: the second copy may begin a longer word.
            sure = (
                unit not in _NOUN_VERBS
                and text[match.end() : match.end() + 1] not in _SUFFIXES
                and text[match.start() - 1 : match.start()] != "多"  # 多宣传宣传
            )
            yield Doubled(match.start() + len(unit), match.end(), unit, sure)


def _is_wrong(text: str, match: re.Match[str], unit: str, piece: bool = False) -> bool:
    start, end = match.span()
    before, after = text[max(0, start - len(unit)) : start], text[end : end + len(unit)]
    if unit in _REDUPLICATED or len(set(unit)) < len(unit) or unit in (before, after):
        return False  # a third copy is emphasis, or an example of text
    if unit[:1] in _JOINTS and unit not in _ONE_WORD:
        return False
    # 是不是不好, 能不能不去; 怎么改就怎么改
    if unit.endswith(("不", "多少")) or (unit.startswith(_PATTERNS) and unit not in _ONE_WORD):
        return False
    if before and before[-1] in "转变换到与和" and text.startswith(before[-1], end):
        return False  # 整数转字符串字符串转整数
    if unit[-1] == "的" and before and before[-1] + unit[0] in chinese():
        return False  # 项目的目的, 题目的目的
    if unit[-1] in _SHADES and text.startswith("的", end):
        return False  # 雪白雪白的
    if text[end : end + 1] in ("看", "吧", "呗") or text.startswith("一下", end):
        return False  # 研究研究看, 思考思考一下
    if unit.endswith(("啥", "什么", "谁", "哪里", "哪个")):
        return False  # 想买啥买啥
    head, joint, _ = unit.partition("的")
    if joint and text.startswith(head, end):
        return False  # 左节点的左节点的左节点
    if unit in _TENTATIVE:
        return "\u4e00" <= after[:1] <= "\u9fff" and not _LITTLE.search(before)
    if before and len(unit) == 2 and _is_tail(before[-1], unit, after):
        return False
    if piece:
        quoted = text[end : end + 1] in _QUOTES or before[-1:] in _QUOTES
        return not quoted and unit[-1] not in _JOINTS and not _CODED.search(unit)
    # 分库分库 and the like: the copies begin and end in the middle of words.
    words = chinese()
    if unit in words:
        return not after or unit + after[:1] not in words or before[-1:] + unit in words
    if len(unit) != 2:
        return False
    return bool(_PHRASE.fullmatch(unit)) or (
        unit[0] not in _JOINTS
        and unit[1] not in _JOINTS
        and text.count(unit) > 2
        and text.count(unit[1] + unit[0]) == 1
    )


#: An adverb and its verb, a verb and its particle: no word, but one breath.
_PHRASE = re.compile(r"[也都就还又没已被将会能可][\u4e00-\u9fff]|[\u4e00-\u9fff]了")


def _is_tail(last: str, unit: str, after: str) -> bool:
    """宏定义定义常量, 安全连接连接到: the first copy ends a compound, the second is its verb."""
    return unit in _VERBS and bool(after) and (last in "宏软硬长短" or last + unit in chinese())


#: A unit that begins with one of these joins two phrases that share a word: 的边的边权.
_JOINTS = frozenset("的地得者和与或及是在到对从把被向为之")
_PATTERNS = ("怎", "哪", "谁", "什么", "一", "每", "越", "第", "很", "更", "最", "超", "再", "好")
_QUOTES = frozenset("“”‘’\"'「」『』《》…~～！!")
_ONE_WORD = frozenset(
    (
        "更加 对于 为了 从而 或者 与其 及其 是否 对应 到了 对象 在线 在于 到达 之后 之前 之间 之外 之中"
        " 从来 每个 一些 第一 好像 最后 最终 再次 再见 以及 由于 关于 与它"
    ).split()
)
_VERBS = frozenset("定义 连接 链接 缓存 满足 处理 存储 管理 请求 响应 服务 搜索 编码".split())
#: Words that are what is done, and doing it.
_NOUN_VERBS = _VERBS | frozenset(
    "限制 监控 参考 运算 控制 更新 操作 测试 训练 学习 配置 输入 输出 索引 标注 注释 引用 代理 备份 调度"
    " 计算 解码 加密 解密 压缩 排序 查询 映射 转换 优化 预测 推理 采样 评估 评价 分类 检索 检测 识别 生成"
    " 合成 渲染 编译 调用 调试 记录 标记 命名 描述 说明 解释 总结 统计 约束 要求 设计 实现 声明 规定 影响"
    " 作用 保护 支持 服务 组织 代表 领导 翻译 包装 封装 打包 补丁 镜像 复制 同步 通信 传输 路由 负载 补偿"
    " 奖励 惩罚 激活 嵌入 投影 卷积 池化 量化 微调 提示 反馈 比较 选择 决策 规划 交互 协作 贡献 依赖 模拟"
    " 仿真 抽象 继承 实例 注册 登录 认证 授权 订阅 发布 部署 迁移 升级 安装 扩展 扩容 恢复 快照 审计 告警"
    " 报告 报警 提交 回滚 合并 分支 跟踪 追踪 校验 验证 过滤 聚合 连通 遍历 递归 迭代 循环 跳转 拼接 切分".split()
)
_SUFFIXES = frozenset("体器者率性式型类量库表层端值名项池键官")
#: How something looks or feels: such words are said twice for emphasis.
_SHADES = frozenset("白红黑绿黄蓝紫灰亮凉冷热烫硬直滚圆瘦嫩香")
_CODED = re.compile(r"[一二三四五六七八九十零百千万甲乙丙丁啦啊哈呀]")


#: Someone to talk to to get help: the first "to" ends a clause about a person.
_ASK = re.compile(r"\b(?:talk|speak|listen|turn|write|reach out) $", re.IGNORECASE)


def _is_good_english(text: str, match: re.Match[str], first: str) -> bool:
    if first == "to" and _ASK.search(text, max(0, match.start() - 12), match.start()):
        return True
    if first.lower() in ("that", "it", "is", "in", "on", "has", "have", "this") and (
        first.lower() in ("that", "is", "it", "in", "on")
    ):
        return first.lower() in ("that", "in", "on") or "," in text[match.start() : match.end()]
    second = match.group()[len(first) :].strip()
    if len(first) == 1 and first != second:
        return True  # A a: a variable and its class, items of a list
    return first.islower() and second.isupper() and len(second) == 1
