/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Field by field, in the order in which they lie in the object. */
#include "show.h"

#include "memory.h"

#include <inttypes.h>

#define FOOTER_BYTES_SHOWN 32

const char *show_kind_name(enum walk_kind kind) {
    static const char *const names[] = {"app", "padding", "skipped", "corrupt"};
    return names[kind];
}

const char *show_flags(uint32_t flags) {
    const char *text = "";
    if (flags & TBF_FLAG_ENABLED)
        text = "enabled";
    if (flags & TBF_FLAG_STICKY)
        text = memory_format("%s%ssticky", text, *text != '\0' ? "," : "");
    uint32_t others = flags & ~(TBF_FLAG_ENABLED | TBF_FLAG_STICKY);
    if (others != 0)
        text = memory_format("%s%s0x%" PRIx32, text, *text != '\0' ? "," : "", others);
    return *text != '\0' ? text : "-";
}

const char *show_code(const struct tbf *t) {
    bool has_entry = t->has_main || t->has_program;
    return has_entry && (t->header_size + t->program.init_offset) % 2 != 0 ? "thumb" : "-";
}

static void show_base(struct emitter *e, const struct tbf *t) {
    emit_number(e, "version", t->format_version);
    emit_number(e, "header_size", t->header_size);
    emit_number(e, "total_size", t->total_size);
    emit_text(e, "flags", show_flags(t->flags));
    emit_hex(e, "checksum", t->checksum);
}

static void show_program(struct emitter *e, struct span value) {
    emit_number(e, "init_fn_offset", get32(value.at + TBF_PROGRAM_INIT_OFFSET));
    emit_number(e, "protected_trailer_size", get32(value.at + TBF_PROGRAM_TRAILER_SIZE));
    emit_number(e, "minimum_ram_size", get32(value.at + TBF_PROGRAM_MINIMUM_RAM));
    if (value.length < TBF_PROGRAM_SIZE)
        return;
    emit_number(e, "binary_end_offset", get32(value.at + TBF_PROGRAM_BINARY_END));
    emit_number(e, "app_version", get32(value.at + TBF_PROGRAM_VERSION));
}

static void show_regions(struct emitter *e, struct span value) {
    emit_list(e, "regions");
    for (size_t i = 0; i + TBF_WRITEABLE_FLASH_ENTRY_SIZE <= value.length;
         i += TBF_WRITEABLE_FLASH_ENTRY_SIZE) {
        emit_item(e, "region");
        emit_number(e, "offset", get32(value.at + i));
        emit_number(e, "size", get32(value.at + i + 4));
        emit_group_end(e);
    }
    emit_list_end(e);
}

static void show_address(struct emitter *e, const char *key, uint32_t address) {
    if (address == TBF_ADDRESS_ANY)
        emit_any(e, key);
    else
        emit_hex(e, key, address);
}

static void show_permission(struct emitter *e, const uint8_t *entry) {
    uint32_t commands[64];
    size_t count = 0;
    uint32_t block = get32(entry + 4);
    for (unsigned bit = 0; bit < 64; bit++)
        if (get64(entry + 8) >> bit & 1)
            commands[count++] = block * 64 + bit;
    emit_item(e, "driver");
    emit_hex(e, "driver", get32(entry));
    emit_number(e, "offset", block);
    emit_numbers(e, "commands", commands, count);
    emit_group_end(e);
}

static void show_permissions(struct emitter *e, struct span value) {
    emit_list(e, "permissions");
    for (size_t i = TBF_PERMISSIONS_HEAD_SIZE; i + TBF_PERMISSIONS_ENTRY_SIZE <= value.length;
         i += TBF_PERMISSIONS_ENTRY_SIZE)
        show_permission(e, value.at + i);
    emit_list_end(e);
}

/* Shows a list of ids at the start of `value`; what comes after it, or nothing if it is too
 * long. */
