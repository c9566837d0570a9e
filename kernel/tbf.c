/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Parser of the binary format. Every read is inside a bound that was checked just before it. */
#include "kernel/tbf.h"

#include "kernel/utf8.h"

#include <stddef.h>

/*@ requires tbf_readable(b) && offset + 2 <= b.size;
    assigns \nothing;
    ensures \result == b.at[offset] + 0x100 * b.at[offset + 1];
    ensures \result <= 0xFFFF; */
static uint32_t read16(struct tbf_bytes b, uint32_t offset) {
    return (uint32_t)b.at[offset] + b.at[offset + 1] * 0x100u;
}

/*@ requires tbf_readable(b) && offset + 4 <= b.size;
    assigns \nothing;
    ensures \result == b.at[offset] + 0x100 * b.at[offset + 1] + 0x10000 * b.at[offset + 2] +
      0x1000000 * b.at[offset + 3]; */
static uint32_t read32(struct tbf_bytes b, uint32_t offset) {
    return read16(b, offset) + read16(b, offset + 2) * 0x10000u;
}

enum tbf_step tbf_read_head(struct tbf_bytes area, struct tbf_head *head) {
    if (area.size < 8 || read16(area, TBF_BASE_VERSION) != TBF_VERSION) {
        return TBF_STEP_END;
    }
    head->header_size = read16(area, TBF_BASE_HEADER_SIZE);
    head->total_size = read32(area, TBF_BASE_TOTAL_SIZE);
    if (head->total_size == 0 || head->total_size > area.size) {
        return TBF_STEP_CUT;
    }
    if (head->header_size < TBF_BASE_SIZE || head->header_size > head->total_size) {
        return TBF_STEP_SKIP;
    }
    return TBF_STEP_OBJECT;
}

/* XOR of all complete words of the header but the checksum itself (ABI 4.2). */
/*@ requires tbf_readable(area) && header_size <= area.size && header_size <= 0xFFFF;
    assigns \nothing; */
static uint32_t checksum(struct tbf_bytes area, uint32_t header_size) {
    uint32_t sum = 0;
    /*@ loop invariant offset <= header_size;
        loop assigns offset, sum;
        loop variant header_size - offset; */
    for (uint32_t offset = 0; offset + 4 <= header_size; offset += 4) {
        if (offset != TBF_BASE_CHECKSUM) {
            sum ^= read32(area, offset);
        }
    }
    return sum;
}

/* One TLV, and where the next one begins. */
struct tlv {
    uint32_t type;
    uint32_t value; /* offset */
    uint32_t length;
    uint32_t next;
};

/*@ predicate tlv_ok(struct tlv t, integer end) =
      t.length <= 0xFFFF && t.value + t.length <= t.next <= end; */

/* Reads the TLV at `offset`. Returns false if it does not fit below `end`. */
/*@ requires tbf_readable(area) && \valid(t) && \separated(t, area.at + (0 .. area.size - 1));
    requires offset <= end <= area.size && end <= 0xFFFF;
    assigns *t;
    ensures \result ==> tlv_ok(*t, end) && t->value == offset + 4; */
static bool read_tlv(struct tbf_bytes area, uint32_t offset, uint32_t end, struct tlv *t) {
    if (end - offset < TBF_TLV_HEAD_SIZE) {
        return false;
    }
    t->type = read16(area, offset);
    t->length = read16(area, offset + 2);
    t->value = offset + TBF_TLV_HEAD_SIZE;
    uint32_t padded = (t->length + TBF_TLV_ALIGNMENT - 1) / TBF_TLV_ALIGNMENT * TBF_TLV_ALIGNMENT;
    if (padded > end - t->value) {
        return false;
    }
    t->next = t->value + padded;
    return true;
}

/*@ requires offset <= 0xFFFF && length <= 0xFFFF;
    assigns \nothing;
    ensures \result.offset == offset && \result.length == length; */
static struct tbf_span span_of(uint32_t offset, uint32_t length) {
    return (struct tbf_span){(uint16_t)offset, (uint16_t)length};
}

/* What is collected while the TLVs are walked, before it is checked against the object. */
struct draft {
    struct tbf *out;
    bool has_main;
    bool has_program;
    uint32_t init_offset;
    uint32_t trailer_size;
};

/*@ predicate draft_ok{L}(struct draft *d, struct tbf_bytes area) =
      \valid(d) && \valid(d->out) && tbf_readable(area) &&
      \separated(d, d->out, area.at + (0 .. area.size - 1)); */

/*@ requires draft_ok(d, area) && value + TBF_MAIN_SIZE <= area.size;
    assigns d->init_offset, d->trailer_size, d->out->minimum_ram; */
