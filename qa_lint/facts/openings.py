"""How clauses begin, point back and join names: what tells whether their subject is carried over."""

from __future__ import annotations

import re

ANAPHOR = re.compile(
    r"^\s*(?:它们?|其|该|此|这(?:个|一|种|些)|本|因此|所以|此外|另外|同时|而且|并且|并|还|也|然后|其中|如|例如|比如|包括|从而|使|以|可|能|既|且|具体来说|具体地?|"
    r"the model|the method|it\b|its\b|this\b|these\b|the\b|they\b|their\b)",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"\s*(?:由于|因为|为了|通过|作为|凭借|随着|得益于|鉴于|(?:[A-Z][a-z]+ed|Built|Known|First|Due to|Because|As|With|By|Thanks)\s)"
)
WHICH = re.compile(r"\s*(?:which|who|whose)\b")
#: The second predicate of a clause goes back to its first subject.
SECOND = re.compile(
    r"\band (?:then |finally |thus )?(?:is|was|has|had|uses|used|were|does|contains|ends|gets|reaches|achieves|keeps|runs|adds|takes|gives|needs|trains)\b|并且?(?!行|列|发)|而且"
)
#: SAM 2 swaps the ViT of SAM for …: what is put in is the subject's.
SWAPS = re.compile(
    r"(?:swaps?|swapped|replaces?|replaced|exchanges?|substitutes?) [^.;]{0,80} (?:for|with|by) ",
    re.IGNORECASE,
)
#: 这也是华为自研的框架: said of what was named last.
THIS_IS = re.compile(r"\s*这(?:也|就|便|正)?是")
LATTER = re.compile(
    r"\s*(?:而|但|并且|其中)?(?:后者|前者|两者|二者|相比之下|相反|反之|与之相对|另一方面|by contrast|in contrast|conversely|on the other hand|the (?:latter|former)|both)",
    re.IGNORECASE,
)
#: 前者…, the latter …: which of two that were named last.
OF_TWO = re.compile(
    r"\s*(?:而|但|其中)?(?:(?P<first>前者|the former(?![a-z]))|(?:后者|the latter(?![a-z])))",
    re.IGNORECASE,
)
#: BERT, an encoder from Google, was …: the clause goes on with the verb of the first one.
VERB_FIRST = re.compile(
    r"\s*(?:also |then |still |nevertheless )?(?:is|was|has|had|does|did|can|cannot|uses|used|contains|consists|relies|trains|takes|employs|adopts|adds|needs|requires|"
    r"introduces|introduced|learns|generates|predicts|reaches|stacks|runs|keeps|freezes|updates|comes|came|stands|works|applies|treats|builds)\b"
)
APPOSITION = re.compile(
    r"\s*(?:an?|the|which|who|whose|awarded|introduced|proposed|released|developed|built|published|trained|presented|designed|short|also known|known|originally|first)\b"
)
#: … stems from ViT, a model from Google: said of what was named right before.
SET_OFF = re.compile(
    r"\s*(?:an?|the|introduced|proposed|released|developed|built|published|presented|designed|created|trained)\s"
)
GROUP = re.compile(r"^[\s“”\"》《*]*(?:、|和|与|及|以及|跟|/|,|，|and|or|&)[\s“”\"《》*]*$")
RESPECTIVE = re.compile(r"分别|依次|respectively", re.IGNORECASE)
#: 许多模型采用…, we use…: a clause that names a subject of its own, without a name.
OWN_SUBJECT = re.compile(
    r"\s*(?:(?:其中|同时|另外|此外|而|但是?|然而|因此|所以|于是|并且|例如|比如|现在|如今|并|不过)[，,]?\s*)?"
    r"(?:在?这些|我们|你|您|大家|人们|研究者|研究人员|LLMs?(?![A-Za-z])|大模型|许多|很多|现有的?|已有的?|要么|大多数|大部分|多数|绝大多数|现代|如今的|现在的|这些|那些|"
    r"各种|其他|其它|另一|一些|有些|有的|某些|后续|传统|以往|此前|早期|主流|近年|常见的|一般的?|普通|通常的|以[^，,。]{1,20}为代表|"
    r"这[一个种些](?!模型|方法|网络|架构|工作|框架|技术|算法|思路|机制)[一-鿿]{2,6}(?:由|被|是|在|会|能|可)|"
    r"也就是|即(?!使|便|可|将)|换句话说|换言之|(?:we|you|most|many|modern|several|some|other|such|these|those|people|one)\s)",
    re.IGNORECASE,
)
COMPARING = re.compile(
    r"\s*(?:相比|相较|不同于|区别于|比起|较之|compared (?:to|with)|unlike)", re.IGNORECASE
)
BOTH = re.compile(r"它们|两者|二者|都|均|\b(?:both|they|their)\b", re.IGNORECASE)
REFERS = re.compile(
    r"(?:这项|此项|这篇)(?:工作|研究|论文)|它|该|其(?!他|它|中)|此模型|这(?:个|一|种)?(?:模型|方法|网络)|\b(?:it|its|the model)\b",
    re.IGNORECASE,
)
#: 在 Transformer 中，: what the rest of a sentence is about.
FRAME = re.compile(
    r"\s*(?:而|但)?(?:在|对于|对|就|关于|[Ii]n|[Ff]or|[Ww]ith) ?(?:the )?(?:原始|标准)?的? ?X ?(?:模型|网络|架构)?(?:的?(?:结构|架构|训练|推理|框架)?(?:中|里|内部?|过程中|阶段|来说|而言))?[，,]\s*"
)
#: What says that a sentence goes on about what was named before.
POINTS_BACK = re.compile(
    r"它(?!们)|该|其(?!他|它|中)|此(?!外)|这(?:个|一|种|款|项)|(?:^|[，,。：:\s])模型(?=能|会|可|在|就|也|还|不|使|采|通|将|把|对)|"
    r"\b(?:it|its|the (?:model|method|network)|this)\b"
)
#: A pronoun for several.
SEVERAL = re.compile(r"它们|两者|二者|这些|那些|\b(?:they|their|these|those|both)\b", re.IGNORECASE)
#: What a heading names, said again.
NAMES_ABOVE = re.compile(
    r"(?:该|此|本|这(?:个|一|种|项|类|篇)?)(?:模型|方法|网络|架构|框架|算法|技术|工作|论文|研究|文|机制|策略|损失|数据集)|"
    r"(?:^|[，,。；;：:、\s])(?:模型|作者|论文|方法)(?!的?(?:参数|大小|规模|权重|性能|结构))|"
    r"\b(?:the|this) (?:model|method|paper|network|framework|work|authors|architecture|approach|algorithm)\b",
    re.IGNORECASE,
)
IS = re.compile(r"(?:是|叫做?|称为|名为|即|提出了?) ?[“\"《]?$")
NEW_NAME = re.compile(
    r"的[一-鿿]{0,6}(?:变体|改进|版本|后继|扩展|代表)(?:就?是|为|叫做?|有) ?(?P<name>[A-Z][a-z]{2,}[A-Za-z0-9-]*)"
)
PREDICATE = re.compile(
    r" ?(?:系列)?(?:模型|网络)?(?:完全|本身|并|都)?(?:没有|使用|采用|是|由|有|用|通过|则|也|基于|只|不|is|uses|has)"
)
ONLY_LATIN = re.compile(r"\s*(?:而|但|，)?(?:由于|因为)?[A-Za-z .-]{0,16}$")
#: What may stand before a name that a clause is about: 接下来出场的是 Transformer，它….
TOPIC_AHEAD = re.compile(
    r"[\s“\"《*]*(?:[^，,。；;]{0,12}是|而|但|其中|原始的?|原版的?|标准的?|在|[Tt]he |[Aa]n? )? ?$"
)
BEFORE_SUBJECT = re.compile(r"(?:是|而|但|其中|例如|比如|而且|同时|不过|然而)[，,：:]? ?[“\"《]?$")
#: A name before a mention that is joined to it: DDIM 与 DDPM.
JOINED_BEFORE = re.compile(
    r"(?P<name>[A-Z][A-Za-z0-9.+-]*|[a-z][a-z0-9-]*(?= ?(?:网络|模型)))(?: ?(?:网络|模型))?(?:[(（][^()（）]*[)）])? ?(?:、|和|与|及|或|以及|/|and|or) ?$"
)
LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9.+/-]* ?$")
