/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x10001: a program brings another one. Source: ABI 5.7.
 *
 *     command 0                 there is such a driver; what the caller had begun is given up
 *     command 1, size           setup: there is to be an object of so many bytes
 *     command 2, offset, length write these of its bytes, out of read-only allow 0
 *     command 3                 finalize: all is there; it is checked, and in flash for good
 *     command 4                 load: does it run?
 *     command 5                 abort
 *     command 6, ShortId        uninstall
 *     upcall n - 1              command n has ended: status, what it answers
 *
 * The header comes first, in order, for it says where the object may lie; from then on writes may come in any
 * order. Offsets and lengths are multiples of 4. Whether it is an update follows from its name. The new
 * program is started as soon as it is in flash, so `load` waits for that. One process at a time. */
#ifndef CAPSULES_INSTALL_APP_LOADER_H
#define CAPSULES_INSTALL_APP_LOADER_H

#include "capsules/install/installer.h"
#include "kernel/capsule.h"

struct app_loader_app {
    uint32_t asked;     /* commands that began something */
    uint32_t installed; /* where what it finalized last lies; 0: nothing */
};
GRANT(app_loader_apps, struct app_loader_app, .upcalls = 6, .allow_ro = 1);

/* What is written at once. */
#define APP_LOADER_PIECE 512
/* What one command may write, and in how many pieces: the header may take some more. */
#define APP_LOADER_WRITE_MAX 4096

struct STATIC_TYPE app_loader {
    union app_loader_apps apps;
    struct installer *installer;
    const struct program_client *client; /* itself, told by the installer */
    struct buffer *piece;
    struct process_loading_capability loading;
    struct deferred_call later;
    struct process_id owner; /* who has begun something; none */
    uint8_t state;           /* enum app_loader_state */
    uint8_t command;         /* that is under way; 0: none */
    uint32_t size;
    uint32_t header; /* bytes of it that have come */
    uint32_t first;  /* of a write */
    uint32_t offset; /* of its next byte */
    uint32_t end;
    struct range removed;
};

#define APP_LOADER(object_, installer_, client_, piece_, piece_size_, loading_, driver_name)  \
    {                                                                                         \
        .apps = GRANT_HANDLE(driver_name), .installer = (installer_), .client = (client_),    \
        .piece = BUFFER_AT_LEAST(piece_, piece_size_, APP_LOADER_PIECE), .loading = loading_, \
        .owner = PROCESS_ID_NONE,                                                             \
        .later = DEFERRED_CALL(struct app_loader, app_loader_later, object_)                  \
    }

command_result app_loader_command(struct app_loader *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2);

void app_loader_later(struct app_loader *self);

/* The client function that the installer calls. */
void app_loader_done(struct app_loader *self, enum program_reason reason);

#endif
