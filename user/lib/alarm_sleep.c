/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sleeping: an alarm on the stack, and yields until it has fired. See alarm.h. */
#include "alarm.h"

static void wake(struct alarm *alarm, void *context) {
    (void)alarm;
    volatile bool *awake = context;
    *awake = true;
}

enum errorcode alarm_sleep_ms(uint32_t ms) {
    struct alarm alarm = {0};
    volatile bool awake = false;
    enum errorcode err = alarm_set_async(&alarm, ms, wake, (void *)&awake);
    if (!err)
        yield_until(&awake);
    return err;
}

enum errorcode alarm_sleep_until(uint64_t ticks) {
    struct alarm alarm = {0};
    volatile bool awake = false;
    enum errorcode err = alarm_set_at_async(&alarm, ticks, wake, (void *)&awake);
    if (!err)
        yield_until(&awake);
    return err;
}
