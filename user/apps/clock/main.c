/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Prints each second how long it has been running: the style with callbacks. */
#include "alarm.h"

#include <stdio.h>

static uint64_t start_ticks;

static void print_time(struct alarm *alarm, void *context) {
    (void)alarm;
    (void)context;
    uint32_t seconds = (uint32_t)(alarm_ticks_to_ms(alarm_now_ticks() - start_ticks) / 1000);
    printf("clock: up %u:%02u:%02u\n", (unsigned)(seconds / 3600), (unsigned)(seconds / 60 % 60),
           (unsigned)(seconds % 60));
}

int main(void) {
    static struct alarm every_second;
    start_ticks = alarm_now_ticks();
    enum errorcode err = alarm_repeat_async(&every_second, 1000, print_time, NULL);
    while (!err)
        yield_wait();
    return (int)err;
}