static void take_program(struct draft *d, struct tbf_bytes area, uint32_t value) {
    d->init_offset = read32(area, value + TBF_PROGRAM_INIT_OFFSET);
    d->trailer_size = read32(area, value + TBF_PROGRAM_TRAILER_SIZE);
    d->out->minimum_ram = read32(area, value + TBF_PROGRAM_MINIMUM_RAM);
}

/* Program wins over Main, whichever comes first; of each, the first one counts. */
/*@ requires draft_ok(d, area) && \valid_read(t) && tlv_ok(*t, area.size);
    requires \separated(t, d, d->out);
    assigns d->has_main, d->has_program, d->init_offset, d->trailer_size, d->out->minimum_ram,
      d->out->binary_end, d->out->app_version;
    ensures \result != TBF_BAD_BINARY_END; */
static enum tbf_problem take_main_or_program(struct draft *d, struct tbf_bytes area,
                                             const struct tlv *t) {
    if (t->type == TBF_TLV_MAIN) {
        if (t->length != TBF_MAIN_SIZE) {
            return TBF_BAD_TLV_LENGTH;
        }
        if (!d->has_main && !d->has_program) {
            take_program(d, area, t->value);
        }
        d->has_main = true;
        return TBF_FINE;
    }
    if (t->length != TBF_PROGRAM_SIZE) {
        return TBF_BAD_TLV_LENGTH;
    }
    if (!d->has_program) {
        take_program(d, area, t->value);
        d->out->binary_end = read32(area, t->value + TBF_PROGRAM_BINARY_END);
        d->out->app_version = read32(area, t->value + TBF_PROGRAM_VERSION);
    }
    d->has_program = true;
    return TBF_FINE;
}

/* The list must be exactly as long as it says: one that is shorter would permit everything in the
 * system that we follow (ABI D43). */
/*@ requires tbf_readable(area) && \valid_read(t) && tlv_ok(*t, area.size) && t->next <= 0xFFFF;
    requires \valid(out) && \separated(out, t, area.at + (0 .. area.size - 1));
    assigns out->permissions;
    ensures \result == TBF_FINE || \result == TBF_BAD_PERMISSIONS;
    ensures \result == TBF_FINE ==>
      tbf_span_inside(out->permissions, t->next) && out->permissions.length % 16 == 0;
    ensures \result != TBF_FINE ==> out->permissions == \old(out->permissions); */
static enum tbf_problem take_permissions(struct tbf *out, struct tbf_bytes area,
                                         const struct tlv *t) {
    if (t->length < TBF_PERMISSIONS_HEAD_SIZE) {
        return TBF_BAD_PERMISSIONS;
    }
    uint32_t count = read16(area, t->value);
    uint32_t bytes = count * TBF_PERMISSIONS_ENTRY_SIZE;
    if (bytes > t->length - TBF_PERMISSIONS_HEAD_SIZE) {
        return TBF_BAD_PERMISSIONS;
    }
    out->permissions = span_of(t->value + TBF_PERMISSIONS_HEAD_SIZE, bytes);
    return TBF_FINE;
}

/*@ requires tbf_readable(area) && \valid_read(t) && tlv_ok(*t, area.size);
    requires \valid(out) && \separated(out, t, area.at + (0 .. area.size - 1));
    assigns out->fixed_ram, out->fixed_flash, out->kernel_major, out->kernel_minor,
      out->names_kernel_version, out->short_id;
    ensures \result == TBF_FINE || \result == TBF_BAD_TLV_LENGTH; */
static enum tbf_problem take_fixed_length(struct tbf *out, struct tbf_bytes area,
                                          const struct tlv *t) {
    switch (t->type) {
    case TBF_TLV_FIXED_ADDRESSES:
        if (t->length != TBF_FIXED_ADDRESSES_SIZE) {
            return TBF_BAD_TLV_LENGTH;
        }
        out->fixed_ram = read32(area, t->value + TBF_FIXED_ADDRESSES_RAM);
        out->fixed_flash = read32(area, t->value + TBF_FIXED_ADDRESSES_FLASH);
        return TBF_FINE;
    case TBF_TLV_KERNEL_VERSION:
        if (t->length != TBF_KERNEL_VERSION_SIZE) {
            return TBF_BAD_TLV_LENGTH;
        }
        out->kernel_major = (uint16_t)read16(area, t->value);
        out->kernel_minor = (uint16_t)read16(area, t->value + 2);
        out->names_kernel_version = true;
        return TBF_FINE;
    case TBF_TLV_SHORT_ID:
        if (t->length != TBF_SHORT_ID_SIZE) {
            return TBF_BAD_TLV_LENGTH;
        }
        out->short_id = read32(area, t->value);
        return TBF_FINE;
    default:
        return TBF_FINE; /* unknown types are skipped */
    }
}

