/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call in a macro that a board expands */
/* expect: CC10 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static struct evil e;
uint32_t start(void);
uint32_t start(void) {
    return EVIL_CALL(&e);
}
