/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Decides what of an ELF file is the app. The physical addresses are those that count: they say
 * where a byte lies in flash, also if it is copied to RAM later. */
#include "program.h"

#include "file.h"
#include "memory.h"

#include <elf.h>
#include <inttypes.h>
#include <string.h>

static bool read_machine(struct program *program, const struct elf *elf, struct problem *p) {
    switch (elf->machine) {
    case EM_ARM:
        program->least_power_of_two = 512;
        return true;
    case EM_RISCV:
        if (elf->has_64_bits)
            return problem_at(p, EI_CLASS, "class",
                              "is RISC-V of 64 bits; -march=rv32imac -mabi=ilp32 makes 32");
        program->multiple = 4;
        program->cannot_be_moved = true;
        return true;
    case EM_386:
        program->multiple = 4096;
        return true;
    default:
        return problem_at(p, 18, "e_machine", "%u is neither Arm, RISC-V nor x86",
                          (unsigned)elf->machine);
    }
}

static bool holds_a_section(const struct elf *elf, const struct elf_segment *segment) {
    for (size_t i = 0; i < elf->section_count; i++)
        if (elf_section_in_segment(&elf->sections[i], segment))
            return true;
    return false;
}

/* Without a symbol the place of flash is guessed from the code: at 0x80000000 by virtual address
 * the program is position-independent, else the lowest code is where flash starts. */
static bool guess_flash(struct program *program, const struct elf *elf, struct problem *p) {
    bool found = false;
    for (size_t i = 0; i < elf->segment_count; i++) {
        const struct elf_segment *s = &elf->segments[i];
        if (!s->executable || s->content.length == 0 || !holds_a_section(elf, s))
            continue;
        if (s->virtual_address == TBF_PIC_FLASH_BASE) {
            program->image_address = s->physical_address;
            return true;
        }
        if (!found || s->physical_address < program->image_address)
            program->image_address = s->physical_address;
        found = true;
    }
    if (!found)
        return problem_with(p, "segments", "there is no code to be loaded");
    program->fixed_flash = (struct maybe_u32){true, program->image_address};
    return true;
}

static bool find_flash(struct program *program, const struct elf *elf, struct maybe_u32 wanted,
                       struct problem *p) {
    if (!elf->flash_origin.given) {
        if (!guess_flash(program, elf, p))
            return false;
    } else {
        program->image_address = elf->flash_origin.value;
        if (program->image_address != TBF_PIC_FLASH_BASE)
            program->fixed_flash = elf->flash_origin;
    }
    if (program->fixed_flash.given && wanted.given)
        program->image_address = wanted.value;
    if (wanted.given)
        program->fixed_flash = wanted;
    return true;
}

/* How much of RAM a segment takes, but for the stack. Data has an address in RAM and one in flash.
 * If it is nothing but zeros, linkers give it the first alone, and perhaps one segment with the
 * stack. */
static uint32_t data_in(const struct elf_segment *s, const struct elf_section *stack) {
    if (!s->writable || (s->virtual_address == s->physical_address && s->content.length != 0))
        return 0;
    bool has_stack = s->content.length == 0 && stack != NULL && stack->size <= s->memory_size &&
                     stack->address - s->virtual_address <= s->memory_size - stack->size;
    return s->memory_size - (has_stack ? stack->size : 0);
}

static void find_ram(struct program *program, const struct elf *elf) {
    if (elf->ram_origin.given && elf->ram_origin.value != TBF_PIC_RAM_BASE)
        program->fixed_ram = elf->ram_origin;
    const struct elf_section *stack = elf_find_section(elf, ".stack");
    for (size_t i = 0; i < elf->segment_count; i++)
        program->data_ram += data_in(&elf->segments[i], stack);
    if (stack != NULL)
        program->stack = (struct maybe_u32){true, stack->size};
}

/* Cuts off what lies below the start of flash: linkers put the ELF headers there. */
static struct elf_segment trim(const struct elf_segment *segment, uint32_t start) {
    struct elf_segment s = *segment;
    if (s.physical_address >= start)
        return s;
    uint32_t below = start - s.physical_address;
    uint32_t cut = below < s.content.length ? below : (uint32_t)s.content.length;
    s.physical_address += cut;
    s.virtual_address += cut;
    s.memory_size -= cut;
    s.file_offset += cut;
    s.content = span_part(s.content, cut, s.content.length);
    return s;
}

