"""Who proposed what, and when: the patterns that tie a name or a year to an entity."""

from __future__ import annotations

import re

from .context import Context, Subject
from .mentions import Mention
from .strange import PLACEHOLDER
from .text import Sentence

_VERB_ZH = "做的(?=[。，,；;]|$|[^，,。；;]{0,8}(?:研究|工作|模型|方法|项目|成果|论文|实验))|完成|主导|牵头|提出|发布|推出|开发(?!指南|者|手册|文档|工具|环境|流程|平台|包|套件|板|商)|研发|开源|发表|设计|出品|打造|研制|发明|公布|创建|构建|训练|发明|首创|问世|诞生|面世|上线|亮相|放出|开放(?!的?(?:[域词式源]|数据|环境|世界))|公开(?!的?(?:数据|语料|文本|网络|可用|测试|课|资料|信息))"
_VERB_EN = (
    r"propos\w+|introduc\w+|develop\w*|releas\w+|publish\w*|present(?:ed|s)?|creat(?:ed|es)|built|open-sourced|"
    r"invent\w+|design\w+|announc\w+|launch\w*|unveil\w*|trained|debuted|appeared|came out|described|made|authored"
)
_VERB = re.compile(f"{_VERB_ZH}|(?<![a-z])(?:{_VERB_EN})(?![a-z])")
_BY = re.compile(
    r"(?:由|是由|被)[^，,。]{0,10}$|(?<![a-z])(?:by|from)(?: the| a| researchers| scientists| engineers| team| teams| of| at| from| and|'s| group| lab| research)*[^,.，。]{0,20}$|(?:来自|出自|归属于|属于|出自于)[^，,。]{0,6}$|"
    r"(?<![a-z])(?:propos|introduc|develop|creat|invent|design|train|buil|conceiv|originat|mad|born)[a-z]*(?: jointly| originally| first| entirely)? (?:at|inside|within)(?: the)? ?$"
)
_FROM_BARE = re.compile(
    r"(?:来自|出自|归属于|属于|出自于|(?:is|was|are|comes?|came|model|hails?|stems?|originates?|originated) from)[^，,。]{0,8}$"
)
_ACTIVE = re.compile(
    rf"^[^，,。；;]{{0,26}}?(?:{_VERB_ZH})|^[^,.;]{{0,40}}?(?<![a-z])(?:{_VERB_EN})(?![a-z])"
)
_OWNER = re.compile(r"^ ?(?:ai |公司|团队|研究院|研究团队)?(?:的|'s|’s|家的)[^，,。；;]{0,6}$")
_IS_ORG = re.compile(r"(?:是|为|即|is|was|are)\s*(?:the |a |an |一(?:个|种)|由|著名的)?\s*$")
_PRODUCT = re.compile(
    r"^[^，,。；;]{0,8}(?:的|'s|’s)?[^，,。；;]{0,12}(?:模型|方法|工作|作品|架构|框架|论文|算法|产品|model|work|method|paper|product|project|family|series|line|suite)"
)
_ORG_NOUN = re.compile(
    r"(?:东家|老东家|娘家|缔造者|研发方|提出者|开发者|提出机构|开发公司|开发机构|发布者|发布方|公司|机构|团队|作者|出品方|developer|author|authors|creator|company|organi[sz]ation)"
    r"(?:是|为|:|：|来自|\s|is|are|was)*$"
)
#: HuggingFace 上最受欢迎的…, Google Colab, MIT 许可证: where something is, not who made it.
_PLATFORM = re.compile(
    r" ?(?:开源)?(?:协议|许可|licen[cs]e)| ?(?:平台|社区|官网|网站|hub|colab|云|商店)? ?(?:上(?!海)|[里中](?:的|，|,))"
)
_SOURCE = re.compile(r"(?:基于|利用|使用|采用|通过)[了过]? ?$")
_MACHINES = re.compile(r"集群|显卡|gpu|tpu|芯片|服务器|上进行|上训练|数据集")
#: 是谷歌发布了 LLaMA, it was Google that released LLaMA: the maker is stressed.
_CLEFT = re.compile(r"[\s“\"]*(?:(?:其实|正|就|实际上|事实上)?是|it (?:is|was)) ?")
#: ResNet, from Google, …
_SET_OFF = re.compile(r"\s*(?:from|by)(?: the)? ")
#: 美团上线了 BERT: who runs it.
_PUTS_TO_WORK = re.compile(r"(?:上线|部署|落地|亮相)了? ?$")
#: （[Wang 等人，2019 年]）, [Shridhar et al., 2023]: the year of a person's work.
_PERSON = re.compile(r"(?:et al\.?|等人?|&[^,，]{1,24})[,，]? ?$", re.IGNORECASE)
#: In the ImageNet challenge of 2015; a year after Word2Vec.
_OCCASION = re.compile(
    r"^[^，,。；;]{0,10}(?:挑战赛|竞赛|比赛|大赛|冠军|亚军|榜单)|^[^,.]{0,24}(?:challenge|competition)|"
    r"^ ?(?:模型)?(?:之?后|以后|之?前|以前)"
)
#: 2003 年提出的 NNLM: the year of something that the register does not know.
_MADE_OTHER = re.compile(
    rf"^ ?年? ?[^，,。；;]{{0,12}}?(?:{_VERB_ZH})(?:了|的) ?[一-鿿]{{0,6}} ?[“\"《]?[A-Za-z][A-Za-z0-9-]+|"
    rf"^ ?年? ?[^，,。；;]{{0,12}}?(?:提出|发明)了? ?[一-鿿]{{2,10}}(?:概念|理论|思想|一词)"
)
#: 来自北京大学…团队实现的 ChatExcel: the organisation made what follows.
_MADE_NAME = re.compile(
    r"[^，,。；;]{0,32}?(?:实现|提出|开发|发布|研发|推出|打造|训练|设计|开源)了?的 ?[“\"《]?(?P<name>[A-Z][A-Za-z0-9-]+)"
)
#: 提出了另外一种采样方案
_MADE_NEW = re.compile(
    r"[^，,。；;]{0,16}?(?:提出|发明|设计|开发)了? ?(?:另外|另)?(?:一种|一个|一套|一类|新的)"
)
#: a family of models by Meta
_FAMILY = re.compile(r"(?:is|are) [^.;,]{0,30}(?:family|series|line|suite|models?|work|method) ")
_PASSIVE = re.compile(r"由|被|(?<![a-z])by(?![a-z])")
#: How a clause begins that speaks of what its heading names.
_POINTS = re.compile(
    r"[\s“\"*]*(?:于|在|自|是|由|被|早在|最早|最初|首次|它|其|该|此|本|这(?:个|一|种|款)?(?:模型|方法|网络|架构|技术|算法|框架)|发布|提出|发表|推出|诞生|"
    r"(?:模型|方法|论文|作者)|[^\s，,。]{0,8}(?:时间|年份|日期|机构|公司|作者|团队|开发者|提出者)|\(|（|"
    r"it|the (?:model|method|paper)|this|was|is|released|proposed|introduced|published|in|by|from|developed|created)"
)
#: GPT-3 (Sep 2022): the date of an entry in a list of titles.
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?[ ,]*$")
_TITLE_WORDS = re.compile(r"[a-z]{2,}")
#: 2018 年的文章“Mask R-CNN”: when that text appeared, as somebody cites it.
_CITES = re.compile(r" ?年的? ?(?:文章|论文|工作|博客)[“\"《 ]")
#: 于 2018 年创建了一种 Word2Vec 模型: one of a kind that somebody makes.
_ONE_OF = re.compile(r"(?:一[种个款类]|(?<![a-z])an?(?: new| novel)?) ?$")
_YEARS_TOLD = re.compile(
    r"\d{4} ?年?(?:底|初|末)? ?(?:、|和|与|及|and) ?\d{4}(?: ?年)?[^，,。；;]*(?:分别|依次|先后)|"
    r"(?:分别|依次|先后)[^，,。；;]*\d{4} ?年?(?:底|初|末)? ?(?:、|和|与|及) ?\d{4}|\d{4} and (?:in )?\d{4}[^.;]*respectively"
)
_YEAR_OF = re.compile(r"^ ?年? ?(?:的|，|,)? ?$")
_YEAR_NOUN = re.compile(
    r"(?:年份|时间|日期|发布于|提出于|发表于|诞生于|问世于|始于|date|year)[^\d，,。；;]{0,8}$"
)
_DERIVED = re.compile(
    r"^ ?(?:的|’s|'s)? ?(?:官方|开源|最新)?(?:复现|实现|代码|权重|中文版|版本|改进|变体|替代|竞争|接口|api|api|技术报告解读|"
    r"微调|应用|预训练模型|训练|优化|加速|论文解读|数据|解读|后续|变种|衍生|教程|之后|以后|基础上|之上|-based|版)"
)
#: Another thing stands between a verb and a name: 发布的 OPT-175B 与 GPT-3.
_BETWEEN = re.compile(r"基于|based|与|和|比|对标|[a-z0-9][a-z0-9.\-]* ?(?:与|和|是|在|对|比|的|、)")
#: ViT 是 2018 年的工作, ViT dates from 2018.
_IS_WORK = re.compile(
    r"(?:是|出自|来自|源自|属于) ?(?:早在 ?)?$|(?<![a-z])(?:(?:is|was) an? |dat(?:es|ed|ing) (?:from|back to) |goes back to |stems from )$"
)
_WORK = re.compile(
    r" ?年的? ?(?:一[篇个项款])?(?:老|经典)?(?:的)?(?:工作|论文|文章|成果|模型|方法|产物|研究|架构|网络)(?=[，,。；;！!]|$)|"
    r" (?:model|paper|method|work|architecture|network)(?=[,.;]|$)|(?=[,.;]|$)"
)
_COPULA = re.compile(r"(?:是|为|即|系|属于|is|was|are|were)(?![^，,。]*(?:基于|使用))")
_NOT_YEAR = re.compile(
    r"ilsvrc|截至|截止|更新|知识(?!蒸馏|图谱)|获奖|冠军|夺|大赛|比赛|挑战赛|竞赛|榜|收录|接收|引用|数据(?!集)|以来|之前|以前|版权|统计|榜单|至今|预计|"
    r"cutoff|as of|until|up to|award|winn|won |competition|challenge|citation|since|data(?!set| set)"
)
_EVENT = re.compile(r"[A-Za-z][A-Za-z&.\-']+['’]? ?-?$")
_EVENT_FREE = re.compile(
    r"(?:\bin|since|around|of|year|early|late|mid|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|summer|al\.?|google|openai|meta|facebook|microsoft|deepmind|nvidia|salesforce|anthropic|in|by|until|from)[ ,.]*$",
    re.IGNORECASE,
)


