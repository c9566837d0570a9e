/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From one buffer of a process to another, in upper case, by way of a buffer of one's own. */
#include "tests/benign/copier.h"

BUFFER(between, 64);

static uint8_t upper(uint8_t c) {
    return c >= 'a' && c <= 'z' ? (uint8_t)(c - 'a' + 'A') : c;
}

static uint32_t copy(struct slice_ro from, struct slice_rw to, uint32_t wanted) {
    uint32_t done = 0;
    uint32_t length = from.length < to.length ? from.length : to.length;
    length = wanted < length ? wanted : length;
    LOOP_WHILE (done < length, 256) {
        buffer_clear(&between);
        uint32_t n = slice_read(from, done, length - done, &between);
        if (n == 0) {
            break;
        }
        done += slice_write(to, done, &between);
    }
    for (uint32_t i = 0; i < 256 && i < done; i++) {
        slice_set(to, i, upper(slice_get(from, i)));
    }
    return done;
}

command_result copier_command(struct copier *self, struct process_id caller, uint32_t command,
                              uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    if (command != 1) {
        return command == 0 ? command_success() : command_failure(ERR_NOSUPPORT);
    }
    const struct slice_ro from = slice_allowed_ro(self->apps.handle, caller, 0);
    const struct slice_rw to = slice_allowed_rw(self->apps.handle, caller, 0);
    uint32_t copied = copy(from, to, arg1);
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->copied += copied;
    }
    return error == OK ? command_success_u32(copied) : command_failure(error);
}
