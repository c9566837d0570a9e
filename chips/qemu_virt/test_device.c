/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "chips/qemu_virt/test_device.h"

#include "chips/qemu_virt/lines.h"
#include "kernel/registers.h"

REGISTER_WO(virt_test);
FIELD(virt_test, WHAT, 0, 16);
FIELD(virt_test, STATUS, 16, 16);

#define TEST ((struct virt_test *)VIRT_TEST)
#define WHAT_PASS 0x5555u
#define WHAT_FAIL 0x3333u
#define WHAT_RESET 0x7777u

_Noreturn static void end(struct virt_test_value how) {
    virt_test_write(TEST, how);
    for (;;) {
        __asm__ volatile("wfi");
    }
}

_Noreturn void virt_exit(uint32_t status) {
    struct virt_test_value how =
        virt_test_with_WHAT(virt_test_bits(0), status == 0 ? WHAT_PASS : WHAT_FAIL);
    end(virt_test_with_STATUS(how, status));
}

_Noreturn void virt_reset(void) {
    end(virt_test_with_WHAT(virt_test_bits(0), WHAT_RESET));
}
