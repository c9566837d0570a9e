/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One verification of an ECDSA signature on NIST P-256, in steps of about as much work each. What is verified
 * is no secret; how many steps it takes does not depend on it all the same, once it is well-formed. */
#ifndef CHIPS_BEARSSL_P256_H
#define CHIPS_BEARSSL_P256_H

#include <stdbool.h>
#include <stdint.h>

#define P256_BYTES 32 /* of a number */
#define P256_WORDS 10 /* of one as BearSSL has it: its length in bits, nine times 31 bits */

enum p256_stage {
    P256_TAKES_CURVE,
    P256_TAKES_GENERATOR,
    P256_TAKES_KEY,
    P256_TAKES_SIGNATURE,
    P256_INVERTS,
    P256_BUILDS_TABLE,
    P256_MULTIPLIES,
    P256_ENDED,
};

/* Numbers that a formula works on: X1 Y1 Z1, X2 Y2 Z2, X3 Y3 Z3, t0 to t4, b. */
#define P256_REGISTERS 15

struct p256 {
    enum p256_stage stage;
    uint32_t index; /* the next bit; of a product, two sums for each */
    uint32_t line;  /* of the formula of a sum that is under way */
    bool right;     /* when it has ended: the signature is right */
    const uint8_t *key, *digest, *signature;
    uint32_t p[P256_WORDS], n[P256_WORDS];
    uint32_t p_inverse, n_inverse; /* -1/p and -1/n modulo 2^31 */
    uint32_t one[P256_WORDS];      /* times 2^279, as all coordinates are */
    uint32_t r[P256_WORDS], s[P256_WORDS];
    uint32_t e[P256_WORDS]; /* the digest as a number */
    uint32_t u1[P256_WORDS], u2[P256_WORDS];
    uint32_t table[4][3][P256_WORDS]; /* infinity, G, Q, G + Q: x, y, z of each */
    uint32_t at[P256_REGISTERS][P256_WORDS];
};

/* Begins one. `key` is x and y, `signature` r and s, 32 bytes each; of `digest` the first 32 count. They stay
 * as they are until it has ended. */
void p256_begin(struct p256 *v, const uint8_t *key, const uint8_t *digest,
                const uint8_t *signature);

/* Does the next step. Returns whether it was the last one. */
bool p256_step(struct p256 *v);

#endif
