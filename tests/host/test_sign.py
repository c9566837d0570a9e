# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent keygen`, `sign` and `verify`: credentials (ABI 4.5), against a second opinion."""

import hashlib
import json
import os
import shlex
import shutil
import stat
import subprocess
import tarfile

import pytest
import signatures
import tbf_decoder as tbf
from conftest import run_detent
from test_info import kernel

RSA3072, RSA4096, SHA384, SHA512, ECDSA, HMAC = 1, 2, 4, 5, 6, 7
FORMATS = {"rsa3072": RSA3072, "rsa4096": RSA4096, "ecdsa-p256": ECDSA}
DIGESTS = {
    "sha256": (3, hashlib.sha256),
    "sha384": (4, hashlib.sha384),
    "sha512": (5, hashlib.sha512),
}


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """The path of a private key of each type, and a second one by which nothing is signed."""
    folder = tmp_path_factory.mktemp("keys")
    for name, kind in [(k, k) for k in FORMATS] + [("other", "ecdsa-p256")]:
        done = run_detent("keygen", "--type", kind, "-o", f"{name}.pem", cwd=folder)
        assert done.status == 0, done.err
    return {name: folder / f"{name}.pem" for name in [*FORMATS, "other"]}


def public(path):
    return path.with_suffix(".pem.pub")


@pytest.fixture
def app(tmp_path):
    """Writes an object; gives its path."""

    def write(name="app", file="app.tbf", **parts):
        (tmp_path / file).write_bytes(tbf.build(name=name, **parts))
        return tmp_path / file

    return write


def signed_part(o):
    return o.data[: o.binary_end]


def holds(o, kind, key):
    """Whether the object has a footer of this kind that holds, says the second opinion."""
    (data,) = [data for fmt, data in o.footers if fmt == FORMATS[kind]]
    pem = public(key).read_bytes()
    if kind == "ecdsa-p256":
        return signatures.ecdsa_holds(signatures.ec_point(pem), data, signed_part(o))
    size = {"rsa3072": 384, "rsa4096": 512}[kind]
    modulus = signatures.rsa_modulus(pem)
    assert data[:size] == modulus.to_bytes(size, "big") and len(data) == 2 * size
    return signatures.rsa_holds(modulus, data[size:], signed_part(o))


# ---- keygen ----


@pytest.mark.parametrize("kind", FORMATS)
def test_a_private_key_is_its_owners_alone(keys, kind):
    assert stat.S_IMODE(os.stat(keys[kind]).st_mode) == 0o600
    signatures.der_of(keys[kind].read_bytes(), "PRIVATE KEY")


def test_the_umask_opens_no_private_key(tmp_path):
    old = os.umask(0)
    try:
        assert run_detent("keygen", "-o", "k.pem", cwd=tmp_path).status == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE(os.stat(tmp_path / "k.pem").st_mode) == 0o600


@pytest.mark.parametrize("kind, bits", [("rsa3072", 3072), ("rsa4096", 4096)])
def test_rsa_keys_have_the_size_of_their_name(keys, kind, bits):
    assert signatures.rsa_modulus(public(keys[kind]).read_bytes()).bit_length() == bits


def test_the_public_key_is_a_point_of_the_curve(keys):
    x, y = signatures.ec_point(public(keys["ecdsa-p256"]).read_bytes())
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    assert (y * y - (x**3 - 3 * x + b)) % signatures.P == 0


def test_keys_differ(keys):
    assert public(keys["other"]).read_bytes() != public(keys["ecdsa-p256"]).read_bytes()


@pytest.mark.parametrize("there", ["k.pem", "k.pem.pub"])
def test_no_file_is_replaced(refused, tmp_path, there):
    (tmp_path / there).write_text("precious")
    assert f"detent: {there}: is there already" in refused("keygen", "-o", "k.pem")
    assert (tmp_path / there).read_text() == "precious"
    assert [p.name for p in tmp_path.iterdir()] == [there]


def test_a_type_that_is_not_known_is_a_mistake(misused):
    assert "`rsa1024` is not rsa3072, rsa4096 or ecdsa-p256" in misused(
        "keygen", "-o", "k", "--type", "rsa1024"
    )


# ---- sign ----


@pytest.mark.parametrize("kind", DIGESTS)
def test_digests_cover_header_and_binary(detent, app, kind):
    path = app(total=1024)
    detent("sign", "-c", kind, path)
    o = tbf.decode(path.read_bytes())
    fmt, function = DIGESTS[kind]
    assert (fmt, function(signed_part(o)).digest()) in o.footers
    assert o.total_size == 1024


