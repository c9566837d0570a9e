# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Installing on a board that runs (docs/install.md), against a double of the board: over good lines, over bad
ones, and with a board that refuses."""

import json
import os
import pty
import random
import re
import struct
import subprocess
import tarfile

import board_double as double
import pytest
import signatures
import tbf_decoder as tbf
from board_double import Board, Line, Refusal, cobs, uncobs
from conftest import DETENT, ROOT, run_detent

WAIT = ("--wait", 250)


@pytest.fixture
def board():
    return Board()


@pytest.fixture
def line(board, tmp_path):
    """Makes the line to the board; gives its name for --port."""
    lines = []

    def make(**options):
        lines.append(Line(board, tmp_path, **options))
        return lines[-1].name

    yield make
    for one in lines:
        one.close()


@pytest.fixture
def app(tmp_path):
    def write(name="app", total=2048, file=None, version=0, **parts):
        data = bytearray(tbf.build(name=name, total=total, **parts))
        struct.pack_into("<I", data, 16 + 4 + 16, version)
        (tmp_path / (file or f"{name}.tbf")).write_bytes(tbf.seal(bytes(data)))
        return file or f"{name}.tbf"

    return write


# ---- The line ----


@pytest.mark.parametrize("length", [0, 1, 253, 254, 255, 508, 509, 1030])
def test_the_double_codes_frames_both_ways(length):
    numbers = random.Random(length)
    for zeros in (0, 0.01, 0.5, 1):
        data = bytes(
            0 if numbers.random() < zeros else numbers.randrange(1, 256) for _ in range(length)
        )
        assert 0 not in cobs(data) and uncobs(cobs(data)) == data


@pytest.mark.parametrize("kind", ["pty", "unix", "tcp"])
def test_an_app_arrives_byte_by_byte(board, line, detent, app, tmp_path, kind):
    detent("install", "--port", line(kind=kind), app())
    assert board.apps == {"app": (tmp_path / "app.tbf").read_bytes()}


@pytest.mark.parametrize("data_max", [64, 250, 254, 255, 1016])
@pytest.mark.parametrize("body", [bytes(3000), b"\xff" * 3000, random.Random(1).randbytes(3000)])
def test_any_bytes_in_pieces_of_any_size(board, line, detent, app, tmp_path, data_max, body):
    board.data_max = data_max
    detent("install", "--port", line(), app(total=4096, body=body))
    assert board.apps == {"app": (tmp_path / "app.tbf").read_bytes()}
    assert max(length for _, length in board.writes) == data_max


def test_text_of_the_console_does_not_disturb(board, line, detent, app):
    detent("install", "--port", line(chatter=b"tock$ counter: 1\r\n\x01\xff"), app())
    assert list(board.apps) == ["app"]


def test_frames_of_text_do_not_disturb(board, line, detent, app):
    detent("install", "--port", line(chatter=double.frame(double.TEXT, 0, b"\x01hello")), app())
    assert list(board.apps) == ["app"]


def damage(numbers, rate):
    def disturb(data, to_board):
        data = bytearray(data)
        for at in range(len(data)):
            if numbers.random() < rate:
                data[at] = numbers.choice([0, data[at] ^ 1 << numbers.randrange(8)])
        if numbers.random() < rate * 20:
            del data[numbers.randrange(len(data) + 1) :]
        return bytes(data)

    return disturb


@pytest.mark.parametrize("seed", range(6))
def test_damaged_frames_are_sent_again(board, line, detent, app, tmp_path, seed):
    name = line(disturb=damage(random.Random(seed), 0.0008))
    detent("install", "--port", name, "--wait", 30, app(total=4096, body=bytes(range(256)) * 12))
    assert board.apps == {"app": (tmp_path / "app.tbf").read_bytes()}


def lose(every, to_board):
    """Drops each `every`-th piece that goes this way."""
    count = [0]

    def disturb(data, way):
        count[0] += way == to_board
        return b"" if way == to_board and count[0] % every == 0 else data

    return disturb


@pytest.mark.parametrize("to_board", [True, False])
def test_nothing_is_done_twice(board, line, detent, app, to_board):
    name = line(disturb=lose(3, to_board))
    detent("install", "--port", name, *WAIT, app())
    assert board.requests.count(double.FINISH) == board.requests.count(double.OFFER) == 1
    offsets = [offset for offset, _ in board.writes]
    assert offsets == sorted(set(offsets))


def test_a_board_that_is_busy_is_asked_again(board, line, detent, app):
    board.busy = 3
    detent("install", "--port", line(), app())
    assert list(board.apps) == ["app"]


def hang_up_once(after):
    """Breaks the connection at the n-th piece."""
    count = [0]

    def disturb(data, to_board):
        count[0] += 1
        return None if count[0] == after else data

    return disturb


# The first two are HELLO and its answer; with 26, all pieces of this transfer.
@pytest.mark.parametrize("after", range(1, 27))
def test_a_transfer_goes_on_after_a_break(board, line, app, tmp_path, after):
    result = run_detent(
        "install",
        "--port",
        line(kind="unix", disturb=hang_up_once(after)),
        *WAIT,
        app(),
        cwd=tmp_path,
    )
    if after <= 2:
        assert result.status == 1 and "the board does not answer" in result.error
        return
    assert result.status == 0, result.err
    assert board.apps == {"app": (tmp_path / "app.tbf").read_bytes()}
    offsets = [offset for offset, _ in board.writes]
    assert offsets == sorted(set(offsets)), "no byte is written twice"


def test_the_same_command_goes_on_where_it_broke_off(board, line, app, tmp_path, detent):
    first = line(
        kind="unix", disturb=lambda data, to_board: None if len(board.writes) >= 4 else data
    )
    result = run_detent("install", "--port", first, "--wait", 20, app(), cwd=tmp_path)
    assert result.status == 1 and "the same command goes on from where it broke off" in result.err
    written = len(board.writes)
    assert written >= 4 and board.apps == {}
    detent("install", "--port", line(kind="tcp"), "app.tbf")
    assert list(board.apps) == ["app"]
    assert (
        board.writes[written][0]
        == sum(length for _, length in board.writes[:written]) + board.writes[0][0]
    )


def test_another_app_does_not_go_on_there(board, line, app, tmp_path, detent):
    first = line(
        kind="unix", disturb=lambda data, to_board: None if len(board.writes) >= 4 else data
    )
    run_detent("install", "--port", first, "--wait", 20, app("a"), cwd=tmp_path)
    detent("install", "--port", line(kind="tcp"), app("b"))
    assert board.apps == {"b": (tmp_path / "b.tbf").read_bytes()}


def test_nobody_there_is_told(line, refused, app):
    name = line(disturb=lambda data, to_board: b"")
    assert "the board does not answer" in refused("install", "--port", name, "--wait", 5, app())


@pytest.mark.parametrize(
    "name, why",
    [
        ("/nowhere", "cannot be opened"),
        ("unix:/nowhere", "cannot be reached"),
        ("tcp:127.0.0.1:1", "cannot be reached"),
        ("tcp:host", "tcp:HOST:PORT is wanted"),
        ("/dev/null", "is not a serial port"),
    ],
)
def test_a_port_that_cannot_be_opened_is_told(refused, app, name, why):
    assert f"detent: {name}: {why}" in refused("install", "--port", name, app())


def test_a_speed_that_is_not_usual_is_told(refused, line, app):
    assert "--baud: 12345 is not a usual speed" in refused(
        "install", "--port", line(), "--baud", 12345, app()
    )


def garbage(numbers):
    """Answers that are good frames and mean nothing."""

    def disturb(data, to_board):
        body = uncobs(data.strip(b"\0"))
        if to_board or body[0] == double.HELLO | double.ANSWER and numbers.random() < 0.8:
            return data
        return double.frame(
            body[0],
            body[1],
            numbers.choice(
                [
                    b"\0",
                    b"\0" + numbers.randbytes(numbers.randrange(20)),
                    b"\xff" * 300,
                    b"\0" + b"\xff" * 8,
                ]
            ),
        )

    return disturb


@pytest.mark.parametrize("seed", range(20))
def test_answers_without_sense_end_the_command(board, line, app, tmp_path, seed):
    name = line(disturb=garbage(random.Random(seed)))
    result = run_detent("install", "--port", name, *WAIT, app(), cwd=tmp_path)
    assert result.status == 1 or list(board.apps) == ["app"]


# ---- What the board decides ----


@pytest.mark.parametrize(
    "reason, text",
    [
        (double.NO_ROOM, "there is no free place for it: only 3 bytes"),
        (double.NAME_TAKEN, "an app of this name"),
        (double.NO_CREDENTIAL, "the board's policy wants a credential"),
        (double.BAD_CREDENTIAL, "by no key of the board"),
        (double.KERNEL_VERSION, "for another kernel"),
        (double.BAD_OBJECT, "header wrong"),
        (99, "reason 99"),
    ],
)
def test_a_refusal_says_why_and_nothing_is_written(board, line, refused, app, reason, text):
    def policy(*_):
        raise Refusal(reason, "only 3 bytes" if reason == double.NO_ROOM else "")

    board.policy = policy
    error = refused("install", "--port", line(), app())
    assert error.startswith("detent: app.tbf: is refused by the board: ") and text in error
    assert board.writes == [] and board.apps == {}


def test_the_board_can_check_a_signature_before_a_byte_is_written(
    board, line, detent, refused, app, tmp_path
):
    app()
    for key in ("board", "other"):
        detent("keygen", "-o", f"{key}.pem")
    point = signatures.ec_point((tmp_path / "board.pem.pub").read_bytes())

    def policy(header, footers, digests):
        kind, length, fmt = struct.unpack_from("<HHI", footers)
        assert (kind, length, fmt, len(footers)) == (tbf.CREDENTIALS, 68, 6, 72)
        if not signatures.ecdsa_holds_for(point, footers[8:], digests[:32]):
            raise Refusal(double.BAD_CREDENTIAL)

    board.policy = policy
    name = line()
    detent("sign", "-k", "other.pem", "app.tbf")
    assert "by no key of the board" in refused("install", "--port", name, "app.tbf")
    assert board.writes == []
    detent("sign", "-k", "board.pem", "app.tbf")
    detent("install", "--port", name, "app.tbf")
    assert list(board.apps) == ["app"]


def test_an_update_replaces(board, line, detent, refused, app):
    name = line()
    detent("install", "--port", name, app(version=2))
    detent("install", "--port", name, "app.tbf")  # it has just come, so that is no clash
    assert "an app of this name or ShortId is installed: app" in refused(
        "install", "--port", name, app(version=3)
    )
    assert "a higher version is installed" in refused("update", "--port", name, app(version=1))
    assert tbf.decode(board.apps["app"]).program[4] == 2
    detent("update", "--force", "--port", name, "app.tbf")
    detent("update", "--port", name, app(version=3))
    assert tbf.decode(board.apps["app"]).program[4] == 3


def test_an_update_of_nothing_is_refused(line, refused, app):
    assert "no app of this name is installed" in refused("update", "--port", line(), app())


def test_flash_that_fails_ends_the_transfer(board, line, refused, app):
    board.flash_error = True
    assert "flash could not be written" in refused("install", "--port", line(), app())
    assert board.apps == {}


def test_a_manifest_that_is_too_large_is_not_sent(board, line, refused, app):
    board.manifest_max = 150
    assert "header and credentials have" in refused("install", "--port", line(), app())
    assert board.requests == [double.HELLO]


def archive(tmp_path, **members):
    (tmp_path / "metadata.toml").write_text('tab-version = 1\nname = "app"\n')
    with tarfile.open(tmp_path / "app.tab", "w") as tab:
        tab.add(tmp_path / "metadata.toml", "metadata.toml")
        for name, content in members.items():
            (tmp_path / "member").write_bytes(content)
            tab.add(tmp_path / "member", name.replace("__", ".") + ".tbf")
    return "app.tab"


def test_the_board_says_which_architecture_suits_best(board, line, detent, tmp_path):
    tab = archive(
        tmp_path,
        **{a: tbf.build(name=a, total=512) for a in ("cortex-m0", "cortex-m3", "cortex-m4")},
    )
    detent("install", "--port", line(), tab)
    assert list(board.apps) == ["cortex-m4"]


def test_other_addresses_are_tried(board, line, detent, refused, tmp_path):
    board.archs, board.wanted_addresses = "rv32imac", [0x3080]
    tab = archive(
        tmp_path,
        **{
            f"rv32imac__{a:#x}": tbf.build(name="app", total=512, fixed=(tbf.ANY, a))
            for a in (0x1080, 0x2080, 0x3080)
        },
    )
    detent("install", "--port", line(), tab)
    assert list(board.apps) == ["app"] and board.requests.count(double.OFFER) == 3
    board.apps.clear()
    board.wanted_addresses = []
    assert "app.tab: is refused by the board: its addresses are not free" in refused(
        "install", "--port", line(kind="tcp"), "app.tab"
    )


def test_an_archive_for_other_boards_is_refused(line, refused, tmp_path):
    tab = archive(tmp_path, rv32imac=tbf.build(total=512))
    assert "has no member for this board, which runs cortex-m4" in refused(
        "install", "--port", line(), tab
    )


def test_a_manifest_that_the_board_gave_up_is_sent_again(board, line, detent, app):
    board.data_max = 64
    prepare, forgets = board.prepare, [True]

    def prepare_once_again(payload):
        if forgets and payload[:2] != b"\0\0":
            forgets.clear()
            board.manifest = b""
        return prepare(payload)

    board.prepare = prepare_once_again
    detent("install", "--port", line(), app("a"))
    assert set(board.apps) == {"a"} and not forgets


def test_a_board_that_never_has_enough_of_a_manifest_is_told(board, line, refused, app):
    board.prepare = lambda payload: struct.pack("<H", 0)
    assert "wants the same bytes again and again" in refused("install", "--port", line(), app("a"))


# ---- list and uninstall ----


def test_apps_are_listed(board, line, detent, app):
    name = line()
    assert json.loads(detent("list", "--json", "--port", name).out) == {"objects": []}
    detent("install", "--port", name, app("a", version=7), app("b", flags=2))
    shown = json.loads(detent("list", "--json", "--port", name).out)["objects"]
    assert [(o["name"], o["version"], o["flags"], o["state"], o["size"]) for o in shown] == [
        ("a", 7, "enabled", "runs", 2048),
        ("b", 0, "sticky", "not started", 2048),
    ]
    text = detent("list", "--port", name).out
    assert re.search(r"^0x00040000 +2048 +runs +enabled +7 a$", text, re.M)


def test_apps_are_uninstalled(board, line, detent, refused, app):
    name = line()
    detent("install", "--port", name, app("a"), app("b", flags=3))
    detent("uninstall", "--port", name, "a")
    assert list(board.apps) == ["b"]
    assert "a: is not removed: no app of this name" in refused("uninstall", "--port", name, "a")
    assert "b: is not removed: the app is sticky" in refused("uninstall", "--port", name, "b")
    detent("uninstall", "--force", "--port", name, "b")
    assert board.apps == {}


@pytest.mark.parametrize("force, stays", [((), {"b"}), (("--force",), set())])
def test_all_are_erased_but_what_is_sticky(board, line, detent, app, force, stays):
    name = line()
    detent("install", "--port", name, app("a"), app("b", flags=3), app("c", flags=0), app("d"))
    said = detent("erase", *force, "--port", name).err
    assert set(board.apps) == stays
    assert ("b is sticky and stays" in said) == bool(stays)


def test_an_app_is_meant_by_its_address_as_well(board, line, detent, refused):
    board.apps = {n: tbf.build(name=n, total=512) for n in ("a", "b")}
    name = line()
    detent("disable", "--port", name, "0x41000")
    assert [tbf.decode(board.apps[n]).flags for n in "ab"] == [1, 0]
    detent("uninstall", "--port", name, "0x41000")
    assert set(board.apps) == {"a"}
    assert "0x41000: is not removed: no app" in refused("uninstall", "--port", name, "0x41000")


def test_apps_move_together_and_nothing_else_changes(board, line, detent, app):
    name = line()
    detent("install", "--port", name, *(app(n, body=n.encode() * 900) for n in "abcd"))
    detent("uninstall", "--port", name, "a", "b")
    before = dict(board.apps)
    assert [board.address(n) for n in "cd"] == [0x42000, 0x43000]
    assert detent("compact", "--port", name).out == "apps moved 2 times\n"
    assert [board.address(n) for n in "cd"] == [0x40000, 0x41000]
    assert board.apps == before
    assert detent("compact", "--port", name).out == "nothing to gain\n"
    assert board.transfer is None


def test_what_is_tied_to_its_address_does_not_move(board, line, detent, app):
    name = line()
    detent("install", "--port", name, app("a"), app("b"))
    fixed = tbf.build(name="b", total=512, fixed=(tbf.ANY, 0x41080))
    board.apps["b"] = fixed
    detent("uninstall", "--port", name, "a")
    board.writes.clear()
    assert detent("compact", "--port", name).out == "nothing to gain\n"
    assert board.apps == {"b": fixed} and board.writes == []


def test_an_app_without_a_name_is_erased(board, line, detent):
    board.apps = {n: tbf.build(name=n, total=512) for n in ("a", "", "b")}
    detent("erase", "--port", line())
    assert board.apps == {}


def test_flags_change_and_nothing_else(board, line, detent, refused, app):
    name = line()
    detent("install", "--port", name, app("a"), app("b"))
    before = dict(board.apps)
    steps = [("disable", 0), ("disable", 0), ("sticky", 2), ("enable", 3)]
    for command, flags in steps:
        detent(command, "--port", name, "a", "b")
        assert [tbf.decode(board.apps[n]).flags for n in "ab"] == [flags, flags]
    assert "the app is sticky" in refused("uninstall", "--port", name, "a")
    detent("sticky", "--off", "--port", name, "a", "b")
    assert board.apps == before
    assert "c: keeps its flags: no app of this name" in refused("disable", "--port", name, "c")


@pytest.mark.parametrize("command", ["disable", "sticky"])
def test_flags_that_a_credential_covers_stay(board, line, detent, refused, misused, app, command):
    app()
    detent("sign", "-c", "sha256", "app.tbf")
    name = line()
    detent("install", "--port", name, "app.tbf")
    before = dict(board.apps)
    assert "app: keeps its flags: it has a credential" in refused(command, "--port", name, "app")
    assert "--force is for images" in misused(command, "--force", "--port", name, "app")
    assert board.apps == before
    detent("enable", "--port", name, "app")  # it is so


def test_an_app_is_read_by_name_and_by_address(board, line, detent, refused, app, tmp_path):
    name = line()
    detent("install", "--port", name, app("a"), app("b", body=b"B" * 900))
    for which in ("b", "0x41000"):
        assert detent("dump", "--port", name, "-o", "out.tbf", which).err == ""
        assert (tmp_path / "out.tbf").read_bytes() == (tmp_path / "b.tbf").read_bytes()
        (tmp_path / "out.tbf").unlink()
    for which in ("c", "0x41004"):
        assert f"there is no app {which} on it" in refused(
            "dump", "--port", name, "-o", "out.tbf", which
        )
    assert not (tmp_path / "out.tbf").exists()


@pytest.mark.parametrize("answer", [b"", bytes(600)])
def test_a_board_that_reads_nothing_or_too_much_is_told(board, line, detent, refused, app, answer):
    name = line()
    detent("install", "--port", name, app(total=512))
    board.read = lambda payload: answer
    why = refused("dump", "--port", name, "-o", "out.tbf", "app")
    assert "the board's answer to READ makes no sense" in why


@pytest.mark.parametrize(
    "command, why",
    [
        (("erase", "x"), "one image is wanted, or --port"),
        (("disable",), "at least one app is wanted"),
        (("dump", "x"), "-o FILE and an app are wanted"),
        (("dump", "-o", "x"), "-o FILE and an app are wanted"),
    ],
)
def test_what_a_port_needs_besides_is_told(misused, command, why):
    assert why in misused(*command, "--port", "unix:nowhere")


def test_info_says_what_the_board_is(line, detent):
    shown = json.loads(detent("info", "--json", "--port", line()).out)
    assert shown["architectures"] == ["cortex-m4", "cortex-m3"]
    assert shown["apps"] == {"start": 0x40000, "end": 0x50000}


# ---- Progress ----


def test_progress_is_shown_on_a_terminal_only(line, detent, app, tmp_path):
    name = line()
    assert detent("install", "--port", name, app("a")).err == ""
    master, slave = pty.openpty()
    done = subprocess.run(
        [DETENT, "install", "--port", name, app("b")], cwd=tmp_path, stderr=slave, timeout=60
    )
    os.close(slave)
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert done.returncode == 0
    last = shown.split("\r")[-2]
    assert re.fullmatch(r"b\.tbf \[#{30}\] 100 %  2048 of 2048 bytes  \d+ B/s", last)


# ---- The document ----


def test_the_document_has_the_numbers_of_the_double():
    text = (ROOT / "docs/install.md").read_text()
    requests = "HELLO LIST PREPARE OFFER DATA FINISH ABORT REMOVE FLAGS READ TEXT".split()
    for name in requests:
        assert f"| `{name}` {getattr(double, name):#04x} |" in text
    reasons = dict(re.findall(r"^\| (\d+) \| `(\w+)` \|", text, re.M))
    assert len(reasons) == 18
    assert all(getattr(double, name) == int(code) for code, name in reasons.items())