def agent_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    """The entities whose proposer is said to be what stands at [start, end)."""
    return _direct(context, sentence, start, _agent_subjects(context, sentence, start, end))


def year_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    """The entities that are said to be of the year at [start, end)."""
    return _direct(context, sentence, start, _year_subjects(context, sentence, start, end))


def _direct(
    context: Context, sentence: Sentence, start: int, subjects: list[Subject]
) -> list[Subject]:
    """Those of `subjects` that nothing in the clause keeps apart from it: peft 库由 … 开发."""
    if not subjects or subjects[0].how in ("clause", "sentence"):
        return subjects
    first, _ = _stretch(context, sentence, start)
    if (
        subjects[0].how == "heading"
        and context.folded[first:start].strip(' “"*\n')
        and not _POINTS.match(context.folded, first, start + 1)
    ):
        return []
    by = _PASSIVE.search(context.folded, first, start)
    stop = by.start() if by else start
    return subjects if context.is_direct(first, stop, context.register.organisations) else []


def _agent_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    folded = context.folded
    first, last = _stretch(context, sentence, start)
    before, after = folded[first:start], folded[end:last]
    if _product(context, end):
        return []
    target = next((m for m in context.mentions if end <= m.start and m.end <= last), None)
    has_subject = any(first <= m.start < start and m.role == "subject" for m in context.mentions)
    if (
        target is not None
        and target.role in ("subject", "compared")
        and _OWNER.match(folded[end : target.start])
    ):
        return _one(context, target, last)
    if _ORG_NOUN.search(before):
        return context.subjects(sentence, start, end)
    if (
        first
        and folded[first - 1] in "（("
        and re.match(r"^ ?(?:ai|research)?(?: ?等)? ?[,，、)）]|^ ?$|^ ?\d{4}", after[:10])
    ):
        return context.bracketed(sentence, start) or [] if not before.strip() else []
    if _PLATFORM.match(after):
        return []
    other = _MADE_NAME.match(context.text, end, last)
    if (
        other is not None
        and not _COPULA.search(before)
        and not any(m.start < other.end() and other.start("name") < m.end for m in context.mentions)
    ):
        return []
    if _SOURCE.search(before):
        return []  # 基于百度的数据集训练的…
    if before.rstrip().endswith("在") and after.startswith("的"):
        return []  # 在美团的落地
    active = _ACTIVE.match(after)
    if active is not None and _PUTS_TO_WORK.search(active.group()):
        return []
    passive = _BY.search(before)
    if active is not None and not passive and _MACHINES.search(after[: active.end()]):
        return []
    if active is not None:
        verb_end = end + active.end()
        copula = _COPULA.search(before) is not None and _CLEFT.fullmatch(before) is None
        if target is not None and not has_subject and target.start >= verb_end:
            gap = folded[verb_end : target.start]
            if gap.startswith("的") and len(gap) <= 10 and not _BETWEEN.search(gap):
                return _one(context, target, last)
        if copula and not has_subject and context.starts_with_stranger(first, start):
            return []
        if not copula and target is not None and not (passive and has_subject):
            if target.start >= verb_end:
                gap = folded[verb_end : target.start]
                if re.search(r"[一-鿿] ?[a-z0-9 .-]*[a-z]{3,} ?$", folded[end : target.start]):
                    return []  # 开源了 Caffe2 quantized MobileNet: another's version
                if len(gap) <= 24 and not _BETWEEN.search(gap):
                    return _one(context, target, last)
                return []
            if _BETWEEN.search(folded[end : target.start]):
                return []  # 百度的文心一言和阿里的通义千问
            return _one(context, target, last) if folded[target.end : last].strip()[:2] else []
        if not has_subject and not passive and context.stranger_in(verb_end, last):
            return []
        if target is None and not copula and _MADE_OTHER.match(context.text[end:last]):
            return []
        if has_subject or passive or copula:
            return context.subjects(sentence, start, end)
        object_after = target is None and re.match(
            r"^(?:了|的|出)?(?:它|该|这|此|it|this|the model)", folded[verb_end:last]
        )
        return context.subjects(sentence, start, end) if object_after else []
    if _SET_OFF.fullmatch(before) and not after.strip(" ,，") and sentence.clauses[0][0] != first:
        return context.subjects(sentence, start, end)
    if (_FROM_BARE.search(before) and not after.lstrip().startswith("的")) or (
        passive and (_VERB.search(before) or _FAMILY.search(before))
    ):
        return context.subjects(sentence, start, end)
    if _IS_ORG.search(before) and _PRODUCT.match(after) and has_subject:
        return context.subjects(sentence, start, end)
    return []


