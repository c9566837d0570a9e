/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Encrypts a text with the board's key, which it never sees, and decrypts it again. */
#include "crypto.h"
#include "rng.h"

#include <stdio.h>
#include <string.h>

static const char text[] = "what the vault keeps";

static void show(const char *what, const uint8_t *bytes, size_t length) {
    char digits[2 * sizeof text + 1];
    for (size_t i = 0; i < length; i++)
        sprintf(&digits[2 * i], "%02x", bytes[i]);
    printf("vault: %s %s\n", what, digits);
}

int main(void) {
    uint8_t vector[16], hidden[sizeof text - 1], back[sizeof text - 1];
    enum errorcode err = rng_get(vector, sizeof vector);
    if (!err)
        err = crypto_oracle(vector, text, hidden, sizeof hidden);
    if (!err)
        err = crypto_oracle(vector, hidden, back, sizeof back);
    if (err) {
        printf("vault: error %d\n", (int)err);
        return (int)err;
    }
    show("vector", vector, sizeof vector);
    show("hidden", hidden, sizeof hidden);
    printf("vault: %s\n", memcmp(text, back, sizeof back) == 0 ? "opens it" : "cannot open it");
    return 0;
}
