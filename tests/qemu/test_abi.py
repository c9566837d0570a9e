# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What ABI sections 1.4, 2 and 7.3 say, as programs on the board found it. Each program prints a
line for each of its rules; here each of the lines is a test."""

import re

import pytest

from harness import BOARD, ROOT, Machine, needs

RULE = re.compile(r'"([a-z0-9]+(?:_[a-z0-9]+){2,})"')
SECONDS = 5

# Each with what has to be loaded beside it.
PROGRAMS = {
    "abi_start": (),
    "abi_registers": ("hog",),
    "abi_upcall": (),
    "abi_yield": (),
    "abi_memory": (),
    "abi_allow": (),
    "abi_devices": (),
}


# What the board has, and the driver for it, by the first word of a rule.
DEVICES = {"led": "leds", "button": "buttons", "gpio": "pins"}

# Rules that show in the level of a pin.
LEVELS = re.compile(r"led_.*_lights_it|gpio_(each|pins|both|another)_|gpio_.*_reports_")


def count_of(devices):
    return getattr(BOARD.facts, devices)


def rules():
    for program in PROGRAMS:
        folder = ROOT / "tests/qemu/apps" / program
        for source in sorted([*folder.glob("*.c"), *folder.glob(f"{BOARD.architecture.family}/*.c")]):
            for rule in RULE.findall(source.read_text()):
                marks = [pytest.mark.xdist_group(program)]
                devices = DEVICES.get(rule.split("_")[0])
                if devices:
                    marks.append(needs(count_of(devices), devices))
                if LEVELS.match(rule):
                    marks.append(needs(BOARD.facts.levels, "model of its ports"))
                yield pytest.param(program, rule, id=f"{program}:{rule}", marks=marks)


@pytest.fixture(scope="module")
def output_of(tmp_path_factory):
    """Runs each program once."""
    outputs = {}

    def run(program):
        if program not in outputs:
            machine = Machine(tmp_path_factory.mktemp(program))
            outputs[program] = machine.run(program, *PROGRAMS[program], seconds=SECONDS)
        return outputs[program]

    return run


@pytest.mark.parametrize("program, rule", rules())
def test_rule(output_of, program, rule):
    output = output_of(program)
    verdicts = re.findall(rf"^(PASS|FAIL) {rule}\b(.*)$", output.text, re.M)
    assert verdicts, f"{program} did not come to {rule}:\n{output.text}"
    assert all(verdict == "PASS" for verdict, _ in verdicts), verdicts


@pytest.mark.xdist_group("abi_devices")
@pytest.mark.parametrize("devices", DEVICES.values())
def test_there_are_as_many_as_on_the_board(output_of, devices):
    output = output_of("abi_devices")
    counts = re.findall(rf"^COUNT of {devices}: (\d+)$", output.text, re.M)
    assert counts == [str(count_of(devices))] * (count_of(devices) > 0)


@pytest.mark.parametrize("program", [
    pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in PROGRAMS])
def test_program_comes_to_its_end(output_of, program):
    output = output_of(program)
    assert f"END of {program}" in output.text, output.text
    assert not output.panicked
