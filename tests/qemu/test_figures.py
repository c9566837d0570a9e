# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the issue wants to be reached, in figures. They end in a table (conftest.py)."""

import json
import os
import re
import sys

import pytest

from harness import (BOARD, DEFAULT_APPS, DEFAULT_BOARD, NS_PER_INSTRUCTION, ROOT, SLICE_NS, Kernel,
                     Output, count_options, count_plugin, make, read_counts)

sys.path.insert(0, str(ROOT / "bench"))

import measure  # noqa: E402

from test_apps import lateness

MS = 10**6
BAR = BOARD.architecture
LED_STORE = BOARD.facts.led and BOARD.facts.led.store


# ---- Time ----


def check_rhythm(output, seconds, figure, what, most):
    """The good apps miss no alarm, nor does the kernel notice those who misbehave."""
    assert output.boots == 1 and not output.panicked
    assert {report.process for report in output.reports} == {"crash"}
    assert len(output.reports) >= seconds * 0.95
    printed = re.findall(r"^counter: (\d+)$", output.text, re.M)
    assert [int(number) for number in printed] == list(range(1, seconds))
    clock = output.times(r"clock: up .*")
    assert len(clock) == seconds - 1
    rhythms = [("counter", output.times(r"counter: \d+"), 10**9), ("clock", clock, 10**9)]
    if LED_STORE:
        blinks = output.stores[1:]  # the first one switches the LED off, at start
        assert 4 * seconds - 4 <= len(blinks) <= 4 * seconds
        rhythms.append(("blink", blinks, 250 * MS))
    for app, times, period_ns in rhythms:
        late = lateness(times, period_ns)
        figure(f"{what}: {app} late by", (max(late) - min(late)) / MS, "ms", most=most)


@pytest.mark.once
def test_ten_minutes_with_hog_crash_and_spam(machine, figure):
    """At a quarter of the usual speed, for what spam does takes QEMU long. The kernel takes four
    times as long for everything then, so how late they are has its bar in the next tests; or here,
    with FULL_SPEED=1 in the environment, and six minutes of patience."""
    seconds = 10 * 60
    full = "FULL_SPEED" in os.environ
    output = machine.run(*DEFAULT_APPS, "spam", seconds=seconds, stamps=True, watch=LED_STORE,
                         shift=5 if full else 7)
    assert output.count("spam: full of memory, full of upcalls, still here") >= seconds * 0.9
    check_rhythm(output, seconds, figure, f"10 minutes with spam{'' if full else ', CPU at 8 MHz'}",
                 most=2 * SLICE_NS / MS if full else None)


def test_the_default_six_keep_their_rhythm(machine, figure):
    seconds = 100
    output = machine.run(*DEFAULT_APPS, seconds=seconds, stamps=True, watch=LED_STORE)
    check_rhythm(output, seconds, figure, "six default apps", most=2 * SLICE_NS / MS)


def test_the_default_six_keep_their_rhythm_with_spam_among_them(machine, figure):
    seconds = 90 if BOARD.name == DEFAULT_BOARD else 20
    output = machine.run(*DEFAULT_APPS, "spam", seconds=seconds, stamps=True, watch=LED_STORE)
    check_rhythm(output, seconds, figure, "six and spam", most=2 * SLICE_NS / MS)


# ---- Sleep ----


def test_the_cpu_sleeps_when_only_clock_and_blink_run(machine, figure):
    seconds = 60
    output = machine.run("clock", "blink", seconds=seconds, count=True)
    assert len(re.findall(r"^clock: ", output.text, re.M)) == seconds - 1
    busy = output.instructions * NS_PER_INSTRUCTION / (seconds * 10**9)
    figure("CPU asleep while clock and blink run", 100 * (1 - busy), "%", least=95)


# ---- Instructions ----


BARS = [
    ("null_command", BAR.null_command),
    ("null_command_no_driver", BAR.null_command),
    ("yield_no_wait", BAR.yield_no_wait),
    ("process_switch", BAR.switch),
]


@pytest.fixture(scope="module")
def cost():
    """{figure: instructions}, of bench/figures.py; all of them are measured by make bench-check."""
    names = [name for name, _ in BARS]
    return {name: measured["value"] for name, measured in measure.measure_only(names).items()}


@pytest.mark.xdist_group("cost")
class TestInstructions:
    """Each with the stub of the app library, and the call of the stub."""

    @pytest.mark.parametrize("name, most", BARS)
    def test_bars(self, cost, figure, name, most):
        figure(name.replace("_", " "), cost[name], "instructions", most=most)


def test_checks_in_capsules_take_few_instructions(machine, figure):
    """Of apps and kernel, in the same time: three apps that print and wait for alarms."""
    def executed(kernel):
        output = machine.run("counter", "clock", "blink", seconds=20, count=True, kernel=kernel)
        assert output.count("counter: 19") == 1
        return output.instructions

    without, checked = executed(Kernel(unchecked=True)), executed(Kernel())
    figure("checks in capsules, of all instructions of three apps", 100 * (checked - without) / without,
           "%", most=2)


