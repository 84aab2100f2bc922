"""Who proposed what: the patterns that tie the name of a maker to an entity."""

from __future__ import annotations

import re

from .context import Context, Subject
from .mentions import Mention
from .strange import PLACEHOLDER
from .text import Sentence

_VERB_ZH = "做的(?=[。，,；;]|$|[^，,。；;]{0,8}(?:研究|工作|模型|方法|项目|成果|论文|实验))|完成|主导(?!地位|作用|权|的)|牵头|提出|发布|推出|开发(?!指南|者|手册|文档|工具|环境|流程|平台|包|套件|板|商)|研发|开源|发表|设计|出品|打造|研制|发明|公布|创建|构建|训练|发明|首创|问世|诞生|面世|上线|亮相|放出|开放(?!的?(?:[域词式源]|数据|环境|世界))|公开(?!的?(?:数据|语料|文本|网络|可用|测试|课|资料|信息))"
_VERB_EN = (
    r"propos\w+|introduc\w+|develop\w*|releas\w+|publish\w*|present(?:ed|s)?|creat(?:ed|es)|built|open-sourced|"
    r"invent\w+|design\w+|announc\w+|launch\w*|unveil\w*|trained|debuted|appeared|came out|described|made|authored"
)
VERB = re.compile(f"{_VERB_ZH}|(?<![a-z])(?:{_VERB_EN})(?![a-z])")
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
PUTS_TO_WORK = re.compile(r"(?:上线|部署|落地|亮相)了? ?$")
#: 2003 年提出的 NNLM: the year of something that the register does not know.
MADE_OTHER = re.compile(
    rf"^ ?年? ?[^，,。；;]{{0,12}}?(?:{_VERB_ZH})(?:了|的) ?[一-鿿]{{0,6}} ?[“\"《]?[A-Za-z][A-Za-z0-9-]+|"
    rf"^ ?年? ?[^，,。；;]{{0,12}}?(?:提出|发明)了? ?[一-鿿]{{2,10}}(?:概念|理论|思想|一词)"
)
#: 来自北京大学…团队实现的 ChatExcel: the organisation made what follows.
_MADE_NAME = re.compile(
    r"[^，,。；;]{0,32}?(?:实现|提出|开发|发布|研发|推出|打造|训练|设计|开源)了?的 ?[“\"《]?(?P<name>[A-Z][A-Za-z0-9-]+)"
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
_DERIVED = re.compile(
    r"^ ?(?:的|’s|'s)? ?(?:官方|开源|最新)?(?:复现|实现|代码|权重|中文版|版本|改进|变体|替代|竞争|接口|api|api|技术报告解读|"
    r"微调|应用|预训练模型|训练|优化|加速|论文解读|数据|解读|后续|变种|衍生|教程|之后|以后|基础上|之上|-based|版)"
)
#: Another thing stands between a verb and a name: 发布的 OPT-175B 与 GPT-3.
BETWEEN = re.compile(r"基于|based|与|和|比|对标|[a-z0-9][a-z0-9.\-]* ?(?:与|和|是|在|对|比|的|、)")
_COPULA = re.compile(r"(?:是|为|即|系|属于|is|was|are|were)(?![^，,。]*(?:基于|使用))")


def agent_subjects(context: Context, sentence: Sentence, start: int, end: int) -> list[Subject]:
    """The entities whose proposer is said to be what stands at [start, end)."""
    return direct(context, sentence, start, _agent_subjects(context, sentence, start, end))


def direct(
    context: Context, sentence: Sentence, start: int, subjects: list[Subject]
) -> list[Subject]:
    """Those of `subjects` that nothing in the clause keeps apart from it: peft 库由 … 开发."""
    if not subjects or subjects[0].how in ("clause", "sentence"):
        return subjects
    first, _ = stretch(context, sentence, start)
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
    first, last = stretch(context, sentence, start)
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
        return one(context, target, last)
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
    if active is not None and PUTS_TO_WORK.search(active.group()):
        return []
    passive = _BY.search(before)
    if active is not None and not passive and _MACHINES.search(after[: active.end()]):
        return []
    if active is not None:
        verb_end = end + active.end()
        copula = _COPULA.search(before) is not None and _CLEFT.fullmatch(before) is None
        if target is not None and not has_subject and target.start >= verb_end:
            gap = folded[verb_end : target.start]
            if gap.startswith("的") and len(gap) <= 10 and not BETWEEN.search(gap):
                return one(context, target, last)
        if copula and not has_subject and context.starts_with_stranger(first, start):
            return []
        if not copula and target is not None and not (passive and has_subject):
            if target.start >= verb_end:
                gap = folded[verb_end : target.start]
                if re.search(r"[一-鿿] ?[a-z0-9 .-]*[a-z]{3,} ?$", folded[end : target.start]):
                    return []  # 开源了 Caffe2 quantized MobileNet: another's version
                if len(gap) <= 24 and not BETWEEN.search(gap):
                    return one(context, target, last)
                return []
            if BETWEEN.search(folded[end : target.start]):
                return []  # 百度的文心一言和阿里的通义千问
            return one(context, target, last) if folded[target.end : last].strip()[:2] else []
        if not has_subject and not passive and context.stranger_in(verb_end, last):
            return []
        if target is None and not copula and MADE_OTHER.match(context.text[end:last]):
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
        passive and (VERB.search(before) or _FAMILY.search(before))
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


def stretch(context: Context, sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause of an offset, with the next one when a comma only sets off a year or a name."""
    index = context.clause(sentence, at)
    return sentence.clauses[index]


def one(context: Context, mention: Mention, last: int) -> list[Subject]:
    if mention.entity < 0 or mention.role not in ("subject", "compared"):
        return []
    if _DERIVED.match(context.folded[mention.end : last]):
        return []
    return [Subject(mention.entity, mention.variant, "clause", True)]
