# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The commands of docs/signing.md and docs/install.md that a host runs alone, in their order."""

import contextlib
import os
import re
import shutil
import subprocess

import pytest
import tbf_decoder as tbf
from board_double import Board, Line
from conftest import DETENT, ROOT, run_detent
from test_info import kernel
from test_listen import Console, Serial

DOCUMENTS = {"docs/signing.md": "## On the host", "docs/install.md": "## A flash image"}


def blocks(document, heading):
    """The lines of the fenced blocks of one section."""
    text = (ROOT / document).read_text()
    assert heading in text
    section = re.split(r"^## ", text.split(heading, 1)[1], flags=re.M)[0]
    found = re.findall(r"^```\n(.*?)^```$", section, re.M | re.S)
    return [line for block in found for line in block.splitlines() if line.startswith("build/")]


@pytest.fixture
def tree(tmp_path):
    """What the commands name: the tool, and an app as `make` leaves it."""
    (tmp_path / "build").mkdir()
    os.symlink(DETENT, tmp_path / "build/detent")
    app = tmp_path / "build/apps/blink"
    app.mkdir(parents=True)
    (app / "cortex-m3.tbf").write_bytes(tbf.build(name="blink", total=1024))
    assert run_detent("tab", "-o", "blink.tab", "cortex-m3.tbf", cwd=app).status == 0
    (tmp_path / "image.bin").write_bytes(kernel() + b"\xff" * 8)
    return tmp_path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_work(tree, document):
    lines = blocks(document, DOCUMENTS[document])
    assert lines
    assert shutil.which("openssl"), "make setup"
    for line in lines:
        done = subprocess.run(
            ["bash", "-c", line], cwd=tree, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"


def board_commands():
    text = (ROOT / "docs/install.md").read_text()
    return re.findall(r"^    (?:build/)?(detent .*)$", text.split("## A board that runs")[1], re.M)


@pytest.fixture
def ports(tree, tmp_path):
    """The install service, where `counter` is installed, and a process console, each on its line."""
    board = Board(archs="rv32imac")
    board.apps["counter"] = tbf.build(name="counter", total=1024)
    for name in ("counter", "hello"):
        app = tree / "build/apps" / name
        app.mkdir()
        (app / "rv32imac.tbf").write_bytes(tbf.build(name=name, total=1024))
        assert run_detent("tab", "-o", "rv32imac.tab", "rv32imac.tbf", cwd=app).status == 0
    line = Line(board, tmp_path)
    with contextlib.closing(Serial()) as serial:
        Console(serial, ["blink"])
        yield {"service": line.name, "console": serial.name}
    line.close()


def test_the_commands_for_a_board_work(tree, ports):
    """In their order: what is installed is listed and uninstalled."""
    lines = board_commands()
    wanted = "install list update disable enable sticky dump uninstall erase compact listen stop"
    assert {line.split()[1] for line in lines} == set(wanted.split())
    for line in lines:
        at_console = line.split()[1] in ("listen", "stop")
        line = line.replace("/dev/ttyUSB0", ports["console"])
        line = line.replace("unix:build/serial", ports["service"])
        assert at_console or ports["service"] in line
        line = line.replace("detent listen", "detent listen --for 1")
        done = subprocess.run(
            ["bash", "-c", "build/" + line],
            cwd=tree,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert "list --port" not in line or "hello" in done.stdout