# ---- Bytes ----


@pytest.mark.xdist_group("make")
class TestSizes:
    """The bars are those of the default board; what others weigh is told. On RISC-V the bar is a third of
    the 104 kB of text that Tock has on the same machine."""

    DEFAULT = BOARD.name == DEFAULT_BOARD

    def bar(self, bytes_):
        return bytes_ if self.DEFAULT else None

    @pytest.fixture(scope="class")
    def sizes(self):
        made = make("-s", f"BOARD={BOARD.name}", "size", "FORMAT=json")
        assert made.returncode == 0, made.stderr
        return json.loads(made.stdout)[BOARD.name]

    def test_flash(self, sizes, figure):
        figure("kernel, flash", sizes["kernel_flash"], "B", most=self.bar(32 * 1024))
        if BOARD.architecture.text_bytes:
            figure("kernel, text", sizes["kernel_text"], "B", most=BOARD.architecture.text_bytes)

    def test_flash_without_panic_text(self, sizes, figure):
        figure("kernel without panic text, flash", sizes["kernel_flash_without_panic_text"], "B",
               most=self.bar(24 * 1024))

    def test_ram(self, sizes, figure):
        figure("kernel, static RAM without stack", sizes["kernel_ram"], "B", most=self.bar(4 * 1024))
        figure("kernel, stack", sizes["stack_reserve"], "B", most=self.bar(2 * 1024))

    def test_checks_in_capsules(self, sizes, figure):
        figure("checks in capsules, flash", sizes["capsule_checks_bytes"], "B")
        figure("checks in capsules, of capsule code", sizes["capsule_checks_percent"], "%", most=6)

    def test_stack_bound(self, sizes, figure):
        figure("kernel, stack in the worst case", sizes["stack_bound"], "B",
               most=sizes["stack_reserve"])

    def test_lines(self, sizes, figure):
        trusted = sum(sizes[f"lines_{part}"] for part in ("core", "arch", "chips", "boards"))
        figure("kernel, trusted lines", trusted)
        figure("kernel, checked lines (capsules)", sizes["lines_capsules"])

    def test_process_overhead(self, sizes, figure):
        figure("each process before its first grant", sizes["process_overhead"], "B",
               most=self.bar(400))


def test_the_kernel_without_panic_text_survives_a_crash(machine):
    output = machine.run("crash", "counter", seconds=5.5, kernel=Kernel(brief=True))
    assert output.boots == 1 and not output.panicked
    assert output.count("crash: alive, for a second") >= 4
    assert output.count("counter: 5") == 1


# ---- Stack ----

FRAME_BYTES = BOARD.architecture.frame_bytes  # what the hardware pushes on top is not counted


class TestStack:
    """At least a quarter of the kernel's stack is never used, whatever happens, and never more than
    what tools/stack.py computes (the worst case among the sizes above)."""

    MOST = 75

    def used(self, stack_used, kernel=Kernel()):
        whole = kernel.symbol("layout_stack_top") - kernel.symbol("layout_stack_bottom")
        assert 0 < stack_used < whole
        bound = json.loads((kernel.folder / "stack.json").read_text())["bound"]
        assert stack_used + FRAME_BYTES <= bound, "tools/stack.py has missed something"
        return 100 * (stack_used + FRAME_BYTES) / whole

    @pytest.mark.parametrize("what, apps, seconds", [
        ("six default apps", DEFAULT_APPS, 5),
        ("spam", ("spam", "counter"), 3),
        ("snoop", ("snoop", "snoop_probe"), 20),
        ("rot13 over IPC", ("rot13_service", "rot13_client"), 5),
        ("each way to fault", ("faults", "counter"), 4),
        ("all rules of upcalls", ("abi_upcall",), 3),
    ], ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else "")
    def test_of_apps(self, machine, figure, what, apps, seconds):
        output = machine.run(*apps, seconds=seconds, count=True)
        figure(f"kernel stack used by {what}", self.used(output.stack_used), "%", most=self.MOST)

    def test_of_the_process_console(self, machine, tmp_path, figure):
        report = tmp_path / "stack"
        more = ["-plugin", count_plugin(Kernel(), *count_options(Kernel(), report))]
        with machine.session("blink", "bystander", "rot13_service", more=more) as board:
            board.quiet()
            for command in ("help", "list", "status", "process blink", "kernel",
                            "terminate bystander", "boot bystander"):
                board.ask(command)
            board.send("fault blink\r")
            board.expect("blink faulted and will be restarted")
            board.send("panic\r")
            board.expect("App Status(.|\n)*FLASH_INIT.*\n(.|\n)*FLASH_INIT.*\n")
        output = Output(b"", report)
        read_counts(output, Kernel(), report)
        figure("kernel stack used by the process console and a panic",
               self.used(output.stack_used), "%", most=self.MOST)
