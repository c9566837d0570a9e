/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Prints each press and each release of each button. */
#include "button.h"

#include <stdio.h>

static void print(uint32_t index, bool pressed, void *context) {
    (void)context;
    printf("buttons: %u %s\n", (unsigned)index, pressed ? "pressed" : "released");
}

int main(void) {
    uint32_t count = 0;
    enum errorcode err = button_count(&count);
    if (!err)
        err = button_listen_async(print, NULL);
    for (uint32_t index = 0; !err && index < count; index++)
        err = button_enable(index);
    printf("buttons: listening to %u\n", (unsigned)count);
    while (!err)
        yield_wait();
    printf("buttons: error %d\n", (int)err);
    return (int)err;
}