static struct span show_ids(struct emitter *e, const char *key, struct span value) {
    uint32_t ids[TBF_STORAGE_IDS_MAX] = {0};
    if (value.length < 2)
        return (struct span){0};
    size_t count = get16(value.at);
    if (count > TBF_STORAGE_IDS_MAX || value.length - 2 < count * 4)
        return (struct span){0};
    for (size_t i = 0; i < count; i++)
        ids[i] = get32(value.at + 2 + i * 4);
    emit_numbers(e, key, ids, count);
    return span_part(value, 2 + count * 4, value.length);
}

static void show_storage(struct emitter *e, struct span value) {
    if (value.length < 4)
        return;
    emit_number(e, "write_id", get32(value.at));
    struct span rest = show_ids(e, "read_ids", span_part(value, 4, value.length));
    show_ids(e, "modify_ids", rest);
}

static const char *tlv_name(uint16_t type) {
    switch (type) {
    case TBF_TLV_MAIN:
        return "main";
    case TBF_TLV_WRITEABLE_FLASH:
        return "writeable_flash_regions";
    case TBF_TLV_PACKAGE_NAME:
        return "package_name";
    case TBF_TLV_PIC_OPTION_1:
        return "pic_option_1";
    case TBF_TLV_FIXED_ADDRESSES:
        return "fixed_addresses";
    case TBF_TLV_PERMISSIONS:
        return "permissions";
    case TBF_TLV_STORAGE_PERMISSIONS:
        return "storage_permissions";
    case TBF_TLV_KERNEL_VERSION:
        return "kernel_version";
    case TBF_TLV_PROGRAM:
        return "program";
    case TBF_TLV_SHORT_ID:
        return "short_id";
    default:
        return "unknown";
    }
}

/* What a value must have at least, for its fields to be looked at. */
static size_t least_length(uint16_t type) {
    switch (type) {
    case TBF_TLV_MAIN:
        return TBF_MAIN_SIZE;
    case TBF_TLV_PROGRAM:
        return TBF_PROGRAM_SIZE;
    case TBF_TLV_FIXED_ADDRESSES:
        return TBF_FIXED_ADDRESSES_SIZE;
    case TBF_TLV_KERNEL_VERSION:
        return TBF_KERNEL_VERSION_SIZE;
    case TBF_TLV_SHORT_ID:
        return TBF_SHORT_ID_SIZE;
    default:
        return 0;
    }
}

static void show_value(struct emitter *e, const struct tbf_tlv *tlv) {
    const uint8_t *at = tlv->value.at;
    switch (tlv->type) {
    case TBF_TLV_MAIN:
    case TBF_TLV_PROGRAM:
        show_program(e, tlv->value);
        break;
    case TBF_TLV_WRITEABLE_FLASH:
        show_regions(e, tlv->value);
        break;
    case TBF_TLV_PACKAGE_NAME:
        emit_bytes(e, "name", tlv->value);
        break;
    case TBF_TLV_FIXED_ADDRESSES:
        show_address(e, "ram", get32(at + TBF_FIXED_ADDRESSES_RAM));
        show_address(e, "flash", get32(at + TBF_FIXED_ADDRESSES_FLASH));
        break;
    case TBF_TLV_PERMISSIONS:
        show_permissions(e, tlv->value);
        break;
    case TBF_TLV_STORAGE_PERMISSIONS:
        show_storage(e, tlv->value);
        break;
    case TBF_TLV_KERNEL_VERSION:
        emit_text(e, "version",
                  memory_format("%u.%u", (unsigned)get16(at), (unsigned)get16(at + 2)));
        break;
    case TBF_TLV_SHORT_ID:
        emit_hex(e, "id", get32(at));
        break;
    default:
        emit_number(e, "tlv_type", tlv->type);
    }
}

static void show_tlvs(struct emitter *e, const struct tbf *t) {
    struct tbf_tlv tlv;
    emit_list(e, "tlvs");
    for (size_t cursor = 0; tbf_next_tlv(t, &cursor, &tlv);) {
        emit_item(e, tlv_name(tlv.type));
        emit_hex(e, "at", (uint32_t)tlv.offset);
        emit_number(e, "length", (uint32_t)tlv.value.length);
        if (tlv.value.length >= least_length(tlv.type))
            show_value(e, &tlv);
        emit_group_end(e);
    }
    emit_list_end(e);
}

