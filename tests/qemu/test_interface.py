# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What a person types: make run, make image, make size, make help. In a copy of the tree, for some
of it writes below build/."""

import json
import re
import shlex
import subprocess

import pytest

from boards import DEFAULT_BOARD as BOARD
from harness import DEFAULT_APPS, HANG_SECONDS, copy_of_the_tree, environment, make

pytestmark = [pytest.mark.xdist_group("interface"), pytest.mark.once]

CTRL_A_X = b"\x01x"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return copy_of_the_tree(tmp_path_factory.mktemp("interface"))


@pytest.fixture
def run(tree):
    def run_make(*arguments):
        return make("run", *arguments, cwd=tree)

    return run_make


def refused(made):
    """The complaint."""
    assert made.returncode != 0
    assert "Detent on" not in made.stdout
    return made.stderr


def text_of(made):
    assert made.returncode == 0, made.stderr
    return made.stdout.replace("tock$ ", "")


# ---- make run FOR= ----


def test_for_ends_by_itself_with_status_0(run):
    made = run("FOR=1s")
    assert made.returncode == 0, made.stderr
    assert f"Detent on {BOARD}: {len(DEFAULT_APPS)} processes" in made.stdout


def test_the_serial_output_and_nothing_else_is_on_stdout(run):
    made = run("FOR=500ms", "APPS=hello")
    assert made.stdout.split("\n") == [f"Detent on {BOARD}: 1 process",
                                       "tock$ Hello from Detent!", ""]


def test_nothing_is_built_twice(run):
    made = run("FOR=100ms")
    assert not re.search(r"^  [A-Z]+ ", made.stdout + made.stderr, re.M)


def test_for_is_virtual_time_to_the_millisecond(run):
    assert "counter: 3\n" in text_of(run("FOR=3100ms", "APPS=counter"))
    assert "counter: 3\n" not in text_of(run("FOR=2900ms", "APPS=counter"))
    assert "counter: 59\n" in text_of(run("FOR=1m", "APPS=counter"))


@pytest.mark.parametrize("duration", ["abc", "3x", "-1s", "0s", "s"])
def test_for_that_is_no_duration_is_an_error(run, duration):
    assert "duration" in refused(run(f"FOR={duration}"))


# ---- APPS ----


def test_apps_may_be_names_and_paths(run, tree, tmp_path):
    there = tree / "build/x"
    there.mkdir(exist_ok=True)
    (there / "foo.tbf").write_bytes((tree / "build/apps/counter/cortex-m3.tbf").read_bytes())
    elsewhere = tmp_path / "elsewhere.tbf"
    elsewhere.write_bytes((tree / "build/apps/clock/cortex-m3.tbf").read_bytes())
    text = text_of(run("FOR=1100ms", f"APPS=hello build/x/foo.tbf {elsewhere}"))
    assert f"Detent on {BOARD}: 3 processes" in text
    assert "Hello from Detent!" in text and "counter: 1" in text and "clock: up 0:00:01" in text


def test_apps_may_be_tab_files(run):
    assert "counter: 1" in text_of(run("FOR=1100ms", "APPS=build/apps/counter/cortex-m3.tab"))


def test_an_app_that_is_not_there_is_an_error_which_says_what_there_is(run):
    complaint = refused(run("FOR=1s", "APPS=hello nosuch"))
    assert "no app 'nosuch'" in complaint
    assert all(name in complaint for name in DEFAULT_APPS)


def test_a_file_that_is_not_there_is_an_error_which_names_it(run):
    assert "/no/such.tbf" in refused(run("FOR=1s", "APPS=/no/such.tbf"))


def test_a_file_that_is_no_app_is_an_error_which_names_it(run, tmp_path):
    path = tmp_path / "rubbish.tbf"
    path.write_bytes(b"rubbish" * 100)
    assert "rubbish.tbf" in refused(run("FOR=1s", f"APPS={path}"))


@pytest.mark.parametrize("choice, there_is", [
    ("BOARD=nosuch", BOARD), ("SCHEDULER=nosuch", "round_robin"), ("FAULT_POLICY=NOSUCH", "")])
def test_a_choice_that_is_none_is_an_error(run, choice, there_is):
    assert there_is in refused(run("FOR=1s", choice))


def test_a_scheduler_and_a_fault_policy_can_be_chosen(run):
    text = text_of(run("FOR=2500ms", "SCHEDULER=cooperative", "FAULT_POLICY=STOP", "APPS=crash"))
    assert "Process crash faulted and was stopped." in text


# ---- At a terminal, and the bare command ----


def end_by_hand(command, tree):
    """Runs it until hello has spoken, then types Ctrl-A X; returns its output."""
    with subprocess.Popen(command, cwd=tree, env=environment(), stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        output = b""
        while b"Hello from Detent!" not in output:
            more = process.stdout.readline()
            assert more, output
            output += more
        process.stdin.write(CTRL_A_X)
        process.stdin.flush()
        output += process.stdout.read()
        assert process.wait(timeout=HANG_SECONDS) == 0, output
    return output.decode()


def test_without_for_it_runs_until_ctrl_a_x(tree):
    output = end_by_hand(["make", "run", "APPS=hello"], tree)
    assert "Ctrl-A X ends it." in output


def test_v_1_prints_a_command_that_boots_what_make_image_wrote(tree, tmp_path):
    image = tmp_path / "flash.bin"
    made = make("image", "APPS=blink hello", f"OUT={image}", cwd=tree)
    assert made.returncode == 0 and image.stat().st_size <= 256 * 1024, made.stderr
    shown = end_by_hand(["make", "run", "V=1", "APPS=hello"], tree)
    (command,) = re.findall(r"^qemu-system-arm .*$", shown, re.M)
    bare = re.sub(r"-kernel \S+", f"-kernel {image}", command)
    output = end_by_hand(shlex.split(bare), tree)
    assert f"Detent on {BOARD}: 2 processes" in output


def test_more_apps_than_flash_holds_are_an_error(tree, tmp_path):
    made = make("image", "APPS=" + "counter " * 60, f"OUT={tmp_path / 'x'}", cwd=tree)
    assert made.returncode != 0 and "counter" in made.stderr
    assert not (tmp_path / "x").exists()


def test_the_fault_limit_is_the_one_that_is_said(run):
    def lives(limit):
        text = text_of(run("FOR=5s", "APPS=crash", "FAULT_POLICY=RESTART_LIMIT",
                           f"FAULT_LIMIT={limit}"))
        return text.count("crash: alive")

    assert lives(0) < lives(1) < lives(2)


def test_a_fault_policy_that_is_not_there_is_an_error_which_says_what_there_is(run):
    complaint = refused(run("FOR=1s", "FAULT_POLICY=FOO"))
    assert "FOO" in complaint and "RESTART_LIMIT" in complaint


def test_an_app_of_the_same_name_in_another_folder_is_built_anew(tree, run, tmp_path):
    for place in ("one", "two"):
        folder = tmp_path / place / "same"
        folder.mkdir(parents=True)
        (folder / "main.c").write_text(f"""#include <stdio.h>
            int main(void) {{ printf("I am {place}\\n"); return 0; }}""")
    for place in ("one", "two", "one"):
        text = text_of(run("FOR=500ms", f"APP_DIRS={tmp_path / place / 'same'}", "APPS=same"))
        assert f"I am {place}" in text


# ---- After a fault ----


@pytest.mark.parametrize("board, listing, load", [
    ("lm3s6965evb", r"crash\.lst", "ldr"),
    ("qemu-rv32-virt", r"rv32imac\.0x801\w{5}\.0x803\w{5}\.lst", "lw"),
])
def test_the_command_of_a_fault_report_lists_where_the_fault_was(tree, run, board, listing, load):
    """crash reads through a null pointer: the instruction at the PC of the report is a load. Where apps
    are linked for their place, the listing is of the one that was there, beside hello."""
    text = text_of(run(f"BOARD={board}", "FOR=2s", "APPS=hello crash"))
    command = re.search(r"To debug: `make (debug .*?)`", text)[1]
    fault = int(re.search(r" PC : 0x([0-9A-F]{8})", text)[1], 16)
    made = make(*shlex.split(command), cwd=tree)
    assert made.returncode == 0, made.stderr
    written = tree / re.search(rf"^listing: (build/apps/crash/{listing})$", made.stdout, re.M)[1]
    listed = written.read_text()
    assert re.search(rf"^ *{fault:x}:\s+{load}", listed, re.M)
    assert re.search(r"^[0-9a-f]+ <main>:$", listed, re.M)


def test_a_listing_of_what_lay_nowhere_is_refused(tree):
    made = make("debug", "BOARD=qemu-rv32-virt", "NAME=crash", "RAM_START=0x80300000",
                "FLASH_INIT=0x80100001", cwd=tree)
    assert "begins at 0x80100000: take FLASH_INIT and BOARD from the report" in refused(made)


def test_debug_says_what_it_wants(tree):
    assert "NAME=" in refused(make("debug", "RAM_START=0x20001000", cwd=tree))


# ---- The others ----


def test_size_is_a_table(tree):
    made = make("size", cwd=tree)
    assert made.returncode == 0, made.stderr
    for row in ("kernel", "arch", "chips", "capsules", "boards", "stack reserve", "left for apps"):
        assert re.search(rf"^ +{row} .*\d", made.stdout, re.M), row


def test_size_is_json_with_four_keys(tree):
    made = make("-s", "size", "FORMAT=json", cwd=tree)
    figures = json.loads(made.stdout)
    assert list(figures) == [BOARD]
    keys = {"kernel_flash", "kernel_ram", "stack_reserve", "process_overhead"}
    assert keys <= set(figures[BOARD])
    assert all(isinstance(value, (int, float)) and value > 0 for value in figures[BOARD].values())
    assert made.stderr == ""


def test_the_sizes_are_those_of_the_image(tree):
    figures = json.loads(make("-s", "size", "FORMAT=json", cwd=tree).stdout)[BOARD]
    listed = subprocess.run(["arm-none-eabi-size", tree / f"build/{BOARD}/kernel.elf"], check=True,
                            capture_output=True, text=True).stdout
    text, data, bss, *_ = map(int, listed.split("\n")[1].split()[:4])
    assert figures["kernel_flash"] == text + data
    assert figures["kernel_ram"] + figures["stack_reserve"] == data + bss


def test_help_lists_what_can_be_made(tree):
    made = make("help", cwd=tree)
    assert made.returncode == 0
    targets = re.findall(r"^  make (\S+) +\S", made.stdout, re.M)
    assert {"run", "test", "image", "size", "apps", "clean"} <= set(targets)
    known = make("-qp", "help", cwd=tree).stdout
    for target in targets:
        assert re.search(rf"^{target}:", known, re.M), target