@pytest.mark.parametrize("kind", FORMATS)
def test_signatures_hold(detent, app, keys, kind):
    path = app(total=2048)
    before = path.read_bytes()
    detent("sign", "-k", keys[kind], path)
    o = tbf.decode(path.read_bytes())
    assert holds(o, kind, keys[kind])
    assert signed_part(o) == before[: o.binary_end]
    assert [fmt for fmt, _ in o.footers] == [FORMATS[kind], tbf.RESERVED]


def test_all_kinds_stand_side_by_side(detent, app, keys):
    path = app(total=4096)
    for kind in FORMATS:
        detent("sign", "-k", keys[kind], path)
    detent("sign", "-c", "sha512,sha256", path)
    o = tbf.decode(path.read_bytes())
    assert [fmt for fmt, _ in o.footers] == [
        RSA3072,
        RSA4096,
        ECDSA,
        SHA512,
        tbf.SHA256,
        tbf.RESERVED,
    ]
    assert all(holds(o, kind, keys[kind]) for kind in FORMATS)


def test_a_credential_of_the_same_kind_is_replaced(detent, app, keys):
    path = app(total=1024)
    detent("sign", "-k", keys["other"], path)
    detent("sign", "-k", keys["ecdsa-p256"], path)
    o = tbf.decode(path.read_bytes())
    assert holds(o, "ecdsa-p256", keys["ecdsa-p256"])


def test_only_drops_the_others(detent, app, keys):
    path = app(total=1024)
    detent("sign", "-c", "sha256", path)
    detent("sign", "-c", "sha512", "--only", path)
    assert [fmt for fmt, _ in tbf.decode(path.read_bytes()).footers] == [SHA512, tbf.RESERVED]


@pytest.mark.parametrize("total, grown", [(512, 2048), (None, None)])
def test_an_object_grows_if_nothing_is_kept(detent, app, keys, total, grown):
    path = app(total=total)
    result = detent("sign", "-k", keys["rsa4096"], path)
    o = tbf.decode(path.read_bytes())
    assert holds(o, "rsa4096", keys["rsa4096"])
    assert o.total_size == (grown or o.binary_end + 1032) == len(path.read_bytes())
    assert f"to {o.total_size} bytes" in result.err


def test_an_object_with_other_credentials_does_not_grow(refused, app, keys, tmp_path):
    path = app(total=512)
    assert run_detent("sign", "-c", "sha256", path).status == 0
    before = path.read_bytes()
    assert "--only drops them" in refused("sign", "-k", keys["rsa3072"], "app.tbf")
    assert path.read_bytes() == before


@pytest.mark.parametrize("rest", [0, 4, 8, 12])
def test_no_byte_of_the_footer_area_is_left_unsaid(detent, app, rest):
    end = tbf.decode(tbf.build()).binary_end
    path = app(total=end + 40 + rest)
    detent("sign", path)
    o = tbf.decode(path.read_bytes())  # whose footers must fill the area
    assert sum(8 + len(data) for _, data in o.footers) == 40 + rest
    assert o.footers[0][1][:32] == hashlib.sha256(signed_part(o)).digest()
    detent("verify", path)


def test_what_a_kernel_does_not_know_comes_last(detent, app):
    path = app(total=1024, footers=tbf.footer(HMAC, bytes(32)))
    detent("sign", path)
    assert [fmt for fmt, _ in tbf.decode(path.read_bytes()).footers] == [
        tbf.SHA256,
        HMAC,
        tbf.RESERVED,
    ]


def test_an_archive_is_signed_member_by_member(detent, app, keys, tmp_path):
    app(file="cortex-m3.tbf", total=1024)
    app(file="rv32imac.tbf")
    detent("tab", "-o", "app.tab", "cortex-m3.tbf", "rv32imac.tbf")
    before = tarfile.open(tmp_path / "app.tab").extractfile("metadata.toml").read()
    detent("sign", "-k", keys["ecdsa-p256"], "-o", "signed.tab", "app.tab")
    with tarfile.open(tmp_path / "signed.tab") as tab:
        assert tab.getnames() == ["metadata.toml", "cortex-m3.tbf", "rv32imac.tbf"]
        assert tab.extractfile("metadata.toml").read() == before
        for name in tab.getnames()[1:]:
            o = tbf.decode(tab.extractfile(name).read())
            assert holds(o, "ecdsa-p256", keys["ecdsa-p256"])
    detent("verify", "-k", public(keys["ecdsa-p256"]), "signed.tab")


