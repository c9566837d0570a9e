#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The deepest that the kernel's stack can become, and the chain of calls that makes it so.

usage: stack.py --facts FACTS --elf KERNEL.elf [--nesting STRUCT.FIELD=N]... [--json FILE] OBJECT...

Each OBJECT is `X.c.o`, beside which GCC left `X.c.ci` (-fcallgraph-info=su,da): who calls whom, and
how large each frame is (for those that it optimised as a whole, in KERNEL.elf.ltrans*.ci; the linker's
map is KERNEL.map); or `X.S.o`, whose source says the same in lines (entry.S explains them)

    stack: FUNCTION BYTES [CALLED...]
    stack: FUNCTION BYTES [CALLED...] pointer   and what its caller hands it, as facts tell
    stack: FUNCTION within OTHER            where OTHER goes on, with no more on the stack
    stack: FUNCTION afresh CALLED...        it moves the stack pointer back to the top before

Functions of the compiler's library are disassembled from KERNEL.elf. Calls through a pointer are
resolved by facts (build/capcheck --facts): `function`, which tells whose line a call stands in;
`indirect`, which tells the field that is called; `bind`, which tells what is in it. None is believed
blindly: KERNEL.elf is linked with --emit-relocs, every call in it must be one that the compiler told
of, and every function whose address is taken in it must be bound somewhere, or be a vector.

A cycle is refused, whether of calls or by type. Where a type refers to itself, as a UART on top of a
UART does, but objects do not, the board states how deep they lie: at most N calls through that field
are under way at once (--nesting). The report repeats that as an assumption.

Exceptions come on top, as they do on ARMv7-M (DDI0403E B1.5) and on RISC-V: see `Machine`, `RiscV`.

exit status: 0 it fits, 1 it does not, or cannot be told, 2 the command line is wrong
"""
import argparse
import bisect
import glob
import json
import os
import re
import struct
import sys
from collections import defaultdict

import target

INDIRECT = "__indirect_call"


class Unbounded(Exception):
    """Why no bound can be given."""


# ---- What the compiler knows: frames and calls ----

CLONE = re.compile(r"\.(part|constprop|isra|cold)\b.*")
PRIVATE = re.compile(r"\.lto_priv\.\d+$")


class Graph:
    """A function goes by GCC's title for it: its name, or `FILE:NAME` if it is static.

    frames: {function: bytes}. calls: {function: {called}}. pointers: {function: [FILE:LINE of a call
    through a pointer]}. named: {name and FILE:NAME of the source: functions}; GCC's variations of a
    function, whose address nobody can take, are not among them."""

    def __init__(self):
        self.frames, self.calls, self.pointers = {}, defaultdict(set), defaultdict(list)
        self.named = defaultdict(set)
        self.left_out = set()
        self.places = defaultdict(list)  # {(caller, called): [FILE:LINE]}
        self.through = set()  # functions that call what they are handed
        self.within = {}  # {part of an assembly function: the whole}
        self.afresh = set()  # functions called with nothing below them
        self.problems = []

    def add(self, function, frame, file=None):
        self.frames[function] = max(frame, self.frames.get(function, 0))
        name = PRIVATE.sub("", short(function))
        if not CLONE.search(name):
            self.named[name].add(function)
            self.named[f"{file}:{name}"].add(function)


def short(function):
    return function.rsplit(":", 1)[-1]


def shown(function):
    return PRIVATE.sub("", short(function))


NODE = re.compile(r'^node: \{ title: "([^"]+)" label: "[^"]*?\\n([^"\\]+):\d+:\d+\\n(\d+) bytes '
                  r'\((.*?)\)\\n(\d+) dynamic objects')
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"(?: label: "([^"]+):\d+")?')


def read_callgraph(graph, path, is_linked):
    """What GCC left in this file of the functions that were linked."""
    left_out = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            node, edge = NODE.match(line), EDGE.match(line)
            if node:
                function, file, frame, kind, objects = node.groups()
                if not is_linked(short(function)):
                    left_out.add(function)
                    continue
                graph.add(function, int(frame), os.path.normpath(file))
                if kind != "static" or objects != "0":
                    graph.problems.append(f"{function}: its frame has no size that is known at "
                                          f"compile time ({kind}, {objects} dynamic objects)")
            elif edge and edge.group(1) not in left_out:  # (its node stands before its edges)
                caller, called, place = edge.groups()
                if called == INDIRECT:
                    graph.pointers[caller].append(os.path.normpath(place) if place else None)
                else:
                    graph.calls[caller].add(called)
                    graph.places[caller, called].append(os.path.normpath(place) if place else None)
    graph.left_out |= left_out


def read_assembly(graph, path, in_image=None):
    """The lines `stack: ...` of an assembly source. What is not in the image was left out by an #if."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = re.search(r"\bstack: (\w+) +(\d+|afresh|within)((?: +\w+)*)", line)
            if match and match.group(2) == "afresh":
                graph.afresh.update(match.group(3).split())
            elif match and match.group(2) == "within":
                graph.within[match.group(1)] = match.group(3).strip()
            elif match:
                function, called = match.group(1), set(match.group(3).split())
                if "pointer" in called:
                    graph.through.add(function)
                graph.add(function, int(match.group(2)))
                called -= {"pointer"}
                graph.calls[function] |= called if in_image is None else called & in_image


