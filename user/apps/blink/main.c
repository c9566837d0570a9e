/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Toggles the first LED twice a second. */
#include "alarm.h"
#include "led.h"

static void toggle(struct alarm *alarm, void *context) {
    (void)alarm;
    (void)context;
    led_toggle(0);
}

int main(void) {
    static struct alarm beat;
    enum errorcode err = alarm_repeat_async(&beat, 250, toggle, NULL);
    while (!err)
        yield_wait();
    return (int)err;
}
