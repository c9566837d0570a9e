/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Memory operations: the break, and questions about where things lie. Source: ABI 2.8. */
#include "abi/syscall.h"
#include "kernel/memory.h"
#include "kernel/syscall.h"

static void succeed(uint32_t registers[4]) {
    registers[0] = RETURN_SUCCESS;
}

static void succeed_u32(uint32_t registers[4], uint32_t value) {
    registers[0] = RETURN_SUCCESS_U32;
    registers[1] = value;
}

/* After the break has moved: the process gets its new memory zeroed, up to the last byte that the
 * protection unit lets it touch, and loses what lies above. */
static void break_moved(struct process *p, uint32_t old_break) {
    const struct layout *l = &p->memory;
    if (l->app_break > old_break) {
        struct range block = {l->start, l->end};
        memory_zero(old_break, mpu_accessible_end(block, l->app_break) - old_break);
    }
    process_update_regions(p);
}

/* The result of a call that moved the break is written over the frame, which may lie above the new
 * break: that is the process's mistake (ABI 1.4, "stack sanity"). */
static enum trap_action finish_break(struct process *p, uint32_t registers[4], uint32_t old_break,
                                     bool returns_old) {
    break_moved(p, old_break);
    if (!arch_registers_reachable(p, registers)) {
        process_fault(p, FAULT_STACK_POINTER);
        return TRAP_LEAVE;
    }
    if (returns_old) {
        succeed_u32(registers, old_break);
    } else {
        succeed(registers);
    }
    return TRAP_RESUME;
}

static enum trap_action move_break(struct process *p, uint32_t registers[4]) {
    uint32_t old_break = p->memory.app_break;
    bool is_sbrk = registers[0] == MEMOP_SBRK;
    enum errorcode error = is_sbrk ? layout_move_break(&p->memory, registers[1])
                                   : layout_set_break(&p->memory, registers[1]);
    if (error != OK) {
        syscall_fail(registers, error);
        return TRAP_RESUME;
    }
    return finish_break(p, registers, old_break, is_sbrk);
}

static void writeable_region(const struct process *p, uint32_t registers[4]) {
    uint32_t offset;
    uint32_t size;
    uint32_t header_size = process_header_size(p);
    if (!tbf_writeable_region(process_object(p), header_size, registers[1], &offset, &size)) {
        syscall_fail(registers, ERR_FAIL);
        return;
    }
    uint32_t start = p->flash_start + offset;
    succeed_u32(registers, registers[0] == MEMOP_WRITEABLE_FLASH_END ? start + size : start);
}

/* A hint for reports, kept if it lies in the process's block. */
static void hint(const struct process *p, uint32_t registers[4], uint32_t *kept) {
    uint32_t address = registers[1];
    if (address >= p->memory.start && address < p->memory.end) {
        *kept = address;
    }
    succeed(registers);
}

enum trap_action syscall_memop(struct process *p, uint32_t registers[4]) {
    switch (registers[0]) {
    case MEMOP_BRK:
    case MEMOP_SBRK:
        return move_break(p, registers);
    case MEMOP_RAM_START:
        succeed_u32(registers, p->memory.start);
        break;
    case MEMOP_RAM_END:
        succeed_u32(registers, p->memory.end);
        break;
    case MEMOP_FLASH_START:
        succeed_u32(registers, p->flash_start);
        break;
    case MEMOP_FLASH_END:
        succeed_u32(registers, p->flash_start + p->flash_size);
        break;
    case MEMOP_GRANT_START:
        succeed_u32(registers, p->memory.kernel_break);
        break;
    case MEMOP_WRITEABLE_FLASH_COUNT:
        succeed_u32(registers,
                    tbf_writeable_region_count(process_object(p), process_header_size(p)));
        break;
    case MEMOP_WRITEABLE_FLASH_START:
    case MEMOP_WRITEABLE_FLASH_END:
        writeable_region(p, registers);
        break;
    case MEMOP_DEBUG_STACK_TOP:
        hint(p, registers, &p->debug.stack_top);
        break;
    case MEMOP_DEBUG_HEAP_START:
        hint(p, registers, &p->debug.heap_start);
        break;
    default:
        syscall_fail(registers, ERR_NOSUPPORT);
        break;
    }
    return TRAP_RESUME;
}
