/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What there is to say about loading after boot, with the synchronous loader: nothing. */
#include "kernel/loader.h"
#include "kernel/process_control.h"

bool loader_report_line(struct buffer *out) {
    (void)out;
    return false;
}

/* Programs that nobody checked are like no others (ABI 5.3). */
uint32_t process_short_id(struct process_id id, struct process_management_capability cap) {
    (void)id;
    (void)cap;
    return 0;
}

void process_put_short_id(struct process_id id, struct buffer *out,
                          struct process_management_capability cap) {
    (void)id;
    (void)cap;
    buffer_text(out, TEXT("Unique     "));
}

bool process_put_refused(struct buffer *out, struct process_management_capability cap) {
    (void)out;
    (void)cap;
    return false;
}