# ---- What the disassembler knows: functions of the compiler's library ----


def registers(text):
    """How many there are in `{r4, r6-r8, lr}`."""
    number = {"sp": 13, "lr": 14, "pc": 15, "ip": 12, "fp": 11, "sl": 10, "r9": 9}
    count = 0
    for part in text.strip("{} ").split(","):
        ends = [number.get(r.strip()) or int(r.strip()[1:]) for r in part.split("-")]
        count += ends[-1] - ends[0] + 1
    return count


def read_disassembly(text, function):
    """(bytes that it pushes at most, what it calls) of the disassembly of one function. Raises
    Unbounded where it does to the stack pointer what a compiler does not."""
    depth, called = 0, set()
    for line in text.splitlines():
        match = re.match(r"^\s*[0-9a-f]+:\t(?:[0-9a-f]{4,8}(?: [0-9a-f]{4})?\s*\t)?(\S+)\t?(.*)",
                         line)
        if not match:
            continue
        what, operands = match.group(1).split(".")[0], match.group(2)
        if what == "push" or (what.startswith("stmdb") and operands.startswith("sp!")):
            depth += 4 * registers(operands[operands.index("{"):operands.index("}") + 1])
        elif what in ("sub", "subw") and operands.startswith("sp,"):
            amount = re.search(r"#(\d+)", operands)
            if not amount:
                raise Unbounded(f"{function}: `{what} {operands}`")
            depth += int(amount.group(1))
        elif what.startswith(("str", "vstm")) and "[sp, #-" in operands and "]!" in operands:
            depth += int(re.search(r"\[sp, #-(\d+)\]!", operands).group(1))
        elif re.match(r"(mov|ldr|add)\w*$", what) and re.match(r"sp, (?!sp|#)", operands) or \
                what == "msr" and operands.lower().startswith("msp"):
            raise Unbounded(f"{function}: sets the stack pointer: `{what} {operands}`")
        target = re.search(r"<([^>+]+)>", operands)
        if re.match(r"(b|bl|b(eq|ne|cs|cc|hi|ls|ge|lt|gt|le|mi|pl)|cbn?z)$", what) and target:
            called.add(target.group(1))
        elif what == "blx" or (what == "bx" and operands.strip() != "lr"):
            raise Unbounded(f"{function}: calls through a register: `{what} {operands}`")
    called.discard(function)
    return depth, called


