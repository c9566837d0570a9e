/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same behind a typedef */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

typedef struct device thing;
typedef thing things[2];

static void run(struct device *self) {
    things local = {{.count = 1}};
    self->next = &local[1];
}
