# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`make debug`: GDB knows the kernel, the apps where they lie, and the processes (docs/debugging.md)."""

import re

import pytest

from harness import BOARD, ROOT, make, needs

pytestmark = pytest.mark.xdist_group("make")  # not two of them at once in one tree

APPS = "counter clock crash"


@pytest.fixture
def gdb(tmp_path):
    """gdb("command", ...) runs a session with these commands and returns what it said."""

    def run(*commands, apps=APPS):
        script = tmp_path / "commands.gdb"
        script.write_text("\n".join(["set pagination off", "set confirm off", *commands, ""]))
        made = make("-s", f"BOARD={BOARD.name}", f"APPS={apps}", f"OUT={tmp_path}/image.bin", "debug",
                    f"GDB_FLAGS=-batch -x {script}")
        assert made.returncode == 0, made.stdout + made.stderr
        assert "Traceback" not in made.stdout + made.stderr
        assert "Internal error" not in made.stderr
        return made.stdout

    return run


def line_of(app, text):
    """Where this stands in the source of an app."""
    lines = (ROOT / f"user/apps/{app}/main.c").read_text().split("\n")
    return next(n for n, line in enumerate(lines, 1) if text in line)


def processes(output):
    """{name: (pid, state, pc, flash, flash_end, ram, break, ram_end)} of the last list."""
    rows = re.findall(r"^(\d+) +(\w+) +(\w+) +(0x\w+)[^\n]*? (0x\w{8})-(0x\w{8}) +(0x\w{8})-(0x\w{8})-(0x\w{8})$",
                      output.rpartition("PID ")[2], re.M)
    return {name: (int(pid), state, *(int(word, 16) for word in words))
            for pid, name, state, *words in rows}


def test_a_breakpoint_in_an_app(gdb):
    """Set before the kernel has loaded anything; variables are where the kernel put them."""
    output = gdb("break print_time", "continue", "backtrace", "print &start_ticks", "processes",
                 "print main::every_second.period_ticks > 0")
    frames = re.findall(r"^#\d+ +(?:0x\w+ in )?(\w+) .* at (\S+)$", output, re.M)
    functions = [function for function, _ in frames]
    assert functions[0] == "print_time" and functions[-3:] == ["main", "crt0_main", "_start"]
    assert "yield_wait" in functions
    first = line_of("clock", "uint32_t seconds")
    assert frames[0] == ("print_time", f"user/apps/clock/main.c:{first}")
    assert ("main", f"user/apps/clock/main.c:{line_of('clock', 'yield_wait()')}") in frames
    address = int(re.search(r"(0x\w+) <start_ticks>", output)[1], 16)
    *_, ram, app_break, _ = processes(output)["clock"]
    assert ram < address < app_break
    assert re.search(r"^\$2 = 1$", output, re.M)


def test_processes(gdb):
    output = gdb("break print_time", "continue", "processes")
    found = processes(output)
    assert set(found) == set(APPS.split())
    assert found["clock"][1] == "Running" and found["counter"][1] in ("Yielded", "Running")
    for pid, state, pc, flash, flash_end, ram, app_break, ram_end in found.values():
        assert pid < 8 and BOARD.apps_at <= flash <= pc < flash_end <= BOARD.flash_end
        assert ram <= app_break < ram_end <= BOARD.ram_end
    assert re.search(r"<print_time>", output)
    assert re.search(r"^\d+ +counter +(Yielded|Running) +0x\w+ <\w+(\+\d+)?>", output, re.M)


def test_breakpoints_survive_a_restart(gdb):
    line = line_of("crash", "reading address 0")
    output = gdb(f"break user/apps/crash/main.c:{line}", *["continue", "processes"] * 3)
    assert output.count(f"at user/apps/crash/main.c:{line}") == 3
    pids = [int(pid) for pid in re.findall(r"^(\d+) +crash +Running", output, re.M)]
    assert len(pids) == 3 and pids[1] - pids[0] == pids[2] - pids[1] == 8  # a generation each


def test_the_kernel(gdb):
    """Its functions and variables, seen from inside it."""
    output = gdb("break process_fault", "continue", "backtrace 1", "print p == kernel.current",
                 "print p->debug.syscalls > 0", "print kernel.slots[0]->flash_start", "processes")
    assert re.search(r"^#0 +process_fault \(p=0x\w+", output, re.M)
    values = re.findall(r"^\$\d+ = (\d+)$", output, re.M)
    assert values == ["1", "1", str(BOARD.apps_at)]
    assert set(processes(output)) == set(APPS.split())


def test_boot_itself(gdb):
    """The machine waits at its first instruction."""
    output = gdb("print kernel.slots[0]", "break loader_load_all", "continue", "print kernel.slots[0]",
                 "finish", "processes")
    assert len(re.findall(r"^\$\d+ = \(struct process \*\) 0x0\b", output, re.M)) == 2
    assert {state for _, state, *_ in processes(output).values()} == {"Yielded"}


def test_an_app_twice(gdb):
    output = gdb("break print_time", "continue", "processes", apps="clock clock")
    assert len(re.findall(r"^\d+ +clock ", output, re.M)) == 2
    assert "(2 locations)" in output


@pytest.mark.once
def test_a_program_without_an_elf_has_no_symbols(gdb, tmp_path):
    foreign = tmp_path / "counter.tbf"
    foreign.write_bytes((ROOT / "build/apps/counter/counter.tbf").read_bytes())
    output = gdb("break print_time", "continue", "processes", apps=f"{foreign} clock")
    assert "counter: no linked program (ELF), so no symbols" in output
    assert set(processes(output)) == {"counter", "clock"}


@pytest.mark.once
def test_the_session_in_the_document(gdb):
    """Each line of docs/debugging.md, but for numbers, and for where each process is by then."""
    session = re.search(r"^\$ make debug APPS=\"(.*)\"\n(.*?)^```$",
                        (ROOT / "docs/debugging.md").read_text(), re.M | re.S)
    commands = re.findall(r"^\(gdb\) (.*)$", session[2], re.M)
    wanted = [line for line in session[2].splitlines() if not line.startswith("(gdb) ")]
    general = lambda line: re.sub(r"\b(0x[0-9a-f]+|\d+)\b|(?<=\w)  .*", "#", line).strip()
    seen = {general(line) for line in gdb(*commands, apps=session[1]).splitlines()}
    assert len(commands) >= 4 and [line for line in wanted if general(line) not in seen] == []


@needs(not BOARD.architecture.fixed, "apps that the loader moves")
def test_a_fault_report_still_asks_for_a_listing():
    made = make(f"BOARD={BOARD.name}", "debug", "NAME=hello", "RAM_START=0x20001000")
    assert made.returncode == 2 and "FLASH_INIT" in made.stderr
