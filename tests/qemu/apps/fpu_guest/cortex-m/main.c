/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes memory that it was lent for its stack, below its own, and is interrupted there with the
 * floating-point unit full. The CPU may write that memory for it; but it is not its own. */
#include "ipc.h"
#include "tests/qemu/apps/fpu_host/shared.h"
#include "tests/qemu/raw/cortex-m/fpu.h"

static void notified(uint32_t slot, void *buffer, size_t bytes, void *context) {
    (void)slot;
    (void)context;
    if (bytes < SHARED_BYTES)
        return;
    struct fpu f;
    fpu_pattern(&f, 0x6E57);
    fpu_load(&f);
    __asm__ volatile("mov sp, %0\n\tb ." : : "r"((uint8_t *)buffer + GUEST_SP) : "memory");
}

int main(void) {
    return (int)ipc_serve("fpu_guest", notified, NULL);
}
