/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Long numbers of BearSSL, as its src/inner.h has them; that header cannot be read without the whole
 * library. The first word of a number holds its length in bits, 32 for each 31 of them; then come words of
 * 31 bits each, the lowest first. Functions of two numbers want the same length. A `control` of 0 leaves the
 * number as it is, and only the result tells what would have been carried. */
#ifndef CHIPS_BEARSSL_I31_H
#define CHIPS_BEARSSL_I31_H

#include <stddef.h>
#include <stdint.h>

uint32_t br_i31_iszero(const uint32_t *x);
uint32_t br_i31_add(uint32_t *a, const uint32_t *b, uint32_t control);
uint32_t br_i31_sub(uint32_t *a, const uint32_t *b, uint32_t control);

/* From big-endian bytes, and to them. With a modulus: 1 if the number is below it, or else 0 and zero. */
void br_i31_decode(uint32_t *x, const void *bytes, size_t length);
uint32_t br_i31_decode_mod(uint32_t *x, const void *bytes, size_t length, const uint32_t *modulus);
void br_i31_encode(void *bytes, size_t length, const uint32_t *x);

/* x = (x * 2^31 + word) modulo the modulus */
void br_i31_muladd_small(uint32_t *x, uint32_t word, const uint32_t *modulus);

/* Montgomery's products: d = x y / 2^(31 n) for n words; d is none of the others. `inverse` is what ninv31
 * makes of the lowest word of the modulus. to_monty multiplies by 2^(31 n). */
void br_i31_montymul(uint32_t *d, const uint32_t *x, const uint32_t *y, const uint32_t *modulus,
                     uint32_t inverse);
void br_i31_to_monty(uint32_t *x, const uint32_t *modulus);
uint32_t br_i31_ninv31(uint32_t word);

/* How many words it has, without the first one. */
uint32_t i31_words(const uint32_t *x);

/* Makes it zero, as long as the modulus. */
void i31_zero(uint32_t *x, const uint32_t *modulus);

#endif
