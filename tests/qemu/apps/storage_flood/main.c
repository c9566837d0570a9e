/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes as much as it can, as fast as it can, under ever new keys; and asks for pages to be collected. */
#include "alarm.h"
#include "key_value.h"

#include <stdio.h>

#define ROUNDS 150u

int main(void) {
    static uint8_t value[512];
    unsigned full = 0, written = 0, other = 0;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        enum errorcode err = key_value_set(&i, sizeof i, value, sizeof value);
        written += err == OK;
        full += err == ERR_NOMEM;
        other += err != OK && err != ERR_NOMEM;
        (void)key_value_collect();
    }
    printf("flood: %s, %s, %u other errors\n", written > 0 ? "some written" : "NOTHING WRITTEN",
           full > 0 ? "then no more" : "WITHOUT END", other);
    return 0;
}
