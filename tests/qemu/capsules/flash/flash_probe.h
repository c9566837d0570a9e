/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Flash in the hands of a process, for tests: hil/flash.h as it stands.
 *
 *     command 0               there is such a driver
 *     command 1, offset       read as much as there is room for
 *     command 2, offset       write what there is
 *     command 3, offset       erase a page
 *     command 4               how many bytes it has, a page has, a word has
 *     upcall 0, status        it has ended
 *     read-write allow 0      what is read goes there
 *     read-only allow 0       what is written
 *
 * No more than FLASH_PROBE_BYTES at once. */
#ifndef FLASH_PROBE_H
#define FLASH_PROBE_H

#include "hil/flash.h"
#include "kernel/capsule.h"

#define FLASH_PROBE_BYTES 64

struct flash_probe_app {
    uint32_t ended; /* operations */
};
GRANT(flash_probe_apps, struct flash_probe_app, .upcalls = 1, .allow_ro = 1, .allow_rw = 1);

struct STATIC_TYPE flash_probe {
    const struct flash *flash;
    union flash_probe_apps apps;
    struct buffer *buffer; /* NULL: the flash has it */
    struct process_id caller;
};

command_result flash_probe_command(struct flash_probe *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client functions that the flash calls. */
void flash_probe_read(struct flash_probe *self, struct buffer *buffer, enum errorcode status);
void flash_probe_written(struct flash_probe *self, struct buffer *buffer, enum errorcode status);
void flash_probe_erased(struct flash_probe *self, enum errorcode status);

#endif