/*@ requires draft_ok(d, area) && \valid_read(t) &&
      \separated(t, d, d->out, area.at + (0 .. area.size - 1));
    requires tlv_ok(*t, d->out->header_size) && d->out->header_size <= area.size;
    assigns d->has_main, d->has_program, d->init_offset, d->trailer_size,
      d->out->name, d->out->permissions, d->out->minimum_ram, d->out->binary_end,
      d->out->app_version, d->out->fixed_ram, d->out->fixed_flash, d->out->kernel_major,
      d->out->kernel_minor, d->out->names_kernel_version, d->out->short_id;
    ensures \result == TBF_FINE ==>
      (\old(tbf_spans_inside(d->out)) ==> tbf_spans_inside(d->out));
    ensures \result != TBF_BAD_BINARY_END; */
static enum tbf_problem take_tlv(struct draft *d, struct tbf_bytes area, const struct tlv *t) {
    switch (t->type) {
    case TBF_TLV_MAIN:
    case TBF_TLV_PROGRAM:
        return take_main_or_program(d, area, t);
    case TBF_TLV_PACKAGE_NAME:
        d->out->name = span_of(t->value, t->length);
        if (!utf8_is_valid(&area.at[t->value], t->length)) {
            return TBF_BAD_NAME;
        }
        return TBF_FINE;
    case TBF_TLV_WRITEABLE_FLASH:
        if (t->length % TBF_WRITEABLE_FLASH_ENTRY_SIZE != 0) {
            return TBF_BAD_TLV_LENGTH;
        }
        return TBF_FINE;
    case TBF_TLV_PERMISSIONS:
        return take_permissions(d->out, area, t);
    default:
        break;
    }
    return take_fixed_length(d->out, area, t);
}

/* The sizes and offsets of a program must lie inside its object. */
/*@ requires \valid_read(d) && \valid(d->out) && \separated(d, d->out);
    requires d->out->header_size <= d->out->total_size;
    assigns d->out->protected_size, d->out->entry;
    ensures \result == TBF_FINE || \result == TBF_BAD_BINARY_END ==>
      tbf_program_inside(d->out);
    ensures \result == TBF_FINE ==> d->out->binary_end <= d->out->total_size;
    ensures \result == TBF_BAD_BINARY_END ==> d->out->binary_end > d->out->total_size; */
static enum tbf_problem check_program(const struct draft *d) {
    struct tbf *out = d->out;
    if (!d->has_main && !d->has_program) {
        return TBF_NO_PROGRAM;
    }
    if (out->binary_end < out->header_size ||
        d->trailer_size > out->binary_end - out->header_size) {
        return TBF_BAD_PROTECTED_SIZE;
    }
    if (d->init_offset >= out->total_size - out->header_size) {
        return TBF_BAD_ENTRY;
    }
    out->protected_size = out->header_size + d->trailer_size;
    out->entry = out->header_size + d->init_offset;
    return out->binary_end > out->total_size ? TBF_BAD_BINARY_END : TBF_FINE;
}

/*@ requires tbf_readable(area) && tbf_head_ok(area, head) && \valid(out) &&
      \separated(out, area.at + (0 .. area.size - 1));
    requires out->total_size == head.total_size && out->header_size == head.header_size;
    requires tbf_spans_inside(out);
    assigns *out;
    ensures out->total_size == head.total_size && out->header_size == head.header_size;
    ensures \result == TBF_FINE || \result == TBF_BAD_BINARY_END ==>
      tbf_spans_inside(out) && tbf_program_inside(out);
    ensures \result == TBF_FINE ==> out->binary_end <= out->total_size;
    ensures \result == TBF_BAD_BINARY_END ==> out->binary_end > out->total_size; */
static enum tbf_problem parse_tlvs(struct tbf_bytes area, struct tbf_head head, struct tbf *out) {
    struct draft draft = {.out = out};
    uint32_t offset = TBF_BASE_SIZE;
    /*@ loop invariant 16 <= offset <= head.header_size;
        loop invariant draft.out == out && tbf_spans_inside(out);
        loop invariant out->total_size == head.total_size && out->header_size == head.header_size;
        loop assigns offset, draft.has_main, draft.has_program, draft.init_offset,
          draft.trailer_size,
          out->name, out->permissions, out->minimum_ram, out->binary_end,
          out->app_version, out->fixed_ram, out->fixed_flash, out->kernel_major,
          out->kernel_minor, out->names_kernel_version, out->short_id;
        loop variant head.header_size - offset; */
    while (offset < head.header_size) {
        struct tlv t;
        if (!read_tlv(area, offset, head.header_size, &t)) {
            return TBF_BAD_TLV_LENGTH;
        }
        enum tbf_problem problem = take_tlv(&draft, area, &t);
        if (problem != TBF_FINE) {
            return problem;
        }
        offset = t.next;
    }
    return check_program(&draft);
}