def read_riscv(text, function):
    """The same of RISC-V."""
    depth, called = 0, set()
    for line in text.splitlines():
        match = re.match(r"^\s*[0-9a-f]+:\t(\S+)\t?(.*)", line)
        if not match:
            continue
        what, operands = match.group(1).removeprefix("c."), match.group(2)
        amount = re.match(r"sp,(?:sp,)?(-?\d+)$", operands)
        if what in ("addi", "add", "addi16sp") and amount:
            depth += max(0, -int(amount.group(1)))
        elif what not in ("sw", "swsp") and operands.startswith("sp,"):
            raise Unbounded(f"{function}: sets the stack pointer: `{what} {operands}`")
        to = re.search(r"<([^>+]+)>", operands)
        if what in ("jal", "j", "jalr", "jr", "tail", "call") and to:
            called.add(to.group(1))
        elif what == "jalr" or (what == "jr" and operands.strip() != "ra"):
            raise Unbounded(f"{function}: calls through a register: `{what} {operands}`")
    called.discard(function)
    return depth, called


def disassemble(graph, elf, function):
    text = target.run("objdump", "-d", "--no-show-raw-insn", f"--disassemble={function}", elf)
    if f"<{function}>:" not in text:
        raise Unbounded(f"{function}: neither compiled here, nor in {elf}")
    read = {target.ARM: read_disassembly, target.RISCV: read_riscv}[target.machine(elf)]
    frame, called = read(text, function)
    graph.add(function, frame)
    graph.calls[function] |= called


# ---- What the checker knows: who is called through a pointer ----


class Facts:
    def __init__(self, path):
        self.binds, self.indirect = defaultdict(set), defaultdict(set)
        self.lines = defaultdict(list)  # {file: [(line, function)]}
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                words = line.split()
                try:
                    if words[:1] == ["bind"]:
                        self.binds[words[1]].add(words[2])
                    elif words[:1] == ["indirect"]:
                        self.indirect[words[1]].add(words[2])
                    elif words[:1] == ["function"]:
                        file, first = words[2].split(":")[:2]
                        self.lines[os.path.normpath(file)].append((int(first), words[1]))
                except (IndexError, ValueError):
                    raise Unbounded(f"{path}:{number}: not a fact: {line.strip()}") from None
        for functions in self.lines.values():
            functions.sort()

    def function_at(self, place):
        """The function whose text contains FILE:LINE, or None."""
        file, line = place.rsplit(":", 1)
        before = [name for first, name in self.lines.get(file, []) if first <= int(line)]
        return before[-1] if before else None

    def fields_of(self, function, place):
        """The fields that `function` may call through at this place. It may be written in another
        function, one that was inlined."""
        writer = self.function_at(place) if place else None
        for name in (writer, writer and short(writer)) if place else (function, short(function)):
            if name in self.indirect:
                return self.indirect[name]
        return set()


def resolve(graph, facts):
    """{function: {(called, field or None)}}"""
    edges, problems, frames = defaultdict(set), [], {}
    for caller in graph.frames:
        calls = [(place, caller) for place in graph.pointers[caller]]
        for called in graph.calls[caller]:
            if called in graph.through:
                handed = f"{called} for {caller}"
                edges[caller].add((handed, None))
                frames[handed] = graph.frames[called]
                edges[handed] |= {(c, None) for c in graph.calls[called]}
                calls += [(place, handed) for place in graph.places[caller, called]]
            else:
                edges[caller].add((called, None))
        for place, source in calls:
            fields = facts.fields_of(caller, place)
            if not fields:
                where = f" at {place}" if place else ""
                problems.append(f"{caller}: calls through a pointer{where}, and no fact tells "
                                f"through which field (capcheck --facts: indirect)")
            for field in fields:
                for name in facts.binds.get(field, ()):
                    edges[source] |= {(b, field) for b in graph.named.get(name, ())}
    graph.frames.update(frames)
    return edges, problems


# ---- What the linker knows: the image ----


