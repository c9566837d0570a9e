/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A number is not the name of a process.
 * Fails with: incompatible type for argument 1 of .process_id_is_alive */
#include "kernel/process_id.h"

bool look(uint32_t number, struct process_id id);
bool look(uint32_t number, struct process_id id) {
    (void)number;
    (void)id;
#ifdef MISTAKE
    return process_id_is_alive(number);
#else
    return process_id_is_alive(id);
#endif
}
