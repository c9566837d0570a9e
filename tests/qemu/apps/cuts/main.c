/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Says what is stored, and then changes it, step by step, the same way each time: for who cuts the power in
 * between (tests/qemu/test_powercut_storage.py, which knows what each step does). */
#include "key_value.h"
#include "nonvolatile.h"

#include <stdio.h>
#include <string.h>

#define KEYS 8u
#define FIRST_STEPS 290u /* until pages are collected */
#define STEPS 24u
#define TEXT_MAX 512u

/* What step `step` sets. */
static size_t text_of(unsigned step, char text[TEXT_MAX]) {
    size_t length = 300 + step * 37 % (TEXT_MAX - 300);
    memset(text, 'a' + (int)(step % 26), length);
    snprintf(text, 8, "%u", step);
    text[strlen(text)] = '.';
    return length;
}

/* The step of which the value is, 0 if there is none. What no step has set is no value. */
static unsigned step_of(const char *text, size_t length) {
    unsigned step = 0;
    char expected[TEXT_MAX];
    if (sscanf(text, "%u.", &step) != 1 || text_of(step, expected) != length ||
        memcmp(text, expected, length) != 0)
        printf("cuts: A MIX of %u bytes\n", (unsigned)length);
    return step;
}

static const char *key_of(unsigned number) {
    static char key[8];
    snprintf(key, sizeof key, "key %u", number);
    return key;
}

/* The last step of which something is there. */
static unsigned show_all(void) {
    unsigned last = 0;
    uint32_t block = 0;
    printf("cuts: has");
    for (unsigned i = 0; i < KEYS; i++) {
        char text[TEXT_MAX];
        size_t length;
        const char *key = key_of(i);
        enum errorcode err = key_value_get(key, strlen(key), text, sizeof text, &length);
        unsigned step = err ? 0 : step_of(text, length);
        if (err && err != ERR_NOSUPPORT)
            printf(" ERROR %d", (int)err);
        printf(" %u", step);
        last = step > last ? step : last;
    }
    enum errorcode err = nonvolatile_own_read(512, &block, sizeof block);
    printf(" and %d\n", err ? -(int)err : (int)block);
    return last;
}

/* The seventh deletes, the eleventh writes a block. */
static enum errorcode perform(unsigned step) {
    char text[TEXT_MAX];
    const char *key = key_of(step % KEYS);
    if (step % 11 == 0)
        return nonvolatile_own_write(512, &step, sizeof step);
    if (step % 7 == 0)
        return key_value_delete(key, strlen(key));
    return key_value_set(key, strlen(key), text, text_of(step, text));
}

int main(void) {
    unsigned last = show_all();
    unsigned end = last == 0 ? FIRST_STEPS : last + STEPS;
    for (unsigned step = last + 1; step <= end; step++) {
        enum errorcode err = perform(step);
        if (err != OK && err != ERR_NOSUPPORT) {
            printf("cuts: step %u: error %d\n", step, (int)err);
            return 1;
        }
        if (last != 0)
            printf("cuts: done %u\n", step);
    }
    show_all();
    return 0;
}