class Image:
    """A 32-bit little-endian ELF file, linked with --emit-relocs."""

    ABSOLUTE = {
        target.ARM: {2: "R_ARM_ABS32", 38: "R_ARM_TARGET1", 47: "R_ARM_THM_MOVW_ABS_NC",
                     43: "R_ARM_MOVW_ABS_NC", 3: "R_ARM_REL32"},
        target.RISCV: {1: "R_RISCV_32", 26: "R_RISCV_HI20", 27: "R_RISCV_LO12_I",
                       23: "R_RISCV_PCREL_HI20", 20: "R_RISCV_GOT_HI20"},
    }
    BRANCH = {
        target.ARM: {10: "R_ARM_THM_CALL", 30: "R_ARM_THM_JUMP24", 51: "R_ARM_THM_JUMP19",
                     28: "R_ARM_CALL", 29: "R_ARM_JUMP24", 102: "R_ARM_THM_JUMP11"},
        target.RISCV: {17: "R_RISCV_JAL", 18: "R_RISCV_CALL", 19: "R_RISCV_CALL_PLT",
                       45: "R_RISCV_RVC_JUMP"},
    }

    def __init__(self, path):
        self.machine = target.machine(path)
        self.thumb = 1 if self.machine == target.ARM else 0  # the lowest bit of a function's address
        with open(path, "rb") as file:
            self.bytes = file.read()
        table, = struct.unpack_from("<I", self.bytes, 32)
        count, names = struct.unpack_from("<HH", self.bytes, 48)
        self.headers = [struct.unpack_from("<10I", self.bytes, table + 40 * i)
                        for i in range(count)]
        self.names = [self.text(self.headers[names], header[0]) for header in self.headers]
        symbols = self.headers[self.names.index(".symtab")]
        strings = self.headers[symbols[6]]
        self.symbols = []  # (name, value, size, type)
        for at in range(symbols[4], symbols[4] + symbols[5], 16):
            name, value, size, info = struct.unpack_from("<IIIB", self.bytes, at)
            self.symbols.append((self.text(strings, name), value, size, info & 15))
        self.values = {name: value for name, value, *_ in self.symbols if name}
        self.functions = {value & ~1: name for name, value, _, kind in self.symbols if kind == 2}
        self.starts = sorted(self.functions)
        self.aliases = defaultdict(set)
        for name, value, _, kind in self.symbols:
            if kind == 2:
                self.aliases[self.functions[value & ~1]].add(name)

    def text(self, table, offset):
        start = table[4] + offset
        return self.bytes[start:self.bytes.index(b"\0", start)].decode()

    def word(self, address):
        for header in self.headers:
            if header[2] & 2 and header[1] == 1 and header[3] <= address < header[3] + header[5]:
                return struct.unpack_from("<I", self.bytes, header[4] + address - header[3])[0]
        return 0

    def function_around(self, address):
        i = bisect.bisect(self.starts, address)
        return self.functions[self.starts[i - 1]] if i else None

    def relocations(self):
        """(section, address, type, symbol) of what is loaded."""
        for name, header in zip(self.names, self.headers):
            entry = {9: 8, 4: 12}.get(header[1])  # SHT_REL, SHT_RELA
            if entry and self.headers[header[7]][2] & 2:
                section = name.removeprefix(".rela" if entry == 12 else ".rel")
                for at in range(header[4], header[4] + header[5], entry):
                    address, info = struct.unpack_from("<II", self.bytes, at)
                    yield section, address, info & 255, self.symbols[info >> 8]

    def branches(self):
        """{(caller, called)} of the calls and jumps from function to function."""
        found = set()
        for _, address, kind, (_, value, _, what) in self.relocations():
            if kind in self.BRANCH[self.machine] and what == 2:  # (to labels of their own only assembly jumps)
                found.add((self.function_around(address), self.functions[value & ~1]))
        return found

    def taken(self):
        """{(function, where)} of those whose address is taken; by vectors not."""
        found = set()
        for section, address, kind, (_, value, _, what) in self.relocations():
            if kind not in self.ABSOLUTE[self.machine] or section == ".vectors":
                continue
            value = value if what == 2 else self.word(address)  # (of a section: plus an addend)
            if value & 1 == self.thumb and value & ~1 in self.functions and (what == 2 or self.thumb):
                found.add((self.functions[value & ~1], f"{section} at {address:#x}"))
        return found

    def vectors(self):
        """{exception number: function}; on RISC-V two by name."""
        if self.machine == target.RISCV:
            return {name: name if name in self.values else None for name in RiscV.ENTRIES}
        header = self.headers[self.names.index(".vectors")]
        words = struct.unpack_from(f"<{header[5] // 4}I", self.bytes, header[4])
        return {number: self.functions.get(word & ~1) for number, word in enumerate(words)
                if number > 0 and word != 0}


