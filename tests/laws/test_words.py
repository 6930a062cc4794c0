"""One word for one thing: the words of DESIGN section 2, on screens and in names; and no level, colour or score."""

from __future__ import annotations

import ast
import re

from tests.laws.reading import name_of, python_files, templates

NEVER_SAID = re.compile(
    r"\b(patients?|clients?|service[ -]users?|caseloads?|case ?notes?|referrals?|referred|refer|assessments?|triage|"
    r"screening|inbox(es)?|assignees?|tenants?|risk (level|score|rating|assessment)s?|high[ -]risk|low[ -]risk)\b",
    re.IGNORECASE,
)
#: Said on purpose, to say that it is not so; each as it stands on the screen.
SAID_ON_PURPOSE = (
    "no referral",
    "do not need a referral",
    "don’t need a referral",
    "need to be referred",
    "never referred",
    "nobody refers you",
    "without a referral",
    "no assessment",
    "not an assessment",
    "nobody assesses",
)
NEVER_NAMED = re.compile(
    r"(^|_)(patient|client|service_user|caseload|case_note|referral|triage|screening|inbox|assignee|tenant|risk|severity)s?($|_)"
)

#: Methods of libraries that we answer; they may say what they like.
LIBRARIES_NAMES = frozenset({"get_client_ip"})


def test_screens_say_our_words() -> None:
    said = []
    for path, text in templates():
        visible = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<[^>]+>", " ", text, flags=re.DOTALL)
        for phrase in SAID_ON_PURPOSE:
            visible = re.sub(re.escape(phrase), " ", visible, flags=re.IGNORECASE)
        said += [f"{name_of(path)}: {found[0]}" for found in NEVER_SAID.finditer(visible)]
    assert said == []


def test_code_is_named_in_our_words() -> None:
    named = []
    for path, tree in python_files():
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names = [re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower()]
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names = [node.id.lower()]
            elif isinstance(node, ast.arg):
                names = [node.arg.lower()]
            named += [
                f"{name_of(path)}:{node.lineno} {name}"
                for name in names
                if NEVER_NAMED.search(name) and name not in LIBRARIES_NAMES
            ]
    assert named == []
