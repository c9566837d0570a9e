/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One TBF object: reading, writing, changing. Source: ABI 4.1 to 4.6; offsets are in abi/tbf.h. */
#ifndef DETENT_TBF_H
#define DETENT_TBF_H

#include "../../abi/tbf.h"
#include "bytes.h"
#include "problem.h"

/* A header TLV that lies wholly within the header. */
struct tbf_tlv {
    uint16_t type;
    size_t offset; /* of the TLV, from the start of the object */
    struct span value;
};

/* What Main and Program say; Program wins if both are there. */
struct tbf_program {
    uint32_t init_offset;
    uint32_t trailer_size;
    uint32_t minimum_ram;
    uint32_t binary_end; /* total_size without Program */
    uint32_t version;
};

struct tbf {
    struct span file; /* as given: may be shorter or longer than the object says */

    uint16_t format_version;
    uint16_t header_size;
    uint32_t total_size;
    uint32_t flags;
    uint32_t checksum;
    uint32_t checksum_expected;
    bool is_padding;

    size_t tlvs_end;   /* the TLVs up to here are whole */
    bool header_valid; /* the kernel accepts the header as such; what it says may still be wrong */
    bool ends_valid;   /* header, program and footers lie where they can be */

    bool has_main;
    bool has_program;
    struct tbf_program program;
    size_t program_offset; /* of the value that says so; 0 if there is neither */
    struct span name;
    bool has_fixed_addresses;
    uint32_t fixed_ram;   /* or TBF_ADDRESS_ANY */
    uint32_t fixed_flash; /* or TBF_ADDRESS_ANY */
    uint32_t short_id;    /* 0: none */
    bool has_kernel_version;
    uint16_t kernel_major;
    uint16_t kernel_minor;
};

/* Reads the object at the start of `file`. On false `p` says what is wrong, and `t` holds what
 * could be read before that: fields not reached are 0. Fails where the kernel refuses the header
 * (ABI 4.4), where a footer is malformed (ABI 4.5), and where the parts contradict each other.
 *
 * pre: *p is {0} */
bool tbf_read(struct tbf *t, struct span file, struct problem *p);

/* The first three fields, which carry the walk of the app list on (ABI 4.4). */
struct tbf_head {
    uint16_t format_version;
    uint16_t header_size;
    uint32_t total_size;
};
#define TBF_HEAD_SIZE 8
/* pre: at least TBF_HEAD_SIZE bytes at `at` */
struct tbf_head tbf_read_head(const uint8_t *at);

/* Goes through the TLVs: `*cursor` starts at 0; false at the end. */
bool tbf_next_tlv(const struct tbf *t, size_t *cursor, struct tbf_tlv *tlv);

/* Header and trailer: what lies before the program. pre: tbf_read succeeded */
uint32_t tbf_protected_size(const struct tbf *t);

/* A footer; `data` comes after the format. */
struct tbf_footer {
    size_t offset;
    uint32_t format;
    struct span data;
};

enum footer_step {
    FOOTER_FOUND,
    FOOTER_END,       /* nothing is left, or only blank bytes, from *cursor on */
    FOOTER_MALFORMED, /* and the problem says why */
};

/* Goes through the footers: `*cursor` starts at 0. */
enum footer_step tbf_next_footer(const struct tbf *t, size_t *cursor, struct tbf_footer *footer,
                                 struct problem *p);

/* "SHA-256" and the like, or NULL for a format that is not known. */
const char *tbf_footer_format_name(uint32_t format);

/* Bytes that a footer of this format has at least after the format; 0 for one that is not known. */
uint32_t tbf_footer_data_size(uint32_t format);

/* Whether a kernel reads on behind a footer of this format (ABI 4.5). */
bool tbf_footer_is_for_kernels(uint32_t format);

/* Whether a footer other than Reserved vouches for the object, which then must not be changed.
 * pre: tbf_read succeeded */
bool tbf_has_credentials(const struct tbf *t);

#endif