def test_the_same_command_gives_the_same_bytes(detent, app, keys, tmp_path):
    path = app(total=2048)
    for out in ("a.tbf", "b.tbf"):
        detent("sign", "-k", keys["rsa3072"], "-c", "rsa3072,sha256", "-o", out, path)
    assert (tmp_path / "a.tbf").read_bytes() == (tmp_path / "b.tbf").read_bytes()


def test_an_object_without_program_cannot_be_signed(refused, app):
    app(program=False)
    assert "program: is missing" in refused("sign", "app.tbf")


def test_a_broken_object_is_not_signed(refused, app):
    path = app()
    path.write_bytes(path.read_bytes()[:-1])
    assert "total_size" in refused("sign", "app.tbf")


def test_a_key_of_another_type_is_refused(refused, app, keys):
    app()
    assert "is a key for ecdsa-p256, not for rsa4096" in refused(
        "sign", "-k", keys["other"], "-c", "rsa4096", "app.tbf"
    )


def test_a_public_key_does_not_sign(refused, app, keys):
    app()
    assert "is a public key" in refused("sign", "-k", public(keys["other"]), "app.tbf")


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused(refused, app, tmp_path, content):
    app()
    (tmp_path / "bad.pem").write_bytes(content)
    assert "detent: bad.pem: key: is not a key in PEM" in refused(
        "sign", "-k", "bad.pem", "app.tbf"
    )


FOREIGN = {
    "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048": "an RSA key of 2048 bits; 3072 or 4096",
    "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -pkeyopt rsa_keygen_pubexp:3": "exponent",
    "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384": "is neither RSA nor ECDSA on the curve",
    "genpkey -algorithm ED25519": "is neither RSA nor ECDSA on the curve P-256",
    "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:x": "is encrypted",
}


@pytest.mark.parametrize("command", FOREIGN)
def test_a_key_that_no_credential_is_for_is_refused(refused, app, tmp_path, command):
    app(total=2048)
    quietly(f"openssl {command} -out {tmp_path}/key.pem")
    error = refused("sign", "-k", "key.pem", "app.tbf")
    assert error.startswith("detent: key.pem: key: ") and FOREIGN[command] in error


@pytest.mark.parametrize(
    "command, label",
    [
        ("ec -in {key} -out {out}", "EC PRIVATE KEY"),
        ("rsa -traditional -in {key} -out {out}", "RSA PRIVATE KEY"),
    ],
)
def test_older_forms_of_private_keys_are_read(detent, app, keys, tmp_path, command, label):
    kind = "ecdsa-p256" if label.startswith("EC") else "rsa3072"
    out = tmp_path / "old.pem"
    quietly("openssl " + command.format(key=keys[kind], out=out))
    assert f"BEGIN {label}" in out.read_text()
    path = app(total=2048)
    detent("sign", "-k", out, path)
    assert holds(tbf.decode(path.read_bytes()), kind, keys[kind])


def test_an_open_private_key_is_noted(detent, app, keys, tmp_path):
    app()
    (tmp_path / "open.pem").write_bytes(keys["other"].read_bytes())
    os.chmod(tmp_path / "open.pem", 0o644)
    assert (
        "open.pem: others may read this private key"
        in detent("sign", "-k", "open.pem", "app.tbf").err
    )


def test_a_signature_wants_a_key(misused, app):
    app()
    assert "ecdsa-p256 wants a --key" in misused("sign", "-c", "ecdsa-p256", "app.tbf")
    assert "there is no `md5`, but sha256" in misused("sign", "-c", "md5", "app.tbf")


# ---- An external signer ----


def openssl(key):
    """A command that signs what PKCS#11 would be given, by the mechanisms it names."""
    tool = "pkeyutl" if "ec" in key.name or "other" in key.name else "rsautl"
    return f"openssl {tool} -sign -inkey {key} -in /dev/stdin 2>signer.log"


@pytest.mark.parametrize("kind", FORMATS)
def test_an_external_signer_signs(detent, app, keys, kind):
    path = app(total=2048)
    detent("sign", "-k", public(keys[kind]), "--signer", openssl(keys[kind]), path)
    assert holds(tbf.decode(path.read_bytes()), kind, keys[kind])


SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """Runs pkcs11-tool with a token that holds an ECDSA key, 01, and an RSA key, 02."""
    assert os.path.exists(SOFTHSM) and shutil.which("pkcs11-tool"), "make setup"
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    tool = f"pkcs11-tool --module {SOFTHSM} --token-label t --login --pin 1234"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "conf"))
        quietly("softhsm2-util --init-token --free --label t --pin 1234 --so-pin 5678")
        quietly(f"{tool} --keypairgen --key-type EC:prime256v1 --id 01")
        quietly(f"{tool} --keypairgen --key-type rsa:3072 --id 02")
        yield tool


