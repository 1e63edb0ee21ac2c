"""What one sentence of a prompt demands of the form of an answer: tables of patterns.

A pattern has to be sure of the demand, not only of its subject: `no explanations needed` forbids none. What looks like
a demand and matches nothing is for a person to read.
"""

from __future__ import annotations

import re

from tffix.responses.contract import LOCAL, NONE, ONE, PER_FILE
from tffix.responses.demanded_files import FILE, files_demanded, names_files
from tffix.responses.demanded_names import names_demanded
from tffix.responses.sentences import Sentence

#: A setting of the contract and its value.
Hit = tuple[str, object]

_BLOCK = r"(?:code[ -]?)?(?:blocks?|fences?)|fenced[ -]?blocks?|code[ -]?blocks?"
_CODE = (
    r"(?:(?:fenced|markdown|terraform|hcl|code|complete|large|big|copy-?paste-?able|"
    r"contiguous|continuous|valid) ){0,4}"
)
_ANSWER = (
    r"(?:return|respond(?: with)?|reply(?: with)?|answer(?: with)?|output|produce|deliver|"
    r"give|provide|emit|present|submit|send|print|put|place|wrap|write|format|be|is)"
)
_ONE = r"(?:exactly |only |just )?(?:one|1|a single|one single)"
_NOT = r"(?:do not|don't|dont|never|must not|should not|shouldn't|mustn't|without|please avoid|avoid|no need to)"
_UNLESS_NEEDED = r"(?! (?:are |is )?(?:required|needed|necessary|unless))"

