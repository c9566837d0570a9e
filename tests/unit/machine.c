/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/machine.h"

#include "kernel/capability_mint.h"
#include "kernel/deferred_call.h"
#include "kernel/driver.h"
#include "kernel/fault.h"
#include "kernel/hardening.h"
#include "kernel/loader.h"
#include "kernel/memory.h"
#include "kernel/upcall.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static uint32_t flash_used = FLASH_START;

static void map(uint32_t start, uint32_t end, int content) {
    void *wanted = (void *)(uintptr_t)start;
    void *got = mmap(wanted, end - start, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (got != wanted) {
        perror("the simulated machine's memory");
        exit(EXIT_FAILURE);
    }
    memset(got, content, end - start);
}

/* Once, in the process that forks the tests. */
static __attribute__((constructor)) void build_machine(void) {
    map(FLASH_START, FLASH_END, 0xFF);
    map(RAM_START, RAM_END, RAM_JUNK);
}

uint8_t *bytes_at(uint32_t address) {
    return memory_at(address);
}

/* ---- Apps ---- */

uint32_t machine_add_bytes(const void *bytes, uint32_t length) {
    assert(length <= FLASH_END - flash_used);
    uint32_t at = flash_used;
    memcpy(bytes_at(at), bytes, length);
    flash_used += length;
    return at;
}

uint32_t machine_add_object(const struct tbf_builder *b) {
    uint32_t at = flash_used;
    assert(b->total_size <= FLASH_END - at);
    memset(bytes_at(at), 0, b->total_size);
    memcpy(bytes_at(at), b->bytes, b->header_size);
    flash_used += b->total_size;
    return at;
}

uint32_t machine_flash_used(void) {
    return flash_used;
}

static void add_header(struct tbf_builder *b, const struct app *app, uint32_t total_size) {
    tbf_begin(b);
    tbf_program(b, app->init, app->trailer, app->minimum_ram,
                app->binary_end != 0 ? app->binary_end : total_size, 1);
    if (app->name != NULL) {
        tbf_name(b, app->name);
    }
    if (app->writeable_count != 0) {
        tbf_writeable(b, app->writeable, app->writeable_count);
    }
    if (app->fixed_ram != 0 || app->fixed_flash != 0) {
        tbf_fixed_addresses(b, app->fixed_ram != 0 ? app->fixed_ram : 0xFFFFFFFFu,
                            app->fixed_flash != 0 ? app->fixed_flash : 0xFFFFFFFFu);
    }
    if (app->permissions != NULL) {
        tbf_permissions(b, app->permissions, app->permission_count);
    }
    if (!app->no_kernel_version) {
        tbf_kernel_version(b, app->kernel_major != 0 ? app->kernel_major : 2, app->kernel_minor);
    }
}

uint32_t machine_add(const struct app *app) {
    static struct tbf_builder b;
    uint32_t total_size = app->total_size != 0 ? app->total_size : APP_FLASH;
    add_header(&b, app, total_size);
    tbf_finish(&b, total_size, (app->disabled ? 0u : 1u) | (app->sticky ? 2u : 0u));
    return machine_add_object(&b);
}

uint32_t machine_boot_with(struct range flash, struct range ram) {
    mprotect(bytes_at(FLASH_START), FLASH_END - FLASH_START, PROT_READ);
    return loader_load_all(flash, ram, CAPABILITY_MINT(process_loading_capability));
}

uint32_t machine_boot(void) {
    return machine_boot_with((struct range){FLASH_START, FLASH_END},
                             (struct range){RAM_START, RAM_END});
}

struct process *machine_process(uint32_t slot) {
    assert_in_range(slot, 0, PROCESS_SLOTS - 1);
    struct process *p = kernel.slots[slot];
    assert_non_null(p);
    return p;
}

/* ---- Processes ---- */

void machine_switch_to(struct process *p) {
    if (kernel.current != p) {
        kernel.current = p;
        arch_mpu_load(&p->regions, p->shares);
    }
}

bool machine_wake(struct process *p) {
    uint32_t *registers = arch_syscall_registers(p);
    bool woken = p->state == PROCESS_YIELDED ? upcall_deliver(p, registers)
                                             : upcall_deliver_awaited(p, registers);
    if (!woken) {
        process_update_ready(p);
    }
    machine_switch_to(p);
    return woken;
}

void machine_start(struct process *p) {
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_true(machine_wake(p));
    assert_int_equal(p->state, PROCESS_RUNNING);
}

void machine_settle(struct process *p) {
    machine_start(p);
    struct call c = memop(p, MEMOP_BRK, p->memory.start + RUNNING_RAM);
    assert_success(c);
    struct fake_frame frame = *fake_frame(p);
    p->context.psp = p->memory.start + RUNNING_STACK - (uint32_t)sizeof frame - 64;
    *fake_frame(p) = frame;
}

struct process *machine_running(void) {
    machine_add(RUNNING_APP("running"));
    uint32_t count = machine_boot();
    assert_true(count > 0);
    struct process *p = NULL;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        p = kernel.slots[slot] != NULL ? kernel.slots[slot] : p;
    }
    assert_non_null(p);
    machine_settle(p);
    return p;
}

