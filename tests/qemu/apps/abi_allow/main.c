/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lending memory, and the errors of all calls to drivers in the order in which they are looked for.
 * Source: ABI 2.4 to 2.7, 2.11, 2.12. */
#include "tests/places.h"
#include "tests/qemu/raw/raw.h"

#define NOBODY 0x7777u
#define WRITE 1
#define WRITTEN 1
#define PROCESS_NUMBERS 2
#define KERNEL_RAM (places()->kernel_ram)

static uint32_t ask(uint32_t operation) {
    return memop(operation, 0).values[0];
}

static uint32_t lend_rw(uint32_t address, uint32_t length) {
    uint32_t error = syscall_error(allow_rw(DRIVER_CONSOLE, 1, (void *)(uintptr_t)address, length));
    allow_rw(DRIVER_CONSOLE, 1, NULL, 0);
    return error;
}

static uint32_t lend_ro(uint32_t address, uint32_t length) {
    uint32_t error = syscall_error(allow_ro(DRIVER_CONSOLE, 1, (void *)(uintptr_t)address, length));
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
    return error;
}

static void nothing(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    (void)appdata;
}

/* ---- What may be lent ---- */

static void check_read_write(void) {
    uint32_t start = ask(MEMOP_RAM_START), end = memop(MEMOP_SBRK, 0).values[0];
    uint32_t flash = ask(MEMOP_FLASH_END) - 16;
    check_equal("rw_all_of_its_memory", lend_rw(start, end - start), OK);
    check_equal("rw_the_last_byte", lend_rw(end - 1, 1), OK);
    check_equal("rw_a_byte_too_far_is_refused", lend_rw(end - 1, 2), ERR_INVAL);
    check_equal("rw_a_byte_too_early_is_refused", lend_rw(start - 1, 2), ERR_INVAL);
    check_equal("rw_around_the_address_space_is_refused", lend_rw(start, 0u - start + 4),
                ERR_INVAL);
    check_equal("rw_the_largest_length_is_refused", lend_rw(start, 0xFFFFFFFF), ERR_INVAL);
    check_equal("rw_own_flash_is_refused", lend_rw(flash, 4), ERR_INVAL);
    check_equal("rw_own_grants_are_refused", lend_rw(ask(MEMOP_GRANT_START), 4), ERR_INVAL);
    check_equal("rw_kernel_memory_is_refused", lend_rw(KERNEL_RAM, 4), ERR_INVAL);
    check_equal("rw_a_device_is_refused", lend_rw(places()->device, 4), ERR_INVAL);
    check_equal("rw_any_address_goes_with_length_0", lend_rw(0xDEADBEEF, 0), OK);
    check_equal("rw_no_alignment_is_asked_for", lend_rw(start + 1, 3), OK);
}

static void check_read_only(uint32_t binary) {
    uint32_t start = ask(MEMOP_RAM_START), end = memop(MEMOP_SBRK, 0).values[0];
    uint32_t flash = ask(MEMOP_FLASH_START), flash_end = ask(MEMOP_FLASH_END);
    check_equal("ro_all_of_its_memory", lend_ro(start, end - start), OK);
    check_equal("ro_all_of_its_binary", lend_ro(binary, flash_end - binary), OK);
    check_equal("ro_its_header_is_refused", lend_ro(flash, 4), ERR_INVAL);
    check_equal("ro_the_last_byte_of_its_header_is_refused", lend_ro(binary - 1, 2), ERR_INVAL);
    check_equal("ro_beyond_its_flash_is_refused", lend_ro(flash_end - 1, 2), ERR_INVAL);
    check_equal("ro_the_kernel_is_refused", lend_ro(places()->kernel_flash + 0x100, 4), ERR_INVAL);
    check_equal("ro_any_address_goes_with_length_0", lend_ro(0xDEADBEEF, 0), OK);
}

/* ---- Swapping ---- */

static void check_swap(void) {
    uint8_t bytes[16];
    uint32_t base = (uint32_t)(uintptr_t)bytes;
    struct syscall_return first = allow_rw(DRIVER_CONSOLE, 1, bytes, 8);
    struct syscall_return second = allow_rw(DRIVER_CONSOLE, 1, bytes + 4, 12);
    struct syscall_return failed = allow_rw(DRIVER_CONSOLE, 1, (void *)KERNEL_RAM, 4);
    struct syscall_return revoked = allow_rw(DRIVER_CONSOLE, 1, (void *)0xDEADBEEF, 0);
    struct syscall_return last = allow_rw(DRIVER_CONSOLE, 1, NULL, 0);
    check("the_first_swap_returns_0_and_0", first.values[0] == 0 && first.values[1] == 0);
    check("a_swap_returns_what_was_there", second.values[0] == base && second.values[1] == 8);
    check("a_failed_swap_returns_what_was_passed", failed.variant == RETURN_FAILURE_2U32 &&
                                                       failed.values[1] == KERNEL_RAM &&
                                                       failed.values[2] == 4);
    check("a_failed_swap_changes_nothing",
          revoked.values[0] == base + 4 && revoked.values[1] == 12);
    check("the_address_of_a_revocation_is_kept",
          last.values[0] == 0xDEADBEEF && last.values[1] == 0);
}

static void check_overlap(void) {
    uint8_t bytes[16];
    bool all = syscall_succeeded(allow_rw(DRIVER_CONSOLE, 1, bytes, 16)) &&
               syscall_succeeded(allow_ro(DRIVER_CONSOLE, 1, bytes + 4, 12)) &&
               syscall_succeeded(allow_rw(DRIVER_PROCESS_INFO, 0, bytes + 2, 14));
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
    allow_rw(DRIVER_CONSOLE, 1, NULL, 0);
    allow_rw(DRIVER_PROCESS_INFO, 0, NULL, 0);
    check("buffers_may_overlap", all);
}

