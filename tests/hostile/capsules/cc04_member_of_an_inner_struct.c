/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a member of an inner structure */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const uint32_t *p = &self->count;
    {
        struct {
            struct sample s[2];
        } inner = {0};
        p = &inner.s[1].value;
    }
    return *p;
}
