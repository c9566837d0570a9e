/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reading whole files; writing through a temporary file and a rename. */
#include "file.h"

#include "memory.h"
#include "problem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536

struct span file_read(const char *path) {
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        fail(path, "cannot be opened: %s", strerror(errno));
    struct bytes content = {0};
    uint8_t chunk[CHUNK];
    size_t got;
    errno = 0;
    while ((got = fread(chunk, 1, sizeof chunk, in)) > 0 && content.length <= FILE_SIZE_MAX)
        bytes_append(&content, chunk, got);
    int error = ferror(in) ? errno : 0;
    fclose(in);
    if (error != 0)
        fail(path, "cannot be read: %s", strerror(error));
    if (content.length > FILE_SIZE_MAX)
        fail(path, "is larger than %zu bytes", FILE_SIZE_MAX);
    /* A block of exactly this size, so that a sanitizer sees every read beyond it. */
    content.at = memory_grow(content.at, content.length);
    return bytes_span(&content);
}

/* A rename would replace a device or a pipe by a file, which nobody wants for /dev/null. */
static void refuse_special_file(const char *path) {
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        fail(path, "cannot be written: it is not a regular file");
}

static int write_all(int file, struct span content) {
    while (content.length > 0) {
        ssize_t written = write(file, content.at, content.length);
        if (written < 0 && errno != EINTR)
            return errno;
        if (written > 0)
            content = span_part(content, (size_t)written, content.length);
    }
    return 0;
}

static mode_t usual_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* That of the file which is replaced, if there is one. */
static int give_mode(int file, const char *path) {
    struct stat old;
    mode_t mode = stat(path, &old) == 0 ? old.st_mode & 07777 : usual_mode();
    return fchmod(file, mode) == 0 ? 0 : errno;
}

/* Before the rename the bytes must be on the disk, and after it the folder, or a crash of the machine
 * could leave a file without content. */
static int finish(int file, int error) {
    if (error == 0 && fsync(file) != 0)
        error = errno;
    if (close(file) != 0 && error == 0)
        error = errno;
    return error;
}

/* Not every file system can; then the rename lasts when it lasts. */
static void sync_folder(const char *path) {
    char *folder = memory_copy_string(path);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        slash[slash == folder ? 1 : 0] = '\0';
    int file = open(slash != NULL ? folder : ".", O_RDONLY);
    if (file < 0)
        return;
    fsync(file);
    close(file);
}

void file_write(const char *path, struct span content) {
    refuse_special_file(path);
    char *temporary = memory_format("%s.XXXXXX", path);
    int file = mkstemp(temporary);
    if (file < 0)
        fail(path, "cannot be written: %s", strerror(errno));
    int error = write_all(file, content);
    if (error == 0)
        error = give_mode(file, path);
    error = finish(file, error);
    if (error == 0 && rename(temporary, path) != 0)
        error = errno;
    if (error != 0) {
        unlink(temporary);
        fail(path, "cannot be written: %s", strerror(error));
    }
    sync_folder(path);
}

void file_create(const char *path, struct span content, unsigned mode) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (file < 0 && errno == EEXIST)
        fail(path, "is there already, and is not replaced");
    if (file < 0)
        fail(path, "cannot be written: %s", strerror(errno));
    int error = write_all(file, content);
    if (error == 0 && fchmod(file, (mode_t)mode) != 0)
        error = errno;
    error = finish(file, error);
    if (error != 0) {
        unlink(path);
        fail(path, "cannot be written: %s", strerror(error));
    }
    sync_folder(path);
}

const char *file_base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}
