/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent keygen`: a pair of keys. */
#include "commands.h"
#include "file.h"
#include "key.h"
#include "memory.h"
#include "options.h"

#include <string.h>
#include <unistd.h>

#define PUBLIC_SUFFIX ".pub"
#define PRIVATE_MODE 0600
#define PUBLIC_MODE 0644

static struct {
    const char *output;
    const char *type;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, &given.output, "FILE", "for the private key"},
    {"type", 0, OPTION_TEXT, &given.type, "TYPE",
     "rsa3072, rsa4096 or ecdsa-p256; else ecdsa-p256"},
    {0},
};

const struct command_line keygen_command = {
    .command = "keygen",
    .summary = "make a pair of keys",
    .usage = "-o KEY.pem [--type TYPE]",
    .purpose =
        "Makes a pair of keys for `detent sign`: the private key in FILE, which only its owner can\n"
        "read, and the public key in FILE.pub, for `detent verify` and for the board. Both are PEM,\n"
        "and not encrypted. No file is replaced.",
    .options = options,
    .run = run,
};

static enum key_type find_type(const char *name) {
    for (unsigned i = 0; i < KEY_TYPE_COUNT; i++)
        if (strcmp(key_type_name(i), name) == 0)
            return i;
    fail_usage("keygen", "--type: `%s` is not rsa3072, rsa4096 or ecdsa-p256", name);
}

static int run(int argc, char **argv) {
    struct strings rest = options_read(&keygen_command, argc, argv);
    if (rest.count != 0 || given.output == NULL)
        fail_usage("keygen", "-o FILE is wanted, and nothing else");
    enum key_type type = find_type(given.type != NULL ? given.type : "ecdsa-p256");
    const char *public_path = memory_format("%s%s", given.output, PUBLIC_SUFFIX);
    if (access(public_path, F_OK) == 0)
        fail(public_path, "is there already, and is not replaced");
    struct key key = key_generate(type);
    file_create(given.output, key_private_pem(&key), PRIVATE_MODE);
    file_create(public_path, key_public_pem(&key), PUBLIC_MODE);
    return 0;
}
