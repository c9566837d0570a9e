/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast in a macro that a board expands */
/* expect: CC01 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static struct evil e = EVIL_CAST(0x20000000);
