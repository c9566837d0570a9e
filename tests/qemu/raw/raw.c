/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/qemu/raw/raw.h"

#define CONSOLE_WRITE 1
#define ALARM_FREQUENCY 1
#define ALARM_NOW 2
#define ALARM_SET_RELATIVE 5

/* What the compiler may call by itself. */
void *memcpy(void *to, const void *from, size_t bytes);
void *memset(void *to, int value, size_t bytes);

void *memcpy(void *to, const void *from, size_t bytes) {
    for (size_t i = 0; i < bytes; i++)
        ((volatile uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    return to;
}

void *memset(void *to, int value, size_t bytes) {
    for (size_t i = 0; i < bytes; i++)
        ((volatile uint8_t *)to)[i] = (uint8_t)value;
    return to;
}

/* ---- Output ---- */

static void put_bytes(const char *text, uint32_t length) {
    allow_ro(DRIVER_CONSOLE, 1, text, length);
    command(DRIVER_CONSOLE, CONSOLE_WRITE, length, 0);
    yield_wait_for(DRIVER_CONSOLE, 1);
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
}

void put(const char *text) {
    uint32_t length = 0;
    while (text[length] != '\0')
        length++;
    put_bytes(text, length);
}

void put_hex(uint32_t value) {
    char text[8];
    for (unsigned i = 0; i < 8; i++) {
        uint32_t digit = value >> (28 - 4 * i) & 15;
        text[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    put_bytes(text, sizeof text);
}

#define DIGITS 10 /* of 2^32 - 1 */

/* Writes the number so that it ends with `text`; returns where it begins. */
static unsigned decimal(uint32_t value, char text[DIGITS]) {
    unsigned at = DIGITS;
    do {
        text[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    return at;
}

void put_decimal(uint32_t value) {
    char text[DIGITS];
    unsigned at = decimal(value, text);
    put_bytes(text + at, DIGITS - at);
}

void put_line(const char *before, uint32_t value, const char *after) {
    char line[64];
    char text[DIGITS];
    uint32_t used = 0;
    for (; *before != '\0' && used < sizeof line; before++)
        line[used++] = *before;
    for (unsigned at = decimal(value, text); at < DIGITS && used < sizeof line; at++)
        line[used++] = text[at];
    for (; *after != '\0' && used < sizeof line; after++)
        line[used++] = *after;
    put_bytes(line, used);
}

/* ---- Rules ---- */

void check(const char *rule, bool holds) {
    put(holds ? "PASS " : "FAIL ");
    put(rule);
    put("\n");
}

void check_equal(const char *rule, uint32_t is, uint32_t expected) {
    put(is == expected ? "PASS " : "FAIL ");
    put(rule);
    if (is != expected) {
        put(": ");
        put_hex(is);
        put(" instead of ");
        put_hex(expected);
    }
    put("\n");
}

void end_of(const char *name) {
    put("END of ");
    put(name);
    put("\n");
}

/* ---- Time ---- */

uint32_t now_ticks(void) {
    return command(DRIVER_ALARM, ALARM_NOW, 0, 0).values[0];
}

uint32_t ms_to_ticks(uint32_t ms) {
    uint32_t frequency = command(DRIVER_ALARM, ALARM_FREQUENCY, 0, 0).values[0];
    return frequency / 1000 * ms + frequency % 1000 * ms / 1000;
}

void spin_ms(uint32_t ms) {
    uint32_t ticks = ms_to_ticks(ms);
    uint32_t start = now_ticks();
    while (now_ticks() - start < ticks)
        continue;
}

void sleep_ms(uint32_t ms) {
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(ms), 0);
    yield_wait_for(DRIVER_ALARM, 0);
}
