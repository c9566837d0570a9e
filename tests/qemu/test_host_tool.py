# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The host tool and a board: what it puts into an image is started, and it talks to the process console."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager

import pytest

from harness import BOARD, BUILD, DETENT, ROOT, Kernel, environment

ARCHS = BOARD.settings["APP_ARCHS"]


def detent(*arguments, status=0):
    done = subprocess.run([DETENT, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=120)
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def processes(output):
    return int(re.search(rf"^Detent on {BOARD.name}: (\d+) process", output.text, re.M)[1])


def test_an_app_is_installed_into_an_image_and_starts(machine):
    image = machine.image("blink", "clock")
    detent("install", "--arch", ARCHS, image, BOARD.app_file("counter"))
    output = machine.run(image=image, seconds=2.5)
    assert processes(output) == 3
    assert output.count("counter: 1") == 1


def test_what_is_disabled_or_uninstalled_is_not_started(machine):
    image = machine.image("counter", "clock", "blink")
    detent("disable", image, "counter")
    detent("uninstall", image, "clock")
    output = machine.run(image=image, seconds=2.5)
    assert processes(output) == 1
    assert "App counter at " in output.text and "counter: " not in output.text
    detent("enable", image, "counter")
    detent("compact", "--arch", ARCHS, image)
    assert machine.run(image=image, seconds=2.5).count("counter: 1") == 1


def test_an_update_keeps_the_others(machine):
    image = machine.image("blink", "counter", "clock")
    detent("update", "--arch", ARCHS, image, BOARD.app_file("counter"))
    output = machine.run(image=image, seconds=2.5)
    assert processes(output) == 3
    assert output.count("counter: 1") == 1


def test_the_kernel_says_where_it_is(machine):
    image = machine.image("blink")
    info = json.loads(detent("info", "--json", image))
    start, apps, end = (int(BOARD.settings[name], 0) for name in ("FLASH_START", "APPS_AT", "FLASH_END"))
    kernel = Kernel()
    assert info["kernel"]["start"] == start == kernel.symbol("layout_kernel_start")
    assert start + info["kernel"]["bytes"] == kernel.symbol("layout_kernel_flash_end")
    assert (info["apps"]["start"], info["apps"]["end"]) == (apps, end)


@pytest.fixture
def port(machine, tmp_path):
    """The serial line of a board that runs `counter`, as a name for --port."""
    with serial_line(machine.image("counter", "blink"), tmp_path / "serial") as name:
        yield name


def wait_for(path, process):
    deadline = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None and time.monotonic() < deadline, "QEMU does not listen"
        time.sleep(0.05)


@contextmanager
def serial_line(image, path):
    command = [*BOARD.command(image), "-serial", f"unix:{path},server=on,wait=off", "-monitor", "none",
               "-icount", "shift=5,sleep=on", "-plugin", f"{BUILD}/qemu/limit.so,ns={120 * 10**9}"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            wait_for(path, process)
            yield f"unix:{path}"
        finally:
            process.kill()


def test_a_process_is_stopped_and_started(port):
    wait = ("--wait", 20000)
    detent("stop", "--port", port, *wait, "counter")
    # Two seconds of silence would hold two lines of it.
    assert "counter:" not in detent("listen", "--for", 3, port)
    detent("start", "--port", port, *wait, "counter")
    assert "counter:" in detent("listen", "--for", 5, port)


def test_a_process_that_is_not_there_is_told(port):
    assert "is there such a process?" in detent("stop", "--port", port, "--wait", 5000, "nobody", status=1)


@pytest.mark.once
def test_make_run_says_how_a_board_is_reached(tmp_path):
    """The socket is there as long as the board runs, so it is opened meanwhile."""
    path = tmp_path / "serial"
    with subprocess.Popen(["make", "run", f"PORT={path}", f"OUT={tmp_path / 'image.bin'}", "APPS=blink"],
                          cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, start_new_session=True) as process:
        try:
            said = next(line for line in process.stderr if line.startswith("Reach it by: "))
            assert said == f"Reach it by: build/detent listen unix:{path}; Ctrl-C ends it.\n"
            wait_for(path, process)
            detent("stop", "--port", f"unix:{path}", "--wait", 20000, "blink")
        finally:
            os.killpg(process.pid, signal.SIGKILL)
