/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes an ELF file apart with libelf. Contents are taken from the file by checked offset; libelf
 * only decodes the tables, which differ between the 32-bit and 64-bit class. */
#include "elf.h"

#include "memory.h"

#include <gelf.h>
#include <inttypes.h>
#include <libelf.h>
#include <string.h>

bool elf_looks_like(struct span file) {
    return file.length >= SELFMAG && memcmp(file.at, ELFMAG, SELFMAG) == 0;
}

static bool content_in_file(struct span file, uint64_t offset, uint64_t size) {
    return offset <= file.length && size <= file.length - offset;
}

/* Addresses of microcontrollers have 32 bits, in a 64-bit file too. */
static bool fits_32(uint64_t address, uint64_t size) {
    return address <= UINT32_MAX && size <= UINT32_MAX && address + size <= (uint64_t)1 << 32;
}

static bool read_segment(struct elf *elf, const GElf_Phdr *header, struct span file,
                         struct problem *p) {
    uint64_t offset = header->p_filesz != 0 ? header->p_offset : 0; /* of nothing it may be any */
    if (!content_in_file(file, offset, header->p_filesz))
        return problem_at(p, header->p_offset, "segment",
                          "%" PRIu64 " bytes pass the end of the file", header->p_filesz);
    if (!fits_32(header->p_paddr, header->p_filesz) || !fits_32(header->p_vaddr, header->p_memsz))
        return problem_at(p, header->p_offset, "segment", "its addresses do not fit in 32 bits");
    if (header->p_filesz > header->p_memsz)
        return problem_at(p, header->p_offset, "segment", "is larger in the file than in memory");
    elf->segments[elf->segment_count++] = (struct elf_segment){
        .virtual_address = (uint32_t)header->p_vaddr,
        .physical_address = (uint32_t)header->p_paddr,
        .memory_size = (uint32_t)header->p_memsz,
        .content = span_part(file, offset, header->p_filesz),
        .file_offset = offset,
        .writable = (header->p_flags & PF_W) != 0,
        .executable = (header->p_flags & PF_X) != 0,
    };
    return true;
}

static bool read_segments(struct elf *elf, Elf *handle, struct span file, struct problem *p) {
    size_t count = 0;
    if (elf_getphdrnum(handle, &count) != 0 || count > file.length / sizeof(Elf32_Phdr))
        return problem_with(p, "program headers", "they cannot be read");
    elf->segments = memory_new(count * sizeof *elf->segments);
    for (size_t i = 0; i < count; i++) {
        GElf_Phdr header;
        if (gelf_getphdr(handle, (int)i, &header) == NULL)
            return problem_with(p, "program headers", "%s", elf_errmsg(-1));
        if (header.p_type == PT_LOAD && !read_segment(elf, &header, file, p))
            return false;
    }
    return true;
}

static bool read_section(struct elf *elf, const GElf_Shdr *header, const char *name,
                         struct span file, struct problem *p) {
    bool in_file = header->sh_type != SHT_NOBITS && header->sh_type != SHT_NULL;
    if (in_file && !content_in_file(file, header->sh_offset, header->sh_size))
        return problem_at(p, header->sh_offset, "section", "%.64s passes the end of the file",
                          name);
    bool allocated = (header->sh_flags & SHF_ALLOC) != 0;
    if (allocated && !fits_32(header->sh_addr, header->sh_size))
        return problem_at(p, header->sh_offset, "section",
                          "the addresses of %.64s do not fit in 32 bits", name);
    elf->sections[elf->section_count++] = (struct elf_section){
        .name = name,
        .address = (uint32_t)header->sh_addr,
        .size = (uint32_t)header->sh_size,
        .file_offset = header->sh_offset,
        .content = in_file ? span_part(file, header->sh_offset, header->sh_size) : (struct span){0},
        .in_file = in_file,
        .allocated = allocated,
        .writable = (header->sh_flags & SHF_WRITE) != 0,
    };
    return true;
}

/* The first symbol of a name counts. */
static void take_symbol(struct maybe_u32 *into, const GElf_Sym *symbol) {
    if (!into->given)
        *into = (struct maybe_u32){true, (uint32_t)symbol->st_value};
}

static void read_symbol(struct elf *elf, const GElf_Sym *symbol, const char *name) {
    if (strcmp(name, "_flash_origin") == 0)
        take_symbol(&elf->flash_origin, symbol);
    else if (strcmp(name, "_sram_origin") == 0)
        take_symbol(&elf->ram_origin, symbol);
    else if (strcmp(name, "tbf_protected_region_size") == 0)
        take_symbol(&elf->protected_size, symbol);
}

