# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The process console: every command, its output as ABI 8 has it, editing, history, completion."""

import re

import pytest
from tbf_decoder import NAME, decode

from harness import BOARD, PROMPT, Kernel, needs

COMMANDS = ("help status list stop start fault boot terminate process kernel reset panic "
            "console-start console-stop")
VALID = f"Valid commands are: {COMMANDS}"
KEYS = BOARD.facts.keys
UP, DOWN, RIGHT, LEFT = (f"\x1b[{letter}" for letter in "ABCD")
HOME, END, DELETE = "\x1b[H", "\x1b[F", "\x1b[3~"
BACKSPACE, DEL, TAB = "\x08", "\x7f", "\t"
QUIET = ("bystander", "rot13_service", "blink")


@pytest.fixture
def board(machine):
    with machine.session(*QUIET) as session:
        session.expect("bystander: here\n")
        yield session


# It may be caught at work, or not have begun yet.
LIVES = r"(Running|Yielded|YieldedFor\(.*\))"


def state(board, name):
    """The last column of the process's line in `list`."""
    (found,) = re.findall(rf"^ \d+ .* {name} .*   (\S.*)$", board.ask("list"), re.M)
    return found


def run_line(board, keys):
    """Types keys that end with Enter; the output of the command, after the echo of the Enter."""
    board.send(keys)
    board.expect(r"\r\n")
    board.expect(re.escape(PROMPT))
    return board.before.replace("\r\n", "\n")


# ---- Prompt and line ends ----


def test_the_prompt_is_tock(machine):
    with machine.session("blink") as board:
        assert board.text.endswith("tock$ ")
        assert board.text.count("tock$ ") == 1


def test_lines_end_with_cr_lf(board):
    start = len(board.data)
    board.ask("help")
    lines = board.data[start:].split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_cr_or_lf_or_both_submit_a_line_once(board, end):
    board.send("status" + end)
    board.expect(r"Timeslice expirations: \d+\r\n" + re.escape(PROMPT))
    board.send("status" + end)
    board.expect(r"status\r\nTotal processes")
    assert board.before == ""


def test_an_empty_line_gives_the_next_prompt(board):
    assert run_line(board, "\r") == ""


# ---- Commands ----


def test_help(board):
    assert board.ask("help") == f"Welcome to the process console.\n{VALID}\n"


def test_what_is_not_recognised_gets_the_list_of_commands(board):
    assert board.ask("nonsense") == f"{VALID}\n"


def test_commands_are_recognised_by_prefix(board):
    assert board.ask("helpless") == board.ask("help")
    assert board.ask("statusquo").startswith("Total processes: ")


def test_bytes_that_are_no_utf_8_are_an_invalid_command(board):
    output = run_line(board, b"he\xff\xfelp\r")
    assert re.match(r"Invalid command:.*(ff|FF|255).*\n", output)


def test_list_has_the_columns_of_the_abi(board):
    header, *rows = board.ask("list").splitlines()
    assert header == (" PID    ShortID    Name                Quanta  Syscalls  Restarts"
                      "  Grants  State")
    assert len(rows) == len(QUIET)
    for slot, (row, name) in enumerate(zip(rows, QUIET)):
        assert re.fullmatch(
            rf" {slot:<7}Unique     {name:<20}[ \d]{{5}}\d[ \d]{{9}}\d[ \d]{{9}}\d"
            r"  [ \d]\d/[ \d]\d   (Running|Yielded|YieldedFor\(.*\))", row), row


def test_list_counts_grants_calls_and_restarts(board):
    before = board.ask("list").splitlines()[1]
    _, _, _, _, calls, restarts, *_ = before.split()
    assert int(calls) > 5 and restarts == "0"
    assert re.search(r"  \d/ ?\d+   ", before)
    board.ask("terminate bystander")
    board.ask("boot bystander")
    board.expect("bystander: here")
    assert board.ask("list").splitlines()[1].split()[5] == "1"


def test_status(board):
    assert re.fullmatch(r"Total processes: 3\nActive processes: 3\nTimeslice expirations: \d+\n",
                        board.ask("status"))
    board.ask("terminate blink")
    assert "Total processes: 3\nActive processes: 2\n" in board.ask("status")


def test_slice_expirations_are_counted_for_each_process(machine):
    with machine.session("hog", "rot13_service") as board:
        board.expect("hog: I keep the processor")
        (first,) = re.findall(r" hog +(\d+) ", board.ask("list"))
        match = board.ask_until("list", rf" hog +(?!{first} )(\d+) ")
        assert int(match[1]) > int(first)
        assert re.search(r" rot13_service +0 ", board.ask("list"))


