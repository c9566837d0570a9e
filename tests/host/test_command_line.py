# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What all commands have in common."""

import subprocess

import pytest
from conftest import DETENT

COMMANDS = (
    "tbf tab image keygen sign verify inspect info list "
    "install update uninstall erase enable disable sticky dump compact start stop listen completion manual"
).split()


def test_help_names_every_command(detent):
    out = detent("--help").out
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(detent, command):
    out = detent(command, "--help").out
    assert out.startswith(f"Usage: detent {command} ") and "--help" in out
    assert all(len(line) <= 100 for line in out.splitlines())


def test_the_version_is_told(detent):
    assert detent("--version").out.startswith("detent 0.")


def test_no_command_is_a_mistake(misused):
    misused()


def test_an_unknown_command_is_a_mistake(misused):
    assert "frobnicate" in misused("frobnicate")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_is_a_mistake(misused, command):
    assert "unknown option --frobnicate" in misused(command, "--frobnicate")
    assert "unknown option -x" in misused(command, "-x")


def test_two_dashes_end_the_options(refused, tmp_path):
    (tmp_path / "--json").write_bytes(b"")
    assert "detent: --json: 0x0: header" in refused("inspect", "--", "--json")


@pytest.mark.parametrize("path", [".", "/nowhere"])
def test_a_file_that_cannot_be_read_is_told(refused, path):
    assert f"detent: {path}: cannot be " in refused("inspect", path)


def test_a_full_standard_output_is_an_error():
    with open("/dev/full", "w") as full:
        done = subprocess.run([DETENT, "--help"], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
