/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs that come and go while the system runs, for a service that a board trusts with it. The service
 * writes flash; what may be written, and where, is decided here. With the asynchronous loader only.
 *
 * Source: ABI 5.3, 5.7; docs/install.md. */
#ifndef KERNEL_PROGRAMS_H
#define KERNEL_PROGRAMS_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/capability.h"
#include "kernel/hil.h"
#include "kernel/process_id.h"
#include "kernel/range.h"

#include <stdbool.h>
#include <stdint.h>

/* Why not: the numbers of docs/install.md. */
enum program_reason {
    PROGRAM_FINE,
    PROGRAM_NO_ROOM,
    PROGRAM_ADDRESS,
    PROGRAM_NAME_TAKEN,
    PROGRAM_NOT_INSTALLED,
    PROGRAM_OLDER,
    PROGRAM_NO_CREDENTIAL,
    PROGRAM_BAD_CREDENTIAL,
    PROGRAM_KERNEL_VERSION,
    PROGRAM_BAD_OBJECT,
    PROGRAM_STICKY,
    PROGRAM_BUSY,
    PROGRAM_FLASH,
    PROGRAM_BAD_CRC,
    PROGRAM_STATE,
    PROGRAM_TOO_LARGE,
    PROGRAM_UNKNOWN,
    PROGRAM_NONE,
    PROGRAM_SIGNED,
};

/* A header that is longer is refused. */
#define PROGRAM_HEADER_BYTES_MAX 2048u

/* SHA-256, SHA-384 and SHA-512, one behind the other. */
#define PROGRAM_DIGESTS_BYTES (32u + 48u + 64u)

/* As many programs there are at most. */
#define PROGRAM_LIST_MAX 48u

/* ---- What there is ---- */

enum program_state {
    PROGRAM_NOT_STARTED,
    PROGRAM_RUNS,
    PROGRAM_STOPPED,
    PROGRAM_FAULTED,
    PROGRAM_ENDED,
    PROGRAM_REFUSED, /* the board's policy has not accepted it, or it is none */
};

struct program_info {
    struct range object;
    uint32_t flags;
    uint32_t version;
    uint8_t state; /* enum program_state */
};

/* The n-th program in flash, whether it runs or not; its name is appended to `name`. Returns false if there
 * is none. */
bool program_at_index(uint32_t n, struct program_info *info, struct buffer *name,
                      struct process_loading_capability cap);

/* Anybody can write a name or a ShortId into a header, so several programs may have one. Those that the
 * board's policy has accepted go first: of these the most trusted, then the newest, then the first in flash.
 * Of the others the first in flash. */

/* The program whose name is the window of `which`, which is not empty. Or, for a zero byte and an address of
 * 32 bits, little-endian, the one whose object begins there. Returns false if there is none. */
#define PROGRAM_ADDRESS_BYTES 5u
bool program_called(const struct buffer *which, struct program_info *info,
                    struct process_loading_capability cap);

/* The program with this ShortId, which is not 0. Returns false if there is none. */
bool program_with_short_id(uint32_t short_id, struct program_info *info,
                           struct process_loading_capability cap);

/* Appends bytes of the program whose object begins at `address`, from this offset on, at most so many. Returns
 * NOT_INSTALLED if there is none, NONE if it has no such bytes. */
enum program_reason program_read(uint32_t address, uint32_t offset, uint32_t most,
                                 struct buffer *out, struct process_loading_capability cap);

/* May this process bring programs here? Its header has to name the driver: a program that names no drivers
 * may use all others, but not this one. */
bool program_may_install(struct process_id id, struct process_loading_capability cap);

/* Where programs lie. */
struct range program_flash(struct process_loading_capability cap);

/* ---- What is offered ---- */

enum program_mode {
    PROGRAM_INSTALL = 1,
    PROGRAM_UPDATE = 2,
    PROGRAM_UPDATE_ANY = 3,        /* also to a lower version */
    PROGRAM_INSTALL_OR_UPDATE = 4, /* whichever it is */
};

/* A program that is not in flash yet. Its manifest is the window of a buffer: the header, the footers that
 * say something, and the digests, the latter two perhaps not there. */
