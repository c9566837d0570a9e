/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A board that uses this macro mints a capability without seeing the word. */
#ifndef CC19_PASTED_IN_A_HEADER_H
#define CC19_PASTED_IN_A_HEADER_H

#include "kernel/capsule.h"

#define CONFIGURATION(x) {.management = CAPABILITY_##x(process_management_capability)}

#endif
