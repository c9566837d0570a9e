/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast to a name that does not look like a pointer */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

typedef struct app *handle;

static void use(uint32_t number) {
    handle h = (handle)number;
    h->count++;
}