def contradictions(image, graph, facts):
    """What the image says otherwise than compiler and checker."""
    bound = {f for names in facts.binds.values() for n in names for f in graph.named.get(n, ())}
    known = {short(f) for f in bound} | set(image.vectors().values()) | set(graph.within)
    told = {(short(caller), short(called)) for caller, all_called in graph.calls.items()
            for called in all_called}
    compiled = {short(function) for function in graph.frames}
    return [f"{function}: its address is taken in {where}, and no fact tells what it is bound to "
            f"(capcheck --facts: bind)" for function, where in sorted(image.taken())
            if function not in known] + \
        [f"{caller}: calls {called}, of which the compiler did not tell"
         for caller, called in sorted(image.branches())
         if caller in compiled and caller != called and not {caller, called} <= graph.through and
         not any((caller, alias) in told for alias in image.aliases[called] | {called})]


# ---- The deepest chain ----


class Search:
    """The deepest chain from a function. `nesting`: {field: how many calls through it may be under
    way at once}."""

    def __init__(self, graph, edges, nesting, library):
        self.graph, self.edges, self.library = graph, edges, library
        self.fields = sorted(nesting)
        self.full = tuple(nesting[f] for f in self.fields)
        self.known, self.under_way = {}, []
        self.titles = defaultdict(list)
        for function in graph.frames:
            self.titles[short(function)].append(function)

    def title(self, name):
        """GCC's title for the symbol `name` of the image: what is optimised as a whole becomes static
        where it can."""
        if name in self.graph.frames or name not in self.titles:
            return name
        if len(self.titles[name]) > 1:
            raise Unbounded(f"{name}: which of {', '.join(self.titles[name])}?")
        return self.titles[name][0]

    def deepest(self, function, left=None):
        """(bytes, [functions from here on])"""
        left = self.full if left is None else left
        function = self.title(function)
        state = (function, left)
        if state in self.known:
            return self.known[state]
        if state in self.under_way:
            self.refuse(state)
        if function not in self.graph.frames:
            self.library(function)
            self.edges[function] = {(c, None) for c in self.graph.calls[function]}
        self.under_way.append(state)
        best = (0, [])
        for called, field in sorted(self.edges[function], key=str):
            after = left
            if field in self.fields:
                i = self.fields.index(field)
                if left[i] == 0:
                    continue
                after = left[:i] + (left[i] - 1,) + left[i + 1:]
            best = max(best, self.deepest(called, after), key=lambda found: found[0])
        self.under_way.pop()
        self.known[state] = (self.graph.frames[function] + best[0], [function, *best[1]])
        return self.known[state]

    def refuse(self, state):
        cycle = [f for f, _ in self.under_way[self.under_way.index(state):]] + [state[0]]
        words, fields = [cycle[0]], set()
        for caller, called in zip(cycle, cycle[1:]):
            through = {f for c, f in self.edges[caller] if c == called}
            fields |= through - {None}
            words.append("-> " + called + (f" (through {', '.join(sorted(through))})"
                                           if None not in through else ""))
        advice = ("\nIf it is so by type only, the board says how deep its objects lie: "
                  f"STACK_NESTING := {sorted(fields)[0]}=N in board.mk") if fields else ""
        raise Unbounded(f"recursion: {' '.join(words)}{advice}")

    def to(self, function, target):
        """Like `deepest`, but of the chains that end in `target`, with its own frame; or None."""
        memo, under_way, cycles = {}, set(), set()

        def walk(at):
            if at == target:
                return self.graph.frames[at], [at]
            if at in memo:
                return memo[at]
            if at in under_way:
                cycles.add(at)
                return None
            under_way.add(at)
            found = [f for c, _ in self.edges[at] if (f := walk(c)) is not None]
            under_way.discard(at)
            best = max(found, key=lambda f: f[0], default=None)
            memo[at] = best and (self.graph.frames[at] + best[0], [at, *best[1]])
            return memo[at]

        found = walk(self.title(function))
        for at in cycles:
            if memo[at]:
                raise Unbounded(f"{at}: calls itself on the way to {target}")
        return found


