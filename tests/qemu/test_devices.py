# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Buttons, LED, console input and watchdog with a hand on the board. What a program can see of its
pins by itself is in apps/abi_devices (test_abi.py)."""

import pytest

from harness import BOARD, Kernel, needs

LED = BOARD.facts.led
BUTTONS = BOARD.facts.buttons
KEYS = BOARD.facts.keys
needs_keys = needs(KEYS, "keys that press its buttons")


# ---- Buttons ----


def release_all(board):
    """In QEMU the keys' lines are low, as if pressed, until each has been released once; so the
    first press is no change."""
    for index, key in enumerate(KEYS):
        board.key(key, True)
        board.key(key, False)
        board.expect(f"buttons: {index} released\n", seconds=5)


@pytest.fixture
def buttons(machine):
    with machine.session("buttons", "rot13_service") as board:
        board.expect(f"buttons: listening to {BUTTONS}\n")
        release_all(board)
        board.at_rest = len(board.text)
        yield board


@needs_keys
@pytest.mark.parametrize("index", range(BUTTONS))
def test_press_and_release_are_reported(buttons, index):
    buttons.key(KEYS[index], True)
    buttons.expect(f"buttons: {index} pressed\n")
    buttons.key(KEYS[index], False)
    buttons.expect(f"buttons: {index} released\n")


@needs_keys
def test_each_button_is_itself_while_others_are_held(buttons):
    for index, key in enumerate(KEYS):
        buttons.key(key, True)
        buttons.expect(f"buttons: {index} pressed\n")
    for index, key in enumerate(KEYS):
        buttons.key(key, False)
        buttons.expect(f"buttons: {index} released\n")
    assert buttons.text[buttons.at_rest :].count("buttons: ") == 2 * BUTTONS


@needs_keys
def test_a_button_that_is_held_is_reported_once(buttons):
    for _ in range(5):
        buttons.key(KEYS[0], True)
    buttons.expect("buttons: 0 pressed\n")
    buttons.key(KEYS[0], False)
    buttons.expect("buttons: 0 released\n")
    assert buttons.text[buttons.at_rest :].count("buttons: 0") == 2


@needs_keys
def test_both_of_two_processes_hear_of_it(machine):
    with machine.session("buttons", "buttons") as board:
        board.expect(f"listening(.|\n)*listening to {BUTTONS}\n")
        release_all(board)
        board.key(KEYS[-1], True)
        pressed = f"buttons: {BUTTONS - 1} pressed\n"
        board.expect(f"{pressed}(.|\n)*{pressed}")


@needs_keys
def test_a_process_that_starts_anew_hears_of_it_again(buttons):
    buttons.ask("terminate buttons")
    buttons.ask("boot buttons")
    buttons.expect(f"buttons: listening to {BUTTONS}\n")
    buttons.key(KEYS[-1], True)
    buttons.expect(f"buttons: {BUTTONS - 1} pressed\n")


# ---- LED ----


@needs(LED and LED.state, "LED whose state can be read")
def test_the_led_stays_as_a_stopped_process_left_it(machine):
    with machine.session("blink") as board:
        board.ask("stop blink")
        seen = {board.word(LED.state) & LED.bit for _ in range(2000)}
        assert len(seen) == 1


# ---- Console input ----


def test_a_burst_goes_whole_into_a_read_that_is_long_enough(machine):
    """48 bytes at once: three times what the port itself holds."""
    with machine.session("reader") as board:
        for number in range(5):
            board.expect("reader: ready\n")
            burst = f"{number}" + "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRST"
            board.send(burst)
            board.expect(f"reader: 48 bytes: {burst}\n", seconds=5)


def test_a_burst_goes_whole_into_a_read_beside_one_that_never_yields(machine):
    with machine.session("reader", "hog") as board:
        board.expect("hog: I keep the processor from now on(.|\n)*reader: ready\n"
                     "|reader: ready\n(.|\n)*hog: I keep the processor from now on\n")
        board.send("x" * 48)
        board.expect(f"reader: 48 bytes: {'x' * 48}\n", seconds=5)


@pytest.mark.parametrize("beside", [(), ("hog",)], ids=["alone", "beside_hog"])
def test_a_pasted_line_reaches_an_app_that_reads_lines(machine, beside):
    """The library reads byte by byte; what comes between two reads waits for the next one."""
    with machine.session("echo", *beside) as board:
        board.expect("echo: type a line\n")
        for _ in range(20):  # until it reads: before that, nobody does
            board.send("now\r")
            if board.receive_until("echo: ", 1):
                break
        for line in ("0123456789abcd", "and another one"):
            board.send(line + "\r")
            board.expect(f"echo: {line}\n", seconds=5)


def test_lines_one_after_the_other_are_all_read(machine):
    with machine.session("echo") as board:
        board.expect("echo: type a line\n")
        for number in range(10):
            board.type(f"line {number}\r")
            board.expect(f"echo: line {number}\n")


def test_one_process_reads_at_a_time(machine):
    """ABI 7.3: BUSY while a read is in progress by anyone."""
    with machine.session("echo", "echo") as board:
        board.expect("echo: error 2\n")
        board.type("mine\r")
        board.expect("echo: mine\n")


# ---- Watchdog ----


@needs(BOARD.facts.resetting_watchdog, "model of the watchdog that resets the chip")
def test_the_watchdog_resets_a_kernel_that_hangs(machine):
    """A kernel whose sleep is a branch to itself, with interrupts off, as a hang would be."""
    kernel = Kernel()
    image = machine.image("blink")
    data = bytearray(image.read_bytes())
    hang = BOARD.architecture.hang
    asleep = kernel.file_offset(kernel.symbol("arch_sleep"))
    data[asleep : asleep + len(hang)] = hang
    image.write_bytes(data)
    output = machine.run(image=image, seconds=3)
    assert 6 <= output.boots <= 12  # CAPSULE_BUDGET_MS


def test_the_watchdog_leaves_an_idle_kernel_alone(machine):
    output = machine.run("hello", seconds=60)
    assert output.boots == 1


def test_the_watchdog_leaves_a_busy_kernel_alone(machine):
    output = machine.run("hog", "spam", seconds=4)  # it would bite within half a second
    assert output.boots == 1
