"""Hypothesis strategies: random trees as (text, shape), random soups of fragments, random trivia.

Shapes are those of `syntax_helpers.shape`, made beside the text, so that a parsed tree can be compared with what
was meant.
"""

from __future__ import annotations

from hypothesis import strategies as st

Pair = tuple[str, str]

FRAGMENTS = (
    *("a", "b-1", "for", "in", "if", "null", "größe", "a.b", "each.value", "1", "0.1", "1e5"),
    *('"', '"x"', '"${', "}", '"}', "${", "$${", "%{", "%%{", "%{ if ", "%{ else }", "%{ endif }", "%{ for a in "),
    *("%{ endfor ~}", "~}", "${~ ", "<<A\n", "<<-A\n", "\nA\n", "A\n", "<<", "\\", '\\"', "\\n", "\\u00e9", "$", "%"),
    *("{", "[", "]", "(", ")", ",", "=", ":", "::", "?", ".", "...", "*", "=>", "==", "!=", "!", "&&", "||", "<", "-"),
    *("+", "/", "//", "#", "/*", "*/", "# c\n", "/* c */", " ", "\t", "\n", "\r\n", "\r", "\ufeff", "\udcff", "\0"),
    *("a = 1\n", "b {\n", "}\n", 'b "l" {}\n', "\u2028", "e\u0301", "'", "@"),
)

soups = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)

names = st.sampled_from(["a", "b-1", "var", "for_each", "größe", "in", "if", "_x", "aws_s3_bucket", "count"])
roots = st.sampled_from(["a", "var", "each", "local", "größe", "module", "path"])
trivia = st.sampled_from(["", "", " ", "  ", "\t", " /* c */ ", '/* } " */'])
any_trivia = trivia | st.sampled_from(["\n", " # c }\n", '// c "\n', "\r\n", "/*\n*/"])

numbers = st.sampled_from(["0", "12", "1.5", "2e3", "1E-2"])
words = st.text(st.sampled_from("ab $%{}#/.:-_é名[]()=,'"), max_size=8)


def _is_plain(text: str) -> bool:
    return "${" not in text and "%{" not in text and not text.endswith(("$", "%"))


plain = words.filter(_is_plain)
escapes = st.sampled_from(['\\"', "\\\\", "\\n", "\\t", "\\u00e9", "\\U0001F600", "$${", "%%{", ""])
strings = st.tuples(plain, escapes, plain).map("".join).filter(lambda text: not text.startswith("{"))


def _string(text: str) -> Pair:
    return f'"{text}"', f'"{text}"'


@st.composite
def _reference(draw: st.DrawFn) -> Pair:
    text = draw(roots)
    for step in draw(st.lists(st.sampled_from([".name", "[0]", '["k"]', ".0.x"]), max_size=3)):
        text += step.replace(".name", "." + draw(names))
    return text, text


def _join(shapes: list[str]) -> str:
    return f" {' '.join(shapes)}" if shapes else ""


@st.composite
def _tuple(draw: st.DrawFn, inner: st.SearchStrategy[Pair]) -> Pair:
    items = draw(st.lists(inner, max_size=3))
    gaps = [draw(any_trivia) for _ in items]
    text = ",".join(gap + item[0] + gap for gap, item in zip(gaps, items, strict=True))
    comma = "," if items and draw(st.booleans()) else ""
    return f"[{text}{comma}{draw(any_trivia)}]", f"(TupleCons{_join([s for _, s in items])})"


