#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Checks that what is named exists: in documents the files, headings and commands, in all other text
but tests' the files. tests/qemu/test_docs.py runs the commands of all documents that this finds.

usage: documents.py [FOLDER]   exit status 1 if something is named that is not there
"""
import re
import subprocess
import sys
from pathlib import Path

# What is not run: what would not end, is run anyway, or is not for a copy of the tree.
NOT_RUN = {
    "make test": "the test is part of it",
    "make test-qemu": "the test is part of it",
    "make check-quick": "make test runs it",
    "make check": "it asks git what there is, which a copy cannot",
    "make test-powercut": "half an hour; make test takes a part of it",
    "make test-clang": "make test runs it",
    "make bench-check": "make test runs it",
    "make bench": "bench-check measures the same; the test runs it on another board",
    "make -s bench FORMAT=json": "the same",
    "make bench-split BENCH=ipc_round_trip": "the same",
    "make bench-diff REV=HEAD~1": "a copy has no history",
    "make bench-budget": "whoever does it means it: it writes down what is measured",
    "make measure-build": "it times a machine that does nothing else",
    "make demo-token": "tests/qemu/test_demo.py runs it",
    "make prove": "make test runs it, as a part of its own",
    "make prove-bugs": "half an hour; make test takes a part of it",
    "make prove-smoke": "ten minutes and more; make test asks of one piece",
    "make coverage": "all tests of a board; the test runs it for fewer",
    "make coverage-fuzz": "it builds each fuzzer once more; make test has the fuzzers",
    "make soak": "half an hour; the test runs it for fewer days",
    "make faults": "hours; make test takes a part of it",
    "make faults COUNT=500 SEED=1000": "the same",
    "make faults FLIP=control COUNT=3000": "the same",
    "make faults HARDENED=yes FLIP=kernel": "the same",
    "make fuzz TIME=600": "ten minutes for each; make test takes a part of it",
    "mkdir ~/hi": "the test does it, to write main.c there",
}
# Documents whose commands other tests run, one after the other.
RUN_BY = {"docs/install.md": ("tests/host/test_host_docs.py",),
          "docs/storage.md": ("tests/qemu/test_storage.py",),
          "docs/signing.md": ("tests/host/test_host_docs.py", "tests/qemu/test_signing.py")}
# The beginnings of what is run ...
RUN = re.compile(r"(make|build/detent|build/capcheck|head -c)( |$)")
# ... and, where it is a line of its own, what needs an end: QEMU.
RUN_IN_BLOCK = re.compile(r"qemu-system-\w+ .*-bios (?P<image>\S+)")
# What is a command at all. In the middle of a sentence something has to follow the name of the program.
COMMAND = re.compile(r"(make|git|mkdir|cp|sudo|apt|apt-get|python3|gdb-multiarch|tockloader|"
                     r"(build|tools|tests|\.ci|\.)/[\w./-]+)( |$)")
COMMAND_IN_BLOCK = re.compile(COMMAND.pattern + r"|qemu-system-|head -c ")

# The folders of the tree, and one that it does not have: the design is not part of it.
FOLDERS = ("abi", "arch", "bench", "boards", "capsules", "chips", "design", "docs", "hil", "kernel", "tests",
           "tools", "user")
# A file of the tree: its folder, and how it ends. (*/x.md is any of them, NAME.c is nobody's.)
PATH = re.compile(r"(?<![\w./*~-])(?:" + "|".join(FOLDERS) + r")/"
                  r"[\w/.*-]*\w\.(?:cpp|inc|json|txt|md|mk|ld|py|c|h|S)\b")
PLACEHOLDER = re.compile(r"\b[A-Z]+\.\w+$")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def listed(root, *patterns):
    """What git has, or would take; everything, where there is no git (a copy)."""
    done = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "--", *patterns], cwd=root,
                          capture_output=True, text=True)
    if done.returncode == 0:
        return sorted(path for path in done.stdout.split("\n") if path and (root / path).is_file())
    return sorted(str(path.relative_to(root)) for pattern in patterns for path in root.rglob(pattern)
                  if path.is_file() and "build" not in path.relative_to(root).parts)


def documents(root):
    return listed(root, "*.md")


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def without_fenced(text):
    """The same with empty lines for what is between fences."""
    return FENCED.sub(lambda block: "\n" * block[0].count("\n"), text)


def blocks(text):
    """(line, text) of fenced and indented blocks that are no program."""
    for block in FENCED.finditer(text):
        if block[1] == "":
            yield line_of(text, block.start(2)), block[2]
    text = without_fenced(text)
    for block in re.finditer(r"(?:^    .*\n)+", text, re.M):
        yield line_of(text, block.start()), block[0]


def commands(text):
    """(line, command, whether it is a line of its own)"""
    found = []
    for span in SPAN.finditer(without_fenced(text)):
        command = " ".join(span[1].split())
        if COMMAND.match(command) and " " in command:
            found.append((line_of(text, span.start()), command, False))
    for begin, block in blocks(text):
        for line in re.finditer(r"(?:.*\\\n)*.*\n", block):
            number = begin + block.count("\n", 0, line.start())
            command = " ".join(line[0].replace("\\\n", " ").split()).removeprefix("$ ")
            command = re.sub(r"\s+#.*", "", command)
            if COMMAND_IN_BLOCK.match(command):
                found.append((number, command, True))
    return found


def is_run(command, alone):
    return bool(command in NOT_RUN or RUN.match(command) or alone and RUN_IN_BLOCK.match(command))


# ---- What is wrong ----


def makefiles(root):
    return "\n".join((root / path).read_text() for path in listed(root, "Makefile", "*.mk"))


def wrong_command(root, make, command):
    """Why this cannot be done, as far as that can be read off."""
    words = re.findall(r'(?:"[^"]*"|\S)+', re.sub(r"\s*<.*", "", command))
    if words[0] == "make":
        for word in words[1:]:
            name, is_variable, value = word.partition("=")
            if is_variable:
                if not re.search(rf"\$\({name}\b|^{name} [?:]?=", make, re.M):
                    return f"no makefile knows {name}: take another variable"
                if name == "BOARD" and not (root / "boards" / value / "board.mk").exists():
                    return f"there is no boards/{value}/board.mk: take another board"
            elif re.fullmatch(r"[a-z][a-z-]*", word) and not re.search(
                    rf"^(?:[\w-]+ )*{word}(?: [\w-]+)*:|^\.PHONY:.*\b{word}\b", make, re.M):
                return f"no makefile makes {word}: take another target"
    elif words[0].startswith(("tools/", "tests/", ".ci/")) and not (root / words[0]).exists():
        return f"there is no {words[0]}: name another program"
    return None


def check_commands(root, path, text, make):
    for test in RUN_BY.get(path, ()):
        if f'"{path}"' not in (root / test).read_text():
            yield 1, f"{test} does not run its commands: take it out of RUN_BY in tools/check/documents.py"
    for line, command, alone in commands(text):
        if not is_run(command, alone):
            yield line, (f"nobody runs `{command}`: have tests/qemu/test_docs.py run it (RUN in "
                         "tools/check/documents.py), or say there why it does not (NOT_RUN)")
        else:
            problem = wrong_command(root, make, command)
            if problem:
                yield line, f"`{command}`: {problem}"


def slug(heading):
    """The name that a heading has in links."""
    return re.sub(r"[^\w -]", "", re.sub(r"`", "", heading).strip().lower()).replace(" ", "-")


def check_links(root, path, text):
    for link in re.finditer(r"\]\(([^)\s]+)\)", text):
        target, _, anchor = link[1].partition("#")
        if re.match(r"https?:|mailto:", target):
            continue
        file = (root / path).parent / target if target else root / path
        if not file.exists():
            yield line_of(text, link.start()), f"link to {link[1]}: there is no such file; name another"
        elif anchor and anchor not in {slug(heading) for heading in
                                       re.findall(r"^#+ (.*)$", file.read_text(), re.M)}:
            yield line_of(text, link.start()), f"link to {link[1]}: there is no such heading; name another"


def exists(root, name):
    return PLACEHOLDER.search(name) or any(True for _ in root.glob(name.rstrip("/")))


def check_paths(root, path, text):
    for named in PATH.finditer(text):
        if not exists(root, named[0]):
            yield line_of(text, named.start()), f"{named[0]}: there is no such file; name another"


def check_spans(root, path, text):
    """Folders, and files that end otherwise, are told from other words by their quotes."""
    for span in SPAN.finditer(without_fenced(text)):
        name = span[1]
        if name.split("/")[0] in FOLDERS and re.fullmatch(r"[\w./*-]+", name) and not PATH.fullmatch(
                name) and not exists(root, name):
            yield line_of(text, span.start()), f"{name}: there is no such file or folder; name another"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    make = makefiles(root)
    wrong = []
    read = 0
    for path in listed(root, "*"):
        is_document = path.endswith(".md")
        if not is_document and path.startswith(("tests/", "LICENSE")):
            continue  # (what tests name they make up)
        try:
            text = (root / path).read_text()
        except UnicodeDecodeError:
            continue
        read += is_document
        found = list(check_paths(root, path, text))
        if is_document:
            found += [*check_links(root, path, text), *check_spans(root, path, text),
                      *check_commands(root, path, text, make)]
        wrong += [f"{path}:{line}: {problem}" for line, problem in sorted(found)]
    print("\n".join(wrong) if wrong else f"documents: {read}, with all that is named in other files")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