/* (Not proved, for the prover of whole structs at once is lost: docs/caveats.md.) */
/*@ requires tbf_readable(area) && tbf_head_ok(area, head) && \valid(out);
    assigns *out;
    ensures out->total_size == head.total_size && out->header_size == head.header_size;
    ensures tbf_spans_inside(out); */
static void begin(struct tbf_bytes area, struct tbf_head head, struct tbf *out) {
    *out = (struct tbf){
        .total_size = head.total_size,
        .header_size = (uint16_t)head.header_size,
        .flags = read32(area, TBF_BASE_FLAGS),
        .binary_end = head.total_size,
        .fixed_ram = TBF_ADDRESS_ANY,
        .fixed_flash = TBF_ADDRESS_ANY,
        .is_padding = head.header_size == TBF_BASE_SIZE,
    };
}

enum tbf_problem tbf_parse(struct tbf_bytes area, struct tbf_head head, struct tbf *out) {
    begin(area, head, out);
    if (read32(area, TBF_BASE_CHECKSUM) != checksum(area, head.header_size)) {
        return TBF_BAD_CHECKSUM;
    }
    return head.header_size == TBF_BASE_SIZE ? TBF_FINE : parse_tlvs(area, head, out);
}

struct text tbf_problem_text(enum tbf_problem problem) {
    switch (problem) {
    case TBF_FINE:
        break;
    case TBF_BAD_CHECKSUM:
        return TEXT("checksum does not match");
    case TBF_BAD_TLV_LENGTH:
        return TEXT("impossible length of a header TLV");
    case TBF_BAD_NAME:
        return TEXT("package name is not UTF-8");
    case TBF_BAD_PERMISSIONS:
        return TEXT("permissions list is too short");
    case TBF_NO_PROGRAM:
        return TEXT("no Main or Program header");
    case TBF_BAD_PROTECTED_SIZE:
        return TEXT("protected_trailer_size beyond the binary");
    case TBF_BAD_BINARY_END:
        return TEXT("binary_end_offset beyond total_size");
    case TBF_BAD_ENTRY:
        return TEXT("init_fn_offset beyond total_size");
    }
    return TEXT("");
}

struct tbf_span tbf_find_name(struct tbf_bytes area, struct tbf_head head) {
    uint32_t offset = TBF_BASE_SIZE;
    struct tlv t;
    /*@ loop invariant 16 <= offset <= head.header_size;
        loop assigns offset, t;
        loop variant head.header_size - offset; */
    while (offset < head.header_size && read_tlv(area, offset, head.header_size, &t)) {
        if (t.type == TBF_TLV_PACKAGE_NAME) {
            return span_of(t.value, t.length);
        }
        offset = t.next;
    }
    return span_of(0, 0);
}

/* The entry of Writeable Flash Region `index`; false if there are not so many. */
/*@ requires tbf_readable(object) && 16 <= header_size <= object.size && header_size <= 0xFFFF;
    requires \valid(entry);
    assigns *entry;
    ensures \result ==> *entry + 8 <= header_size; */
static bool find_writeable_region(struct tbf_bytes object, uint32_t header_size, uint32_t index,
                                  uint32_t *entry) {
    uint32_t offset = TBF_BASE_SIZE;
    struct tlv t;
    /*@ loop invariant 16 <= offset <= header_size;
        loop assigns offset, t, index;
        loop variant header_size - offset; */
    while (offset < header_size && read_tlv(object, offset, header_size, &t)) {
        uint32_t here =
            t.type == TBF_TLV_WRITEABLE_FLASH ? t.length / TBF_WRITEABLE_FLASH_ENTRY_SIZE : 0;
        if (index < here) {
            *entry = t.value + index * TBF_WRITEABLE_FLASH_ENTRY_SIZE;
            return true;
        }
        index -= here;
        offset = t.next;
    }
    return false;
}

