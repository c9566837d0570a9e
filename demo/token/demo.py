#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A security key on QEMU's RISC-V machine "virt" (docs/demo-token.md). Tells its story step by step; its exit
status is 0 only if every claim held. `make demo-token` builds what it needs."""

import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
DETENT = BUILD / "detent"
KEYS = BUILD / "demo-token"
APPS = BUILD / "apps"
KERNEL = BUILD / "qemu-rv32-virt-signature-cfi-crypto-oracle"
RAM_AT = 0x80000000
APPS_BYTES = 1 << 20  # for programs, and for the journal of who installs them
STORE_BYTES = 16 * 0x40000
HANG_SECONDS = 300  # of the wall clock; only a hang takes so long
HOTP_ID = "0x4F5450"
HEADER_BYTES = 0x80  # before a program that is linked for its place


class Failed(Exception):
    """A claim did not hold."""


claims = 0


def say(text):
    print(f"\n== {text}", flush=True)


def claim(truth, text, detail=""):
    global claims
    if not truth:
        raise Failed(f"{text}\n{detail}")
    claims += 1
    print(f"   ok: {text}", flush=True)


def run(*command, status=0, **more):
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=HANG_SECONDS, **more)
    if status is not None and done.returncode != status:
        raise Failed(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def settings():
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "BOARD"))}
    return json.loads(run("make", "-s", "--no-print-directory", "BOARD=qemu-rv32-virt", "print-board",
                          env=clean).stdout)


# ---- Programs ----


def signed(folder, tab, key, name):
    """The archive, each program in it signed by that key."""
    out = folder / f"{name}.tab"
    run(DETENT, "sign", "-k", KEYS / f"{key}.pem", "-o", out, tab)
    return out


def packed(folder, app, out, *header):
    """The app's programs, under another name and with another header."""
    members = []
    for elf in sorted((APPS / app).glob("rv32imac.*.elf")):
        member = folder / f"{out}.{elf.stem}.tbf"
        run(DETENT, "tbf", elf, "-o", member, "--stack", "2048", "--app-heap", "512", "--kernel-heap", "2048",
            "--kernel-version", "2.2", *header)
        members.append(f"{elf.stem}.tbf={member}")
    run(DETENT, "tab", "-o", folder / f"{out}.tab", "--name", "hotp", "--deterministic", *members)
    return folder / f"{out}.tab"


# ---- The board ----


class Board:
    """Its flash, of programs and of what they store, in files: what is there when the power is off."""

    def __init__(self, folder):
        self.folder = folder
        self.said = settings()
        self.apps_at = int(self.said["APPS_AT"], 0)
        self.apps_end = self.apps_at + APPS_BYTES
        self.image, self.memory, self.store = (folder / name for name in ("image.bin", "memory", "store.img"))
        self.port, self.log = folder / "serial", folder / "serial.log"
        with self.store.open("wb") as file:
            file.write(b"\xff" * STORE_BYTES)
            file.truncate(int(self.said["QEMU_FLASH_BYTES"]))

    def compose(self, *files):
        sizes = {}
        for line in run(self.said["KERNEL_NM"], "-S", KERNEL / "kernel.elf").stdout.splitlines():
            words = line.split()
            sizes[words[-1]] = words
        run(DETENT, "image", "--kernel", KERNEL / "kernel.bin", *self.said["board_image_flags"].split(),
            "--ram-start", "0x" + sizes["layout_bss_end"][0], "--process-bytes",
            "0x" + sizes["note_process_overhead"][1], "-o", self.image, *files)

    def flash(self):
        """What is where programs lie."""
        with self.memory.open("rb") as file:
            file.seek(self.apps_at - RAM_AT)
            return file.read(self.apps_end - self.apps_at)

    def keep(self):
        """The power has gone; the next one boots from what flash has."""
        kernel = self.image.read_bytes()[: self.apps_at - RAM_AT].ljust(self.apps_at - RAM_AT, b"\0")
        self.image.write_bytes(kernel + self.flash())

    @contextmanager
    def power(self):
        self.memory.write_bytes(b"")
        self.log.write_bytes(b"")
        self.port.unlink(missing_ok=True)
        self.seen = 0
        flash = self.said["QEMU_FLASH"].replace("FLASH", str(self.store))
        command = [self.said["QEMU"], *self.said["QEMU_MACHINE"].split(), "-display", "none", "-monitor", "none",
                   "-m", "8M", "-object",
                   f"memory-backend-file,id=ram,size=8M,mem-path={self.memory},share=on",
                   "-machine", "memory-backend=ram", *self.said["QEMU_IMAGE"].replace("IMAGE", str(self.image)).split(),
                   *flash.split(), "-chardev",
                   f"socket,id=serial,path={self.port},server=on,wait=off,logfile={self.log}",
                   "-serial", "chardev:serial", "-icount", "shift=5,sleep=on",
                   "-plugin", f"{BUILD}/qemu/limit.so,ns={600 * 10**9}"]
        self.qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.PIPE, text=True)
        try:
            yield self
        finally:
            self.cut()
            self.keep()

    def cut(self):
        """As if somebody pulled the plug."""
        if self.qemu.poll() is None:
            self.qemu.send_signal(signal.SIGKILL)
        self.qemu.communicate(timeout=60)

    @property
    def text(self):
        """The console; frames are no text."""
        data = re.sub(rb"\0[^\0]*\0", b"", self.log.read_bytes())
        return data.decode("utf-8", "replace").replace("\r\n", "\n")

    def wait_for(self, pattern):
        """Until that has been said since the power came; the match."""
        deadline = time.monotonic() + HANG_SECONDS
        while True:
            found = re.search(pattern, self.text, re.M)
            if found:
                return found
            if self.qemu.poll() is not None:
                raise Failed(f"QEMU has ended: {self.qemu.stderr.read()}\n{self.text}")
            if time.monotonic() > deadline:
                raise Failed(f"the board does not say {pattern!r}:\n{self.text}")
            time.sleep(0.05)

    def detent(self, *arguments, port=None, status=0):
        done = run(DETENT, *arguments, "--port", f"unix:{port or self.port}", status=status)
        return done.returncode, done.stdout + done.stderr

    def programs(self):
        """{name: state}, as the board says."""
        lines = [line.split() for line in self.detent("list")[1].splitlines()[1:]]
        return {words[-1]: words[2] for words in lines}