def _product(context: Context, end: int) -> bool:
    """Whether a Latin word follows that makes another name of it: Google BigQuery."""
    if context.text[end : end + 2].strip().startswith(PLACEHOLDER):
        return True
    match = re.match(r" ([A-Z][A-Za-z0-9]+)", context.text[end : end + 24])
    if match is None or match[1] in ("Research", "Brain", "AI", "DeepMind", "Team", "Inc", "Labs"):
        return False
    return not any(m.start == end + 1 for m in context.mentions)


def _year_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    folded = context.folded
    first, last = _stretch(context, sentence, start)
    before, after = folded[first:start], folded[end:last]
    around = folded[max(sentence.start, start - 32) : start]
    if _PERSON.search(around) and max(map(around.rfind, "（([【")) > max(
        map(around.rfind, "）)]】")
    ):
        return []
    if context.text[start - 1 : start] == "[" and re.match(r"[a-z]?[\],;]", after):
        return []  # Kossmann et al. [2022]
    if _NOT_YEAR.search(folded[max(first, start - 14) : min(last, end + 14)]):
        return []
    if _EVENT.search(before[-24:]) and not _EVENT_FREE.search(before[-24:]):
        return []
    parens = _in_parens(context, sentence, start, end)
    if parens is not None:
        return parens
    if _YEARS_TOLD.search(folded[first:last]):
        return []  # 2019 年和 2023 年分别提出了 MQA 和 GQA
    target = next((m for m in context.mentions if end <= m.start and m.end <= last), None)
    has_subject = any(first <= m.start < start and m.role == "subject" for m in context.mentions)
    verb_after = _VERB.search(after)
    verb_before = _VERB.search(before)
    if target is not None and not has_subject:
        gap = folded[end : target.start]
        if _CITES.match(gap) or _ONE_OF.search(gap) or _PUTS_TO_WORK.search(gap):
            return []
        if _OCCASION.match(folded[target.end : last]):
            return []
        if _YEAR_OF.match(gap) and "的" in gap:
            return _one(context, target, last)
        tail = folded[target.end : last]
        if verb_after or re.search(_VERB, tail[:12]):
            if target.role == "object" or len(gap) > 44 or _BETWEEN.search(gap[-14:]):
                return []
            return _one(context, target, last)
        return []
    if has_subject and _WORK.match(folded, end, last) and _is_work(context, first, start):
        return context.subjects(sentence, start, end)
    if target is None and _MADE_OTHER.match(context.text[end:last]):
        return []
    if target is None and not has_subject and _MADE_NEW.match(context.text, end, last):
        return []
    if has_subject and (verb_before or verb_after or _YEAR_NOUN.search(before)):
        if verb_after is not None and verb_before is None and target is not None:
            return []
        return context.subjects(sentence, start, end)
    if context.stranger_in(end, last):
        return []
    if verb_before or _YEAR_NOUN.search(before) or (verb_after and verb_after.start() < 24):
        return context.subjects(sentence, start, end)
    return []


