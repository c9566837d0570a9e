#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Takes one rule at a time away from the checker of capsules and shows that the attempts notice.

usage: mutate.py CAPCHECK-MUTANT ATTEMPT.c ...

A rule is a place in tools/capcheck that refuses. The checker is run without it on the attempts that
it refuses: some of them must get another verdict than the one that the suite asserts
(tests/hostile/capsules/refusals.txt).
Exit status 1 if a rule can go unnoticed.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
SOURCES = ("rules.cpp", "preprocess.cpp", "graph.cpp", "headers.cpp", "main.cpp")
# Functions that only hand on what they are told; and what is no rule of the dialect (CC00).
HAND_ON = re.compile(r"^\s*(unit\.refuse(_at)?\((l|path), |void refuse|refuse_at\(path\.empty)")


def call_lines(text):
    """First and last line of each call of refuse in a source."""
    spans = []
    for match in re.finditer(r"\brefuse(_at)?\(", text):
        start = text.rfind("\n", 0, match.start()) + 1
        if HAND_ON.match(text[start:text.find("\n", start)]):
            continue
        depth, i = 0, match.end() - 1
        while True:
            depth += {"(": 1, ")": -1}.get(text[i], 0) if text[i] in "()" else 0
            if text[i] == '"':
                i = text.index('"', i + 1) if text[i - 1] != "'" else i
            if depth == 0:
                break
            i += 1
        spans.append((text.count("\n", 0, match.start()) + 1, text.count("\n", 0, i) + 1))
    return spans


def rules():
    """Every rule of the checker: (file, first line, last line)."""
    found = []
    for name in SOURCES:
        with open(os.path.join(ROOT, "tools/capcheck", name), encoding="utf-8") as source:
            found += [(name, first, last) for first, last in call_lines(source.read())]
    return found


def verdict(output):
    """What the suite asserts (refusals.txt): where, and with which code."""
    return set(re.findall(r"^(\S+:\d+:\d+: CC\d\d) ", output, re.M))


def run(mutant, path, **environment):
    board = ["--as-board"] if "/boards/" in path else []
    if os.path.basename(path).startswith("clang_"):
        board = ["--board", "lm3s6965evb-clang"]
    return subprocess.run([mutant, *board, path], env=dict(os.environ, **environment), check=False,
                          capture_output=True, text=True)


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    mutant, attempts = arguments[0], arguments[1:]
    hit = {}  # a place that refuses -> attempts that it refuses
    whole = {}
    for path in attempts:
        answer = run(mutant, path, CAPCHECK_SITES="1")
        whole[path] = verdict(answer.stdout)
        for name, line in re.findall(r"site (\S+):(\d+) CC", answer.stderr):
            hit.setdefault((name, int(line)), []).append(path)
    unnoticed = []
    for name, first, last in rules():
        noticed = False
        for (site_name, line), paths in hit.items():
            if site_name != name or not first <= line <= last:
                continue
            for path in dict.fromkeys(paths):
                answer = run(mutant, path, CAPCHECK_WITHOUT=f"{site_name}:{line}")
                if verdict(answer.stdout) != whole[path]:
                    noticed = True
                    break
        if not noticed:
            unnoticed.append(f"tools/capcheck/{name}:{first}: no attempt notices that this is gone")
    print("\n".join(unnoticed))
    total = len(rules())
    print(f"mutation: {total - len(unnoticed)} of {total} rules are noticed by {len(attempts)} attempts")
    sys.exit(1 if unnoticed else 0)


main(sys.argv[1:])
