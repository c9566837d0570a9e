/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One-time passwords (RFC 4226). The secret is drawn when the program runs for the first time, is said that
 * once, for whoever is to check the codes, and is kept in the key-value store from then on. The counter is
 * stored before a code is shown: none is shown twice, whenever the power goes. */
#include "alarm.h"
#include "crypto.h"
#include "key_value.h"
#include "rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef VERSION
#define VERSION 1
#endif

#define SECRET "hotp.secret"
#define COUNTER "hotp.counter"
#define SECRET_BYTES 20
#define CODE_BYTES 20 /* of HMAC-SHA-1 */
#define CODES 3       /* at each start */

static void check(const char *what, enum errorcode err) {
    if (err) {
        printf("hotp %d: %s: error %d\n", VERSION, what, (int)err);
        exit((int)err);
    }
}

static void enroll(uint8_t secret[SECRET_BYTES]) {
    check("random bytes", rng_get(secret, SECRET_BYTES));
    check(SECRET, key_value_add(SECRET, strlen(SECRET), secret, SECRET_BYTES));
    char digits[2 * SECRET_BYTES + 1];
    for (unsigned i = 0; i < SECRET_BYTES; i++)
        sprintf(&digits[2 * i], "%02x", secret[i]);
    printf("hotp %d: new secret %s\n", VERSION, digits);
}

static void find_secret(uint8_t secret[SECRET_BYTES]) {
    size_t length;
    enum errorcode err = key_value_get(SECRET, strlen(SECRET), secret, SECRET_BYTES, &length);
    if (err == ERR_NOSUPPORT) {
        enroll(secret);
        return;
    }
    check(SECRET, err);
    printf("hotp %d: has its secret\n", VERSION);
}

/* The number for the next code, which is nobody's any more. */
static uint32_t take_counter(void) {
    uint32_t counter = 0;
    size_t length;
    enum errorcode err = key_value_get(COUNTER, strlen(COUNTER), &counter, sizeof counter, &length);
    if (err != ERR_NOSUPPORT)
        check(COUNTER, err);
    uint32_t next = counter + 1;
    check(COUNTER, key_value_set(COUNTER, strlen(COUNTER), &next, sizeof next));
    return counter;
}

/* RFC 4226 5.3 */
static uint32_t code_of(const uint8_t secret[SECRET_BYTES], uint32_t counter) {
    uint8_t text[8] = {0}, code[CODE_BYTES];
    for (unsigned i = 0; i < 4; i++)
        text[7 - i] = (uint8_t)(counter >> (8 * i));
    check("HMAC", hmac_of(HMAC_SHA_1, secret, SECRET_BYTES, text, sizeof text, code, sizeof code));
    unsigned at = code[CODE_BYTES - 1] & 15;
    uint32_t bits = (uint32_t)(code[at] & 0x7F) << 24 | (uint32_t)code[at + 1] << 16 |
                    (uint32_t)code[at + 2] << 8 | code[at + 3];
    return bits % 1000000;
}

int main(void) {
    static uint8_t secret[SECRET_BYTES];
    find_secret(secret);
    for (unsigned i = 0; i < CODES; i++) {
        uint32_t counter = take_counter();
        printf("hotp %d: code %u is %06u\n", VERSION, (unsigned)counter,
               (unsigned)code_of(secret, counter));
    }
    for (;;)
        alarm_sleep_ms(60000);
}
