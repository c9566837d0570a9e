#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The second lock on capsules, behind capcheck: what their objects ask of the linker.

usage: capsule_symbols.py --facts FACTS [--script LD]... [--extra DIR] [--trusted OBJECT...] --objects OBJECT...

Each OBJECT is a capsule, compiled: build/VARIANT/PATH.c.o for PATH.c, or capsules/extra/FILE.c.o for
DIR/FILE.c. Of it are allowed

- undefined symbols: the functions of the capsule API (facts `api SYMBOL HEADER`); of what is the
  kernel's only (`kernel-only SYMBOL HEADER`) that which macros of the API (`macro NAME REASON`) and
  inline functions name; what headers of capsules declare (`exports HEADER SYMBOL`); and what the
  compiler emits calls to;
- defined global symbols: exactly what its own header, PATH.h, declares; none that begins with an
  underscore, that the compiler, the C library or the linker script mean something by, or that a
  trusted object (--trusted; not of boards) waits for;
- no absolute, common, weak, indirect or thread-local symbol, and no section that a C function or
  object does not lie in by itself.

exit status: 0 nothing strays, 1 something does, 2 the command line or a file is wrong
"""
import argparse
import os
import re
import subprocess
import sys
from collections import defaultdict

import target

# Calls that GCC emits of its own: copies and zeros of structs, and the arithmetic that the CPU has no
# instruction for. Floating point is not among them: capsules have none.
RUN_TIME = {"memcpy", "memmove", "memset"}
RUN_TIME_OF = {
    target.ARM: {"__aeabi_uldivmod", "__aeabi_ldivmod"},
    target.RISCV: {"__udivdi3", "__umoddi3", "__divdi3", "__moddi3", "__ashldi3", "__lshrdi3",
                   "__ashrdi3", "__ctzsi2", "__clzsi2"},
}

# Names that the C library has (C11 7.1.3), as far as a compiler, even a freestanding one, knows what
# they do or a debugger, a test or an app's header expects them. libgcc is asked for its own.
C_LIBRARY = set("""
    main exit abort atexit malloc calloc realloc free memcpy memmove memset memcmp memchr bcmp bcopy
    bzero strlen strcpy strncpy strcat strncat strcmp strncmp strchr strrchr strstr setjmp longjmp
    alloca printf puts putchar sprintf snprintf vprintf vsnprintf scanf fopen fclose fread fwrite
    abs labs llabs div ldiv lldiv errno raise signal qsort bsearch rand srand time clock environ