@st.composite
def _object(draw: st.DrawFn, inner: st.SearchStrategy[Pair]) -> Pair:
    text, shapes = draw(st.sampled_from(["", "\n", " # c\n"])), []
    count = draw(st.integers(0, 3))
    for index in range(count):
        kind = draw(st.sampled_from(["name", "string", "computed"]))
        if kind == "name":
            key = key_shape = draw(names)
        elif kind == "string":
            key, key_shape = _string(draw(strings))
        else:
            held, held_shape = draw(inner)
            key, key_shape = f"({held})", f"(Parentheses {held_shape})"
        value, value_shape = draw(inner)
        sign = draw(st.sampled_from([" = ", "=", " : ", ":"]))
        last = index == count - 1
        end = draw(st.sampled_from([",", "\n", ",\n", " # c\n", "\r\n\n"] + ([""] if last else [])))
        text += f"{draw(trivia)}{key}{sign}{value}{draw(trivia)}{end}"
        shapes.append(f"(ObjectItem {key_shape} {value_shape})")
    return f"{{{text}}}", f"(ObjectCons{_join(shapes)})"


@st.composite
def _call(draw: st.DrawFn, inner: st.SearchStrategy[Pair]) -> Pair:
    name = draw(st.sampled_from(["f", "merge", "provider::aws::arn_parse"]))
    arguments = draw(st.lists(inner, max_size=3))
    dots = "..." if arguments and draw(st.booleans()) else ""
    text = ", ".join(argument[0] for argument in arguments)
    return f"{name}({draw(any_trivia)}{text}{dots})", f"{name}({', '.join(s for _, s in arguments)}{dots})"


@st.composite
def _template(draw: st.DrawFn, inner: st.SearchStrategy[Pair]) -> Pair:
    text, shapes = "", []
    for _ in range(draw(st.integers(1, 3))):
        literal = draw(plain)
        if literal:
            text += literal
            shapes.append(literal)
        kind = draw(st.sampled_from(["interpolation", "stripped", "if", "else", "for"]))
        held, shape = draw(inner)
        if kind == "interpolation":
            part, part_shape = f"${{{draw(any_trivia)}{held}}}", f"${{{shape}}}"
        elif kind == "stripped":
            part, part_shape = f"${{~ {held} ~}}", f"${{{shape}}}"
        elif kind == "if":
            part, part_shape = f"%{{ if {held} }}x%{{ endif ~}}", f"%(if {shape} 'x')"
        elif kind == "else":
            part, part_shape = f"%{{ if {held} }}x%{{ else }}%{{endif}}", f"%(if {shape} 'x' else '')"
        else:
            part, part_shape = f"%{{ for k, v in {held} }}y%{{ endfor }}", f"%(for k,v in {shape} 'y')"
        text += part
        shapes.append(part_shape)
    return f'"{text}"', f'"{"|".join(shapes)}"'


@st.composite
def _for(draw: st.DrawFn, inner: st.SearchStrategy[Pair]) -> Pair:
    (collection, collection_shape), (value, value_shape) = draw(inner), draw(inner)
    variables = draw(st.sampled_from(["v", "k, v"]))
    intro = f"for {variables} in {collection} :"
    shape = f"(for {variables.replace(' ', '')} in {collection_shape}: "
    gap = draw(any_trivia)
    condition = condition_shape = ""
    if draw(st.booleans()):
        tested, tested_shape = draw(inner)
        condition, condition_shape = f" if {tested}", f" if {tested_shape}"
    if draw(st.booleans()):
        return f"[{gap}{intro} {value}{condition}{gap}]", f"{shape}{value_shape}{condition_shape})"
    key, key_shape = draw(inner)
    dots = draw(st.sampled_from(["", "..."]))
    text = f"{{{gap}{intro} {key} => {value}{dots}{condition}{gap}}}"
    return text, f"{shape}{key_shape}=>{value_shape}{dots}{condition_shape})"