struct program_offer {
    uint32_t size;
    uint32_t binary_end;
    uint32_t header_size;
    uint8_t mode; /* enum program_mode, or a number that is none */
    bool has_digests;
};

/* Makes an offer of the header that a buffer holds, without digests. Returns false if it is broken; what is
 * offered is looked at by program_plan. */
bool program_make_offer(const struct buffer *header, struct program_offer *offer,
                        struct process_loading_capability cap);

/* Is there a place for so many bytes? */
bool program_has_room(uint32_t size, uint32_t page_bytes, struct process_loading_capability cap);

/* What will happen to flash. */
struct program_plan {
    struct range gap;    /* padding, or behind the list */
    struct range object; /* inside of it */
    struct range old;    /* the program that it takes the place of, or empty */
    bool gap_is_one;     /* it is one padding object already */
    bool is_written; /* the object lies there, but perhaps not its header; the service says so */
};

/* Would the program be taken, but for the board's policy? Nothing is changed. Its name and its ShortId are
 * taken by programs that the policy has accepted, and by no others. What it takes the place of is the one of
 * its name that goes first; older ones of that name and ShortId stay. */
enum program_reason program_plan(const struct buffer *manifest, const struct program_offer *offer,
                                 uint32_t page_bytes, struct program_plan *plan,
                                 struct process_loading_capability cap);

/* A header's words that change with its flags. */
struct program_flags {
    struct range object;
    uint32_t flags;
    uint32_t checksum; /* of the header that has them */
    bool changes;
    bool begins_anew; /* it was to be started and is not any more, or the other way round */
};

/* May the program that is called `which`, as for program_called, have these flags set, and those cleared? Only
 * TBF_FLAG_ENABLED and TBF_FLAG_STICKY, each in one of the two. Credentials cover the flags (ABI 4.5): a
 * program that has any is not changed. */
enum program_reason program_plan_flags(const struct buffer *which, uint32_t set, uint32_t clear,
                                       struct program_flags *plan,
                                       struct process_loading_capability cap);

/* Who is told what the policy says. */
struct STATIC_TYPE SEALED program_client {
    void (*judged)(struct object *self, enum program_reason reason);
    struct object *self;
};
#define PROGRAM_CLIENT(type, judged_, self_) \
    { .judged = METHOD(type, judged_, void, enum program_reason), .self = SELF(type, self_) }
API_MACRO(PROGRAM_CLIENT, "function and object have one type, which METHOD and SELF check");

/* Tells a client. */
CALLS_CLIENT void program_client_tell(const struct program_client *c, enum program_reason reason);

/* Asks the board's policy about an offer: by the digests that the manifest claims; or, once it is written,
 * by what lies there. It has to be trusted as much as what it takes the place of. The manifest stays as it
 * is until the client is told, which is later.
 * errors: BUSY; INVAL there are no digests */
enum errorcode program_judge_offer(const struct buffer *manifest, const struct program_offer *offer,
                                   const struct program_plan *plan,
                                   const struct program_client *client,
                                   struct process_loading_capability cap);

/* Appends why the last offer was refused, for people. */
void program_put_reason(struct buffer *out, struct process_loading_capability cap);

/* ---- What has happened ---- */

/* Looks for programs in flash, all of them, and starts those that may run: at boot, when flash is sound. */
void programs_begin(struct process_loading_capability cap);

/* Is the loader busy with programs that it has found? Then nothing is to be changed. */
bool programs_are_being_loaded(struct process_loading_capability cap);

/* The program at `old`, if that is not empty, is not in the list any more: its process ends, its memory is
 * free again, zeroed. The one at `new`, if not empty, is: it is checked and started. Both may be one program
 * whose header has changed.
 * pre: not programs_are_being_loaded; from a deferred call or a bottom half */
void programs_changed(struct range old, struct range new, struct process_loading_capability cap);

/* These bytes of flash are not what they were for a while: while a program runs that lies there, no process
 * does. Short: a page is erased and written meanwhile. */
void programs_hold(struct range flash, struct process_loading_capability cap);
void programs_release(struct process_loading_capability cap);

#endif
