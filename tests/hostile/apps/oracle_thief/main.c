/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tries to get at the key of the encryption oracle: has it encrypt zeros into every place, asks for more
 * than it may have, reads what the oracle may have left in memory that was given to it, and asks every
 * command and every buffer. test_crypto.py knows the key and looks for it in what this prints. */
#include "tests/hostile/hostile.h"

#define ORACLE DRIVER_ENCRYPTION_ORACLE
#define LENGTH 256

static uint8_t vector[16], source[LENGTH], out[LENGTH];

static void show(const char *what, const uint8_t *bytes) {
    for (unsigned at = 0; at < LENGTH; at += 16) {
        uint32_t words[4];
        __builtin_memcpy(words, &bytes[at], sizeof words);
        tell(what, 4, words[0], words[1], words[2], words[3]);
    }
}

/* Returns what the command said, and waits for the upcall if there will be one. */
static uint32_t ask(uint32_t command_number) {
    struct syscall_return r = command(ORACLE, command_number, 0, 0);
    if (!syscall_succeeded(r))
        return (uint32_t)syscall_error(r);
    return command_number == 1 ? yield_wait_for(ORACLE, 0).arg0 : 0;
}

int main(void) {
    if (!driver_exists(ORACLE))
        finish();
    allow_ro(ORACLE, 0, vector, sizeof vector);
    allow_ro(ORACLE, 1, source, sizeof source);
    allow_rw(ORACLE, 0, out, sizeof out);
    tell("@encrypted", 1, ask(1));
    show("@out", out);
    /* The same buffer for everything: what is fetched, and when. */
    allow_ro(ORACLE, 0, out, 16);
    allow_ro(ORACLE, 1, out, sizeof out);
    tell("@onto itself", 1, ask(1));
    show("@itself", out);
    /* A buffer that goes away meanwhile. */
    command(ORACLE, 1, 0, 0);
    allow_rw(ORACLE, 0, out, 1);
    tell("@taken away", 1, yield_wait_for(ORACLE, 0).arg0);
    allow_ro(ORACLE, 0, out, 15);
    tell("@short vector", 1, ask(1));
    for (uint32_t number = 2; number < 64; number++)
        if (syscall_succeeded(command(ORACLE, number, 0, 0)))
            tell("@bad command", 1, number);
    for (uint32_t number = 2; number < 16; number++)
        if (syscall_succeeded(allow_ro(ORACLE, number, out, 16)) ||
            syscall_succeeded(allow_rw(ORACLE, number - 1, out, 16)))
            tell("@bad buffer", 1, number);
    show("@at the end", out);
    finish();
}
