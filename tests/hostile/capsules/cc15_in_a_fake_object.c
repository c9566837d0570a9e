/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object of another capsule's, made by oneself, with the capability it is trusted with */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

#include "capsules/syscall/process_info.h"

static struct process_info_driver mine;

static void kill(struct process_id caller, struct process_id id) {
    (void)process_info_driver_command(&mine, caller, 6, process_id_number(id), 4);
}
