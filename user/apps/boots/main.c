/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Counts how often the board has been switched on: in the key-value store, where the number outlasts
 * power-off. */
#include "key_value.h"

#include <stdio.h>

#define KEY "boots"

int main(void) {
    uint32_t boots = 0;
    size_t length;
    enum errorcode err = key_value_get(KEY, sizeof KEY - 1, &boots, sizeof boots, &length);
    if (err == OK || err == ERR_NOSUPPORT) {
        boots++;
        err = key_value_set(KEY, sizeof KEY - 1, &boots, sizeof boots);
    }
    if (err)
        printf("boots: error %d%s\n", (int)err,
               err == ERR_NODEVICE ? ": this board stores nothing"
               : err == ERR_INVAL  ? ": it has no ShortId here (LOADER=async)"
                                   : "");
    else
        printf("boots: %u\n", (unsigned)boots);
    return (int)err;
}
