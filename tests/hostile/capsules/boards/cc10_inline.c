/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of a capsule that would be compiled without its checks */
/* expect: CC10 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static struct evil e;
uint32_t start(void);
uint32_t start(void) {
    return evil_value(&e);
}
