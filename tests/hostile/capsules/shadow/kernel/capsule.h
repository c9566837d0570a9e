/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* takes the place of the kernel's header, for whoever lies beside */
#include <stdint.h>
struct process_id {
    uint32_t word;
};
struct process_management_capability {};
int process_control(struct process_id id, int operation, struct process_management_capability cap);
