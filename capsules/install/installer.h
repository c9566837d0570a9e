/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes programs into flash while the system runs, so that a cut of the power anywhere leaves the old
 * program or the new one, all others, and a sound list.
 *
 * A page of flash that holds something is never just erased: what it is to become is written into the
 * journal first, with all other pages that have to change at once. The journal is the pages of the device
 * behind those for programs: a record, then copies.
 *
 *     1  the record is erased: from here on the journal says nothing
 *     2  the copies are erased, and written
 *     3  the record is written: which pages, and a check of it and of the copies. It is done when all of it
 *        is there
 *     4  each page is erased and written from its copy
 *     5  a word of the record is cleared: the journal says nothing again
 *
 * Who is cut in 4 or 5 begins 4 again at the next start. So a new program is first made a part of the padding
 * that it lies in, is written and checked where nobody looks, and then appears by one such change, in which
 * the padding shrinks, or becomes its header, and the program that it takes the place of becomes padding.
 *
 * One thing at a time: a call that returns OK is followed by one to its client, with how it went. */
#ifndef CAPSULES_INSTALL_INSTALLER_H
#define CAPSULES_INSTALL_INSTALLER_H

#include "abi/tbf.h"
#include "hil/alarm.h"
#include "hil/flash.h"
#include "kernel/capsule.h"
#include "kernel/programs.h"

/* Pages that change at once: two headers, each across the end of a page. */
#define INSTALLER_PAGES 4
#define INSTALLER_EDITS 2
/* Pages of the journal. */
#define INSTALLER_JOURNAL_PAGES (1 + INSTALLER_PAGES)

/* A page is copied in pieces of so many bytes, which divide it. */
#define INSTALLER_WORK_BYTES 512
/* Header, footers and digests. */
#define INSTALLER_MANIFEST_BYTES 4096

/* Words that are to be there; or, if there are none, the header of what was offered. */
struct installer_edit {
    uint32_t offset;
    uint32_t count;
    uint32_t words[TBF_BASE_SIZE / 4];
};

struct STATIC_TYPE installer {
    const struct flash *flash;
    const struct alarm *alarm; /* its counter only */
    struct buffer *work;
    struct buffer *manifest;
    struct process_loading_capability loading;
    const struct program_client *judge; /* itself, told by the kernel */
    struct deferred_call later;

    /* What is being done, and for whom; NULL: nothing. */
    const struct program_client *client;
    uint8_t step;     /* enum installer_step */
    uint8_t after;    /* enum installer_step: when the pages have changed */
    uint8_t result;   /* enum program_reason, for the deferred call */
    bool broken;      /* a page could be neither the old nor the new: the next start mends it */
    bool refused;     /* the policy said why */
    bool with_crc;    /* somebody said what the object's is */
    struct range old; /* addresses: what is not in the list any more, when the pages have changed */
    struct range fresh; /* and what is */

    /* Who writes the manifest, and has the transfer then; NULL: nobody. */
    const struct program_client *owner;
    struct process_id holder; /* for whom; none: it is nobody who dies */
    bool has_transfer;
    uint32_t since; /* when the manifest was written last */

    /* The transfer. */
    struct program_offer offer;
    struct program_plan plan;
    uint32_t manifest_length;
    uint32_t manifest_sum; /* it is the one that was offered */
    uint32_t crc;
    uint32_t erased_to; /* the object's pages below this offset have been erased */

    /* The change of pages. Offsets in flash. */
    struct installer_edit edits[INSTALLER_EDITS];
    uint32_t edit_count;
    uint32_t pages[INSTALLER_PAGES];
    uint32_t page_count;
    uint32_t page;     /* index of the one at hand */
    uint32_t at;       /* bytes of it that are done */
    uint32_t blank;    /* this page is to hold nothing but the edits; UINT32_MAX: none */
    uint32_t sum;      /* CRC so far */
    uint32_t expected; /* of the journal's record */
    struct buffer *piece;
    uint32_t piece_offset;
};

#define INSTALLER_OBJECT(object_, flash_, alarm_, work_, work_size_, manifest_, manifest_size_, \
                         judge_, loading_)                                                      \
    {                                                                                           \
        .flash = (flash_), .alarm = (alarm_), .holder = PROCESS_ID_NONE,                        \
        .work = BUFFER_AT_LEAST(work_, work_size_, INSTALLER_WORK_BYTES),                       \
        .manifest = BUFFER_AT_LEAST(manifest_, manifest_size_, INSTALLER_MANIFEST_BYTES),       \
        .loading = loading_, .judge = (judge_), .blank = UINT32_MAX,                            \
        .later = DEFERRED_CALL(struct installer, installer_later, object_)                      \
    }

/* Brings flash into order if the power was cut, then has the loader begin. Once, at the start. */
void installer_start(struct installer *self);

/* Who writes a manifest for so long without going on has given it up. */
#define INSTALLER_PATIENCE_SECONDS 5u

/* The bytes for a manifest, which are the client's from now on, and empty if they were not before. NULL if
 * they, or a transfer, are another one's, or something is being done. Another one has nothing any more if the
 * process has died for which it was, or when it does not go on. */
struct buffer *installer_manifest(struct installer *self, const struct program_client *client,
                                  struct process_id holder);

/* Would take a program, whose manifest is the window of that buffer, and begins its transfer. A client that
 * has another transfer gives that up. `crc` is that of the whole object.
 * errors, of all calls: BUSY something is being done, or somebody else has a transfer; INVAL it is not for
 * this state */
enum errorcode installer_offer(struct installer *self, const struct program_client *client,
                               const struct program_offer *offer, uint32_t crc);

/* Does the client have a transfer of such an object, and is its manifest the same? */
bool installer_goes_on(const struct installer *self, const struct program_client *client,
                       uint32_t size, uint32_t crc);

/* Where the object of the transfer begins. */
uint32_t installer_address(const struct installer *self);

/* Writes the window of `buffer`, whole words, at `offset` of the object, behind its header. The buffer
 * belongs to the installer until the client is told. */
enum errorcode installer_write(struct installer *self, const struct program_client *client,
                               uint32_t offset, struct buffer *buffer);

/* All is there: it is checked, and takes the place that it was offered for. The transfer has ended then,
 * however it went. If not `with_crc`, nobody has said what the CRC is to be. */
enum errorcode installer_finish(struct installer *self, const struct program_client *client,
                                bool with_crc);

/* Gives the transfer up, or the manifest; what was written is padding. Nobody is told: it takes no time. */
enum errorcode installer_abort(struct installer *self, const struct program_client *client);

/* Takes a program out of flash, whose object is there. Not while there is a transfer. */
enum errorcode installer_remove(struct installer *self, const struct program_client *client,
                                struct range object);

/* Changes flags of a program, as program_plan_flags says; not while there is a transfer. It ends if it is not
 * enabled any more, and is checked and started if now it is. */
enum errorcode installer_set_flags(struct installer *self, const struct program_client *client,
                                   const struct program_flags *plan);

/* Is anything being done, or transferred? A manifest that is being written is not. */
bool installer_is_idle(const struct installer *self);

/* Appends why the policy refused, if it was the policy that did. */
void installer_put_reason(const struct installer *self, struct buffer *out);

/* The client functions that flash and kernel call. */
void installer_read(struct installer *self, struct buffer *buffer, enum errorcode status);
void installer_written(struct installer *self, struct buffer *buffer, enum errorcode status);
void installer_erased(struct installer *self, enum errorcode status);
void installer_judged(struct installer *self, enum program_reason reason);
void installer_later(struct installer *self);

#endif
