/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel in a macro that a board expands */
/* expect: CC10 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static void (*put)(uint8_t) = EVIL_FUNCTION(0);