static bool read_symbols(struct elf *elf, Elf *handle, Elf_Scn *section, const GElf_Shdr *header,
                         struct problem *p) {
    Elf_Data *data = elf_getdata(section, NULL);
    if (data == NULL || header->sh_entsize == 0)
        return problem_at(p, header->sh_offset, "symbols", "the symbol table cannot be read");
    size_t count = header->sh_size / header->sh_entsize;
    for (size_t i = 0; i < count; i++) {
        GElf_Sym symbol;
        if (gelf_getsym(data, (int)i, &symbol) == NULL)
            return problem_at(p, header->sh_offset, "symbols", "symbol %zu: %s", i, elf_errmsg(-1));
        const char *name = elf_strptr(handle, header->sh_link, symbol.st_name);
        if (name == NULL)
            return problem_at(p, header->sh_offset, "symbols", "symbol %zu has no valid name", i);
        read_symbol(elf, &symbol, name);
    }
    return true;
}

static bool read_sections(struct elf *elf, Elf *handle, struct span file, struct problem *p) {
    size_t count = 0;
    size_t names = 0;
    if (elf_getshdrnum(handle, &count) != 0 || elf_getshdrstrndx(handle, &names) != 0 ||
        count == 0 || count > file.length / sizeof(Elf32_Shdr))
        return problem_with(p, "section headers", "there are none, or they cannot be read");
    elf->sections = memory_new(count * sizeof *elf->sections);
    Elf_Scn *section = NULL;
    while ((section = elf_nextscn(handle, section)) != NULL) {
        GElf_Shdr header;
        if (gelf_getshdr(section, &header) == NULL)
            return problem_with(p, "section headers", "%s", elf_errmsg(-1));
        const char *name = elf_strptr(handle, names, header.sh_name);
        if (name == NULL)
            return problem_with(p, "section headers", "section %zu has no valid name",
                                elf_ndxscn(section));
        if (!read_section(elf, &header, memory_copy_string(name), file, p))
            return false;
        if (header.sh_type == SHT_SYMTAB && !read_symbols(elf, handle, section, &header, p))
            return false;
    }
    return true;
}

static bool read_header(struct elf *elf, Elf *handle, struct problem *p) {
    GElf_Ehdr header;
    if (elf_kind(handle) != ELF_K_ELF || gelf_getehdr(handle, &header) == NULL)
        return problem_at(p, 0, "header", "this is not an ELF file");
    if (header.e_ident[EI_DATA] != ELFDATA2LSB)
        return problem_at(p, EI_DATA, "data encoding", "is not little-endian");
    if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
        return problem_at(p, 16, "e_type", "is %u: this is not a linked program",
                          (unsigned)header.e_type);
    if (header.e_entry > UINT32_MAX)
        return problem_at(p, 24, "e_entry", "does not fit in 32 bits");
    elf->machine = header.e_machine;
    elf->has_64_bits = header.e_ident[EI_CLASS] == ELFCLASS64;
    elf->entry = (uint32_t)header.e_entry;
    return true;
}

bool elf_read(struct elf *elf, struct span file, struct problem *p) {
    *elf = (struct elf){0};
    if (!elf_looks_like(file))
        return problem_at(p, 0, "magic", "this is not an ELF file");
    /* libelf wants to be able to write; the copy lives as long as the command. */
    struct bytes copy = {0};
    bytes_append_span(&copy, file);
    copy.at = memory_grow(copy.at, copy.length);
    elf_version(EV_CURRENT);
    Elf *handle = elf_memory((char *)copy.at, copy.length);
    if (handle == NULL)
        return problem_at(p, 0, "header", "%s", elf_errmsg(-1));
    bool good = read_header(elf, handle, p) && read_segments(elf, handle, file, p) &&
                read_sections(elf, handle, file, p);
    elf_end(handle);
    return good;
}

bool elf_section_in_segment(const struct elf_section *section, const struct elf_segment *segment) {
    if (!section->allocated || section->size == 0 || section->address < segment->virtual_address)
        return false;
    uint64_t address_offset = section->address - segment->virtual_address;
    if (address_offset + section->size > segment->memory_size)
        return false;
    if (!section->in_file)
        return true;
    return section->file_offset >= segment->file_offset &&
           section->file_offset - segment->file_offset + section->size <= segment->content.length;
}

const struct elf_section *elf_find_section(const struct elf *elf, const char *name) {
    for (size_t i = 0; i < elf->section_count; i++)
        if (strcmp(elf->sections[i].name, name) == 0)
            return &elf->sections[i];
    return NULL;
}
