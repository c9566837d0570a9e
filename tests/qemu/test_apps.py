# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Each app of the tree does what its README says; the default six live side by side."""

import re
import time

import pytest

from harness import BOARD, DEFAULT_APPS, SLICE_NS, Output, needs

LED = BOARD.facts.led


def numbers(output, app):
    """What `counter: N` or `clock: up 0:00:0N` counted."""
    pattern = {"counter": r"^counter: (\d+)$", "clock": r"^clock: up 0:00:(\d\d)$"}[app]
    return [int(n) for n in re.findall(pattern, output.text, re.M)]


def lateness(times, period_ns):
    """By how much each was later than a rhythm that begins with the first one's."""
    return [at - times[0] - i * period_ns for i, at in enumerate(times)]


@pytest.fixture(scope="module")
def default(tmp_path_factory):
    from harness import Machine

    return Machine(tmp_path_factory.mktemp("default")).run(*DEFAULT_APPS, seconds=10, stamps=True)


class TestDefaultSix:
    pytestmark = pytest.mark.xdist_group("default")

    def test_all_six_boot(self, default):
        assert default.lines[0] == f"Detent on {BOARD.name}: 6 processes"
        assert default.boots == 1

    def test_nothing_is_skipped_and_nothing_panics(self, default):
        assert "skipped" not in default.text
        assert not default.panicked

    def test_hello_greets_once(self, default):
        assert default.count("Hello from Detent!") == 1

    def test_counter_and_clock_miss_no_second(self, default):
        assert numbers(default, "counter") == list(range(1, 10))
        assert numbers(default, "clock") == list(range(1, 10))

    @pytest.mark.parametrize("line", [r"counter: \d+", r"clock: up .*"])
    def test_they_keep_their_rhythm_while_hog_and_crash_misbehave(self, default, line):
        late = lateness(default.times(line), 10**9)
        assert max(late) - min(late) <= 2 * SLICE_NS

    def test_hog_speaks_once(self, default):
        assert default.text.count("hog: I keep the processor from now on") == 1

    def test_crash_restarts_again_and_again_with_a_report_each_time(self, default):
        reports = default.reports
        assert len(reports) >= 8
        assert {report.process for report in reports} == {"crash"}
        assert {report.outcome for report in reports} == {"will be restarted."}
        assert default.count("crash: alive, for a second") == len(reports) + 1
        assert "STILL ALIVE" not in default.text

    def test_no_line_is_torn_by_another(self, default):
        whole = re.compile(
            r"(hog: I keep the processor from now on|crash: alive, for a second"
            r"|crash: reading address 0|Hello from Detent!|counter: \d+|clock: up \d:\d\d:\d\d)"
        )
        for line in default.lines:
            if re.search(r"hog:|crash: |Hello|counter:|clock:", line) and "𝐀𝐩𝐩" not in line:
                assert whole.fullmatch(line), line


# ---- One by one ----


def test_hello_ends_with_code_0(machine):
    with machine.session("hello") as board:
        board.expect(r"Hello from Detent!\n")
        board.ask_until("list", r" hello .* Terminated$")
        assert "Completion Code: 0" in board.ask("process hello")


@needs(LED, "LED")
def test_blink_toggles_its_led_every_250_ms(machine):
    output = machine.run("blink", seconds=5, watch=LED.store)
    toggles = output.stores[-16:]
    late = lateness(toggles, 250_000_000)
    assert max(late) - min(late) < 1_000_000, late


@needs(LED and LED.state, "LED whose state can be read")
def test_blink_can_be_seen(machine):
    with machine.session("blink") as board:
        deadline = time.monotonic() + 30
        seen = set()
        while seen != {0, LED.bit} and time.monotonic() < deadline:
            seen.add(board.word(LED.state) & LED.bit)
        assert seen == {0, LED.bit}


def test_counter_counts_seconds(machine):
    output = machine.run("counter", seconds=5.5)
    assert numbers(output, "counter") == [1, 2, 3, 4, 5]


def test_eight_apps_of_which_some_are_there_twice(machine):
    """Wherever each has to lie: nobody who names them has to care."""
    output = machine.run("clock", "hello", "counter", "hello", "blink", "hello", "counter", "crash",
                         seconds=2.5)
    assert output.lines[0] == f"Detent on {BOARD.name}: 8 processes"
    assert output.count("Hello from Detent!") == 3
    assert numbers(output, "counter") == [1, 1, 2, 2]
    assert numbers(output, "clock") == [1, 2]


