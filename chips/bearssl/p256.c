/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* ECDSA on P-256 (FIPS 186-4, 6.4 and D.1.2.3), over the library's arithmetic on long numbers. The library
 * has a verification of its own, which is one call that takes a tenth of a second; this one stops where
 * its caller likes.
 *
 * Points are projective, and one formula adds any two of them, equal ones, opposite ones and the point at
 * infinity included: algorithm 4 of Renes, Costello and Batina, "Complete addition formulas for prime
 * order elliptic curves" (2016). There are no special cases that could be forgotten. */
#include "chips/bearssl/p256.h"

#include "chips/bearssl/i31.h"

#include <stddef.h>

/* ---- The curve: y^2 = x^3 - 3x + b modulo p, with n points, one of which is G ---- */

static const uint8_t curve_p[P256_BYTES] = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
};
static const uint8_t curve_n[P256_BYTES] = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
};
static const uint8_t curve_b[P256_BYTES] = {
    0x5a, 0xc6, 0x35, 0xd8, 0xaa, 0x3a, 0x93, 0xe7, 0xb3, 0xeb, 0xbd, 0x55, 0x76, 0x98, 0x86, 0xbc,
    0x65, 0x1d, 0x06, 0xb0, 0xcc, 0x53, 0xb0, 0xf6, 0x3b, 0xce, 0x3c, 0x3e, 0x27, 0xd2, 0x60, 0x4b,
};
static const uint8_t curve_g[2 * P256_BYTES] = {
    0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2,
    0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
    0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16,
    0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
};

/* ---- Numbers ---- */

enum {
    X1,
    Y1,
    Z1,
    X2,
    Y2,
    Z2,
    X3,
    Y3,
    Z3,
    T0,
    T1,
    T2,
    T3,
    T4,
    B
};
enum {
    X,
    Y,
    Z
}; /* of a point in the table */
enum {
    POINT_INFINITY,
    POINT_G,
    POINT_Q,
    POINT_G_Q
};

static void copy(uint32_t *to, const uint32_t *from) {
    for (unsigned i = 0; i < P256_WORDS; i++) {
        to[i] = from[i];
    }
}

static void set_small(uint32_t *to, const uint32_t *modulus, uint32_t value) {
    i31_zero(to, modulus);
    to[1] = value;
}

static bool equal(const uint32_t *a, const uint32_t *b) {
    uint32_t different = 0;
    for (unsigned i = 1; i < P256_WORDS; i++) {
        different |= a[i] ^ b[i];
    }
    return different == 0;
}

/* Sums and differences modulo p; `to` may be one of the others. */
static void add_numbers(const struct p256 *v, uint32_t *to, const uint32_t *a, const uint32_t *b) {
    uint32_t sum[P256_WORDS];
    copy(sum, a);
    uint32_t above = br_i31_add(sum, b, 1);
    above |= 1 ^ br_i31_sub(sum, v->p, 0);
    br_i31_sub(sum, v->p, above);
    copy(to, sum);
}

static void subtract(const struct p256 *v, uint32_t *to, const uint32_t *a, const uint32_t *b) {
    uint32_t difference[P256_WORDS];
    copy(difference, a);
    br_i31_add(difference, v->p, br_i31_sub(difference, b, 1));
    copy(to, difference);
}

static void multiply(const struct p256 *v, uint32_t *to, const uint32_t *a, const uint32_t *b) {
    uint32_t product[P256_WORDS];
    br_i31_montymul(product, a, b, v->p, v->p_inverse);
    copy(to, product);
}

/* A number below p out of its bytes, times 2^279, as br_i31_montymul wants it. */
static bool decode(const struct p256 *v, uint32_t *to, const uint8_t *bytes) {
    uint32_t below = br_i31_decode_mod(to, bytes, P256_BYTES, v->p);
    br_i31_to_monty(to, v->p);
    return below != 0;
}

static uint32_t bit(const uint32_t *number, uint32_t index) {
    return number[1 + index / 31] >> (index % 31) & 1u;
}

/* ---- Points ---- */

/* The formula, line by line as it is printed. */
enum {
    ADD,
    SUB,
    MUL
};
static const struct {
    uint8_t operation, to, a, b;
} addition[] = {
    {MUL, T0, X1, X2}, {MUL, T1, Y1, Y2}, {MUL, T2, Z1, Z2}, {ADD, T3, X1, Y1}, {ADD, T4, X2, Y2},
    {MUL, T3, T3, T4}, {ADD, T4, T0, T1}, {SUB, T3, T3, T4}, {ADD, T4, Y1, Z1}, {ADD, X3, Y2, Z2},
    {MUL, T4, T4, X3}, {ADD, X3, T1, T2}, {SUB, T4, T4, X3}, {ADD, X3, X1, Z1}, {ADD, Y3, X2, Z2},
    {MUL, X3, X3, Y3}, {ADD, Y3, T0, T2}, {SUB, Y3, X3, Y3}, {MUL, Z3, B, T2},  {SUB, X3, Y3, Z3},
    {ADD, Z3, X3, X3}, {ADD, X3, X3, Z3}, {SUB, Z3, T1, X3}, {ADD, X3, T1, X3}, {MUL, Y3, B, Y3},
    {ADD, T1, T2, T2}, {ADD, T2, T1, T2}, {SUB, Y3, Y3, T2}, {SUB, Y3, Y3, T0}, {ADD, T1, Y3, Y3},
    {ADD, Y3, T1, Y3}, {ADD, T1, T0, T0}, {ADD, T0, T1, T0}, {SUB, T0, T0, T2}, {MUL, T1, T4, Y3},
    {MUL, T2, T0, Y3}, {MUL, Y3, X3, Z3}, {ADD, Y3, Y3, T2}, {MUL, X3, T3, X3}, {SUB, X3, X3, T1},
    {MUL, Z3, T4, Z3}, {MUL, T1, T3, T0}, {ADD, Z3, Z3, T1},
};

