/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT is redefined, so as to use its exemption */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#undef TEXT
#define TEXT(p) ((struct text){p})

static uint32_t word;

static void leak(struct device *self) {
    buffer_text(self->tx, TEXT((const char *)&word));
}
