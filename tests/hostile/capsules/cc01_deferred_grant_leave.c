/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel as a deferred call, with an object that it takes for something
 * else; GCC refuses this one too */
/* expect: CC10|CC01|CC06 */
#include "tests/hostile/capsules/device.h"

static void *word;
static struct deferred_call call = DEFERRED_CALL(void *, grant_leave, &word);

static void run(void) {
    deferred_call_set(&call);
}