static void show_binary(struct emitter *e, const struct tbf *t) {
    emit_group(e, "binary");
    emit_hex(e, "start", tbf_protected_size(t));
    emit_hex(e, "end", t->program.binary_end);
    emit_hex(e, "entry", t->header_size + t->program.init_offset);
    emit_text(e, "code", show_code(t));
    emit_group_end(e);
}

/* In a line what has room there: digests and small signatures. Of RSA keys and signatures the first
 * bytes are enough to tell them apart. */
static void show_footer_data(struct emitter *e, const struct tbf_footer *footer) {
    if (footer->format == TBF_CREDENTIALS_RESERVED || footer->data.length == 0)
        return;
    const char *text = "";
    for (size_t i = 0; i < footer->data.length && i < FOOTER_BYTES_SHOWN; i++)
        text = memory_format("%s%02x", text, footer->data.at[i]);
    emit_text(e, "data",
              footer->data.length > FOOTER_BYTES_SHOWN ? memory_format("%s...", text) : text);
}

static void show_footers(struct emitter *e, const struct tbf *t) {
    struct tbf_footer footer;
    struct problem ignored = {0};
    size_t cursor = 0;
    emit_list(e, "footers");
    while (tbf_next_footer(t, &cursor, &footer, &ignored) == FOOTER_FOUND) {
        const char *name = tbf_footer_format_name(footer.format);
        emit_item(e, name != NULL ? name : "unknown");
        emit_hex(e, "at", (uint32_t)footer.offset);
        emit_number(e, "format", footer.format);
        emit_number(e, "data_size", (uint32_t)footer.data.length);
        show_footer_data(e, &footer);
        emit_group_end(e);
    }
    emit_list_end(e);
    emit_number(e, "unused_tail", t->total_size - (uint32_t)cursor);
}

/* What the kernel accepts, but the author may not have meant. */
static void show_notes(struct emitter *e, const struct tbf *t) {
    const char *notes[2];
    size_t count = 0;
    uint64_t entry = (uint64_t)t->header_size + t->program.init_offset;
    if (!t->has_kernel_version)
        notes[count++] = "names no kernel version, so the kernel does not start it";
    if (!t->has_main && !t->has_program)
        notes[count++] = "has neither Main nor Program";
    else if (entry < tbf_protected_size(t) || entry >= t->program.binary_end)
        notes[count++] = "the entry point lies outside the binary";
    if (count == 0)
        return;
    emit_list(e, "notes");
    for (size_t i = 0; i < count; i++)
        emit_text(e, NULL, notes[i]);
    emit_list_end(e);
}

void show_tbf(struct emitter *e, const struct tbf *t) {
    show_base(e, t);
    if (t->tlvs_end > 0)
        show_tlvs(e, t);
    if (t->is_padding || !t->ends_valid || t->total_size > t->file.length)
        return;
    show_binary(e, t);
    show_footers(e, t);
    show_notes(e, t);
}

/* In JSON the problem is part of the output; a person sees it on standard error. */
static void show_problem(struct emitter *e, const struct problem *p) {
    if (!p->set || !e->json)
        return;
    emit_group(e, "error");
    if (p->has_offset)
        emit_number(e, "offset", (uint32_t)p->offset);
    if (p->field != NULL)
        emit_text(e, "field", p->field);
    emit_text(e, "text", p->text);
    emit_group_end(e);
}

bool show_file(struct emitter *e, struct span file, struct problem *p) {
    struct tbf t;
    bool good = tbf_read(&t, file, p);
    show_tbf(e, &t);
    show_problem(e, p);
    return good;
}

void show_entry(struct emitter *e, const struct walk_entry *entry) {
    emit_item(e, show_kind_name(entry->kind));
    emit_hex(e, "offset", (uint32_t)entry->offset);
    if (entry->why != NULL)
        emit_text(e, "why", entry->why);
    show_tbf(e, &entry->tbf);
    show_problem(e, &entry->problem);
    emit_group_end(e);
}