/* ---- What drivers do with it ---- */

static void check_visible(void) {
    uint32_t numbers[2] = {0xFFFFFFFF, 0xFFFFFFFF};
    allow_rw(DRIVER_PROCESS_INFO, 0, numbers, 4);
    command(DRIVER_PROCESS_INFO, PROCESS_NUMBERS, 0, 0);
    check("a_driver_writes_into_the_buffer", numbers[0] != 0xFFFFFFFF);
    check_equal("and_not_beyond_its_end", numbers[1], 0xFFFFFFFF);
    numbers[0] = 0xFFFFFFFF;
    allow_rw(DRIVER_PROCESS_INFO, 0, NULL, 0);
    struct syscall_return counted = command(DRIVER_PROCESS_INFO, PROCESS_NUMBERS, 0, 0);
    check("and_nowhere_once_it_is_revoked",
          numbers[0] == 0xFFFFFFFF && counted.variant == RETURN_SUCCESS_U32);
}

static void check_write_of_nothing(void) {
    allow_ro(DRIVER_CONSOLE, 1, "never seen", 10);
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
    command(DRIVER_CONSOLE, WRITE, 10, 0);
    struct upcall_arguments written = yield_wait_for(DRIVER_CONSOLE, WRITTEN);
    check_equal("a_write_without_a_buffer_ends_with_0", written.arg0, 0);
}

/* ---- The error matrix ---- */

static void check_errors(void) {
    uint8_t byte;
    void *bad = (void *)KERNEL_RAM;
    upcall_function *bad_function = (upcall_function *)KERNEL_RAM;
    check_equal("subscribe_unknown_driver", syscall_error(subscribe(NOBODY, 0, nothing, NULL)),
                ERR_NODEVICE);
    check_equal("command_unknown_driver", syscall_error(command(NOBODY, 0, 0, 0)), ERR_NODEVICE);
    check_equal("allow_unknown_driver", syscall_error(allow_rw(NOBODY, 0, &byte, 1)), ERR_NODEVICE);
    check_equal("readable_unknown_driver", syscall_error(allow_userspace_read(NOBODY, 0, &byte, 1)),
                ERR_NODEVICE);
    check_equal("subscribe_looks_at_the_pointer_before_the_driver",
                syscall_error(subscribe(NOBODY, 0, bad_function, NULL)), ERR_INVAL);
    check_equal("allow_looks_at_the_driver_before_the_buffer",
                syscall_error(allow_ro(NOBODY, 0, bad, 1)), ERR_NODEVICE);
    check_equal("subscribe_bad_pointer",
                syscall_error(subscribe(DRIVER_ALARM, 0, bad_function, NULL)), ERR_INVAL);
    check_equal("subscribe_number_too_large",
                syscall_error(subscribe(DRIVER_ALARM, 1, nothing, NULL)), ERR_NOSUPPORT);
    check_equal("command_number_too_large", syscall_error(command(DRIVER_ALARM, 99, 0, 0)),
                ERR_NOSUPPORT);
    check_equal("allow_number_too_large", syscall_error(allow_rw(DRIVER_CONSOLE, 9, &byte, 1)),
                ERR_NOSUPPORT);
    check_equal("allow_bad_buffer_comes_before_number_too_large",
                syscall_error(allow_rw(DRIVER_CONSOLE, 9, bad, 1)), ERR_INVAL);
    check_equal("readable_without_support",
                syscall_error(allow_userspace_read(DRIVER_CONSOLE, 0, &byte, 1)), ERR_NOSUPPORT);
    check_equal("readable_bad_buffer",
                syscall_error(allow_userspace_read(DRIVER_CONSOLE, 0, bad, 1)), ERR_INVAL);
    check_equal("led_subscribe_fails_for_it_has_no_grant",
                syscall_error(subscribe(DRIVER_LED, 0, nothing, NULL)), ERR_NOMEM);
    check_equal("led_allow_fails_for_it_has_no_grant",
                syscall_error(allow_rw(DRIVER_LED, 0, &byte, 1)), ERR_NOMEM);
}

static void check_subscribe_pointers(void) {
    uint32_t end = ask(MEMOP_FLASH_END);
    check_equal(
        "subscribe_accepts_a_function_in_ram",
        syscall_error(subscribe(DRIVER_ALARM, 0,
                                (upcall_function *)(uintptr_t)(ask(MEMOP_RAM_START) + 1), NULL)),
        OK);
    check_equal(
        "subscribe_accepts_the_last_word_of_flash",
        syscall_error(subscribe(DRIVER_ALARM, 0, (upcall_function *)(uintptr_t)(end - 4), NULL)),
        OK);
    check_equal(
        "subscribe_refuses_what_reaches_beyond_flash",
        syscall_error(subscribe(DRIVER_ALARM, 0, (upcall_function *)(uintptr_t)(end - 3), NULL)),
        ERR_INVAL);
    struct syscall_return old = subscribe(DRIVER_ALARM, 0, NULL, (void *)0x1234);
    check_equal("subscribe_returns_the_pointer_before", old.values[0], end - 4);
    old = subscribe(DRIVER_ALARM, 0, NULL, NULL);
    check("a_null_upcall_keeps_its_appdata", old.values[0] == 0 && old.values[1] == 0x1234);
}

int raw_main(const struct start *start) {
    check_read_write();
    check_read_only(start->arg0);
    check_swap();
    check_overlap();
    check_visible();
    check_write_of_nothing();
    check_errors();
    check_subscribe_pointers();
    end_of("abi_allow");
    return 0;
}