# (setting, value, pattern). The first group that a pattern has, if any, is the value.
_PATTERNS: tuple[tuple[str, object, str], ...] = (
    # exactly one block
    (
        "blocks",
        ONE,
        rf"\b{_ANSWER}\b(?! the (?:entire|whole|full) (?:file|contents?))"
        rf"[^.]{{0,60}}?\b{_ONE} {_CODE}(?:{_BLOCK})\b(?! (?:per|for (?:each|every)|each)\b)",
    ),
    (
        "blocks",
        ONE,
        rf"\b(?:everything|all (?:of )?(?:the |your |terraform |hcl )*(?:code|files|it|this)|"
        rf"(?:entire|whole|full|complete) (?:answer|response|output|solution|configuration|code|"
        rf"stack|project|thing)|(?:hcl|terraform) code|(?:the|your) (?:answer|response|reply|code|"
        rf"output))\b.{{0,50}}?\b(?:in|inside|within|as|of) {_ONE} {_CODE}(?:{_BLOCK})\b",
    ),
    ("blocks", ONE, rf"\b{_ONE} {_CODE}(?:{_BLOCK}) only\b"),
    (
        "blocks",
        PER_FILE,
        rf"\b(?:each|every) (?:\w+ )?file\b.{{0,40}}\b(?:own|separate|individual|its)"
        rf" {_CODE}(?:{_BLOCK})\b",
    ),
    (
        "blocks",
        PER_FILE,
        rf"\b(?:one|a|single|separate|a separate|its own) {_CODE}(?:{_BLOCK}) (?:per|for (?:each|"
        rf"every)) (?:\w+ )?file\b",
    ),
    ("blocks", PER_FILE, rf"\bfiles? (?:as|in|into) (?:separate|individual) {_CODE}(?:{_BLOCK})\b"),
    (
        "blocks",
        PER_FILE,
        rf"\b(?:put|place|provide|present) (?:them|the files|all files|files) in "
        rf"separate {_CODE}(?:{_BLOCK})\b",
    ),
    # the label of the fence
    (
        "language",
        None,
        rf"\b(?:{_BLOCK})\b.{{0,20}}\b(?:label+ed|tagged|marked|annotated|with the language(?: tag|"
        rf" identifier)?)(?: as)? [`\"']*(hcl|terraform|tf)\b",
    ),
    ("language", None, r"```(hcl|terraform|tf)\b"),
    ("language", "hcl", rf"\b{_ONE} (?:fenced )?hcl (?:{_BLOCK})\b"),
    ("language", None, r"\b(hcl|terraform) (?:language )?(?:tag|label|info string)\b"),
    # text outside
    (
        "text_outside",
        False,
        r"\bno (?:extra |additional |other |further )?(?:text|prose|explanations?|explanatory "
        r"text|commentary|words|content|anything|markdown|headings?)(?:,? (?:or|and|/) \w+)? "
        r"(?:is allowed |allowed |at all )?(?:outside|before|after|around|beyond|besides|other "
        r"than)\b",
    ),
    (
        "text_outside",
        False,
        r"\bnothing (?:else )?(?:outside|before|after|around|besides|other than|except)"
        r"\b.{0,40}\b(?:block|fence|code)\b",
    ),
    (
        "text_outside",
        False,
        r"\b(?:block|fence|code|file)\b.{0,40}(?:\band nothing else\b|, nothing else\b|"
        r"\bnothing more\b|- nothing else\b)",
    ),
    (
        "text_outside",
        False,
        rf"\b{_NOT} (?:include |add |write |output |provide |give |put |produce )?(?:any |extra |"
        rf"additional |other |long )*(?:explanations?|explanatory text|prose|commentary|text)\b(?!.*\b(?:in|"
        rf"inside|within) (?:the )?(?:code|file|block))",
    ),
    (
        "text_outside",
        False,
        r"\b(?:return|output|respond with|reply with|answer with|provide|give me|deliver|be|is|"
        r"contains?|write) (?:back )?(?:only|just|nothing but) (?:the |valid |complete |final |"
        r"full |raw |pure |working )*(?:terraform |hcl |source )*(?:code|hcl|terraform)\b(?! "
        r"(?:\d|best|feature|resource|module|version))",
    ),
    (
        "text_outside",
        False,
        r"\bonly (?:return|output|respond with|reply with|provide|give me|the) (?:the |valid |"
        r"complete |final |full |raw |pure )*(?:terraform |hcl )*code\b(?= (?:no|for|itself|in|"
        r"inside|of|block|with)\b|[,.;:(]| -|$)",
    ),
    ("text_outside", False, r"\bcode[ -]only\b(?! (?:change|review|deploy))"),
    (
        "text_outside",
        False,
        r"\bno (?:extra |additional |other |further )?(?:text|prose|explanations?|commentary|"
        r"narrative|preamble)\b(?! (?:is |are )?(?:needed|necessary|required))(?! file)",
    ),
    # provider blocks
    (
        "provider_blocks",
        False,
        r"\b(?:no|not any|zero|without(?: any| a)?) (?:aws )?providers?(?:/backend| or backend| "
        r"and backend)?(?: block| config)",
    ),
    (
        "provider_blocks",
        False,
        rf"\b{_NOT} (?:include|add|define|declare|redefine|re-define|redeclare|re-declare|"
        rf"configure|write|create|put|generate|output|specify|use|need)(?: in it)? (?:any |a |an |"
        rf"another |the |your own )*(?:(?:terraform|backend|aws)/? ?(?:or |and |"
        rf"/ ?)?)?providers?\b(?!\.tf| (?:version|constraint|alias))",
    ),
    ("provider_blocks", False, rf"\b{_NOT} (?:redefine|redeclare|configure|define|declare) (?:the )?providers?\b"),
    (
        "provider_blocks",
        False,
        r"\b(?:omit|skip|exclude|leave out|remove) (?:the |any |all )?(?:aws )?providers? (?:blocks?|config)",
    ),
    ("provider_blocks", False, r"\bproviders? (?:blocks?|config\w*) (?:must|should|need|may)(?:n't| not) be\b"),
    (
        "provider_blocks",
        False,
        r"\bproviders?(?: blocks?| config\w*)? (?:is|are) (?:already )?(?:defined|configured|declared|handled|set up) "
        r"(?:elsewhere|separately)\b",
    ),
    ("provider_blocks", False, r"\b(?:keep|leave) (?:the )?provider (?:config\w*|blocks?) out\b"),
    # modules
    (
        "modules",
        NONE,
        rf"\b(?:no|zero|without(?: any)?) (?:nested |child |sub)?modules?(?: blocks?| references?| "
        rf"calls?)?\b{_UNLESS_NEEDED}(?! (?:from|older|newer|other|that|which)\b)",
    ),
    (
        "modules",
        NONE,
        rf"\b{_NOT} (?:use|using|create|creating|define|declare|reference|include|split (?:it "
        rf")?into) (?:any )?(?:terraform )?modules?\b(?! (?:block )?(?:unless|from|outside))",
    ),
    (
        "modules",
        LOCAL,
        rf"\b(?:no|zero|without(?: using| pulling in| relying on| any)*) (?:any )?(?:external|"
        rf"third[- ]party|registry|public|community|remote)(?: registry)?(?: or \w+)? "
        rf"modules?\b{_UNLESS_NEEDED}",
    ),
    (
        "modules",
        LOCAL,
        rf"\b{_NOT} (?:create or |rely on |use|using|reference|include|call|import|pull in|depend "
        rf"on)+ ?(?:reference )?(?:any )?(?:external|third[- ]party|registry|public|community|"
        rf"remote)(?: registry)? modules?\b",
    ),
    # names above the code
    (
        "named",
        True,
        r"\bfile ?names? (?:at the top|clearly indicated|as (?:a )?(?:heading|header|comment)|"
        r"indicated|in a comment)\b",
    ),
    (
        "named",
        True,
        r"\b(?:each|every) (?:\w+ )?(?:file|block)\b.{0,15}\b(?:start|begin|with)\b.{0,30}\bcomment\b.{0,30}"
        r"\b(?:path|names?|file ?names?)\b",
    ),
    ("named", True, r"\bwith (?:clear )?(?:headers|headings) (?:like|such as)\b.{0,40}\.tf\b"),
    ("named", True, r"\b(?:label|name|title|annotate) each (?:code )?(?:block|fence) with (?:its |the )?file ?name\b"),
)
_COMPILED = tuple((setting, value, re.compile(pattern, re.IGNORECASE)) for setting, value, pattern in _PATTERNS)

