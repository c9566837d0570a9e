/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a void pointer kept in a structure */
/* expect: CC01|CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE context {
    void *object;
};
static struct context context;

static void keep(struct device *self) {
    context.object = self;
}
