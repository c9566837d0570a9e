/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A cipher of small blocks (XTEA): shifts, structures in and out. */
#include "tests/benign/cipher.h"

#define ROUNDS 32
#define DELTA 0x9E3779B9u

static uint32_t mix(uint32_t x) {
    return (x << 4 ^ x >> 5) + x;
}

struct cipher_block cipher_encrypt(const struct cipher_key *key, struct cipher_block b) {
    uint32_t sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
        b.left += mix(b.right) ^ (sum + key->words[sum & 3]);
        sum += DELTA;
        b.right += mix(b.left) ^ (sum + key->words[sum >> 11 & 3]);
    }
    return b;
}

struct cipher_block cipher_decrypt(const struct cipher_key *key, struct cipher_block b) {
    uint32_t sum = DELTA * ROUNDS;
    for (int i = ROUNDS; i > 0; i--) {
        b.right -= mix(b.left) ^ (sum + key->words[sum >> 11 & 3]);
        sum -= DELTA;
        b.left -= mix(b.right) ^ (sum + key->words[sum & 3]);
    }
    return b;
}