def quietly(command):
    subprocess.run(shlex.split(command), check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize(
    "kind, number, mechanism", [("ecdsa-p256", "01", "ECDSA"), ("rsa3072", "02", "RSA-PKCS")]
)
def test_a_token_signs(detent, app, token, tmp_path, kind, number, mechanism):
    quietly(f"{token} --read-object --type pubkey --id {number} -o {tmp_path}/key.der")
    quietly(f"openssl pkey -pubin -inform DER -in {tmp_path}/key.der -out {tmp_path}/key.pem.pub")
    path = app(total=2048)
    signer = f"{token} --sign --mechanism {mechanism} --id {number} 2>signer.log"
    detent("sign", "-k", "key.pem.pub", "--signer", signer, path)
    assert holds(tbf.decode(path.read_bytes()), kind, tmp_path / "key.pem")


def test_a_signer_may_print_r_and_s(detent, app, keys, tmp_path):
    path = app(total=1024)
    detent("sign", "-k", keys["other"], path)
    o = tbf.decode(path.read_bytes())
    (tmp_path / "raw").write_bytes(o.footers[0][1])
    app(total=1024)
    detent("sign", "-k", public(keys["other"]), "--signer", "cat raw", path)
    assert tbf.decode(path.read_bytes()).footers[0] == o.footers[0]


def test_the_signer_is_told_digest_and_kind(detent, app, keys, tmp_path):
    path = app(total=1024)
    command = f'printf "%s %s" "$DETENT_CREDENTIAL" "$DETENT_DIGEST" >told; tee asked | {openssl(keys["other"])}'
    detent("sign", "-k", public(keys["other"]), "--signer", command, path)
    digest = hashlib.sha256(signed_part(tbf.decode(path.read_bytes())))
    assert (tmp_path / "told").read_text() == f"ecdsa-p256 {digest.hexdigest()}"
    assert (tmp_path / "asked").read_bytes() == digest.digest()


@pytest.mark.parametrize(
    "command, why",
    [
        ("false", "failed with status 1"),
        ("exit 7", "failed with status 7"),
        ("no-such-command 2>&-", "failed with status 127"),
        ("true", "printed 0 bytes; a signature by ecdsa-p256 has 64"),
        ("head -c 64 /dev/zero", "does not belong to the key"),
        ("cat /dev/zero", "failed with status 141"),
    ],
)
def test_a_signer_that_does_not_sign_changes_nothing(refused, app, keys, command, why):
    path = app(total=1024)
    before = path.read_bytes()
    assert why in refused("sign", "-k", public(keys["other"]), "--signer", command, "app.tbf")
    assert path.read_bytes() == before


def test_the_signer_of_another_key_is_refused(refused, app, keys):
    app(total=1024)
    assert "signature: does not belong to the key" in refused(
        "sign", "-k", public(keys["ecdsa-p256"]), "--signer", openssl(keys["other"]), "app.tbf"
    )


def test_a_signer_wants_the_public_key(misused, app):
    app()
    assert "--signer wants the public key" in misused("sign", "--signer", "cat", "app.tbf")


# ---- verify ----


@pytest.fixture
def signed(detent, app, keys, tmp_path):
    path = app(total=4096)
    for kind in FORMATS:
        detent("sign", "-k", keys[kind], path)
    detent("sign", "-c", "sha256,sha384,sha512", path)
    return path


def states(result):
    (only,) = json.loads(result.out)["objects"]
    return {c["type"]: c["state"] for c in only["credentials"]}


@pytest.mark.parametrize("kind", FORMATS)
def test_verify_says_which_hold_and_by_which_key(detent, signed, keys, kind):
    result = detent("verify", "--json", "-k", public(keys[kind]), signed)
    names = {"rsa3072": "RSA-3072", "rsa4096": "RSA-4096", "ecdsa-p256": "ECDSA-P256"}
    for name in names.values():
        mine = name == names[kind]
        assert states(result)[name] == ("holds" if mine else "is by none of the keys")
    assert all(states(result)[d] == "holds" for d in ("SHA-256", "SHA-384", "SHA-512"))
    assert str(public(keys[kind])) in detent("verify", "-k", public(keys[kind]), signed).out


def test_a_private_key_verifies_as_well(detent, signed, keys):
    detent("verify", "-k", keys["ecdsa-p256"], signed)


def test_one_of_several_keys_is_enough(detent, signed, keys):
    detent("verify", "-k", f"{public(keys['other'])},{public(keys['rsa3072'])}", signed)


def test_a_signature_by_another_key_does_not_verify(refused, signed, keys):
    assert "credentials: none is a signature by one of the keys" in refused(
        "verify", "-k", public(keys["other"]), "app.tbf"
    )


def test_without_keys_a_digest_is_enough(detent, refused, app, keys, tmp_path):
    app(total=1024)
    assert "credentials: none is a digest" in refused("verify", "app.tbf")
    detent("sign", "app.tbf")
    detent("verify", "app.tbf")


def flips(o):
    """A place in each part that credentials cover, and in each footer's data."""
    yield from (8, o.header_size - 1, o.protected_size, o.binary_end - 1)
    at = o.binary_end
    for fmt, data in o.footers:
        if fmt != tbf.RESERVED:
            yield from (at + 8, at + 7 + len(data))
        at += 8 + len(data)


def test_every_changed_byte_is_noticed(signed, keys, tmp_path):
    good = signed.read_bytes()
    o = tbf.decode(good)
    all_keys = ",".join(str(public(keys[kind])) for kind in FORMATS)
    for at in flips(o):
        changed = bytearray(good)
        changed[at] ^= 0x04
        if at < o.header_size:
            changed = tbf.seal(bytes(changed))
        (tmp_path / "changed.tbf").write_bytes(changed)
        result = run_detent("verify", "--json", "-k", all_keys, "changed.tbf", cwd=tmp_path)
        assert set(states(result).values()) != {"holds"}, at
        if at < o.binary_end:
            assert "holds" not in states(result).values() and result.status == 1


def test_footers_that_are_moved_to_another_program_fail(signed, keys, tmp_path, app):
    o = tbf.decode(signed.read_bytes())
    other = app(file="other.tbf", total=4096, ram=4096).read_bytes()
    (tmp_path / "other.tbf").write_bytes(other[: o.binary_end] + o.data[o.binary_end :])
    result = run_detent(
        "verify", "--json", "-k", public(keys["rsa3072"]), "other.tbf", cwd=tmp_path
    )
    assert result.status == 1 and "holds" not in states(result).values()


def test_a_credential_that_is_not_known_is_said_so(detent, app):
    path = app(total=1024, footers=tbf.footer(HMAC, bytes(32)))
    detent("sign", path)
    assert states(detent("verify", "--json", path)) == {
        "SHA-256": "holds",
        "HMAC-SHA-256": "is not known",
    }


def test_one_bad_member_spoils_the_archive(refused, app, detent, tmp_path):
    app(file="cortex-m3.tbf", total=1024)
    app(file="rv32imac.tbf", total=1024)
    detent("sign", "cortex-m3.tbf")
    detent("tab", "-o", "app.tab", "cortex-m3.tbf", "rv32imac.tbf")
    assert "app.tab(rv32imac.tbf): credentials: none" in refused("verify", "app.tab")


def test_the_apps_of_an_image_are_verified(detent, refused, app, keys, tmp_path):
    image = tmp_path / "image.bin"
    image.write_bytes(kernel(size=0x4000, apps=None, base=0) + b"\xff" * 8)
    for name in ("one", "two"):
        app(name=name, file=f"{name}.tbf", total=1024)
        detent("sign", "-k", keys["other"], f"{name}.tbf")
        detent("install", "--arch", "cortex-m4", "--flash-end", 0x8000, "image.bin", f"{name}.tbf")
    shown = json.loads(detent("verify", "--json", "-k", public(keys["other"]), "image.bin").out)
    assert [(o["file"], o["verified"]) for o in shown["objects"]] == [
        ("image.bin(one)", True),
        ("image.bin(two)", True),
    ]
    detent("disable", "--force", "image.bin", "two")
    assert "image.bin(two): credentials: none is a signature" in refused(
        "verify", "-k", public(keys["other"]), "image.bin"
    )
    assert "image.bin(two)" in refused(
        "verify", "--at", 0x4000, "-k", public(keys["other"]), "image.bin"
    )


def test_inspect_shows_footers(detent, signed):
    o = tbf.decode(signed.read_bytes())
    shown = json.loads(detent("inspect", "--json", signed).out)["footers"]
    assert [f["format"] for f in shown] == [fmt for fmt, _ in o.footers]
    digests = {f["type"]: f["data"] for f in shown if f["type"].startswith("SHA")}
    assert digests["SHA-256"] == hashlib.sha256(signed_part(o)).hexdigest()
    assert digests["SHA-512"] == hashlib.sha512(signed_part(o)).hexdigest()[:64] + "..."