def test_stop_and_start(board):
    assert board.ask("stop blink") == "Process blink stopped\n"
    assert re.fullmatch(rf"Stopped\({LIVES}\)", state(board, "blink"))
    assert board.ask("start blink") == "Process blink resumed.\n"
    assert re.fullmatch(LIVES, state(board, "blink"))


def test_a_stopped_process_does_not_run_and_what_it_missed_comes_later(machine):
    with machine.session("counter", "clock") as board:
        board.expect("counter: 1\n")
        board.send("stop counter\r")
        board.expect("Process counter stopped\r\n")
        board.expect("clock: .*\n(.|\n)*clock: .*\n")
        assert "counter" not in board.before
        board.send("start counter\r")
        board.expect("counter: 2\n")


@needs(KEYS, "keys that press its buttons")
def test_what_a_stopped_process_missed_of_its_buttons_comes_later(machine):
    key = KEYS[1]
    with machine.session("buttons", "blink") as board:
        board.expect(r"listening to \d+\n")
        board.key(key, True)  # QEMU's buttons read as pressed until they are released once
        board.key(key, False)
        board.expect("buttons: 1 released\n")
        board.ask("stop buttons")
        board.key(key, True)
        board.ask("status")  # or both edges are one interrupt
        board.key(key, False)
        assert "buttons:" not in board.ask("status")
        board.send("start buttons\r")
        board.expect("buttons: 1 pressed\n")
        board.expect("buttons: 1 released\n")


def test_terminate_and_boot(board):
    assert board.ask("terminate blink") == "Process blink terminated\n"
    assert state(board, "blink") == "Terminated"
    assert board.ask("boot blink") == ""
    assert re.fullmatch(LIVES, state(board, "blink"))


def test_boot_does_nothing_to_a_process_that_lives(board):
    pid = board.ask("list").splitlines()[3].split()[0]
    board.ask("boot blink")
    assert board.ask("list").splitlines()[3].split()[0] == pid


def test_a_process_that_is_booted_again_has_a_new_pid(board):
    board.ask("terminate blink")
    board.ask("boot blink")
    row = board.ask("list").splitlines()[3].split()
    assert int(row[0]) > 2 and row[2] == "blink"


def test_start_does_nothing_to_a_process_that_is_not_stopped(board):
    board.ask("terminate blink")
    board.ask("start blink")
    assert state(board, "blink") == "Terminated"


def test_fault_applies_the_fault_policy(board):
    board.send("fault blink\r")
    board.expect("Process blink now faulted")
    board.expect("Process blink had a fault: asked for by a person")
    board.expect("Process blink faulted and will be restarted.")
    board.ask_until("list", r" blink +\d+ +\d+ +1 ")


def test_an_unknown_name_gives_nothing_but_the_next_prompt(board):
    for command in ("stop", "start", "fault", "boot", "terminate", "process"):
        assert board.ask(f"{command} nobody") == ""


def test_a_missing_name_gives_nothing_but_the_next_prompt(board):
    for command in ("stop", "start", "fault", "boot", "terminate", "process"):
        assert board.ask(command) == ""


def test_names_are_matched_whole(board):
    assert board.ask("stop blin") == ""
    assert board.ask("stop blinky") == ""
    assert re.fullmatch(LIVES, state(board, "blink"))


def test_all_of_one_name_change_their_state(machine):
    with machine.session("blink", "rot13_service", "blink") as board:
        assert board.ask("stop blink") == "Process blink stopped\n" * 2
        rows = board.ask("list").splitlines()
        assert [row.split()[-1].startswith("Stopped") for row in rows[1:]] == [True, False, True]


def test_process_shows_the_overview_and_the_memory_map(board):
    board.ask_until("process blink", r"Last Syscall: Yield")
    output = board.ask("process blink")
    assert re.match(r"𝐀𝐩𝐩: blink   -   \[Yielded\]\n", output)
    assert re.search(r"^ Events Queued: \d+   Syscall Count: \d+   Dropped Upcall Count: 0$",
                     output, re.M)
    assert re.search(r"^ Restart Count: 0$", output, re.M)
    assert re.search(r"^ Last Syscall: Yield.*$", output, re.M)
    assert re.search(r"^ Completion Code: None$", output, re.M)
    rows = ("Grant Ptrs", "Upcalls", "Process", "▼ Grant", "Unused", "▲ Heap", "Data",
            "▼ Stack", "App Flash", "Protected")
    places = [output.index(row) for row in rows]
    assert places == sorted(places)


