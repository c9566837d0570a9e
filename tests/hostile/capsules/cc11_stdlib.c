/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the C library's heap; GCC refuses this one too */
/* expect: CC11 */
#include <stdlib.h>

static void run(void) {
    abort();
}
