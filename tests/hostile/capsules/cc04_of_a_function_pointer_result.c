/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a pointer as the type behind a function pointer */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct ops {
    void (*take)(struct app **slot);
};

static void run(const struct ops *ops) {
    struct app *app = NULL;
    ops->take(&app);
    app->count++;
}
