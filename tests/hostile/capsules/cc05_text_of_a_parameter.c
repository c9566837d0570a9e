/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to characters is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static const char *chars(struct text t) {
    return t.chars;
}

static char run(void) {
    return *chars(TEXT("abc"));
}
