/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: arithmetic on a pointer in a macro that a board expands */
/* expect: CC02 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

static const uint32_t words[2];
static struct evil e = EVIL_POINTER(words);
