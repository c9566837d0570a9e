/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Grants: what a driver keeps for a process lives in that process's own block, out of its reach,
 * and dies with it. Allocated on first use, zeroed, never freed one by one.
 *
 * A capsule declares what it keeps and enters it for as long as a block lasts:
 *
 *     GRANT(console_apps, struct console_app, .upcalls = 3, .allow_ro = 2, .allow_rw = 2);
 *
 *     enum errorcode error;
 *     GRANT_ENTER(self->apps, pid, app, error) {
 *         app->pending = true;
 *     }
 *
 * The block runs once, or not at all if the process has gone, its memory is full, or the grant is
 * already entered; `error` says which. However the block is left, the grant is left too. */
#ifndef KERNEL_GRANT_H
#define KERNEL_GRANT_H

#include "abi/errorcode.h"
#include "kernel/driver.h"
#include "kernel/process_id.h"

#include <stdbool.h>
#include <stdint.h>

/* Which driver's grant: its index in the board's table. The board fills it in with GRANT_HANDLE. */
struct SEALED grant_handle {
    uint8_t driver;
};

/* Declares `union name`, the typed handle, and `name_layout`, for the board's driver table. */
#define GRANT(name, type, ...)                                                  \
    union SEALED GRANT_TYPE name {                                              \
        struct grant_handle handle;                                             \
        type *state; /* never set: it carries the type */                       \
    };                                                                          \
    _Static_assert(sizeof(type) <= UINT16_MAX, "a grant's state is too large"); \
    static const struct grant_layout name##_layout = {__VA_ARGS__, .state_bytes = sizeof(type)}
API_MACRO(GRANT, "the handle carries the type whose size the layout has");

/* The handle of the driver called `name` in the board's list of drivers. */
#define GRANT_HANDLE(name)                         \
    {                                              \
        .handle = {.driver = DRIVER_INDEX_##name } \
    }

#define GRANT_ENTER(typed_handle, pid, app, error)                                      \
    for (__typeof__(&*(typed_handle).state) app __attribute__((cleanup(grant_leave))) = \
             grant_enter((typed_handle).handle, (pid), &(error));                       \
         app != NULL; grant_leave(&app))
API_MACRO(GRANT_ENTER,
          "the pointer has the type that the handle carries, and is left with the block");

/* Runs the block for each process that is alive and has this grant already, in slot order; `pid`,
 * a variable of the caller's, names the process. Processes whose grant is entered already are left
 * out. `break` ends it. */
#define GRANT_EACH(typed_handle, pid, app)                                                         \
    for (__typeof__(&*(typed_handle).state) app                                                    \
         __attribute__((cleanup(grant_leave))) = grant_enter_first((typed_handle).handle, &(pid)); \
         app != NULL; app = grant_enter_next(&app, &(pid)))
API_MACRO(GRANT_EACH,
          "the pointer has the type that the handle carries, and is left with the block");

/* What the macros call. The state of the grant, or NULL.
 * errors: NODEVICE the process has gone or is dead; NOMEM no room in its block, or the driver has
 *         no grant; ALREADY entered; BUSY GRANT_DEPTH are entered */
KERNEL_ONLY void *grant_enter(struct grant_handle grant, struct process_id pid,
                              enum errorcode *error);
KERNEL_ONLY void *grant_enter_first(struct grant_handle grant, struct process_id *pid);
KERNEL_ONLY void *grant_enter_next(void *app, struct process_id *pid);

/* Leaves the grant that was entered last; `app` is the address of the pointer to its state, which
 * becomes NULL. No effect if it is that already. */
KERNEL_ONLY void grant_leave(void *app);

/* How many grants can be entered at once: blocks inside blocks. */
#define GRANT_DEPTH 8

/* Makes sure that the process has the grant, without entering it. errors: as grant_enter */
enum errorcode grant_prepare(struct grant_handle grant, struct process_id pid);

/* ---- Objects inside a grant, allocated and released one by one ---- */

/* The name of an object in one process's block. May be kept; it is checked at every use, and
 * names nothing once the object is released or the process has ended. */
struct SEALED grant_object {
    uint32_t stamp; /* 0: none */
};

/* Allocates `bytes` zeroed bytes in the process whose grant's state is `app`.
 * pre: inside the block that entered it
 * errors: NOMEM; SIZE more than 64 kB; NODEVICE the process has died meanwhile */
KERNEL_ONLY enum errorcode grant_allocate(const void *app, uint32_t bytes,
                                          struct grant_object *object);

/* Gives them back. No effect if the object is gone. */
KERNEL_ONLY void grant_release(const void *app, struct grant_object object);

/* The object's bytes, at least `bytes` many, or NULL. They are valid in the block of `app`. */
KERNEL_ONLY void *grant_object_at(const void *app, struct grant_object object, uint32_t bytes);

/* Inside a GRANT_ENTER block for `app`: allocates an object of `type`; uses it in a block, which
 * is skipped if it is gone; releases it. */
#define GRANT_OBJECT_NEW(app, type, object) grant_allocate((app), sizeof(type), (object))
#define GRANT_OBJECT(app, type, object, name) \
    for (type *name = grant_object_at((app), (object), sizeof(type)); name != NULL; name = NULL)
#define GRANT_OBJECT_RELEASE(app, object) grant_release((app), (object))
API_MACRO(GRANT_OBJECT_NEW, "the size is that of the type");
API_MACRO(GRANT_OBJECT, "the object has the size of the type, which holds nothing but numbers");
API_MACRO(GRANT_OBJECT_RELEASE, "an object that is gone is found by nobody");

#endif
