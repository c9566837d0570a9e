/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a text that is not a literal, from a macro in a board */
/* expect: CC06 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static const char letters[] = {1, 2};
static struct evil e = EVIL_SEALED(letters);