@st.composite
def _operation(draw: st.DrawFn, inner: st.SearchStrategy[Pair]) -> Pair:
    # Operands are closed in themselves, so that the order of operations is the one written here.
    (left, left_shape), (right, right_shape) = draw(inner), draw(inner)
    operator = draw(st.sampled_from(["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"]))
    kind = draw(st.sampled_from(["binary", "not", "minus", "conditional", "index", "splat", "get"]))
    if kind == "binary":
        text = f"({left}) {operator} ({right})"
        return f"({text})", f"(Parentheses ({operator} (Parentheses {left_shape}) (Parentheses {right_shape})))"
    if kind == "not":
        return f"(!({left}))", f"(Parentheses (! (Parentheses {left_shape})))"
    if kind == "minus":
        return f"(-({left}))", f"(Parentheses (- (Parentheses {left_shape})))"
    if kind == "conditional":
        return f"({left} ? {right} : null)", f"(Parentheses (Conditional {left_shape} {right_shape} null))"
    if kind == "index":
        return f"({left})[({right})]", f"(Index (Parentheses {left_shape}) (Parentheses {right_shape}))"
    if kind == "splat":
        return f"({left})[*].id", f"(GetAttr (FullSplat (Parentheses {left_shape})) id)"
    return f"({left}).id", f"(GetAttr (Parentheses {left_shape}) id)"


leaves = st.one_of(
    numbers.map(lambda text: (text, text)),
    st.sampled_from(["true", "false", "null"]).map(lambda text: (text, text)),
    strings.map(_string),
    _reference(),
)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        _tuple(inner), _object(inner), _call(inner), _template(inner), _for(inner), _operation(inner)
    ),
    max_leaves=12,
)
heredocs = st.tuples(st.lists(plain, max_size=3), st.sampled_from(["<<", "<<-"])).map(
    lambda pair: (
        f"{pair[1]}EOT\n{''.join(line + chr(10) for line in pair[0])}  EOT",
        f"({pair[1]}EOT {''.join(line + chr(10) for line in pair[0])!r})",
    )
)


@st.composite
def bodies(draw: st.DrawFn, depth: int = 2) -> Pair:
    """The items of a body, each on lines of its own, with comments and blank lines between."""
    text, shapes = "", []
    used: set[str] = set()
    newline = draw(st.sampled_from(["\n", "\r\n", " # c\n", "\n\n", ' // { "\n', " /* c */\n"]))
    for _ in range(draw(st.integers(0, 3))):
        text += draw(st.sampled_from(["", "# c }\n", "/* c\n */\n", "  ", "\t", "\n"]))
        name = draw(names)
        if depth and draw(st.booleans()):
            labels = draw(st.lists(st.sampled_from(['"l"', "l", '"l m"', '"$l"']), max_size=2))
            inner, shape = draw(bodies(depth - 1))
            header = " ".join([name, *labels])
            text += f"{header} {{{newline}{inner}}}{newline}"
            shapes.append(" ".join([name, *(label.strip('"') for label in labels)]) + f"{{{shape}}}")
        elif name not in used:
            used.add(name)
            value, shape = draw(expressions | heredocs)
            end = "\n" if value.startswith("<<") else newline
            text += f"{name}{draw(trivia)}={draw(trivia)}{value}{end}"
            shapes.append(f"{name}={shape}")
    return text, "; ".join(shapes)


@st.composite
def shortcuts(draw: st.DrawFn) -> str:
    """What the shortcuts of the parser are for, and what is nearly that."""
    pieces = [
        "a",
        "a.b",
        "for",
        "form",
        "null",
        "true.x",
        "1",
        "0.1",
        "1.",
        '"x"',
        '"',
        '"$',
        "${a}",
        "${ a.b }",
        "${a",
        "$${a}",
    ]
    pieces += [
        "\\n",
        "\\",
        '\\"',
        "%{",
        "%",
        "}",
        ",",
        ", ",
        ",\n ",
        "[",
        "]",
        " ",
        "\n",
        "\r\n",
        "\r",
        "é",
        "-",
        "${~a}",
        "${null}",
    ]
    inner = "".join(draw(st.lists(st.sampled_from(pieces), max_size=7)))
    return draw(st.sampled_from(['"{}"', "[{}]", "[{}, a]", "{}"])).format(inner)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A valid file with a few characters taken out, doubled, or put in."""
    text, _ = draw(bodies())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        size = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(["", *FRAGMENTS])) + text[at + size :]
    return text