/* For the gap before the first segment, too: the offsets in the app's own header count from the
 * start of flash. */
static bool fill_gap(struct program *program, const struct elf_segment *s, struct problem *p) {
    uint64_t end = (uint64_t)program->image_address + program->image.length;
    if (s->physical_address < end)
        return problem_at(p, s->file_offset, "segment",
                          "at 0x%" PRIx32 " lies before the end of the one before it, 0x%" PRIx64,
                          s->physical_address, end);
    uint64_t gap = s->physical_address - end;
    if (program->image.length + gap + s->content.length > FILE_SIZE_MAX)
        return problem_at(p, s->file_offset, "segment",
                          "at 0x%" PRIx32 " lies too far from the start of flash, 0x%" PRIx32,
                          s->physical_address, program->image_address);
    if (gap > program->largest_gap)
        program->largest_gap = (uint32_t)gap;
    bytes_append_fill(&program->image, 0, (size_t)gap);
    return true;
}

static bool take_region(struct program *program, const struct elf_section *section,
                        const struct elf_segment *s, struct problem *p) {
    size_t in_segment = section->address - s->virtual_address;
    size_t offset = program->image.length + in_segment;
    if (in_segment + section->size > s->content.length)
        return problem_at(p, section->file_offset, "section",
                          "%.64s is not among the bytes for flash", section->name);
    program->regions =
        memory_grow(program->regions, (program->region_count + 1) * sizeof *program->regions);
    program->regions[program->region_count++] =
        (struct writeable_region){(uint32_t)offset, section->size};
    return true;
}

/* pre: the image ends where the segment will start */
static bool take_sections(struct program *program, const struct elf *elf,
                          const struct elf_segment *s, struct problem *p) {
    for (size_t i = 0; i < elf->section_count; i++) {
        const struct elf_section *section = &elf->sections[i];
        if (!elf_section_in_segment(section, s))
            continue;
        if (strstr(section->name, ".wfr") != NULL && !take_region(program, section, s, p))
            return false;
        if (!section->writable)
            continue;
        const struct elf_section *relocations =
            elf_find_section(elf, memory_format(".rel%s", section->name));
        if (relocations != NULL)
            bytes_append_span(&program->relocations, relocations->content);
    }
    return true;
}

static bool find_entry(struct program *program, const struct elf *elf, struct problem *p) {
    for (size_t i = 0; i < elf->segment_count; i++) {
        struct elf_segment s = trim(&elf->segments[i], program->image_address);
        if (elf->entry < s.physical_address || elf->entry - s.physical_address >= s.content.length)
            continue;
        program->entry_offset = elf->entry - program->image_address;
        return true;
    }
    return problem_at(p, 24, "e_entry", "0x%" PRIx32 " is in no segment that is loaded",
                      elf->entry);
}

/* A section of which something was cut off. */
static void note_lost_sections(struct program *program, const struct elf *elf,
                               const struct elf_segment *whole, const struct elf_segment *trimmed) {
    for (size_t i = 0; i < elf->section_count; i++) {
        const struct elf_section *section = &elf->sections[i];
        if (section->in_file && elf_section_in_segment(section, whole) &&
            !elf_section_in_segment(section, trimmed))
            program->lost_section = section->name;
    }
}

static bool take_segments(struct program *program, const struct elf *elf, struct problem *p) {
    for (size_t i = 0; i < elf->segment_count; i++) {
        struct elf_segment s = trim(&elf->segments[i], program->image_address);
        note_lost_sections(program, elf, &elf->segments[i], &s);
        if (s.content.length == 0)
            continue;
        if (!fill_gap(program, &s, p) || !take_sections(program, elf, &s, p))
            return false;
        bytes_append_span(&program->image, s.content);
    }
    return true;
}

bool program_read(struct program *program, const struct elf *elf, struct maybe_u32 fixed_flash,
                  struct problem *p) {
    *program = (struct program){.protected_size = elf->protected_size};
    if (!read_machine(program, elf, p) || !find_flash(program, elf, fixed_flash, p))
        return false;
    find_ram(program, elf);
    return take_segments(program, elf, p) && find_entry(program, elf, p);
}
