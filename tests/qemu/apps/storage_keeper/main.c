/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Keeps a secret in the store and one in its own region, and looks again and again whether they are as they
 * were: for thieves (tests/qemu/test_storage.py). */
#include "alarm.h"
#include "key_value.h"
#include "nonvolatile.h"

#include <stdio.h>
#include <string.h>

#define KEY "secret"
#define SECRET "nobody else's business"
#define ROUNDS 8

static int is_kept(void) {
    char text[40] = {0};
    size_t length = 0;
    if (key_value_get(KEY, sizeof KEY - 1, text, sizeof text, &length) != OK ||
        length != sizeof SECRET || memcmp(text, SECRET, length) != 0)
        return 0;
    memset(text, 0, sizeof text);
    return nonvolatile_own_read(100, text, sizeof SECRET) == OK &&
           memcmp(text, SECRET, sizeof SECRET) == 0;
}

int main(void) {
    enum errorcode err = key_value_set(KEY, sizeof KEY - 1, SECRET, sizeof SECRET);
    if (!err)
        err = nonvolatile_own_write(100, SECRET, sizeof SECRET);
    if (err) {
        printf("keeper: error %d\n", (int)err);
        return 1;
    }
    printf("keeper: has it\n");
    for (int i = 0; i < ROUNDS; i++) {
        alarm_sleep_ms(200);
        /* To set it again takes the store through its worst, with others in between. */
        err = key_value_set(KEY, sizeof KEY - 1, SECRET, sizeof SECRET);
        if (err || !is_kept()) {
            printf("keeper: IT IS LOST (%d)\n", (int)err);
            return 1;
        }
    }
    printf("keeper: still has it\n");
    return 0;
}
