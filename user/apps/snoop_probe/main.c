/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The one that tries, see ../snoop. It performs what it is told to, and dies of it or answers. Each
 * death is a fault, after which the kernel restarts it and it waits for the next order. */
#include "../snoop/exchange.h"
#include "ipc.h"

#define BYTES 16
#define CONTROL_UNPRIVILEGED 1u

struct answer {
    enum snoop_outcome outcome;
    uint32_t value;
};

static const struct answer done = {SNOOP_DONE, 0};
static const struct answer no_effect = {SNOOP_NO_EFFECT, 0};

static struct answer read(uint32_t address) {
    return (struct answer){SNOOP_VALUE, *(volatile uint32_t *)address};
}

static struct answer write(uint32_t address) {
    *(volatile uint32_t *)address = SNOOP_PATTERN;
    return read(address);
}

static struct answer execute(uint32_t address) {
    ((void (*)(void))(address | 1))();
    return done;
}

static struct answer execute_ram(void) {
    static volatile uint16_t code[2] __attribute__((aligned(4)));
    code[0] = 0x4770; /* bx lr */
    return execute((uintptr_t)code);
}

/* ---- Special registers: without privilege, writes are ignored and reads give 0 ---- */

static struct answer set_control(void) {
    uint32_t control;
    __asm__ volatile("msr control, %1; isb; mrs %0, control" : "=r"(control) : "r"(0) : "memory");
    return control & CONTROL_UNPRIVILEGED ? no_effect : done;
}

static struct answer set_basepri(void) {
    uint32_t basepri;
    __asm__ volatile("msr basepri, %1; mrs %0, basepri" : "=r"(basepri) : "r"(0x20));
    return basepri == 0 ? no_effect : done;
}

static struct answer set_primask(void) {
    uint32_t primask;
    __asm__ volatile("msr primask, %1; mrs %0, primask" : "=r"(primask) : "r"(1));
    return primask == 0 ? no_effect : done;
}

/* If this worked, the system call of the answer would fault. */
static struct answer disable_interrupts(void) {
    uint32_t primask;
    __asm__ volatile("cpsid i; mrs %0, primask" : "=r"(primask));
    return primask == 0 ? no_effect : done;
}

/* ---- The stack ---- */

static struct answer overflow_stack(void) {
    __asm__ volatile("1: push {r0-r7}; b 1b");
    return done;
}

static struct answer call_on_stack(uint32_t address) {
    __asm__ volatile("mov r4, sp; mov sp, %0; movs r0, %1; movs r1, #0; svc %2; mov sp, r4"
                     :
                     : "r"(address & ~7u), "i"(MEMOP_RAM_START), "i"(SYSCALL_MEMOP)
                     : "r0", "r1", "r4", "memory");
    return done;
}

/* ---- Through the kernel ---- */

static struct answer refusal(struct syscall_return result) {
    if (syscall_succeeded(result))
        return done;
    return (struct answer){SNOOP_REFUSED, syscall_error(result)};
}

/* What was granted is given back, lest the kernel use it. */
static struct answer allow_writeable(uint32_t driver, uint32_t number, uint32_t address,
                                     uint32_t bytes) {
    struct answer answer = refusal(allow_rw(driver, number, (void *)address, bytes));
    allow_rw(driver, number, NULL, 0);
    return answer;
}

static struct answer allow_readable(uint32_t address) {
    struct answer answer = refusal(allow_ro(DRIVER_CONSOLE, 1, (void *)address, BYTES));
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
    return answer;
}

static struct answer subscribe_there(uint32_t address) {
    struct answer answer =
        refusal(subscribe(DRIVER_ALARM, 0, (upcall_function *)(address | 1), NULL));
    subscribe(DRIVER_ALARM, 0, NULL, NULL);
    return answer;
}

/* The kernel ignores a flag that it may not write, so only its owner can tell. */
static struct answer yield_flag(uint32_t address) {
    syscall_raw(SYSCALL_YIELD, YIELD_NO_WAIT, address, 0, 0);
    return no_effect;
}

static struct answer perform(enum snoop_action action, uint32_t address, uint32_t client) {
    switch (action) {
    case SNOOP_PING:
        return done;
    case SNOOP_READ:
        return read(address);
    case SNOOP_WRITE:
        return write(address);
    case SNOOP_EXECUTE:
        return execute(address);
    case SNOOP_EXECUTE_RAM:
        return execute_ram();
    case SNOOP_SET_CONTROL:
        return set_control();
    case SNOOP_SET_BASEPRI:
        return set_basepri();
    case SNOOP_SET_PRIMASK:
        return set_primask();
    case SNOOP_DISABLE_INTERRUPTS:
        return disable_interrupts();
    case SNOOP_UNDEFINED:
        __asm__ volatile("udf #0");
        return done;
    case SNOOP_BREAKPOINT:
        __asm__ volatile("bkpt #0");
        return done;
    case SNOOP_WRONG_CLASS:
        syscall_raw(0xFF, 0, 0, 0, 0);
        return done;
    case SNOOP_OVERFLOW_STACK:
        return overflow_stack();
    case SNOOP_CALL_ON_STACK:
        return call_on_stack(address);
    case SNOOP_ALLOW_RW:
        return allow_writeable(DRIVER_CONSOLE, 1, address, BYTES);
    case SNOOP_ALLOW_RO:
        return allow_readable(address);
    case SNOOP_ALLOW_READABLE:
        return refusal(allow_userspace_read(DRIVER_CONSOLE, 1, (void *)address, BYTES));
    case SNOOP_ALLOW_WRAP:
        return allow_writeable(DRIVER_CONSOLE, 1, address, UINT32_MAX - BYTES);
    case SNOOP_ALLOW_IPC:
        return allow_writeable(DRIVER_IPC, client, address, 32);
    case SNOOP_SUBSCRIBE:
        return subscribe_there(address);
    case SNOOP_SET_BREAK:
        return refusal(memop(MEMOP_BRK, address));
    case SNOOP_YIELD_FLAG:
        return yield_flag(address);
    }
    return no_effect;
}

static void serve(uint32_t client, void *buffer, size_t bytes, void *context) {
    (void)context;
    struct snoop_exchange *exchange = buffer;
    if (bytes < sizeof *exchange)
        return;
    struct answer answer = perform((enum snoop_action)exchange->action, exchange->address, client);
    memory_get_layout(&exchange->layout);
    exchange->outcome = answer.outcome;
    exchange->value = answer.value;
    ipc_notify_client(client);
}

int main(void) {
    return (int)ipc_serve(SNOOP_PROBE, serve, NULL);
}
