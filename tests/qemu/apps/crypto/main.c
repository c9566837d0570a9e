/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the drivers make of one text, again and again, so that several of these programs are at it at once. */
#include "crypto.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 4
#define LENGTH 1200 /* several pieces */
#define SHOWN 16    /* bytes, so that a line is short enough to stay in one piece */

#define HEAD 200 /* of it, that is authenticated only */

static uint8_t text[LENGTH], out[LENGTH + AES_TAG_BYTES], back[LENGTH];
static const uint8_t key[16] = "a key of 16 byte", vector[16] = "and a vector too";

static void show(const char *what, enum errorcode err, const uint8_t *bytes, size_t length) {
    char digits[2 * SHOWN + 1] = "";
    for (size_t i = 0; i < length && i < SHOWN; i++)
        sprintf(&digits[2 * i], "%02x", bytes[i]);
    printf("crypto: %s %d %s\n", what, (int)err, digits);
}

static void seal_and_open(const char *what, enum aes_mode mode) {
    enum errorcode err = aes_seal(mode, key, vector, text, out, HEAD, LENGTH - HEAD);
    show(what, err, &out[LENGTH], AES_TAG_BYTES);
    memcpy(out, text, HEAD);
    err = aes_open(mode, key, vector, out, back, HEAD, LENGTH - HEAD);
    bool same = !err && memcmp(&text[HEAD], &back[HEAD], LENGTH - HEAD) == 0;
    out[HEAD - 1] ^= 1;
    err = aes_open(mode, key, vector, out, back, HEAD, LENGTH - HEAD);
    printf("crypto: %s %d %d\n", same ? "opened, and changed" : "not opened", (int)err, back[HEAD]);
}

int main(void) {
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = (uint8_t)i;
    for (unsigned round = 0; round < ROUNDS; round++) {
        enum errorcode err = sha_of(SHA_512, text, LENGTH, out, 64);
        show("sha512", err, out, 64);
        err = hmac_of(HMAC_SHA_1, key, sizeof key, text, LENGTH, out, 20);
        show("hmac-sha1", err, out, 20);
        err = hmac_of(HMAC_SHA_256, key, sizeof key, text, LENGTH, out, 32);
        show("hmac-sha256", err, out, 32);
        err = aes_encrypt(AES_CBC, key, vector, text, out, LENGTH);
        show("aes-cbc", err, &out[LENGTH - 16], 16);
        err = aes_decrypt(AES_CBC, key, vector, out, back, LENGTH);
        show("and back", err, NULL, 0);
        printf("crypto: %s\n", memcmp(text, back, LENGTH) == 0 ? "as it was" : "not as it was");
        seal_and_open("ccm", AES_CCM);
        seal_and_open("gcm", AES_GCM);
        err = crypto_oracle(vector, text, out, LENGTH);
        show("oracle", err, &out[LENGTH - 16], err ? 0 : 16);
    }
    return 0;
}