def test_the_memory_map_adds_up(board):
    output = board.ask("process bystander")
    addresses = [int(a, 16) for a in re.findall(r"^  0x([0-9A-F]{8}) \+-", output, re.M)]
    assert len(addresses) == 10
    assert addresses == sorted(addresses, reverse=True)
    end, fixed, grants, app_break, heap, stack, start, flash_end, binary, flash = addresses
    used = dict(re.findall(r"\| (?:[▲▼] )?([A-Z][\w ]*?) +(\d+)", output))
    assert end - fixed >= sum(int(used[n]) for n in ("Grant Ptrs", "Upcalls", "Process"))
    assert fixed - grants == int(used["Grant"])
    assert app_break - heap == int(used["Heap"])
    assert heap - stack == int(used["Data"])
    assert 0 < int(used["Stack"]) <= stack - start
    assert flash_end - binary == int(used["App Flash"])
    assert binary - flash == int(used["Protected"])
    assert re.search(r"^  +S$|S$", output, re.M) and re.search(r"H$", output, re.M)


def test_the_memory_map_matches_the_objects_in_flash(board):
    output = board.ask("process bystander")
    addresses = [int(a, 16) for a in re.findall(r"^  0x([0-9A-F]{8}) \+-", output, re.M)]
    there = board.image.read_bytes()[addresses[-1] - BOARD.flash_start :]
    assert decode(there).value(NAME) == b"bystander"
    ram = Kernel().symbol("layout_bss_end")
    assert ram <= addresses[6] < addresses[0] <= BOARD.ram_end


def test_kernel_tells_its_version_and_memory_map(board):
    output = board.ask("kernel")
    assert re.match(r"Kernel version: 2\.\d+ \(build .+\)\n", output)
    places = [output.index(part) for part in ("BSS", "Relocate", "Stack", "RoData", "Code")]
    assert places == sorted(places)
    kernel = Kernel()
    assert f"{kernel.symbol('layout_bss_end'):08X}" in output
    assert f"{kernel.symbol('layout_stack_top'):08X}" in output
    sizes = dict(re.findall(r"\b(BSS|Relocate|Stack|RoData|Code)\b\W+(\d+)", output))
    assert int(sizes["Stack"]) == kernel.symbol("layout_stack_top") - kernel.symbol(
        "layout_stack_bottom")


def test_reset_boots_again(board):
    board.send("reset\r")
    board.expect(f"Detent on {BOARD.name}: 3 processes")
    board.expect("bystander: here\n")
    board.ask("status")


def test_panic_is_forced(board):
    board.send("panic\r")
    board.expect("panicked at ")
    board.expect(r"Process Console forced a kernel panic\.\r\n")


def test_console_stop_and_console_start(board):
    board.send("console-stop\r")
    board.expect(r"Disabling the process console\.\r\nRun console-start to reactivate\.\r\n")
    length = len(board.data)
    for line in ("help\r", "list\r", "panic\r", "reset\r"):
        board.send(line)
    board.idle()
    board.send("console-start\r")
    board.expect(re.escape(PROMPT))
    assert board.data[length:].decode().strip() == PROMPT.strip()
    assert board.ask("status").startswith("Total processes: 3")


# ---- Editing ----


@pytest.mark.parametrize("keys", [
    f"statux{BACKSPACE}s",
    f"statux{DEL}s",
    f"tatus{HOME}s{END}",
    f"tatus{LEFT * 5}s",
    f"stXatus{LEFT * 4}{DELETE}" + "",
    f"sttus{LEFT * 3}a",
    f"sttus{LEFT * 5}{RIGHT * 2}a",
    f"xstatus{HOME}{DELETE}",
    f"status{LEFT * 90}{RIGHT * 90}",
    f"{BACKSPACE * 3}{DELETE}{LEFT}status",
    "tatus\x1b[1~s\x1b[4~",
    "tatus\x1bOHs\x1bOF",
], ids=["backspace", "del", "home_end", "left", "delete", "insert", "right", "delete_first",
        "no_further_than_the_ends", "nothing_to_delete", "vt_home_end", "application_home_end"])