# ---- Exceptions ----


class Machine:
    """ARMv7-M, as arch/cortex-m and its chips set it up.

    The main loop runs in Thread mode on the main stack. SVC, PendSV and the lines whose handler is
    arch_interrupt_handler have one priority: of those one is under way at most. A line with a
    handler of its own is a watch (arch_interrupt_make_watch), above them. Above that are faults,
    above those HardFault, which a fault in the fault handler becomes, and above that the NMI. Where
    its handler is that of faults nothing is connected to it; that is not computed but stated.

    An exception that is taken on the main stack pushes a frame there, aligned to 8. While a process
    runs, the main loop is in arch_process_run and under it lies the frame of the PendSV by which
    the process was entered; what the process's own exceptions push lies on the process's stack,
    but for faults, see arch_fault_handler. The kernel does not use the floating-point unit, so no
    frame on the main stack is an extended one (arch/cortex-m-fpu/fpu.S)."""

    FRAME = 32 + 4
    RESET, NMI, HARD_FAULT, FAULTS, SVC, PENDSV, LINES = 1, 2, 3, range(4, 8), 11, 14, 16
    RUN, LINE_HANDLER = "arch_process_run", "arch_interrupt_handler"

    def __init__(self, vectors, search):
        self.vectors, self.search = vectors, search

    def handlers(self, wanted):
        return {name for number, name in self.vectors.items() if wanted(number, name)}

    def deepest(self, names, on_main_stack=True):
        """The deepest handler of these, as [(bytes, name of what takes them)]."""
        found = [self.search.deepest(name) for name in sorted(names)]
        depth, chain = max(found, key=lambda f: f[0], default=(0, []))
        frames = [(self.search.graph.frames[f], f) for f in chain]
        return ([(self.FRAME, "(pushed by the CPU)")] if on_main_stack and names else []) + frames

    def process(self, reset, handlers):
        """The levels while a process runs; none in a kernel without processes."""
        if self.RUN not in self.search.graph.frames:
            return []
        entered = self.search.to(reset, self.RUN)
        if entered is None:
            raise Unbounded(f"no call of {self.RUN} is reached from {reset}")
        frames = [(self.search.graph.frames[f], f) for f in entered[1]]
        return [("thread", frames), ("entry of a process", [(self.FRAME, "(pushed by the CPU)")]),
                ("system call, interrupt or fault of the process", self.deepest(handlers, False))]

    def levels(self):
        """[(what, [(bytes, name)])], each of them on top of the one before."""
        reset = self.vectors[self.RESET]
        lines = self.handlers(lambda n, name: n >= self.LINES and name == self.LINE_HANDLER)
        watches = self.handlers(lambda n, name: n >= self.LINES and name != self.LINE_HANDLER)
        traps = self.handlers(lambda n, _: n in (self.SVC, self.PENDSV))
        faults = self.handlers(lambda n, _: n in self.FAULTS)
        other = {n: name for n, name in self.vectors.items()
                 if n not in (self.RESET, self.NMI, self.HARD_FAULT, *self.FAULTS, self.SVC,
                              self.PENDSV) and n < self.LINES}
        if other:
            raise Unbounded(f"vectors {other}: stack.py does not know when they come")

        thread = [("thread", self.deepest({reset}, False)),
                  ("interrupt", self.deepest(lines | traps - {self.vectors.get(self.SVC)}))]
        base = max(thread, self.process(reset, lines | traps | faults), key=total)
        hard_faults = self.handlers(lambda n, _: n == self.HARD_FAULT)
        above = [("fault", self.deepest(faults)), ("fault in the fault", self.deepest(hard_faults))]
        afresh = [("fault, with the stack pointer at its top",
                   self.deepest(self.search.graph.afresh, False)), above[1]]
        nmi = self.handlers(lambda n, name: n == self.NMI and name not in faults)
        last = [("NMI", self.deepest(nmi))] if nmi else []
        return max(base + [("watch", self.deepest(watches))] + above, afresh, key=total) + last

    def assumptions(self):
        faults = self.handlers(lambda n, _: n in self.FAULTS)
        return ["nothing is connected to the NMI"] * (self.vectors.get(self.NMI) in faults)


