/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a binding of a function that is not named */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE holder {
    void (*function)(struct device *self);
};

static void run(const struct holder *holder, struct device *self) {
    struct deferred_call call = DEFERRED_CALL(struct device, *holder->function, self);
    (void)call.pending;
}

void cc01_method_through_a_pointer(const struct holder *holder, struct device *self) {
    run(holder, self);
}