def test_editing_keys(board, keys):
    if keys.startswith("stX"):
        keys = f"stXatus{LEFT * 5}{DELETE}"
    assert run_line(board, keys + "\r").startswith("Total processes: 3\n")


def test_a_line_is_edited_on_the_terminal_as_it_is_in_the_kernel(board):
    """A small terminal replays what comes back."""
    start = len(board.data)
    board.send(f"lost{LEFT * 3}{DELETE}i")
    board.expect("i")
    board.idle()
    assert replay(board.data[start:].decode()) == "list"


def replay(text):
    line, cursor, at = [], 0, 0
    while at < len(text):
        match = re.match(r"\x1b\[(\d*)([@PDCK])", text[at:])
        if match:
            count = int(match[1] or 1)
            if match[2] == "@":
                line[cursor:cursor] = [" "] * count
            elif match[2] == "P":
                del line[cursor : cursor + count]
            elif match[2] == "D":
                cursor -= count
            elif match[2] == "C":
                cursor += count
            else:
                del line[cursor:]
            at += len(match[0])
        elif text[at] == "\b":
            cursor -= 1
            at += 1
        else:
            line[cursor : cursor + 1] = [text[at]]
            cursor += 1
            at += 1
    return "".join(line)


def test_a_line_holds_64_bytes_and_ignores_more(board):
    board.send("x" * 80)
    board.idle()
    output = run_line(board, "\r")
    assert output == f"{VALID}\n"
    assert board.ask("status").startswith("Total processes: 3")


def test_a_command_typed_while_another_one_prints_is_carried_out(board):
    board.send("list\rstatus\r")
    board.expect(r"Grants  State\r\n")
    board.expect(r"Total processes: 3\r\n")


# ---- History ----


def test_up_and_down_go_through_the_history(board):
    board.ask("status")
    board.ask("help")
    board.ask("list")
    assert run_line(board, f"{UP}{UP}\r").startswith("Welcome")
    assert run_line(board, f"{UP}{UP}{UP}{UP}{DOWN}\r").startswith((" PID", "Welcome", "Total"))
    assert run_line(board, f"{UP}{DOWN}status\r").startswith("Total processes")


def test_the_history_has_ten_entries(board):
    for number in range(12):
        board.ask(f"stop nobody{number}")
    board.send(UP * 15)
    board.idle()
    board.send("\r")
    board.expect(r"stop nobody2\r\n")


def test_a_line_from_the_history_can_be_edited(board):
    board.ask("stop nobody")
    assert run_line(board, f"{UP}{BACKSPACE * 6}blink\r") == "Process blink stopped\n"


# ---- Completion ----


def test_tab_completes_commands(board):
    assert run_line(board, f"stat{TAB}\r").startswith("Total processes: 3")
    assert run_line(board, f"hel{TAB}\r").startswith("Welcome")


def test_tab_completes_names_of_processes(board):
    assert run_line(board, f"stop bl{TAB}\r") == "Process blink stopped\n"
    assert run_line(board, f"ter{TAB}bys{TAB}\r") == "Process bystander terminated\n"


def test_tab_completes_as_far_as_it_is_clear_and_then_shows_what_there_is(board):
    board.send(f"stop b{TAB}")
    board.expect(r"stop b\r\n")
    board.expect(re.escape(PROMPT) + "stop b$")
    assert sorted(board.before.split()) == ["blink", "bystander"]
    assert run_line(board, f"l{TAB}\r") == "Process blink stopped\n"


def test_tab_without_a_candidate_does_nothing(board):
    assert run_line(board, f"stop zz{TAB}{BACKSPACE * 2}blink\r") == "Process blink stopped\n"


# ---- Sharing the port ----


def test_the_console_works_beside_apps_that_print_and_hog(machine):
    with machine.session("hog", "counter", "clock") as board:
        board.expect("counter: 1\n")
        board.send("status\r")
        board.expect("Total processes: 3\r\n")
        board.expect("counter: ")
        board.expect("clock: ")


def test_the_console_survives_random_input(board):
    import random

    random.seed(2)
    for _ in range(10):
        junk = bytes(random.choice([*range(256), 27, 27, 91, 9, 8, 127, 32]) for _ in range(60))
        board.send(junk.replace(b"panic", b"").replace(b"reset", b""))
        board.quiet()
    board.send("\r\r")
    board.quiet()
    board.send("\x1b[F\x08" + "\x08" * 70)
    board.quiet()
    board.seen = len(board.data)
    assert board.ask("status").startswith("Total processes: 3")
