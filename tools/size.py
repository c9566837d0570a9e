#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What a kernel takes of flash, RAM and stack, by folder, what it leaves for apps, and how much of it
has to be believed.

usage: size.py [--json] [--brief=ELF] [--unchecked=ELF] BOARD KERNEL.elf

KERNEL.elf lies beside its linker map, KERNEL.map, and what tools/locks.mk left there: stack.json, and
facts. The other two are the same kernel without panic text, and without what the compiler checks in
capsules (CAPSULE_CHECKS): the difference is what those checks cost. LOOP_BOUND, LOOP_WHILE and ELEMENT
are in both, for they are in the sources.
"""
import argparse
import json
import os
import re

import lines
import stack
import target

FLASH_SECTIONS = (".vectors", ".boot", ".text", ".rodata", ".data", ".attributes")
TEXT_SECTIONS = (".vectors", ".boot", ".text", ".rodata")
RAM_SECTIONS = (".data", ".bss")
FOLDERS = ("kernel", "arch", "chips", "capsules", "boards", "compiler", "text for people", "fill")


def sections(elf):
    """Size of each section of the ELF file."""
    rows = re.findall(r"^(\.\S+)\s+(\d+)\s+\d+$", target.run("size", "-A", elf), re.M)
    return {name: int(size) for name, size in rows}


def symbols(elf):
    """Value and size of each symbol."""
    table = {}
    for line in target.run("nm", "-S", elf).splitlines():
        fields = line.split()
        if len(fields) == 4:
            table[fields[3]] = (int(fields[0], 16), int(fields[1], 16))
        elif len(fields) == 3:
            table[fields[2]] = (int(fields[0], 16), 0)
    return table


def source_files(elf):
    """The source file of the function or variable at each address, as the debug information knows
    it: that of a part that was optimised as a whole refers to that of the sources."""
    die = re.compile(r" <\d+><([0-9a-f]+)>: Abbrev Number: \d+ \(DW_TAG_(\w+)\)")
    attribute = re.compile(r" +<[0-9a-f]+> +DW_AT_(\w+) *: .*?([^ :()<>]+)[)>]?\s*$")
    unit, tag, at = "", "", 0
    units, origins, addresses = {}, {}, {}
    for line in target.run("objdump", "--dwarf=info", elf).splitlines():
        start = die.match(line)
        if start:
            at, tag = start[1], start[2]
            units[at] = unit
            continue
        value = attribute.match(line)
        if not value:
            continue
        if tag == "compile_unit" and value[1] == "name":
            unit = value[2]
        elif value[1] in ("abstract_origin", "specification"):
            origins[at] = value[2].removeprefix("0x")
        elif (tag, value[1]) == ("subprogram", "low_pc"):
            addresses[int(value[2], 16)] = at
        elif (tag, value[1]) == ("variable", "location") and "DW_OP_addr:" in line:
            addresses[int(value[2], 16)] = at
    files = {}
    for address, at in addresses.items():
        while at in origins:
            at = origins[at]
        files[address] = units.get(at, "")
    return files


def optimised_symbols(elf):
    """(kind of section, size, source file) of each symbol of the part that was optimised as a whole:
    of that the linker map shows no files."""
    files = source_files(elf)
    kinds = {"t": ".text", "r": ".rodata", "d": ".data", "b": ".bss"}
    found = {}
    for line in target.run("nm", "-S", elf).splitlines():
        match = re.match(r"([0-9a-f]{8}) ([0-9a-f]{8}) (\w) (\S+)", line)
        if match and match[3].lower() in kinds:
            path = files.get(int(match[1], 16) & ~1, match[4])
            found[match[1]] = kinds[match[3].lower()], int(match[2], 16), path
    return found.values()


def folder_of(path):
    if path == "capsule_lines":  # made by tools/capsule_lines.py, without debug information
        return "text for people"
    for folder in FOLDERS[:5]:
        if re.search(rf"(^|/){folder}/", path):
            return folder
    return "compiler"


def by_folder(elf):
    """Flash and RAM of each folder, from the linker map. What the linker merged or filled in has a
    row of its own, so that the columns add up."""
    text = open(elf[:-len("elf")] + "map", encoding="utf-8", errors="replace").read()
    text = text[text.index("Linker script and memory map"):]
    text = re.sub(r"\n {16}0x", " 0x", text)  # long section names stand on a line of their own
    rows = re.findall(r"^ (\.(?:vectors|boot|text|rodata|data|bss)\S*)\s+0x[0-9a-f]+\s+0x([0-9a-f]+) (\S+)",
                      text, re.M)
    apart = {re.sub(r"^build/[^/]+/(.*)\.o$", r"\1", path)
             for _, size, path in rows if int(size, 16) != 0}
    rows = [("." + section.split(".")[1], int(size, 16), path, ".str1." in section)
            for section, size, path in rows if ".ltrans" not in path or ".str1." in section]
    rows += [(kind, size, path, False) for kind, size, path in optimised_symbols(elf)
             if path not in apart]
    flash, ram = dict.fromkeys(FOLDERS, 0), dict.fromkeys(FOLDERS, 0)
    for kind, size, path, is_text in rows:
        folder = "text for people" if is_text else folder_of(path)
        if kind in FLASH_SECTIONS:
            flash[folder] += size
        if kind in RAM_SECTIONS:
            ram[folder] += size
    have = sections(elf)
    flash["fill"] = sum(have.get(s, 0) for s in FLASH_SECTIONS) - sum(flash.values())
    ram["fill"] = sum(have.get(s, 0) for s in RAM_SECTIONS) - sum(ram.values())
    return flash, ram


def beside(elf, name):
    """The path of a file beside the kernel, or None if there is none."""
    path = os.path.join(os.path.dirname(elf), name)
    return path if os.path.exists(path) else None


def stack_report(elf):
    path = beside(elf, "stack.json")
    if not path:
        return None
    with open(path, encoding="utf-8") as report:
        return json.load(report)


def macros(elf):
    """{macro of the API: why it may do what a capsule may not}"""
    path = beside(elf, "facts")
    if not path:
        return {}
    with open(path, encoding="utf-8") as facts:
        return dict(line.split(None, 2)[1:] for line in facts if line.startswith("macro "))


def capsule_instructions(elf):
    """How many instructions the capsules of a kernel consist of."""
    table = symbols(elf)
    ends = [f"--{which}-address={table[name][0]:#x}" for which, name in
            (("start", "layout_capsules_start"), ("stop", "layout_capsules"))]
    listing = target.run("objdump", "-d", "--no-show-raw-insn", *ends, elf)
    return len(re.findall(r"^\s*[0-9a-f]+:\t(?!\.)", listing, re.M))


def figures(elf, brief, unchecked):
    have, names = sections(elf), symbols(elf)
    result = {
        "kernel_flash": sum(have.get(s, 0) for s in FLASH_SECTIONS),
        "kernel_text": sum(have.get(s, 0) for s in TEXT_SECTIONS),
        "kernel_ram": sum(have.get(s, 0) for s in RAM_SECTIONS),
        "stack_reserve": have[".stack"],
        "process_overhead": names.get("note_process_overhead", (0, 0))[1],  # 0: it has no processes
        "app_flash": names["layout_flash_end"][0] - names["layout_apps_start"][0],
        "app_ram": names["layout_ram_end"][0] - names["layout_bss_end"][0],
    }
    if brief:
        have = sections(brief)
        result["kernel_flash_without_panic_text"] = sum(have.get(s, 0) for s in FLASH_SECTIONS)
    if stack_report(elf):
        result["stack_bound"] = stack_report(elf)["bound"]
    if unchecked:
        without = by_folder(unchecked)[0]["capsules"]
        result["capsule_checks_bytes"] = by_folder(elf)[0]["capsules"] - without
        result["capsule_checks_instructions"] = capsule_instructions(elf) - \
            capsule_instructions(unchecked)
        result["capsule_checks_percent"] = round(100 * result["capsule_checks_bytes"] / without, 1)
    result |= {f"lines_{heading}": number for heading, number in lines.lines().items()}
    return result


def print_table(board, elf, result):
    flash, ram = by_folder(elf)
    names = symbols(elf)
    print(f"{board:24}{'flash':>10}{'RAM':>10}")
    for folder in FOLDERS:
        if flash[folder] or ram[folder]:
            print(f"  {folder:22}{flash[folder]:10}{ram[folder]:10}")
    print(f"  {'kernel':22}{result['kernel_flash']:10}{result['kernel_ram']:10}")
    if "kernel_flash_without_panic_text" in result:
        print(f"  {'  without panic text':22}{result['kernel_flash_without_panic_text']:10}")
    print(f"  {'stack reserve':22}{'':10}{result['stack_reserve']:10}")
    print(f"  {'left for apps':22}{result['app_flash']:10}{result['app_ram']:10}")
    print(f"  {'of which each process':22}{'':10}{result['process_overhead']:10}  before its first grant")
    if "capsule_checks_bytes" in result:
        print(f"\nchecks in capsules cost {result['capsule_checks_bytes']} B of flash, "
              f"{result['capsule_checks_percent']} % of capsule code without them, and "
              f"{result['capsule_checks_instructions']} instructions (when run: test_figures.py)")
        print("null references in capsules fault: nobody may touch the first "
              f"{names['LAYOUT_GUARD_BYTES'][0]} bytes; nothing is compiled in for that")
    if "stack_bound" in result:
        print("\n" + stack.show(stack_report(elf)))
    print_lines({heading: result[f"lines_{heading}"] for heading in lines.HEADINGS}, macros(elf))


def print_lines(found, reasons):
    print(f"\n{'lines':24}{'trusted':>10}{'checked':>10}")
    for heading, number in found.items():
        print(f"  {heading:22}{number:{10 if heading in lines.TRUSTED else 20}}")
    print(f"  {'all':22}{lines.trusted(found):10}{sum(found.values()) - lines.trusted(found):10}"
          f"  {lines.share(found):.1f} % are trusted")
    if reasons:
        print(f"\n{len(reasons)} macros that may do for a capsule what it may not do itself:")
    for name, reason in sorted(reasons.items()):
        print(f"  {name:22}{reason.strip()}")


def main():
    parser = argparse.ArgumentParser(
        usage=re.search(r"^usage: (.*)$", __doc__, re.M).group(1), add_help=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--brief")
    parser.add_argument("--unchecked")
    parser.add_argument("board")
    parser.add_argument("elf")
    arguments = parser.parse_args()
    result = figures(arguments.elf, arguments.brief, arguments.unchecked)
    if arguments.json:
        print(json.dumps({arguments.board: result}))
    else:
        print_table(arguments.board, arguments.elf, result)


main()
