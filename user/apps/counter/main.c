/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Prints a number each second: the plain, blocking style. It sleeps until a time, not for a time,
 * so what printing takes does not add up. */
#include "alarm.h"

#include <stdio.h>

int main(void) {
    uint64_t second = alarm_ms_to_ticks(1000);
    uint64_t next = alarm_now_ticks();
    for (unsigned number = 1;; number++) {
        next += second;
        enum errorcode err = alarm_sleep_until(next);
        if (err)
            return (int)err;
        printf("counter: %u\n", number);
    }
}
