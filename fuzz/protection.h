/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The protection unit of the simulated machine: system calls are fuzzed with each of them, one after the other
 * (fuzz.mk), for blocks, breaks and shares are rounded otherwise. Each is judged by its model (tests/unit/model_*.h);
 * where the memory of a process ends is the model's business as well (fuzz/model.h, model_accessible_end). */
#ifndef FUZZ_PROTECTION_H
#define FUZZ_PROTECTION_H

#include "tests/unit/model.h"

/* Takes over what the kernel has loaded last. */
void protection_look(void);

/* May user mode do that, as it was then? */
bool protection_permits(uint32_t address, enum model_access access);

#endif
