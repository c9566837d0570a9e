/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A simulated machine: flash and RAM at addresses of 32 bits, apps that are loaded from it, and
 * processes that make system calls. At the start of each test flash is erased and RAM holds junk. */
#ifndef TESTS_UNIT_MACHINE_H
#define TESTS_UNIT_MACHINE_H

#include "kernel/process.h"
#include "kernel/syscall.h"
#include "tests/unit/fake_arch.h"
#include "tests/unit/tbf_builder.h"
#include "tests/unit/unit.h"

/* The lowest page of a host cannot be had, so flash begins above the chip's. */
#define FLASH_START 0x00080000u
#define FLASH_END 0x000C0000u
#define RAM_START 0x20000000u
#define RAM_END 0x20010000u
#define RAM_JUNK 0xA5

/* ---- Apps ---- */

#define APP_FLASH 0x400u /* bytes of an object, unless an app says otherwise */

/* What a member that is 0 or NULL stands for is in the comment. */
struct app {
    const char *name;     /* no package name */
    uint32_t total_size;  /* APP_FLASH */
    uint32_t minimum_ram; /* 0, so that the architecture's minimum counts */
    uint32_t trailer;     /* no protected trailer */
    uint32_t init;        /* the entry point is right behind the header */
    uint32_t binary_end;  /* total_size */
    uint32_t fixed_ram;   /* anywhere */
    uint32_t fixed_flash; /* anywhere; otherwise where the program, not its header, must lie */
    const struct tbf_permission *permissions; /* everything is permitted */
    uint32_t permission_count;
    const uint32_t *writeable; /* offset and size of each region; none */
    uint32_t writeable_count;
    bool no_kernel_version;
    uint32_t kernel_major; /* 2 */
    uint32_t kernel_minor; /* 0 */
    bool disabled;
    bool sticky;
};

/* Appends an app to what is in flash. Returns the address of its object. */
uint32_t machine_add(const struct app *app);

/* Appends an object, or bytes that are none. */
uint32_t machine_add_object(const struct tbf_builder *b);
uint32_t machine_add_bytes(const void *bytes, uint32_t length);

/* The address behind what has been added. */
uint32_t machine_flash_used(void);

/* Loads what is in flash. Returns how many processes there are. Flash is read-only from now on. */
uint32_t machine_boot(void);

/* The same with other bounds. */
uint32_t machine_boot_with(struct range flash, struct range ram);

/* The process in a slot; fails the test if there is none. */
struct process *machine_process(uint32_t slot);

/* ---- Processes ---- */

/* Bytes that a process gets from machine_running. */
#define RUNNING_RAM 2048u
#define RUNNING_STACK 512u

/* An app with room for RUNNING_RAM and some grants. */
#define RUNNING_APP(name_)                          \
    &(const struct app) {                           \
        .name = (name_), .minimum_ram = RUNNING_RAM \
    }

/* Makes the one that is current run, as the main loop does: hands it its first call. */
void machine_start(struct process *p);

/* Adds one RUNNING_APP, boots, and has it running as crt0 leaves it: stack at the bottom, its
 * break at RUNNING_RAM. Other apps can have been added before; they are left as they are. */
struct process *machine_running(void);

/* Does the same to a process that has been loaded. */
void machine_settle(struct process *p);

/* Leaves no byte between what the process can touch and what the kernel has. It can make room for
 * grants by giving up some of its RAM. */
void machine_fill(struct process *p);

/* Gives the process the name that it would have after so many lives. */
void machine_set_generation(struct process *p, uint32_t generation);

/* Where the process that machine_settle left keeps its data. */
static inline uint32_t ram_of(const struct process *p) {
    return p->memory.start + RUNNING_STACK;
}
static inline uint32_t flash_of(const struct process *p) {
    return p->flash_start + p->protected_size;
}

/* A valid upcall function of the process. */
static inline uint32_t function_of(const struct process *p) {
    return flash_of(p) + 0x41;
}

/* The bytes at an address of the machine. */
uint8_t *bytes_at(uint32_t address);

/* Puts text into the process's RAM, at an offset from ram_of. Returns the address. */
uint32_t machine_put_text(struct process *p, uint32_t offset, const char *text);

/* ---- System calls ---- */

struct call {
    enum trap_action action;
    uint32_t passed[4];
    uint32_t r[4];
};

/* Makes a system call of the process, in its frame. Checks that nothing of the frame but the four
 * registers is written, unless an upcall is pushed on it. */