void machine_fill(struct process *p) {
    struct range block = {p->memory.start, p->memory.end};
    uint32_t rest = p->memory.kernel_break - mpu_accessible_end(block, p->memory.app_break);
    uint32_t address;
    assert_int_equal(layout_take_for_kernel(&p->memory, rest, &address), OK);
    assert_int_equal(layout_take_for_kernel(&p->memory, 1, &address), ERR_NOMEM);
    hardening_seal(p);
}

void machine_set_generation(struct process *p, uint32_t generation) {
    p->id = process_id_of(generation, process_id_slot(p->id));
    hardening_seal(p);
}

uint32_t machine_put_text(struct process *p, uint32_t offset, const char *text) {
    uint32_t address = ram_of(p) + offset;
    memcpy(bytes_at(address), text, strlen(text));
    return address;
}

/* ---- System calls ---- */

/* As the trap code: the frame has to lie below the break (ABI 1.4, "stack sanity"). */
static enum trap_action trap(struct process *p, struct fake_frame *frame, uint32_t class) {
    struct range ram = {p->memory.start, p->memory.app_break};
    if (!range_contains(ram, p->context.psp, sizeof *frame)) {
        process_fault(p, FAULT_STACK_POINTER);
        return TRAP_LEAVE;
    }
    syscall_note(p, frame->r, class);
    return syscall(p, frame->r, class);
}

struct call call(struct process *p, uint32_t class, uint32_t r0, uint32_t r1, uint32_t r2,
                 uint32_t r3) {
    struct fake_frame *frame = fake_frame(p);
    struct call c = {.passed = {r0, r1, r2, r3}};
    memcpy(frame->r, c.passed, sizeof frame->r);
    const struct fake_frame before = *frame;
    unsigned pushed = fake_arch.upcalls_pushed;

    machine_switch_to(p);
    c.action = trap(p, frame, class);

    memcpy(c.r, frame->r, sizeof c.r);
    bool same = memcmp(&before.r12, &frame->r12, sizeof before - sizeof before.r) == 0;
    assert_true(same || fake_arch.upcalls_pushed == pushed + 1);
    return c;
}

void expect_variant(const struct call *c, uint32_t variant, unsigned values, uint32_t v1,
                    uint32_t v2, uint32_t v3, const char *file, int line) {
    const uint32_t v[4] = {variant, v1, v2, v3};
    for (unsigned i = 0; i < 4; i++) {
        uint32_t expected = i <= values ? v[i] : c->passed[i];
        if (c->r[i] != expected) {
            print_error("r%u is 0x%x, not 0x%x%s\n", i, c->r[i], expected,
                        i <= values ? "" : ", which the process had in it");
            _fail(file, line);
        }
    }
}

static void expect_untouched(const struct call *c, enum trap_action action, const char *file,
                             int line) {
    for (unsigned i = 0; i < 4; i++) {
        if (c->r[i] != c->passed[i]) {
            print_error("r%u was written: 0x%x\n", i, c->r[i]);
            _fail(file, line);
        }
    }
    if (c->action != action) {
        print_error(action == TRAP_LEAVE ? "the process goes on\n" : "the process is left\n");
        _fail(file, line);
    }
}

void expect_blocked(const struct call *c, const char *file, int line) {
    expect_untouched(c, TRAP_LEAVE, file, line);
}

void expect_silent(const struct call *c, const char *file, int line) {
    expect_untouched(c, TRAP_RESUME, file, line);
}

void assert_upcall(struct process *p, uint32_t function, uint32_t arg0, uint32_t arg1,
                   uint32_t arg2, uint32_t appdata) {
    const struct fake_frame *frame = fake_frame(p);
    assert_int_equal(p->state, PROCESS_RUNNING);
    assert_int_equal(frame->pc, function & ~1u);
    assert_int_equal(frame->r[0], arg0);
    assert_int_equal(frame->r[1], arg1);
    assert_int_equal(frame->r[2], arg2);
    assert_int_equal(frame->r[3], appdata);
}

void machine_turn(void) {
    for (unsigned i = 0; i < 100 && kernel.work != 0; i++) {
        uint32_t work = kernel.work;
        kernel.work &= ~WORK_RESCHEDULE;
        if ((work & WORK_FAULT) != 0) {
            fault_process_pending();
        }
        if ((work & WORK_RESTART) != 0) {
            process_reset_pending();
        }
        if ((work & WORK_DEFERRED) != 0) {
            deferred_call_run();
        }
    }
    assert_int_equal(kernel.work, 0);
}

void assert_sound(const struct process *p) {
    assert_true(layout_valid(&p->memory));
    assert_ptr_equal(process_find(p->id), p);
    assert_in_range(p->upcalls.count, 0, UPCALL_QUEUE_LENGTH);
    bool ready = ready_set_has(&kernel.ready, process_id_slot(p->id));
    if (p->stopped || !process_is_alive(p)) {
        assert_false(ready);
    }
    if (p->state == PROCESS_RUNNING && !p->stopped) {
        assert_true(ready);
    }
}
