/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lends memory to fpu_guest, which takes it for its stack, and looks what became of it. */
#include "alarm.h"
#include "ipc.h"
#include "tests/qemu/apps/fpu_host/shared.h"

#include <stdio.h>
#include <string.h>

IPC_BUFFER(shared, SHARED_BYTES);

int main(void) {
    uint32_t guest = 0;
    while (ipc_discover("fpu_guest", &guest) != OK)
        alarm_sleep_ms(10);
    memset(shared, FILL, sizeof shared);
    enum errorcode err = ipc_share(guest, shared, sizeof shared);
    alarm_sleep_ms(50); /* until it is a service */
    if (!err)
        err = ipc_notify_service(guest);
    alarm_sleep_ms(200);
    bool touched = false, basic = false;
    for (unsigned i = 0; i < sizeof shared; i++) {
        bool written = shared[i] != FILL;
        if (i < GUEST_SP - EXTENDED || i >= GUEST_SP - EXTENDED + BASIC)
            touched = touched || written;
        else
            basic = basic || written;
    }
    puts(err != OK || !basic ? "fpu_host: nobody came"
         : touched           ? "fpu_host: TOUCHED"
                             : "fpu_host: untouched");
    return 0;
}
