/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Starts a process again when it has gone: with the capability that the board gave. */
#include "tests/benign/watch.h"

static void say(struct watch *self, struct process_id id) {
    struct buffer *line = self->line;
    if (line == NULL) {
        return;
    }
    buffer_clear(line);
    buffer_text(line, TEXT("watch: "));
    process_show_name(id, line, CAPABILITY(self, management));
    buffer_text(line, TEXT(" started again"));
    if (uart_transmit(self->uart, line) == OK) {
        self->line = NULL;
    }
}

void watch_fired(struct watch *self, uint32_t now) {
    (void)now;
    struct process_info info;
    if (process_get_info(self->watched, &info, CAPABILITY(self, management)) &&
        info.state == PUBLIC_STATE_TERMINATED &&
        process_control(self->watched, PROCESS_OPERATION_BOOT, CAPABILITY(self, management)) ==
            OK) {
        self->restarts++;
        say(self, self->watched);
    }
    alarm_set(self->alarm, alarm_now(self->alarm), alarm_frequency(self->alarm));
}