#define LINES (sizeof addition / sizeof addition[0])
/* So many at a time: no more than six of them are products, which cost by far the most. */
#define LINES_PER_STEP 15u

static void calculate(struct p256 *v, unsigned line) {
    uint32_t *to = v->at[addition[line].to];
    const uint32_t *a = v->at[addition[line].a];
    const uint32_t *b = v->at[addition[line].b];
    switch (addition[line].operation) {
    case ADD:
        add_numbers(v, to, a, b);
        break;
    case SUB:
        subtract(v, to, a, b);
        break;
    default:
        multiply(v, to, a, b);
        break;
    }
}

/* Goes on with (X1 Y1 Z1) += (X2 Y2 Z2). Returns whether that is done. */
static bool go_on_adding(struct p256 *v) {
    for (unsigned i = 0; i < LINES_PER_STEP && v->line < LINES; i++) {
        calculate(v, v->line);
        v->line++;
    }
    if (v->line < LINES) {
        return false;
    }
    for (unsigned i = X; i <= Z; i++) {
        copy(v->at[X1 + i], v->at[X3 + i]);
    }
    v->line = 0;
    return true;
}

/* Has the point in the table added next. */
static void take_point(struct p256 *v, unsigned index) {
    for (unsigned i = X; i <= Z; i++) {
        copy(v->at[X2 + i], v->table[index][i]);
    }
}

/* Has the sum added to itself next. */
static void take_sum(struct p256 *v) {
    for (unsigned i = X; i <= Z; i++) {
        copy(v->at[X2 + i], v->at[X1 + i]);
    }
}

/* The point with z = 1 out of the bytes of x and y. Returns whether both are below p. */
static bool decode_point(struct p256 *v, unsigned index, const uint8_t *bytes) {
    copy(v->table[index][Z], v->one);
    bool x_below = decode(v, v->table[index][X], bytes);
    return decode(v, v->table[index][Y], bytes + P256_BYTES) && x_below;
}

/* y^2 + 3x = x^3 + b. Every such point but infinity has order n. */
static bool is_on_curve(struct p256 *v, const uint32_t *x, const uint32_t *y) {
    uint32_t left[P256_WORDS], right[P256_WORDS];
    multiply(v, right, x, x);
    multiply(v, right, right, x);
    add_numbers(v, right, right, v->at[B]);
    multiply(v, left, y, y);
    for (unsigned i = 0; i < 3; i++) {
        add_numbers(v, left, left, x);
    }
    return equal(left, right);
}

/* ---- Steps ---- */

/* r and s are 1 to n - 1 (6.4.2, step 1). */
static bool decode_signature(struct p256 *v, const uint8_t *bytes) {
    bool below = br_i31_decode_mod(v->r, bytes, P256_BYTES, v->n) != 0;
    below = br_i31_decode_mod(v->s, bytes + P256_BYTES, P256_BYTES, v->n) != 0 && below;
    return below && !br_i31_iszero(v->r) && !br_i31_iszero(v->s);
}

/* The digest modulo n: it is below 2n, for n is above 2^255. */
static void decode_digest(struct p256 *v, const uint8_t *bytes) {
    br_i31_decode(v->e, bytes, P256_BYTES);
    v->e[0] = v->n[0];
    br_i31_sub(v->e, v->n, 1 ^ br_i31_sub(v->e, v->n, 0));
}

void p256_begin(struct p256 *v, const uint8_t *key, const uint8_t *digest,
                const uint8_t *signature) {
    v->key = key;
    v->digest = digest;
    v->signature = signature;
    v->right = false;
    v->line = 0;
    v->stage = P256_TAKES_CURVE;
}

static void take_curve(struct p256 *v) {
    br_i31_decode(v->p, curve_p, P256_BYTES);
    br_i31_decode(v->n, curve_n, P256_BYTES);
    v->p_inverse = br_i31_ninv31(v->p[1]);
    v->n_inverse = br_i31_ninv31(v->n[1]);
    (void)decode(v, v->at[B], curve_b);
    set_small(v->one, v->p, 1);
    br_i31_to_monty(v->one, v->p);
    v->stage = P256_TAKES_GENERATOR;
}

