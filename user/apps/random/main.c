/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Prints sixteen random bytes each second, and rolls a die. */
#include "alarm.h"
#include "rng.h"

#include <stdio.h>

#define BYTES 16

static enum errorcode print(void) {
    uint8_t bytes[BYTES];
    uint32_t eyes = 0;
    enum errorcode err = rng_get(bytes, sizeof bytes);
    if (!err)
        err = rng_below(6, &eyes);
    if (err)
        return err;
    char line[2 * BYTES + 1];
    for (unsigned i = 0; i < BYTES; i++)
        snprintf(line + (size_t)2 * i, 3, "%02x", bytes[i]);
    printf("random: %s, and a %u\n", line, (unsigned)eyes + 1);
    return OK;
}

int main(void) {
    enum errorcode err = OK;
    while (!err) {
        err = print();
        if (!err)
            err = alarm_sleep_ms(1000);
    }
    printf("random: error %d%s\n", (int)err,
           err == ERR_NODEVICE ? ": this board has no random bytes" : "");
    return (int)err;
}