# ---- Between host and board ----


class Cable:
    """Passes on what goes either way, until the host has sent so many bytes: then the power is cut."""

    def __init__(self, board, limit):
        self.board, self.left, self.is_cut = board, limit, False
        self.port = board.folder / "cable"
        self.port.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.port))
        self.listener.listen(8)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while not self.is_cut:
            host, _ = self.listener.accept()
            device = socket.socket(socket.AF_UNIX)
            device.connect(str(self.board.port))
            threading.Thread(target=self.answers, args=(device, host), daemon=True).start()
            self.questions(host, device)
            for end in (host, device):
                end.close()

    def answers(self, device, host):
        try:
            while data := device.recv(4096):
                host.sendall(data)
        except OSError:
            pass

    def questions(self, host, device):
        while data := host.recv(4096):
            if len(data) > self.left:
                device.sendall(data[: self.left])
                self.is_cut = True
                self.board.cut()
                return
            self.left -= len(data)
            device.sendall(data)


# ---- The story ----


def right_codes(board, version, secret, expected):
    """The board shows codes from that number on, and `oathtool` has the same. The number of the next one."""
    board.wait_for(rf"hotp {version}: code {expected + 2} is \d{{6}}$")
    shown = re.findall(rf"hotp {version}: code (\d+) is (\d{{6}})$", board.text, re.M)
    claim([int(n) for n, _ in shown] == [expected, expected + 1, expected + 2],
          f"the counter goes on: codes {expected} to {expected + 2}", board.text)
    said = run("oathtool", "--hotp", "--digits=6", f"--counter={expected}", "--window=2", secret).stdout.split()
    claim(said == [code for _, code in shown], f"the codes are those of oathtool: {' '.join(said)}", board.text)
    return expected + 3