def _is_work(context: Context, first: int, start: int) -> bool:
    """Whether a name stands right before "is of the year" at an offset."""
    verb = _IS_WORK.search(context.folded, first, start)
    near = context.inside(first, start)
    if verb is None or not near or near[-1].role != "subject":
        return False
    gap = context.folded[near[-1].end : verb.start()].strip()
    return gap in ("", "其实", "也", "就", "早", "论文", "模型", "这篇论文", "paper")


def _in_parens(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject] | None:
    """The entity right before a bracket such as `(2018)` or `（Google, 2018）`; None: no bracket."""
    text = context.folded
    open_at = max(text.rfind("(", sentence.start, start), text.rfind("（", sentence.start, start))
    if open_at < 0 or start - open_at > 40:
        return None
    if re.search("[)）]", text[open_at:start]) or not re.match(
        r" ?年?(?: ?\d{1,2} ?月)?[a-z]? ?[)）,，;；]", text[end : end + 10]
    ):
        return None
    inner = text[open_at + 1 : start]
    if _MONTH.search(inner) and len(_TITLE_WORDS.findall(text, sentence.start, open_at)) > 2:
        return []
    named = [m for m in context.mentions if m.end <= open_at and open_at - m.end <= 2]
    if (
        named
        and named[0].entity >= 0
        and named[0].role not in ("other", "adjective")
        and not _VERB.search(inner)
    ):
        if re.search('[“"《\ufffc&]|et al| and |等|http', inner):
            return []
        return [Subject(named[0].entity, named[0].variant, "clause", True)]
    return []


def _stretch(context: Context, sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause of an offset, with the next one when a comma only sets off a year or a name."""
    index = context.clause(sentence, at)
    return sentence.clauses[index]


def _one(context: Context, mention: Mention, last: int) -> list[Subject]:
    if mention.entity < 0 or mention.role not in ("subject", "compared"):
        return []
    if _DERIVED.match(context.folded[mention.end : last]):
        return []
    return [Subject(mention.entity, mention.variant, "clause", True)]
