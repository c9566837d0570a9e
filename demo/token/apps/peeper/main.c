/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tries to read the secret of `hotp`, to change it and to delete it. What it gets it shows. */
#include "alarm.h"
#include "key_value.h"

#include <stdio.h>
#include <string.h>

#define SECRET "hotp.secret"
#define TIMES 3

static void peep(void) {
    uint8_t value[64];
    size_t length;
    enum errorcode err = key_value_get(SECRET, strlen(SECRET), value, sizeof value, &length);
    printf("peeper: read: error %d\n", (int)err);
    if (!err) {
        printf("peeper: the secret is ");
        for (size_t i = 0; i < length && i < sizeof value; i++)
            printf("%02x", value[i]);
        printf("\n");
    }
    err = key_value_update(SECRET, strlen(SECRET), "mine", 4);
    printf("peeper: change: error %d\n", (int)err);
    err = key_value_delete(SECRET, strlen(SECRET));
    printf("peeper: delete: error %d\n", (int)err);
}

int main(void) {
    for (unsigned i = 0; i < TIMES; i++) {
        alarm_sleep_ms(500); /* `hotp` comes first */
        peep();
    }
    printf("peeper: gives up\n");
    return 0;
}
