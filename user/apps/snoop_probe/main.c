/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The one that tries, see ../snoop. It performs what it is told to, and dies of it or answers. Each
 * death is a fault, after which the kernel restarts it and it waits for the next order. What it does with
 * instructions stands in machine.h of the processor's folder. */
#include "../snoop/exchange.h"
#include "ipc.h"
#include "machine.h"

#define BYTES 16

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
    ((void (*)(void))machine_code(address))();
    return done;
}

static struct answer execute_ram(void) {
    static volatile uint16_t code[2] __attribute__((aligned(4)));
    code[0] = MACHINE_RETURN;
    return execute((uintptr_t)code);
}

static struct answer privileged(uint32_t which) {
    return machine_has_privilege(which) ? done : no_effect;
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
        refusal(subscribe(DRIVER_ALARM, 0, (upcall_function *)machine_code(address), NULL));
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
    case SNOOP_PRIVILEGED:
        return privileged(address);
    case SNOOP_UNDEFINED:
        machine_undefined();
        return done;
    case SNOOP_BREAKPOINT:
        machine_breakpoint();
        return done;
    case SNOOP_WRONG_CLASS:
        syscall_raw(0xFF, 0, 0, 0, 0);
        return done;
    case SNOOP_OVERFLOW_STACK:
        machine_overflow_stack();
        return done;
    case SNOOP_CALL_ON_STACK:
        machine_call_on_stack(address);
        return done;
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