static void take_generator(struct p256 *v) {
    (void)decode_point(v, POINT_G, curve_g);
    v->stage = P256_TAKES_KEY;
}

static void take_key(struct p256 *v) {
    bool right = decode_point(v, POINT_Q, v->key) &&
                 is_on_curve(v, v->table[POINT_Q][X], v->table[POINT_Q][Y]);
    v->stage = right ? P256_TAKES_SIGNATURE : P256_ENDED;
}

static void take_signature(struct p256 *v) {
    if (!decode_signature(v, v->signature)) {
        v->stage = P256_ENDED;
        return;
    }
    decode_digest(v, v->digest);
    br_i31_to_monty(v->s, v->n);
    set_small(v->u1, v->n, 1);
    br_i31_to_monty(v->u1, v->n);
    v->index = 256;
    v->stage = P256_INVERTS;
}

/* u1 G + u2 Q, both at once, from the highest bit down: the sum is doubled, then infinity, G, Q or G + Q is
 * added. Begins the next of these 512 sums; returns false if there is none left. */
static bool begin_sum(struct p256 *v) {
    if (v->index == 0) {
        return false;
    }
    v->index--;
    if (v->index % 2 != 0) {
        take_sum(v);
    } else {
        take_point(v, bit(v->u1, v->index / 2) | bit(v->u2, v->index / 2) << 1);
    }
    return true;
}

/* u1 = e/s, u2 = r/s, once 1/s is known. G + Q is made where the sum is. */
static void begin_table(struct p256 *v) {
    br_i31_montymul(v->u2, v->r, v->u1, v->n, v->n_inverse);
    br_i31_montymul(v->s, v->e, v->u1, v->n, v->n_inverse);
    copy(v->u1, v->s);
    for (unsigned i = X; i <= Z; i++) {
        copy(v->at[X1 + i], v->table[POINT_G][i]);
    }
    take_point(v, POINT_Q);
    v->stage = P256_BUILDS_TABLE;
}

/* 1/s is s^(n-2) modulo n, into u1; bit by bit, some of them at a time. */
static void invert(struct p256 *v) {
    uint32_t exponent[P256_WORDS], product[P256_WORDS];
    copy(exponent, v->n);
    exponent[1] -= 2;
    for (unsigned i = 0; i < 8; i++) {
        v->index--;
        br_i31_montymul(product, v->u1, v->u1, v->n, v->n_inverse);
        if (bit(exponent, v->index) != 0) {
            br_i31_montymul(v->u1, product, v->s, v->n, v->n_inverse);
        } else {
            copy(v->u1, product);
        }
    }
    if (v->index == 0) {
        begin_table(v);
    }
}

/* The sum is infinity, 0 1 0, to begin with. */
static void build_table(struct p256 *v) {
    if (!go_on_adding(v)) {
        return;
    }
    set_small(v->table[POINT_INFINITY][X], v->p, 0);
    copy(v->table[POINT_INFINITY][Y], v->one);
    set_small(v->table[POINT_INFINITY][Z], v->p, 0);
    for (unsigned i = X; i <= Z; i++) {
        copy(v->table[POINT_G_Q][i], v->at[X1 + i]);
        copy(v->at[X1 + i], v->table[POINT_INFINITY][i]);
    }
    v->index = 2 * 256;
    (void)begin_sum(v);
    v->stage = P256_MULTIPLIES;
}

/* Is x of the sum, x/z that is, r modulo n? As a number below p it is r or r + n. */
static bool is_right(const struct p256 *v) {
    if (br_i31_iszero(v->at[Z1])) {
        return false;
    }
    uint32_t candidate[P256_WORDS], x[P256_WORDS];
    copy(candidate, v->r);
    for (unsigned i = 0; i < 2; i++) {
        copy(x, candidate);
        br_i31_to_monty(x, v->p);
        multiply(v, x, x, v->at[Z1]);
        if (equal(x, v->at[X1])) {
            return true;
        }
        bool above = br_i31_add(candidate, v->n, 1) != 0 || br_i31_sub(candidate, v->p, 0) == 0;
        if (above) {
            return false;
        }
    }
    return false;
}

static void multiply_points(struct p256 *v) {
    if (go_on_adding(v) && !begin_sum(v)) {
        v->right = is_right(v);
        v->stage = P256_ENDED;
    }
}

bool p256_step(struct p256 *v) {
    switch (v->stage) {
    case P256_TAKES_CURVE:
        take_curve(v);
        break;
    case P256_TAKES_GENERATOR:
        take_generator(v);
        break;
    case P256_TAKES_KEY:
        take_key(v);
        break;
    case P256_TAKES_SIGNATURE:
        take_signature(v);
        break;
    case P256_INVERTS:
        invert(v);
        break;
    case P256_BUILDS_TABLE:
        build_table(v);
        break;
    case P256_MULTIPLIES:
        multiply_points(v);
        break;
    case P256_ENDED:
        break;
    }
    return v->stage == P256_ENDED;
}