class RiscV:
    """RISC-V, as arch/riscv sets it up: machine mode for the kernel.

    The main loop runs on the kernel's stack, and under what a trap of the process needs lies its
    frame in arch_process_run. The kernel may be interrupted too, by what is taken without being
    interrupted itself; anything may fault, the handling of a fault also, and then the kernel
    panics."""

    ENTRIES = RESET, TRAP = "arch_reset_entry", "arch_trap"
    RUN, IN_KERNEL = "arch_process_run", "arch_trap_in_kernel"
    INTERRUPTED, FAULTED = "arch_interrupted", "arch_kernel_faulted"

    def __init__(self, vectors, search):
        self.search = search

    def chain(self, *names):
        """[(bytes, name)] of the deepest of these."""
        found = [self.search.deepest(name) for name in names]
        return [(self.search.graph.frames[f], f) for f in max(found, key=lambda f: f[0])[1]]

    def in_kernel(self, then):
        return [(self.search.graph.frames[self.IN_KERNEL], self.IN_KERNEL), *self.chain(then)]

    def levels(self):
        entered = self.search.to(self.RESET, self.RUN)
        if entered is None:
            raise Unbounded(f"no call of {self.RUN} is reached from {self.RESET}")
        frames = [(self.search.graph.frames[f], f) for f in entered[1]]
        thread = [("thread", self.chain(self.RESET))]
        process = [("thread", frames), ("trap of the process", self.chain(self.TRAP))]
        faults = [("fault", self.in_kernel(self.FAULTED)),
                  ("fault in the fault", self.in_kernel(self.FAULTED))]
        return max(thread, process, key=total) + \
            [("interrupt of the kernel", self.in_kernel(self.INTERRUPTED)), *faults]

    def assumptions(self):
        return []


def total(levels):
    return sum(size for _, parts in levels for size, _ in parts)


# ---- Report ----


def linked_functions(objects, elf):
    """{object: its functions that were linked}, from the linker's map, which lies beside the ELF."""
    with open(elf.removesuffix(".elf") + ".map", encoding="utf-8", errors="replace") as lines:
        text = lines.read()
    text = re.sub(r"\n {16}0x", " 0x", text[text.index("Linker script and memory map"):])
    sections = {(path, section) for section, path in
                re.findall(r"^ (\.\S+)\s+0x[0-9a-f]+\s+0x[0-9a-f]+ (\S+)", text, re.M)}
    found, path = defaultdict(set), ""
    for line in target.run("objdump", "-t", *objects).splitlines():
        head = re.match(r"(\S+): +file format", line)
        path = head.group(1) if head else path
        symbol = re.match(r"[0-9a-f]+ .{6}F (\S+)\s[0-9a-f]+ (?:\.hidden )?(\S+)", line)
        if symbol and (path, symbol.group(1)) in sections:
            found[path].add(symbol.group(2))
    return found


def read_graph(objects, elf, image):
    """Of the objects that GCC optimised as a whole it left the graph beside the ELF file."""
    graph, linked = Graph(), linked_functions(objects, elf)
    in_image = set(image.functions.values()).union(*image.aliases.values())
    for path in objects:
        beside = path.removesuffix(".o") + ".ci"
        if path.endswith(".S.o"):
            read_assembly(graph, source_of(path), in_image)
        elif os.path.exists(beside):
            read_callgraph(graph, beside, linked[path].__contains__)
    for path in sorted(glob.glob(glob.escape(elf) + ".ltrans*.ci")):
        read_callgraph(graph, path, in_image.__contains__)
    join_twins(graph, image)
    # Whom the linker left out nobody calls: the compiler found out when it had told already.
    for called in graph.calls.values():
        called -= graph.left_out - graph.frames.keys()
    return graph


