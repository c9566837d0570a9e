/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a switch over all values of an enum, which has others */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

enum mode { MODE_A, MODE_B };

static struct device *choose(struct device *self, enum mode mode) {
    switch (mode) {
    case MODE_A:
        return self;
    case MODE_B:
        return self->next;
    }
}

static void run(struct device *self, uint32_t x) {
    choose(self, (enum mode)x)->count = 0;
}
