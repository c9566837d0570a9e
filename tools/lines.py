#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""How much of the kernel has to be believed: lines of sources, trusted or checked, by folder.

usage: lines.py [--check docs/trusted.md | --folders FOLDER... | --files FILE...]

Counted is what is neither blank nor a comment. Trusted is everything but capsules, which capcheck
reads (docs/capsule-c.md). With --check: compares with the last row of the table, which is the budget,
and says what to do if there are more trusted lines, or a larger share of them. With --folders: what each
of them costs, file by file, what is said in its *.mk included (docs/porting.md). With --files: the lines of
these, which are libraries of other people, and their sum.

exit status: 0, or 1 if there are more
"""
import os
import re
import sys

# The folders of each heading. hil/ and abi/ are what the core speaks with its neighbours.
TRUSTED = {"core": ("kernel/", "hil/", "abi/"), "arch": ("arch/",), "chips": ("chips/",),
           "boards": ("boards/",)}
CHECKED = {"capsules": ("capsules/",)}
HEADINGS = [*TRUSTED, *CHECKED]
SOURCES = (".c", ".h", ".S", ".inc", ".ld")


def count(text):
    """Lines that are neither blank nor comments. What looks like a comment inside a string is none."""
    code = re.sub(r'''"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|/\*.*?\*/|//[^\n]*|^\s*@[^\n]*''',
                  lambda m: m[0] if m[0][0] in "\"'" else "\n" * m[0].count("\n"), text,
                  flags=re.S | re.M)
    return sum(1 for line in code.splitlines() if line.strip())


def count_make(text):
    """Lines of a makefile that are neither blank nor comments."""
    return sum(1 for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def folder_lines(folder):
    """{file: lines} of what is right in this folder."""
    found = {}
    for name in sorted(os.listdir(folder)):
        counter = count if name.endswith(SOURCES) else count_make if name.endswith(".mk") else None
        if counter:
            with open(os.path.join(folder, name), encoding="utf-8") as source:
                found[name] = counter(source.read())
    return found


def print_folders(folders):
    for folder in folders:
        found = folder_lines(folder)
        print(f"{folder:30}{sum(found.values()):8}")
        for name, number in found.items():
            print(f"    {name:26}{number:8}")


def print_files(paths):
    total = 0
    for path in paths:
        with open(path, encoding="utf-8") as source:
            number = count(source.read())
        total += number
        print(f"{path:46}{number:8}")
    print(f"{'':46}{total:8}")


def files():
    folders = [f for all_folders in {**TRUSTED, **CHECKED}.values() for f in all_folders]
    return [os.path.join(folder, name) for top in sorted(set(folders))
            for folder, _, names in os.walk(top) for name in names if name.endswith(SOURCES)]


def lines():
    """{heading: lines}"""
    found = dict.fromkeys(HEADINGS, 0)
    for path in files():
        for heading, folders in {**TRUSTED, **CHECKED}.items():
            if path.startswith(folders):
                with open(path, encoding="utf-8") as source:
                    found[heading] += count(source.read())
    return found


def trusted(found):
    return sum(found[heading] for heading in TRUSTED)


def share(found):
    """Per cent of the lines that are trusted."""
    return 100 * trusted(found) / sum(found.values())


def budget(text):
    """{heading: lines} of the last row of the table, and its share."""
    rows = [[cell.strip() for cell in line.strip("| \n").split("|")]
            for line in text.splitlines() if re.match(r"\| *\d{4}-\d\d-\d\d *\|", line)]
    if not rows or len(rows[-1]) != len(HEADINGS) + 3 or not rows[-1][-1]:
        sys.exit("docs/trusted.md: its last row is not | date | " + " | ".join(HEADINGS) +
                 " | share | reason |")
    numbers = [int(cell.replace(",", "")) for cell in rows[-1][1:-2]]
    return dict(zip(HEADINGS, numbers)), float(rows[-1][-2].rstrip(" %"))


def check(path):
    found = lines()
    with open(path, encoding="utf-8") as page:
        allowed, allowed_share = budget(page.read())
    grown = [f"{heading}: {found[heading]} lines, {allowed[heading]} are allowed"
             for heading in TRUSTED if found[heading] > allowed[heading]]
    if trusted(found) > trusted(allowed):
        grown.append(f"trusted: {trusted(found)} lines, {trusted(allowed)} are allowed")
    # (as exact as it is written down)
    if round(share(found), 1) > allowed_share:
        grown.append(f"share of trusted lines: {share(found):.1f} %, {allowed_share} % is allowed")
    # (a line may move from one folder to another)
    if trusted(found) > trusted(allowed) or round(share(found), 1) > allowed_share:
        row = " | ".join(str(found[heading]) for heading in HEADINGS)
        sys.exit("\n".join(grown) + f"\nMore has to be believed than {path} says. If that is to be, add "
                 f"a row that says why:\n| DATE | {row} | {share(found):.1f} % | REASON |")
    print(f"trusted: {trusted(found)} of {sum(found.values())} lines, {share(found):.1f} %")


def main():
    if sys.argv[1:2] == ["--check"] and len(sys.argv) == 3:
        check(sys.argv[2])
    elif sys.argv[1:2] == ["--folders"] and len(sys.argv) > 2:
        print_folders(sys.argv[2:])
    elif sys.argv[1:2] == ["--files"] and len(sys.argv) > 2:
        print_files(sys.argv[2:])
    elif len(sys.argv) == 1:
        for heading, number in lines().items():
            print(f"{heading:10}{number:8}")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