def join_twins(graph, image):
    """Of two private functions that come out alike GCC keeps one, and tells only of that: the other is a name
    for the same code."""
    known = {short(function): function for function in graph.frames}
    for called in set().union(*graph.calls.values()) - graph.frames.keys():
        if PRIVATE.search(called):
            code = image.functions.get(image.values.get(short(called), 0) & ~1)
            for twin in image.aliases.get(code, set()) & known.keys():
                graph.frames[called] = 0
                graph.calls[called].add(known[twin])


def measure(arguments):
    image, facts = Image(arguments.elf), Facts(arguments.facts)
    graph = read_graph(arguments.objects, arguments.elf, image)
    vectors = image.vectors()
    if None in vectors.values():
        raise Unbounded(f"{arguments.elf}: a vector points to no function")
    edges, problems = resolve(graph, facts)
    problems += graph.problems + contradictions(image, graph, facts)
    if problems:
        raise Unbounded("\n".join(problems))
    nesting = nesting_of(arguments.nesting, edges)
    search = Search(graph, edges, nesting, lambda f: disassemble(graph, arguments.elf, f))
    machine = (Machine if image.machine == target.ARM else RiscV)(vectors, search)
    levels = machine.levels()
    return {
        "bound": total(levels),
        "reserve": image.values["layout_stack_top"] - image.values["layout_stack_bottom"],
        "levels": [{"what": what, "bytes": sum(size for size, _ in parts),
                    "chain": [{"function": shown(name), "bytes": size} for size, name in parts]}
                   for what, parts in levels],
        "assumptions": [f"at most {count} calls through {field} are under way at once (board.mk)"
                        for field, count in sorted(nesting.items())]
        + machine.assumptions(),
    }


def nesting_of(stated, edges):
    nesting = {}
    for word in stated:
        field, _, count = word.partition("=")
        if not count.isdigit() or int(count) < 1:
            raise Unbounded(f"--nesting {word}: say STRUCT.FIELD=N, N being 1 or more")
        nesting[field] = int(count)
    for field in set(nesting) - {f for called in edges.values() for _, f in called}:
        raise Unbounded(f"--nesting {field}: nothing in this kernel calls through it")
    return nesting


def source_of(path):
    """The assembly source of build/VARIANT/SOURCE.o."""
    parts = path[:-2].split(os.sep)
    for i in range(len(parts)):
        if os.path.exists(os.path.join(*parts[i:])):
            return os.path.join(*parts[i:])
    raise Unbounded(f"{path}: its source is not to be found from here")


def show(result):
    bound, reserve = result["bound"], result["reserve"]
    lines = [f"kernel stack: at most {bound} of {reserve} B"]
    for level in result["levels"]:
        if level["bytes"]:
            chain = " > ".join(f"{part['function']} {part['bytes']}" for part in level["chain"])
            lines.append(f"  {level['bytes']:5} {level['what']}: {chain}")
    return "\n".join(lines + [f"        assumed: {a}" for a in result["assumptions"]])


def main():
    parser = argparse.ArgumentParser(
        usage=re.search(r"^usage: (.*)$", __doc__, re.M).group(1), add_help=False)
    parser.add_argument("--facts", required=True)
    parser.add_argument("--elf", required=True)
    parser.add_argument("--nesting", action="append", default=[])
    parser.add_argument("--json")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("objects", nargs="+")
    arguments = parser.parse_args()
    try:
        result = measure(arguments)
    except Unbounded as problem:
        sys.exit(f"stack.py: the kernel's stack has no bound that can be computed:\n{problem}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(result, out, indent=1)
    if arguments.show:
        print(show(result))
    if result["bound"] > result["reserve"]:
        sys.exit(f"stack.py: the stack may overflow (LAYOUT_STACK_BYTES)\n{show(result)}")


if __name__ == "__main__":
    main()