def test_clock_and_counter_pass_the_wrap_of_the_32_bit_counter(machine):
    """It comes every 46 minutes, and that of the 24 bits below it every 0.3 seconds."""
    seconds = 100 * 60
    output = machine.run("clock", "counter", seconds=seconds + 0.5)
    assert numbers(output, "counter") == list(range(1, seconds + 1))
    assert re.findall(r"^clock: up (.*)$", output.text, re.M) == [
        f"{s // 3600}:{s // 60 % 60:02}:{s % 60:02}" for s in range(1, seconds + 1)]


def test_echo_prints_lines_again(machine):
    with machine.session("echo") as board:
        board.expect("echo: type a line\n")
        for line in ("hello", "", "a longer line, with punctuation; and 1234567890"):
            board.type(line + "\r")
            board.expect(f"echo: {re.escape(line)}\n")


def test_echo_understands_backspace(machine):
    with machine.session("echo") as board:
        board.expect("echo: type a line\n")
        board.type("abx\x7fc\r")
        board.expect("echo: abc\n")


def test_a_call_to_one_service_leaves_the_listener_to_another_alone(machine):
    output = machine.run("rot13_service", "blink", "two_services", seconds=1)
    assert output.count("two_services: before heard 1, word 11223344") == 1
    assert output.count("two_services: call 13") == 1  # NOACK
    assert output.count("two_services: after heard 2, word 11223344") == 1


def test_rot13_is_served_over_ipc(machine):
    output = machine.run("rot13_service", "rot13_client", seconds=7)
    assert output.count("rot13_client: Hello, World! -> Uryyb, Jbeyq!: right") >= 1
    assert output.count("rot13_client: detent -> qrgrag: right") >= 1
    assert output.count("rot13_client: NOPQ 123 abc -> ABCD 123 nop: right") >= 1
    assert "WRONG" not in output.text


def test_rot13_client_does_without_its_service(machine):
    output = machine.run("rot13_client", seconds=5)
    assert output.count("rot13_client: there is no rot13_service") >= 2


def test_crash_crashes_after_a_second(machine):
    output = machine.run("crash", seconds=2.9, stamps=True)
    alive = output.times(r"crash: alive, for a second")
    read = output.times("crash: reading address 0")
    assert len(output.reports) == 2
    assert [report.reason for report in output.reports] == ["null pointer, address 0x00000000"] * 2
    for begin, end in zip(alive, read):
        assert 10**9 <= end - begin < 1.02 * 10**9


def test_hog_keeps_what_it_gets_and_no_more(machine):
    output = machine.run("hog", "counter", seconds=5.5)
    assert numbers(output, "counter") == [1, 2, 3, 4, 5]


def test_spam_runs_into_limits_of_its_own_only(machine):
    output = machine.run("spam", "counter", "clock", "blink", seconds=8.5, stamps=True)
    assert numbers(output, "counter") == list(range(1, 9))
    assert len(numbers(output, "clock")) == 8
    assert output.count("spam: full of memory, full of upcalls, still here") >= 6
    assert not output.reports and not output.panicked and output.boots == 1
    late = lateness(output.times(r"counter: \d+"), 10**9)
    assert max(late) - min(late) <= 2 * SLICE_NS


class TestSnoop:
    pytestmark = pytest.mark.xdist_group("snoop")

    @pytest.fixture(scope="class")
    def output(self, tmp_path_factory) -> Output:
        from harness import Machine

        machine = Machine(tmp_path_factory.mktemp("snoop"))
        return machine.run("snoop", "snoop_probe", "counter", seconds=90)

    def test_nothing_gets_through(self, output):
        assert re.search(r"^snoop: \d+ tries, 0 got through$", output.text, re.M)

    def test_each_try_is_told(self, output):
        (tries,) = re.findall(r"^snoop: (\d+) tries", output.text, re.M)
        told = re.findall(r"^snoop: .{26} [0-9a-f]{8}: (.*)$", output.text, re.M)
        assert len(told) == int(tries)
        assert all(re.fullmatch(r"faulted|no effect|refused \(\d+\)", what) for what in told)

    def test_whoever_only_watches_goes_on(self, output):
        assert numbers(output, "counter") == list(range(1, 90))
        assert output.boots == 1 and not output.panicked
        assert {report.process for report in output.reports} <= {"snoop_probe"}
