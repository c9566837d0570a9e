/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Parser of the binary format of programs. Pure: it reads bytes it was given, nothing else, and
 * believes none of them. Source: ABI 4.1 to 4.4. */
#ifndef KERNEL_TBF_H
#define KERNEL_TBF_H

#include "abi/tbf.h"
#include "kernel/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* The bytes from the first one of an object to the end of the area that holds objects. */
struct tbf_bytes {
    const uint8_t *at;
    uint32_t size;
};

/* What the first eight bytes of an object say about the list it is in (ABI 4.4, steps 1 to 4). */
enum tbf_step {
    TBF_STEP_END,    /* no object here: the list ends */
    TBF_STEP_CUT,    /* an object whose total_size cannot be: the list ends */
    TBF_STEP_SKIP,   /* not a header, but the next object is at + total_size */
    TBF_STEP_OBJECT, /* a header of header_size bytes, to be parsed */
};
struct tbf_head {
    uint32_t header_size;
    uint32_t total_size;
};
/*@ predicate tbf_readable(struct tbf_bytes b) = \valid_read(b.at + (0 .. b.size - 1));
    predicate tbf_head_ok(struct tbf_bytes area, struct tbf_head head) =
      16 <= head.header_size <= 0xFFFF && head.header_size <= head.total_size <= area.size; */
/*@ requires tbf_readable(area) && \valid(head) &&
      \separated(head, area.at + (0 .. area.size - 1));
    assigns *head;
    ensures \result == TBF_STEP_OBJECT ==> tbf_head_ok(area, *head);
    ensures \result == TBF_STEP_SKIP ==> 0 < head->total_size <= area.size;
    ensures \result == TBF_STEP_OBJECT || \result == TBF_STEP_SKIP ||
      \result == TBF_STEP_CUT || \result == TBF_STEP_END; */
enum tbf_step tbf_read_head(struct tbf_bytes area, struct tbf_head *head);

/* Why a header is refused, or that it is not. */
enum tbf_problem {
    TBF_FINE,
    TBF_BAD_CHECKSUM,
    TBF_BAD_TLV_LENGTH, /* runs past the header, or impossible for its type */
    TBF_BAD_NAME,       /* not UTF-8 */
    TBF_BAD_PERMISSIONS,
    TBF_NO_PROGRAM, /* neither a Main nor a Program header */
    TBF_BAD_PROTECTED_SIZE,
    TBF_BAD_BINARY_END, /* beyond the object: the list ends here */
    TBF_BAD_ENTRY,
};

/* A piece of the header: offset from the start of the object, length in bytes. */
struct tbf_span {
    uint16_t offset;
    uint16_t length;
};

/* A header that passed. Offsets are from the start of the object. */
struct tbf {
    uint32_t total_size;
    uint32_t flags;
    uint32_t entry;          /* offset of the first instruction */
    uint32_t protected_size; /* header and protected trailer */
    uint32_t binary_end;
    uint32_t minimum_ram;
    uint32_t app_version;
    uint32_t fixed_ram;   /* or TBF_ADDRESS_ANY */
    uint32_t fixed_flash; /* of the program, not of the header; or TBF_ADDRESS_ANY */
    uint32_t short_id;    /* 0: none */
    uint16_t header_size;
    uint16_t kernel_major;
    uint16_t kernel_minor;
    bool names_kernel_version;
    bool is_padding;
    struct tbf_span name;
    struct tbf_span permissions; /* the entries; length 0 and offset 0: no such header */
};

/* Parses the header of the object at the start of `area`.
 * pre: tbf_read_head(area, &head) returned TBF_STEP_OBJECT
 * post: if TBF_FINE, every offset and size in *out lies inside the object; TBF_BAD_BINARY_END is
 *       what is returned if nothing else is wrong, for the caller to see flags and version first */
