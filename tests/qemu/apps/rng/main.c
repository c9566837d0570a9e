/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What rng.h promises, beside what the app `random` shows: a request of several pieces, two styles, and
 * errors. It speaks once at the end, so that copies of it do not mix. */
#include "rng.h"

#include <stdio.h>
#include <string.h>

#define LONG 600 /* more than the kernel fetches at once */
#define EYES 6
#define ROLLS 600

static uint8_t bytes[LONG];

/* How many different values there are: of 600 random bytes about 230, and never as few as 150. */
static unsigned values(void) {
    bool there[256] = {false};
    unsigned count = 0;
    for (unsigned i = 0; i < LONG; i++) {
        count += !there[bytes[i]];
        there[bytes[i]] = true;
    }
    return count;
}

static struct {
    volatile bool ended;
    enum errorcode status;
    size_t bytes;
} outcome;

static void on_bytes(enum errorcode status, size_t count, void *context) {
    outcome.status = status;
    outcome.bytes = count;
    outcome.ended = context == &outcome;
}

static const char *asynchronous(void) {
    memset(bytes, 0, sizeof bytes);
    if (rng_get_async(bytes, LONG, on_bytes, &outcome) != OK)
        return "refused";
    if (rng_get_async(bytes, LONG, on_bytes, &outcome) != ERR_BUSY)
        return "two at once";
    if (rng_get(bytes, 1) != ERR_BUSY)
        return "another beside it";
    yield_until(&outcome.ended);
    if (outcome.status != OK || outcome.bytes != LONG)
        return "not whole";
    return values() > 150 ? "ok" : "not random";
}

static const char *synchronous(void) {
    memset(bytes, 0, sizeof bytes);
    if (rng_get(bytes, LONG) != OK)
        return "refused";
    return values() > 150 ? "ok" : "not random";
}

/* Each number 100 times, give or take six times the standard deviation (9). */
static const char *below(void) {
    unsigned count[EYES] = {0};
    for (unsigned i = 0; i < ROLLS; i++) {
        uint32_t number = EYES;
        if (rng_below(EYES, &number) != OK || number >= EYES)
            return "out of range";
        count[number]++;
    }
    for (unsigned i = 0; i < EYES; i++)
        if (count[i] < 46 || count[i] > 154)
            return "not even";
    return "ok";
}

static const char *errors(void) {
    if (rng_get((void *)0x10, 4) != ERR_INVAL)
        return "foreign memory";
    if (rng_get(NULL, 0) != OK)
        return "nothing";
    if (syscall_error(command(DRIVER_RNG, 2, 0, 0)) != ERR_NOSUPPORT)
        return "command 2";
    return "ok";
}

int main(void) {
    const char *sync = synchronous();
    const char *async = asynchronous();
    const char *numbers = below();
    printf("rng: synchronous %s, asynchronous %s, below %s, errors %s\n", sync, async, numbers,
           errors());
    return 0;
}