_FIRST_LINE = re.compile(
    r"\b(?:first[- ]line|start(?:s|ing)? (?:the (?:block|file|code) )?with|begin(?:s|ning)? "
    r"(?:the (?:block|file|code) )?with)"
    r"[^`/#\"]{0,40}[`\"]((?://|#) ?[^`\"]+)[`\"]",
    re.IGNORECASE,
)
_NO_FENCE = re.compile(
    r"\b(?:no|not|without|or|n't)\b.{0,30}\bmarkdown\b|\b(?:no|without)\b.{0,20}\b(?:fences|"
    r"code blocks)\b|\braw (?:hcl|terraform)\b",
    re.IGNORECASE,
)
# What a service answers is no demand of this answer.
_AT_RUN_TIME = re.compile(
    r"\b[1-5]\d\d\b|\bhttps?\b|\b(?:apis?|endpoints?|requests?|users?|lambdas?|callers?|"
    r"clients?|status)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:terraform|hcl|blocks?|fences?|fenced|prose|(?:the|your) (?:answer|response)|the model)\b|\.tf\b",
    re.IGNORECASE,
)
_LONGEST = 2000  # no sentence is longer; what is, is a table or data, and no pattern need be quick on it
_EACH = re.compile(r"\b(?:each|every|per|separate|respective)\b", re.IGNORECASE)
_FORMAL = re.compile(
    rf"\b(?:code|fenced|fence) ?blocks?\b|\bfence[ds]?\b|\bfirst line\b|\bfile names?\b|"
    rf"\bfile ?name (?:at|on|in|as)\b|\bfiles? (?:called|named)\b"
    r"|\b(?:single|one|separate|two|three|four|five) (?!(?:[\w-]+ )?(?:state|tfvars|log|lock|"
    r"env|zip)\b)(?:[\w-]+ ){0,2}files?\b"
    r"|\b(?:only|just) (?:the )?(?:code|hcl|terraform code)\b|\bno (?:explanations?|prose|commentary|comments)\b"
    r"|\bno (?:extra|additional|other) (?:files?|modules?|text)\b|\bnothing else\b|\bno separate\b"
    rf"|\b(?:no|not|n't|never|without)\b.{{0,30}}\b(?:providers? (?:blocks?|config\w*)|"
    rf"(?<!existing )modules?|backend blocks?)\b"
    r"|\b(?:provider|terraform|backend|module) blocks?\b"
    rf"|\b(?:create|generate|produce|provide|write|return|deliver|output|put|place|keep|organi[sz]e)\b.*{FILE}"
    rf"|{FILE}.{{0,40}}\b(?:must|should|needs? to|has to)\b"
    r"|\bdo not (?:give|summari[sz]e|explain|describe)\b|\bdon't (?:summari[sz]e|explain|describe|break it)\b"
    r"|\b(?:your|the) (?:answer|response|reply|output) (?:must|should|has to|needs to)\b",
    re.IGNORECASE,
)


def demands_of(sentence: Sentence) -> tuple[list[Hit], bool]:
    """The demands of a sentence, and whether nothing is left in it that looks like one."""
    if len(sentence.text) > _LONGEST:
        return [], True
    hits: list[Hit] = []
    for setting, value, pattern in _COMPILED:
        if found := pattern.search(sentence.text if "`" in pattern.pattern else sentence.bare):
            hits.append((setting, value if value is not None else found[1].lower()))
    if found := _FIRST_LINE.search(sentence.text):
        hits.append(("first_line", found[1].strip()))
    if _AT_RUN_TIME.search(sentence.bare) and not _ANSWERED.search(sentence.bare):
        hits = [hit for hit in hits if hit != ("text_outside", False)]
    if _EACH.search(sentence.bare):
        hits = [hit for hit in hits if hit != ("blocks", ONE)]
    hits += files_demanded(sentence)
    hits += names_demanded(sentence)
    if _NO_FENCE.search(sentence.bare):
        return list(dict.fromkeys(hits)), False
    return list(dict.fromkeys(hits)), bool(hits) or not (_FORMAL.search(sentence.bare) or names_files(sentence))