/*@ predicate tbf_span_inside(struct tbf_span s, integer size) = s.offset + s.length <= size;
    predicate tbf_spans_inside{L}(struct tbf *t) =
      tbf_span_inside(t->name, t->header_size) &&
      tbf_span_inside(t->permissions, t->header_size) && t->permissions.length % 16 == 0;
    predicate tbf_program_inside{L}(struct tbf *t) =
      t->header_size <= t->protected_size <= t->binary_end &&
      t->header_size <= t->entry < t->total_size; */
/*@ requires tbf_readable(area) && tbf_head_ok(area, head) && \valid(out) &&
      \separated(out, area.at + (0 .. area.size - 1));
    assigns *out;
    ensures out->total_size == head.total_size && out->header_size == head.header_size;
    ensures \result == TBF_FINE || \result == TBF_BAD_BINARY_END ==> tbf_spans_inside(out);
    ensures (\result == TBF_FINE && head.header_size > 16) || \result == TBF_BAD_BINARY_END ==>
      tbf_program_inside(out);
    ensures \result == TBF_FINE && head.header_size > 16 ==> out->binary_end <= out->total_size;
    ensures \result == TBF_BAD_BINARY_END ==> out->binary_end > out->total_size; */
enum tbf_problem tbf_parse(struct tbf_bytes area, struct tbf_head head, struct tbf *out);

/* What is wrong, in words that name the field. */
struct text tbf_problem_text(enum tbf_problem problem);

/* The name of the object, as far as a header that may be broken has one. Empty if not. */
/*@ requires tbf_readable(area) && tbf_head_ok(area, head);
    assigns \nothing;
    ensures tbf_span_inside(\result, head.header_size); */
struct tbf_span tbf_find_name(struct tbf_bytes area, struct tbf_head head);

/* Region `index` of the Writeable Flash Regions headers, several of which count as one (ABI D29).
 * Returns false if there is none, or it is empty or does not lie inside the object.
 * pre: the header was parsed and is fine */
/*@ requires tbf_readable(object) && 16 <= header_size <= object.size && header_size <= 0xFFFF;
    requires \valid(offset) && \valid(size) && \separated(offset, size);
    assigns *offset, *size;
    ensures \result ==> *size > 0 && *offset + *size <= object.size; */
bool tbf_writeable_region(struct tbf_bytes object, uint32_t header_size, uint32_t index,
                          uint32_t *offset, uint32_t *size);
/*@ requires tbf_readable(object) && 16 <= header_size <= object.size && header_size <= 0xFFFF;
    assigns \nothing; */
uint32_t tbf_writeable_region_count(struct tbf_bytes object, uint32_t header_size);

/* Storage permissions (ABI 4.3, 5.8): the first such header. One that is truncated, or has a list longer
 * than eight, permits nothing. Returns false if there is none.
 * pre: the header was parsed and is fine */
struct tbf_ids {
    uint32_t count;
    uint32_t ids[TBF_STORAGE_IDS_MAX];
};
struct tbf_storage {
    uint32_t write_id;
    struct tbf_ids read;
    struct tbf_ids modify;
};
/*@ requires tbf_readable(object) && 16 <= header_size <= object.size && header_size <= 0xFFFF;
    requires \valid(out) && \separated(out, object.at + (0 .. object.size - 1));
    assigns *out; */
bool tbf_storage_permissions(struct tbf_bytes object, uint32_t header_size,
                             struct tbf_storage *out);

/* May a process with these permission entries give the driver this command; or, if `command` is
 * NULL, use the driver at all? (ABI 2.10)
 * pre: `permissions` is from a header that was parsed and is fine */
/*@ requires tbf_readable(object) && tbf_span_inside(permissions, object.size) &&
      permissions.length % 16 == 0;
    requires command == \null || \valid_read(command);
    assigns \nothing; */
bool tbf_permits(struct tbf_bytes object, struct tbf_span permissions, uint32_t driver,
                 const uint32_t *command);

#endif