struct call call(struct process *p, uint32_t class, uint32_t r0, uint32_t r1, uint32_t r2,
                 uint32_t r3);

static inline struct call subscribe(struct process *p, uint32_t driver, uint32_t number,
                                    uint32_t function, uint32_t appdata) {
    return call(p, SYSCALL_SUBSCRIBE, driver, number, function, appdata);
}
static inline struct call command(struct process *p, uint32_t driver, uint32_t number,
                                  uint32_t arg1, uint32_t arg2) {
    return call(p, SYSCALL_COMMAND, driver, number, arg1, arg2);
}
static inline struct call allow_rw(struct process *p, uint32_t driver, uint32_t number,
                                   uint32_t address, uint32_t length) {
    return call(p, SYSCALL_ALLOW_RW, driver, number, address, length);
}
static inline struct call allow_ro(struct process *p, uint32_t driver, uint32_t number,
                                   uint32_t address, uint32_t length) {
    return call(p, SYSCALL_ALLOW_RO, driver, number, address, length);
}
static inline struct call allow_readable(struct process *p, uint32_t driver, uint32_t number,
                                         uint32_t address, uint32_t length) {
    return call(p, SYSCALL_ALLOW_USERSPACE_READ, driver, number, address, length);
}

#define JUNK_1 0xDEAD0001u
#define JUNK_2 0xDEAD0002u
#define JUNK_3 0xDEAD0003u
static inline struct call memop(struct process *p, uint32_t operation, uint32_t argument) {
    return call(p, SYSCALL_MEMOP, operation, argument, JUNK_2, JUNK_3);
}
static inline struct call yield_no_wait(struct process *p, uint32_t flag) {
    return call(p, SYSCALL_YIELD, YIELD_NO_WAIT, flag, JUNK_2, JUNK_3);
}
static inline struct call yield_wait(struct process *p) {
    return call(p, SYSCALL_YIELD, YIELD_WAIT, JUNK_1, JUNK_2, JUNK_3);
}
static inline struct call yield_wait_for(struct process *p, uint32_t driver, uint32_t number) {
    return call(p, SYSCALL_YIELD, YIELD_WAIT_FOR, driver, number, JUNK_3);
}

/* What a call answered, to the last register: those that the variant does not list (ABI 1.2) hold
 * what was passed. They go on with the process. */
#define assert_success(c) expect_variant(&(c), 128, 0, 0, 0, 0, __FILE__, __LINE__)
#define assert_success_u32(c, a) expect_variant(&(c), 129, 1, (a), 0, 0, __FILE__, __LINE__)
#define assert_success_2u32(c, a, b) expect_variant(&(c), 130, 2, (a), (b), 0, __FILE__, __LINE__)
#define assert_success_3u32(c, a, b, d) \
    expect_variant(&(c), 132, 3, (a), (b), (d), __FILE__, __LINE__)
#define assert_failure(c, error) expect_variant(&(c), 0, 1, (error), 0, 0, __FILE__, __LINE__)
/* Failure of Subscribe and Allow: the two words that were passed come back. */
#define assert_swap_failure(c, error) \
    expect_variant(&(c), 2, 3, (error), (c).passed[2], (c).passed[3], __FILE__, __LINE__)
void expect_variant(const struct call *c, uint32_t variant, unsigned values, uint32_t v1,
                    uint32_t v2, uint32_t v3, const char *file, int line);

/* The call blocked the process, or ended it: no register was written. */
#define assert_blocked(c) expect_blocked(&(c), __FILE__, __LINE__)
void expect_blocked(const struct call *c, const char *file, int line);

/* The call came back without writing a register. */
#define assert_silent(c) expect_silent(&(c), __FILE__, __LINE__)
void expect_silent(const struct call *c, const char *file, int line);

/* The process is about to run `function` with these arguments. */
void assert_upcall(struct process *p, uint32_t function, uint32_t arg0, uint32_t arg1,
                   uint32_t arg2, uint32_t appdata);

/* As the main loop: makes the process the current one, its regions loaded. */
void machine_switch_to(struct process *p);

/* As the main loop: gives the process what it waits for. Returns false if that is not there. */
bool machine_wake(struct process *p);

/* As the main loop, with no process running: everything that is pending in kernel.work. */
void machine_turn(void);

/* Checks everything about the process that must hold at any time between two calls. */
void assert_sound(const struct process *p);

#endif