uint32_t tbf_writeable_region_count(struct tbf_bytes object, uint32_t header_size) {
    uint32_t count = 0;
    uint32_t offset = TBF_BASE_SIZE;
    struct tlv t;
    /*@ loop invariant 16 <= offset <= header_size && 8 * count <= offset;
        loop assigns offset, t, count;
        loop variant header_size - offset; */
    while (offset < header_size && read_tlv(object, offset, header_size, &t)) {
        if (t.type == TBF_TLV_WRITEABLE_FLASH) {
            count += t.length / TBF_WRITEABLE_FLASH_ENTRY_SIZE;
        }
        offset = t.next;
    }
    return count;
}

bool tbf_writeable_region(struct tbf_bytes object, uint32_t header_size, uint32_t index,
                          uint32_t *region, uint32_t *size) {
    uint32_t entry;
    if (!find_writeable_region(object, header_size, index, &entry)) {
        return false;
    }
    *region = read32(object, entry);
    *size = read32(object, entry + 4);
    return *size != 0 && *region <= object.size && *size <= object.size - *region;
}

/* A count of 16 bits and as many ids, from *offset on, which moves behind them. */
/*@ requires tbf_readable(object) && \valid(offset) && \valid(out);
    requires \separated(offset, out, object.at + (0 .. object.size - 1));
    requires *offset <= end <= object.size && end <= 0xFFFF;
    assigns *offset, *out;
    ensures \result ==> out->count <= TBF_STORAGE_IDS_MAX && *offset <= end; */
static bool read_ids(struct tbf_bytes object, uint32_t *offset, uint32_t end, struct tbf_ids *out) {
    if (end - *offset < 2) {
        return false;
    }
    out->count = read16(object, *offset);
    *offset += 2;
    if (out->count > TBF_STORAGE_IDS_MAX || out->count * 4 > end - *offset) {
        return false;
    }
    /*@ loop invariant i <= out->count && *offset + 4 * (out->count - i) <= end;
        loop invariant out->count <= TBF_STORAGE_IDS_MAX;
        loop assigns i, *offset, out->ids[0 .. TBF_STORAGE_IDS_MAX - 1];
        loop variant out->count - i; */
    for (uint32_t i = 0; i < out->count; i++) {
        out->ids[i] = read32(object, *offset);
        *offset += 4;
    }
    return true;
}

/*@ requires tbf_readable(object) && \valid_read(t) && \valid(out);
    requires \separated(t, out, object.at + (0 .. object.size - 1));
    requires tlv_ok(*t, object.size) && t->next <= 0xFFFF;
    assigns *out;
    ensures \result ==> out->read.count <= TBF_STORAGE_IDS_MAX &&
      out->modify.count <= TBF_STORAGE_IDS_MAX; */
static bool read_storage(struct tbf_bytes object, const struct tlv *t, struct tbf_storage *out) {
    uint32_t offset = t->value + 4;
    uint32_t end = t->value + t->length;
    if (t->length < TBF_STORAGE_FIXED_SIZE) {
        return false;
    }
    out->write_id = read32(object, t->value);
    return read_ids(object, &offset, end, &out->read) &&
           read_ids(object, &offset, end, &out->modify);
}

bool tbf_storage_permissions(struct tbf_bytes object, uint32_t header_size,
                             struct tbf_storage *out) {
    uint32_t offset = TBF_BASE_SIZE;
    struct tlv t;
    /*@ loop invariant 16 <= offset <= header_size;
        loop assigns offset, t, *out;
        loop variant header_size - offset; */
    while (offset < header_size && read_tlv(object, offset, header_size, &t)) {
        if (t.type == TBF_TLV_STORAGE_PERMISSIONS) {
            if (!read_storage(object, &t, out)) {
                *out = (struct tbf_storage){0};
            }
            return true;
        }
        offset = t.next;
    }
    return false;
}

/* Does the entry at `at` permit this command? */
/*@ requires tbf_readable(object) && at + 16 <= object.size;
    assigns \nothing; */
static bool entry_permits(struct tbf_bytes object, uint32_t at, uint32_t command) {
    uint32_t bit = command % 64;
    uint32_t word = read32(object, at + 8 + bit / 32 * 4);
    return read32(object, at + 4) == command / 64 && (word >> (bit % 32) & 1u) != 0;
}

bool tbf_permits(struct tbf_bytes object, struct tbf_span permissions, uint32_t driver,
                 const uint32_t *command) {
    /*@ loop invariant i % 16 == 0 && i <= permissions.length;
        loop assigns i;
        loop variant permissions.length - i; */
    for (uint32_t i = 0; i < permissions.length; i += TBF_PERMISSIONS_ENTRY_SIZE) {
        uint32_t at = permissions.offset + i;
        if (read32(object, at) == driver &&
            (command == NULL || entry_permits(object, at, *command))) {
            return true;
        }
    }
    return false;
}
