/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent sign`: puts credentials into an object, or into each object of an archive. */
#include "commands.h"
#include "credential.h"
#include "file.h"
#include "memory.h"
#include "objects.h"
#include "options.h"
#include "signer.h"

#include <sys/stat.h>

static struct {
    const char *output;
    const char *key;
    const char *signer;
    struct strings credentials;
    bool only;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, &given.output, "FILE", "to write; else the file is replaced"},
    {"key", 'k', OPTION_TEXT, &given.key, "KEY.pem",
     "the private key; with --signer the public one"},
    {"signer", 0, OPTION_TEXT, &given.signer, "COMMAND", "that signs, instead of a private key"},
    {"credential", 'c', OPTION_LIST, &given.credentials, "KIND,...",
     "else as the key is, or sha256 without one"},
    {"only", 0, OPTION_FLAG, &given.only, NULL, "drop the credentials of other kinds"},
    {0},
};

const struct command_line sign_command = {
    .command = "sign",
    .summary = "put credentials into a TBF, or into all of a TAB",
    .usage = "[-k KEY.pem] [OPTION]... APP.tbf|APP.tab",
    .purpose =
        "Adds credentials to an object, or to every object of an archive; one of a kind that is there\n"
        "already is replaced. Kinds: sha256, sha384, sha512 are digests, which anybody can make;\n"
        "rsa3072, rsa4096, ecdsa-p256 are signatures by the key of that type.\n\n"
        "A signer is a command for the shell. Its standard input is what PKCS#11 signs by CKM_ECDSA\n"
        "(the digest) or CKM_RSA_PKCS (the DigestInfo); it prints the signature, ECDSA as r and s or\n"
        "in DER. The digest is in DETENT_DIGEST as well, the kind in DETENT_CREDENTIAL.",
    .options = options,
    .run = run,
};

/* A key that others can read is not one person's signature any more. */
static void note_open_mode(const char *path) {
    struct stat status;
    if (stat(path, &status) == 0 && (status.st_mode & 077) != 0)
        note(path, "others may read this private key: chmod 600");
}

static struct key read_key(void) {
    struct key key;
    struct problem problem = {0};
    if (!key_read(&key, file_read(given.key), &problem))
        fail_problem(given.key, &problem);
    if (!key.is_private && given.signer == NULL)
        fail(given.key, "is a public key; a private one signs, or --signer");
    if (key.is_private)
        note_open_mode(given.key);
    return key;
}

static void add_kind(struct credential_order *order, const struct credential_kind *kind) {
    for (size_t i = 0; i < order->count; i++)
        if (order->kinds[i] == kind)
            return;
    order->kinds = memory_grow(order->kinds, (order->count + 1) * sizeof *order->kinds);
    order->kinds[order->count++] = kind;
}

static void choose_kinds(struct credential_order *order) {
    const struct signer *signer = order->signer;
    for (size_t i = 0; i < given.credentials.count; i++) {
        const struct credential_kind *kind = credential_kind_named(given.credentials.at[i]);
        if (kind == NULL)
            fail_usage("sign", "--credential: there is no `%s`, but %s", given.credentials.at[i],
                       credential_kind_names());
        if (kind->is_signature && signer == NULL)
            fail_usage("sign", "--credential: %s wants a --key", kind->name);
        if (kind->is_signature && signer->key->type != kind->key)
            fail(given.key, "is a key for %s, not for %s", key_type_name(signer->key->type),
                 kind->name);
        add_kind(order, kind);
    }
    if (order->count == 0)
        add_kind(order, signer != NULL ? credential_kind_of_key(signer->key->type)
                                       : credential_kind_named("sha256"));
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&sign_command, argc, argv);
    if (files.count != 1)
        fail_usage("sign", "one file is wanted");
    if (given.signer != NULL && given.key == NULL)
        fail_usage("sign", "--signer wants the public key: --key");
    struct credential_order order = {.only = given.only};
    struct key key;
    struct signer signer;
    if (given.key != NULL) {
        key = read_key();
        signer = signer_of(&key, given.signer);
        order.signer = &signer;
    }
    choose_kinds(&order);
    struct objects objects = objects_read(files.at[0]);
    struct span *contents = memory_new(objects.count * sizeof *contents);
    for (size_t i = 0; i < objects.count; i++) {
        struct bytes out = {0};
        struct problem problem = {0};
        if (!credentials_apply(&objects.at[i].tbf, &order, &out, &problem))
            fail_problem(objects.at[i].file, &problem);
        if (out.length != objects.at[i].tbf.total_size)
            note(objects.at[i].file, "grows from %u to %zu bytes",
                 (unsigned)objects.at[i].tbf.total_size, out.length);
        contents[i] = bytes_span(&out);
    }
    objects_write(given.output != NULL ? given.output : files.at[0], &objects, contents);
    return 0;
}
