/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What newlib's stdio asks of a system: the console behind standard input, output and error. Linked
 * only with stdio. */
#include "console.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

int _write(int file, const char *data, int bytes);
int _read(int file, char *data, int bytes);
int _close(int file);
int _lseek(int file, int offset, int whence);
int _fstat(int file, struct stat *status);
int _isatty(int file);
void libc_close_streams(void);

/* The buffer goes to the kernel as it is, and comes back before this returns. */
int _write(int file, const char *data, int bytes) {
    (void)file;
    if (console_write(data, (size_t)bytes) != OK) {
        errno = EIO;
        return -1;
    }
    return bytes;
}

/* A line, or what fits: what comes after it must not have been taken from the console already. */
int _read(int file, char *data, int bytes) {
    (void)file;
    int at = 0;
    while (at < bytes) {
        size_t received = 0;
        if (console_read(&data[at], 1, &received) != OK) {
            errno = EIO;
            return -1;
        }
        if (data[at] == '\r')
            data[at] = '\n';
        if (data[at++] == '\n')
            break;
    }
    return at;
}

int _close(int file) {
    (void)file;
    return 0;
}

int _lseek(int file, int offset, int whence) {
    (void)file;
    (void)offset;
    (void)whence;
    errno = ESPIPE;
    return -1;
}

/* A terminal, so that stdout is written a line at a time. */
int _fstat(int file, struct stat *status) {
    (void)file;
    *status = (struct stat){.st_mode = S_IFCHR};
    return 0;
}

int _isatty(int file) {
    (void)file;
    return 1;
}

/* Called by crt0 after main; newlib's exit does the same. */
void libc_close_streams(void) {
    if (_GLOBAL_REENT->__cleanup != NULL)
        _GLOBAL_REENT->__cleanup(_GLOBAL_REENT);
}
