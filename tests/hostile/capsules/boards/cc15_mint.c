/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability that a macro mints in a board */
/* expect: CC15 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static struct evil e = EVIL_MINT;
