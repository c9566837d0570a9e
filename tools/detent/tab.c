/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* TAB archives by way of libarchive, from memory to memory. */
#include "tab.h"

#include "file.h"
#include "memory.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAGIC_OFFSET 257
#define MAGIC "ustar"
#define MEMBER_MODE 0644

bool tab_looks_like(struct span file) {
    struct span magic = span_part(file, MAGIC_OFFSET, strlen(MAGIC));
    return magic.length == strlen(MAGIC) && memcmp(magic.at, MAGIC, magic.length) == 0;
}

void tab_add(struct tab *tab, const char *name, struct span content) {
    tab->members = memory_grow(tab->members, (tab->count + 1) * sizeof *tab->members);
    tab->members[tab->count++] = (struct tab_member){name, content};
}

const char *tab_architecture(const char *member_name) {
    return span_string((struct span){(const uint8_t *)member_name, strcspn(member_name, ".")});
}

static bool read_error(struct archive *archive, struct problem *p) {
    const char *why = archive_error_string(archive);
    return problem_at(p, (uint64_t)archive_read_header_position(archive), "archive", "%s",
                      why != NULL ? why : "cannot be read");
}

/* A sparse member may claim far more than the file holds, hence the limit. */
static bool read_content(struct archive *archive, struct bytes *content, struct problem *p) {
    uint8_t chunk[16384];
    la_ssize_t got;
    while ((got = archive_read_data(archive, chunk, sizeof chunk)) > 0) {
        bytes_append(content, chunk, (size_t)got);
        if (content->length > FILE_SIZE_MAX)
            return problem_at(p, (uint64_t)archive_read_header_position(archive), "archive",
                              "a member is larger than %zu bytes", FILE_SIZE_MAX);
    }
    content->at = memory_grow(content->at, content->length);
    return got == 0 ? true : read_error(archive, p);
}

static bool read_member(struct tab *tab, struct archive *archive, struct archive_entry *entry,
                        struct problem *p) {
    const char *path = archive_entry_pathname(entry);
    if (path == NULL)
        return problem_at(p, (uint64_t)archive_read_header_position(archive), "archive",
                          "a member has no name");
    const char *name = memory_copy_string(strncmp(path, "./", 2) == 0 ? path + 2 : path);
    if (archive_entry_filetype(entry) != AE_IFREG)
        return true;
    struct bytes content = {0};
    if (!read_content(archive, &content, p))
        return false;
    if (strcmp(name, TAB_METADATA_NAME) == 0)
        tab->metadata = bytes_span(&content);
    else
        tab_add(tab, name, bytes_span(&content));
    return true;
}

static bool read_members(struct tab *tab, struct archive *archive, struct problem *p) {
    for (;;) {
        struct archive_entry *entry;
        int status = archive_read_next_header(archive, &entry);
        if (status == ARCHIVE_EOF)
            return true;
        if (status < ARCHIVE_WARN)
            return read_error(archive, p);
        if (!read_member(tab, archive, entry, p))
            return false;
    }
}

bool tab_read(struct tab *tab, struct span file, struct problem *p) {
    *tab = (struct tab){0};
    struct archive *archive = archive_read_new();
    archive_read_support_format_tar(archive);
    bool good = archive_read_open_memory(archive, file.at, file.length) == ARCHIVE_OK
                    ? read_members(tab, archive, p)
                    : read_error(archive, p);
    archive_read_free(archive);
    if (good && tab->count == 0)
        return problem_with(p, "archive", "holds no program");
    return good;
}

static la_ssize_t append_output(struct archive *archive, void *output, const void *data,
                                size_t length) {
    (void)archive;
    bytes_append(output, data, length);
    return (la_ssize_t)length;
}

static bool write_error(struct archive *archive, const char *name, struct problem *p) {
    const char *why = archive_error_string(archive);
    return problem_with(p, NULL, "%.64s cannot be put in: %.64s", name, why != NULL ? why : "");
}

static bool write_member(struct archive *archive, const char *name, struct span content,
                         int64_t modified_seconds, struct problem *p) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, MEMBER_MODE);
    archive_entry_set_uid(entry, 0);
    archive_entry_set_gid(entry, 0);
    archive_entry_set_mtime(entry, modified_seconds, 0);
    archive_entry_set_size(entry, (la_int64_t)content.length);
    bool good = archive_write_header(archive, entry) == ARCHIVE_OK &&
                archive_write_data(archive, content.at, content.length) >= 0;
    archive_entry_free(entry);
    return good ? true : write_error(archive, name, p);
}

static bool write_members(struct archive *archive, const struct tab *tab, int64_t modified_seconds,
                          struct problem *p) {
    if (!write_member(archive, TAB_METADATA_NAME, tab->metadata, modified_seconds, p))
        return false;
    for (size_t i = 0; i < tab->count; i++)
        if (!write_member(archive, tab->members[i].name, tab->members[i].content, modified_seconds,
                          p))
            return false;
    return archive_write_close(archive) == ARCHIVE_OK ? true : write_error(archive, "the end", p);
}

bool tab_write(struct bytes *out, const struct tab *tab, int64_t modified_seconds,
               struct problem *p) {
    struct archive *archive = archive_write_new();
    archive_write_set_format_ustar(archive);
    archive_write_set_bytes_in_last_block(archive, 1);
    bool good = archive_write_open(archive, out, NULL, append_output, NULL) == ARCHIVE_OK
                    ? write_members(archive, tab, modified_seconds, p)
                    : write_error(archive, "the start", p);
    archive_write_free(archive);
    return good;
}