def story(folder):
    board = Board(folder)

    say("Three programs by two signers, and one that nobody signed")
    hotp = signed(folder, APPS / "hotp/rv32imac.tab", "first", "hotp")
    vault = signed(folder, APPS / "vault/rv32imac.tab", "first", "vault")
    peeper = signed(folder, APPS / "peeper/rv32imac.tab", "second", "peeper")
    # It would be allowed to read what hotp stores, if it ran: its header says so.
    impostor = packed(folder, "peeper", "impostor", "--name", "hotp", "--app-version", "9", "--short-id", HOTP_ID,
                      "--write-id", "1", "--read-ids", HOTP_ID, "--modify-ids", HOTP_ID)
    new = packed(folder, "hotp_new", "new", "--name", "hotp", "--app-version", "2", "--short-id", HOTP_ID)
    updates = {key: signed(folder, new, key, f"update-{key}") for key in ("first", "second", "stranger")}
    for name, path, key in (("hotp", hotp, "first"), ("vault", vault, "first"), ("peeper", peeper, "second")):
        done = run(DETENT, "verify", "-k", KEYS / f"{key}.pem.pub", path)
        claim(done.returncode == 0, f"{name} is signed by the {key} signer")
    done = run(DETENT, "verify", "-k", KEYS / "first.pem.pub", "-k", KEYS / "second.pem.pub", impostor, status=None)
    claim(done.returncode == 1, "the impostor, which calls itself hotp as well, is not signed")

    say("The board is switched on for the first time")
    board.compose(hotp, vault, peeper)
    without = board.image.read_bytes()
    add_unsigned(board, folder)
    with board.power():
        checked = board.wait_for(r"Programs checked: (\d) of (\d) run$")
        claim(checked.groups() == ("3", "4"), "three of the four programs run", board.text)
        claim(re.search(r"App hotp at 0x\w+ skipped: no credential that this board accepts$", board.text, re.M),
              "the impostor is refused, and it is said why", board.text)
        secret = board.wait_for(r"hotp 1: new secret ([0-9a-f]{40})$")[1]
        claim(True, "hotp draws a secret and keeps it in the key-value store")
        counter = right_codes(board, 1, secret, 0)
        board.wait_for(r"peeper: gives up$")
        tries = re.findall(r"peeper: (\w+): error (\d+)$", board.text, re.M)
        claim(len(tries) == 9 and {error for _, error in tries} == {"10"},
              "another program tries to read, change and delete the secret nine times, and cannot", board.text)
        claim("peeper: the secret" not in board.text, "it has nothing to show")
        check_vault(board)

    say("The power is off, the impostor is taken out of the flash, the power comes back")
    board.image.write_bytes(without)
    with board.power():
        board.wait_for(r"hotp 1: has its secret$")
        counter = right_codes(board, 1, secret, counter)

    say("An update of hotp by those who must not")
    with board.power():
        counter = right_codes(board, 1, secret, counter)
        board.wait_for(r"peeper: gives up$")
        before = board.flash()
        for key, who in (("stranger", "a key that the board does not know"), ("second", "the other signer")):
            status, said = board.detent("update", updates[key], status=None)
            claim(status == 1, f"by {who}: refused: {said.strip().splitlines()[-1]}", said)
            claim(board.flash() == before, "not a byte of flash has changed")
        status, said = board.detent("update", new, status=None)
        claim(status == 1, f"by nobody: refused: {said.strip().splitlines()[-1]}", said)
        claim(board.flash() == before, "not a byte of flash has changed")
        claim(board.programs().get("hotp") == "runs", "hotp runs on", str(board.programs()))

    say("The power goes in the middle of an update by the right signer")
    with board.power():
        counter = right_codes(board, 1, secret, counter)
        before = board.flash()
        size = max(member.stat().st_size for member in folder.glob("new.*.tbf"))
        cable = Cable(board, size // 2)
        status, said = board.detent("update", updates["first"], port=cable.port, status=None)
        claim(cable.is_cut and status != 0, "half of it was sent when the plug was pulled", said)
        claim(board.flash() != before, "flash had been written to")

    say("The board comes back")
    with board.power():
        claim(board.wait_for(r"Programs checked: (\d) of (\d) run$")[1] == "3", "three programs run", board.text)
        claim(board.wait_for(r"hotp (\d): has its secret$")[1] == "1", "hotp is the old one, and has its secret")
        counter = right_codes(board, 1, secret, counter)
        check_vault(board)

        say("The update again, this time with power")
        status, said = board.detent("update", updates["first"])
        claim(status == 0, "it is taken")
        board.wait_for(r"hotp 2: has its secret$")
        claim(True, "the new version runs, and has the secret of the old one")
        counter = right_codes(board, 2, secret, counter)

    say("And once more without power between")
    with board.power():
        claim(board.wait_for(r"hotp (\d): has its secret$")[1] == "2", "the new version it is")
        right_codes(board, 2, secret, counter)
        claim("new secret" not in board.text, "no secret was drawn but the first one")


def check_vault(board):
    """What the encryption oracle made of the vault's text is what the board's key makes of it."""
    vector, hidden = (board.wait_for(rf"vault: {what} ([0-9a-f]+)$")[1] for what in ("vector", "hidden"))
    board.wait_for(r"vault: opens it$")
    key = (KEYS / "oracle.key").read_bytes()
    opened = subprocess.run(["openssl", "enc", "-d", "-aes-128-ctr", "-K", key.hex(), "-iv", vector],
                            input=bytes.fromhex(hidden), capture_output=True, check=True).stdout
    claim(opened == b"what the vault keeps", "the vault encrypts with the board's key", board.text)
    flat = board.text.replace(" ", "").lower()
    claim(key.hex() not in flat, "which nobody has shown")


def add_unsigned(board, folder):
    """Puts the impostor behind the others. Whoever writes the flash itself is not asked for signatures."""
    data = board.image.read_bytes()
    end = json.loads(run(DETENT, "list", "--json", board.image).stdout)["end"]["offset"]
    member = sorted(folder.glob("impostor.*.tbf"))[-1]
    place = int(re.search(r"rv32imac\.0x(\w+)\.", member.name)[1], 16) - HEADER_BYTES - RAM_AT
    assert end <= place, "the last place for programs is taken"
    gap = struct.pack("<HHIII", 2, 16, place - end, 0, 2 | 16 << 16 ^ place - end) if end < place else b""
    board.image.write_bytes((data[:end] + gap).ljust(place, b"\xff") + member.read_bytes())


def main():
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="demo-token-") as folder:
        try:
            story(Path(folder))
        except Failed as failure:
            print(f"\nFAILED: {failure}", file=sys.stderr)
            return 1
    print(f"\nAll {claims} claims held, in {time.monotonic() - begun:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