""".split())

SECTION = re.compile(r"\.(text|rodata|data|bss|srodata|sdata|sbss)(\.|$)")
FLAGS = {"text": {"AX"}, "rodata": {"A", "AM", "AMS"}, "data": {"WA"}, "bss": {"WA"},
         "srodata": {"A", "AM", "AMS"}, "sdata": {"WA"}, "sbss": {"WA"}}
NOT_LOADED = re.compile(r"\.(symtab|strtab|shstrtab|comment|debug_\w+|ARM\.attributes|"
                        r"riscv\.attributes|note\.GNU-stack)$|"
                        r"\.rela?\.(text|s?rodata|s?data|debug_\w+|ARM\.exidx)")
# Says of a function that nothing unwinds through it; Clang writes one for each, and layout.ld throws
# them away.
UNWIND = re.compile(r"\.ARM\.exidx\.text\.")


def run(tool, *arguments, path=None):
    try:
        return target.run(tool, *arguments, path=path)
    except subprocess.CalledProcessError as problem:
        print(problem.stderr, file=sys.stderr, end="")
        sys.exit(2)


# ---- What is allowed ----


class Allowed:
    def __init__(self, machine):
        self.undefined = RUN_TIME | RUN_TIME_OF[machine]
        self.exports = defaultdict(set)  # {header: symbols}
        self.taken = {}  # {name: who has it already}

    def read_facts(self, path):
        kernel_only, macros, headers = set(), set(), set()
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                words = line.split()
                if words[:1] == ["api"]:
                    self.undefined.add(words[1])
                    headers.add(words[2])
                elif words[:1] == ["kernel-only"]:
                    kernel_only.add(words[1])
                    headers.add(words[2])
                elif words[:1] == ["macro"]:
                    macros.add(words[1])
                elif words[:1] == ["exports"]:
                    self.exports[os.path.realpath(words[1])].add(words[2])
        self.undefined |= kernel_only & named_by_api(macros, sorted(headers))
        for names in self.exports.values():
            self.undefined |= names

    def take(self, names, owner):
        for name in names:
            self.taken.setdefault(name, owner)


def named_by_api(macros, headers):
    """The identifiers in the bodies of these macros, and of the inline functions that capsules may
    call; and in those of the macros and inline functions that stand there."""
    bodies, roots = defaultdict(set), set(macros)
    for path in headers:
        with open(path, encoding="utf-8") as header:
            text = re.sub(r"/\*.*?\*/|//[^\n]*|\"[^\"\n]*\"", " ", header.read(), flags=re.S)
        text = text.replace("\\\n", " ")
        for name, body in re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(.*)$", text, re.M):
            bodies[name] |= set(re.findall(r"[A-Za-z_]\w*", body))
        for head, name, body in re.findall(r"^((?:\w+ )*static inline[^;{}]*?)\b(\w+)\([^;{}]*\) "
                                           r"\{(.*?)^\}", text, re.M | re.S):
            bodies[name] |= set(re.findall(r"[A-Za-z_]\w*", body))
            if "KERNEL_ONLY" not in head:
                roots.add(name)
    reached, todo = set(), list(roots)
    while todo:
        for name in bodies.get(todo.pop(), ()):
            if name not in reached:
                reached.add(name)
                todo.append(name)
    return reached


def libgcc_names(path):
    """Of the compiler of the object `path`, whatever its options. From the index of the archive, which
    is its first member."""
    path = run("gcc", "-print-libgcc-file-name", path=path).strip()
    with open(path, "rb") as archive:
        head = archive.read(68)
        index = archive.read(int(head[56:66]))
    if not head.startswith(b"!<arch>\n/ "):
        sys.exit(f"{path}: no index")
    names = index[4 + 4 * int.from_bytes(index[:4], "big"):]
    return set(names.decode().split("\0")) - {""}


def script_names(path):
    with open(path, encoding="utf-8") as script:
        text = re.sub(r"/\*.*?\*/", "", script.read(), flags=re.S)
    return set(re.findall(r"\b([A-Za-z_]\w*)\s*\+?=[^=]", text)) | \
        set(re.findall(r"\bPROVIDE\w*\(\s*(\w+)", text))


# ---- What an object has ----


class Symbol:
    def __init__(self, kind, bind, visibility, where, name):
        self.kind, self.bind, self.visibility = kind, bind, visibility
        self.where, self.name = where, name


def split_by_file(text, first):
    """{file: lines} of what readelf prints about several; about one it does not say the name."""
    found, file = defaultdict(list), first
    for line in text.splitlines():
        head = re.match(r"File: (.*)$", line)
        file = head.group(1) if head else file
        found[file].append(line)
    return found


def read_objects(paths):
    """{path: (symbols, [(section, flags)])}"""
    objects = {}
    for path, lines in split_by_file(run("readelf", "-SsW", *paths), paths[0]).items():
        symbols, sections = [], []
        for line in lines:
            symbol = re.match(r"\s*\d+: [0-9a-f]{8}\s+\S+\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)(?: (\S+))?$",
                              line)
            section = re.match(r"\s*\[ *\d+\] (\.?\S+)\s+(\S+)\s+[0-9a-f]{8} [0-9a-f]{6} "
                               r"[0-9a-f]{6} [0-9a-f]{2} +([A-Za-z]*) +\d+ +\d+ +\d+$", line)
            if symbol:
                symbols.append(Symbol(*symbol.groups()))
            elif section:
                sections.append(section.groups())
        objects[path] = symbols, sections
    return objects


def global_names(paths):
    """(path, name) of what these objects define or wait for, optimised at link time or not."""
    for line in run("gcc-nm", "-A", "-g", *paths).splitlines():
        words = line.rsplit(" ", 2)
        yield line.split(":")[0], words[-1]


# ---- The comparison ----


def source_of(path, extra):
    """PATH of build/VARIANT/PATH.c.o, from the root of the project; or the whole of it."""
    stem = path.removesuffix(".o").removesuffix(".c")
    if extra and "/capsules/extra/" in stem:
        return f"{extra}/{stem.rsplit('/', 1)[1]}"
    parts = stem.split("/")
    for i in range(len(parts)):
        if os.path.exists("/".join(parts[i:]) + ".c"):
            return "/".join(parts[i:])
    return stem


def check_symbol(symbol, header, own, allowed):
    """What is wrong with it and what to do, or None."""
    name = symbol.name
    if symbol.kind in ("FILE", "SECTION"):
        return None
    for wrong, what in ((symbol.bind == "WEAK", "weak"), (symbol.where == "ABS", "absolute"),
                        (symbol.where == "COM", "common"), (symbol.kind == "TLS", "thread-local"),
                        (symbol.kind in ("IFUNC", "LOOS"), "an indirect function"),
                        (symbol.bind not in ("LOCAL", "GLOBAL", "WEAK"), symbol.bind),
                        (symbol.visibility != "DEFAULT", symbol.visibility.lower())):
        if wrong:
            return f"is {what}; a capsule has plain functions and objects only"
    if symbol.bind == "LOCAL":
        return None  # static, or a label of the assembler's
    if symbol.where == "UND":
        if name in allowed.undefined:
            return None
        if allowed.taken.get(name) in ("the C library", "the compiler"):
            return "is not among the compiler's helpers that capsules may need; write it otherwise"
        return ("is neither in the capsule API nor declared in the header of a capsule; "
                "call something that kernel/capsule.h or hil/ offers")
    if name.startswith("_"):
        return "begins with an underscore; such names are the compiler's, choose another"
    if name in allowed.taken:
        return f"is a name that {allowed.taken[name]} has; choose another"
    if name not in own:
        return f"is visible to everybody, and {header} does not declare it; make it static"
    if symbol.kind not in ("FUNC", "OBJECT"):
        return "is neither a function nor an object"
    return None


def check_section(name, kind, flags):
    part = SECTION.match(name)
    if part:
        bits = kind == "NOBITS" if part.group(1).endswith("bss") else kind == "PROGBITS"
        return None if bits and flags in FLAGS[part.group(1)] else f"has flags {kind} {flags}"
    if UNWIND.match(name) and (kind, flags) == ("ARM_EXIDX", "AL"):
        return None
    if "A" in flags or not NOT_LOADED.match(name):
        return "is not where code and data of C lie; leave attributes out"
    return None


def check(path, symbols, sections, allowed, header):
    own = allowed.exports.get(os.path.realpath(header), set())
    for symbol in symbols:
        wrong = symbol.name and check_symbol(symbol, header, own, allowed)
        if wrong:
            yield f"{path}: symbol `{symbol.name}` {wrong}"
    defined = {s.name for s in symbols if s.bind != "LOCAL" and s.where != "UND"}
    for name in sorted(own - defined):
        yield f"{path}: symbol `{name}` is declared in {header} and not defined; define it, or not both"
    for name, kind, flags in sections:
        wrong = None if kind == "NULL" else check_section(name, kind, flags)
        if wrong:
            yield f"{path}: section `{name}` {wrong}"


def main():
    parser = argparse.ArgumentParser(
        usage=re.search(r"^usage: (.*)$", __doc__, re.M).group(1), add_help=False)
    parser.add_argument("--facts", required=True)
    parser.add_argument("--script", action="append", default=[])
    parser.add_argument("--extra")
    parser.add_argument("--trusted", nargs="*", default=[])
    parser.add_argument("--objects", nargs="+", required=True)
    arguments = parser.parse_args()
    allowed = Allowed(target.machine(arguments.objects[0]))
    try:
        allowed.read_facts(arguments.facts)
        for script in arguments.script:
            allowed.take(script_names(script), script)
    except (OSError, IndexError) as problem:  # (a fact that is none: IndexError)
        print(f"capsule_symbols.py: {problem}", file=sys.stderr)
        sys.exit(2)
    allowed.take(C_LIBRARY, "the C library")
    allowed.take(libgcc_names(arguments.objects[0]), "the compiler")
    if arguments.trusted:
        for path, name in global_names(arguments.trusted):
            allowed.take([name], path)
    problems = [p for path, (symbols, sections) in read_objects(arguments.objects).items()
                for p in check(path, symbols, sections, allowed,
                               source_of(path, arguments.extra) + ".h")]
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
