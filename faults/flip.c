/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that flips bits, one at a time, at moments and places that a seed chooses:
 *
 *     qemu-system-arm -icount ... -plugin flip.so,what=kernel|process,seed=N,count=N,from=NS,every=NS,
 *         kernel=START-END,slots=ADDRESS,layout=OFFSET,control=FIRST-END,apps=START-END,spared=START-END,log=FILE
 *
 * The first flip comes within `every` ns behind `from`, each other within twice that behind the one before.
 * Bits of the kernel are those of its RAM, and of what it keeps in the blocks of processes: from the kernel's
 * break to the end; with control= only these bytes of each control block. Bits of processes are those of their RAM, and the registers of the one that runs: a flip
 * waits a little for one that does. Whose program lies at `spared` is left alone. The log gets a line for each.
 *
 * The plugin interface of QEMU 7.2 neither writes memory nor registers, nor knows time, so this calls
 * functions of QEMU's own, by symbols that the distribution's build exports for its modules
 * (as tools/qemu/limit.c does). Only what is needed is declared here. */
#include <dlfcn.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORTED __attribute__((visibility("default")))

/* include/qemu/qemu-plugin.h */
extern int qemu_plugin_version EXPORTED;
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) EXPORTED;
struct qemu_plugin_tb;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id,
                                           void (*callback)(uint64_t, struct qemu_plugin_tb *));

/* include/qemu/timer.h: the virtual clock is 1, a timer is smaller than this. */
#define CLOCK_VIRTUAL 1
#define TIMER_BYTES 256
typedef void timer_init(void *timer, void *group, int clock, int scale, int attributes,
                        void (*callback)(void *), void *opaque);
typedef void timer_set(void *timer, int64_t at);
typedef int64_t clock_get(int clock);

/* include/exec/cpu-common.h */
typedef void memory_access(uint64_t address, void *bytes, uint64_t length, bool is_write);

/* target/arm/gdbstub.c, target/riscv/gdbstub.c; GByteArray begins with its data (GLib). */
struct byte_array {
    uint8_t *data;
    unsigned length;
};
typedef int register_read(void *cpu, struct byte_array *to, int number);
typedef int register_write(void *cpu, uint8_t *from, int number);
typedef struct byte_array *array_new(void);
typedef struct byte_array *array_set_size(struct byte_array *array, unsigned length);

/* The interface version that this QEMU speaks (tools/qemu/plugin-version asks it). */
int qemu_plugin_version = PLUGIN_VERSION;

struct range {
    uint64_t start;
    uint64_t end;
};

static struct {
    bool of_processes;
    uint64_t random;
    uint64_t count;
    uint64_t from;
    uint64_t every;
    struct range kernel;
    uint64_t slots;
    uint64_t slot_count;
    uint64_t layout;
    struct range control;
    struct range apps;
    struct range spared;
    FILE *log;
} given = {.slot_count = 8};

static _Alignas(16) unsigned char timer[TIMER_BYTES];
static memory_access *access_memory;
static clock_get *now;
static timer_set *set_timer;
static register_read *read_register;
static register_write *write_register;
static struct byte_array *bytes;
static array_set_size *set_size;
static int program_counter; /* its number, which is also that of the last register */

/* ---- Chance: xorshift64* ---- */

static uint32_t random_word(void) {
    given.random ^= given.random >> 12;
    given.random ^= given.random << 25;
    given.random ^= given.random >> 27;
    return (uint32_t)(given.random * UINT64_C(0x2545F4914F6CDD1D) >> 32);
}

static uint64_t random_below(uint64_t limit) {
    return (uint64_t)random_word() * limit >> 32;
}

/* ---- The machine ---- */

static uint32_t word_at(uint64_t address) {
    uint32_t word = 0;
    access_memory(address, &word, sizeof word, false);
    return word;
}

static void *cpu(void) {
    return *(void **)dlsym(NULL, "cpus"); /* the head of the list of them */
}

static uint32_t register_value(int number) {
    uint32_t value;
    set_size(bytes, 0);
    read_register(cpu(), bytes, number);
    memcpy(&value, bytes->data, sizeof value);
    return value;
}

/* ---- Flips ---- */

static void flip_memory(const char *whose, uint64_t address) {
    uint8_t byte;
    unsigned bit = random_word() % 8;
    access_memory(address, &byte, 1, false);
    byte = (uint8_t)(byte ^ 1u << bit);
    access_memory(address, &byte, 1, true);
    fprintf(given.log, "%" PRIi64 " %s 0x%08" PRIx64 " bit %u\n", now(CLOCK_VIRTUAL), whose,
            address, bit);
}

static void flip_register(void) {
    /* Not x0 of RISC-V, which is none. */
    int first = program_counter == 32 ? 1 : 0;
    int number = first + (int)random_below((uint64_t)(program_counter + 1 - first));
    unsigned bit = random_word() % 32;
    uint32_t value = register_value(number) ^ 1u << bit;
    write_register(cpu(), (uint8_t *)&value, number);
    fprintf(given.log, "%" PRIi64 " register %d bit %u\n", now(CLOCK_VIRTUAL), number, bit);
}

/* What a process has in its block: [0] start, [1] break, [2] kernel's break, [3] end. */
static bool block_of(uint64_t slot, uint32_t layout[4], bool *spared) {
    uint32_t process = word_at(given.slots + 4 * slot);
    if (process == 0) {
        return false;
    }
    for (unsigned i = 0; i < 4; i++) {
        layout[i] = word_at(process + given.layout + 4 * i);
    }
    *spared = slot == 0 && given.spared.end != 0;
    return true;
}

static struct range control_of(uint64_t slot) {
    uint32_t process = word_at(given.slots + 4 * slot);
    return (struct range){process + given.control.start, process + given.control.end};
}

/* One byte of all that is meant, each as likely as any other. */
static void flip_somewhere(void) {
    struct range there[1 + 32];
    unsigned count = 0;
    uint64_t total = 0;
    if (!given.of_processes && given.control.end == 0) {
        there[count++] = given.kernel;
    }
    for (uint64_t slot = 0; slot < given.slot_count; slot++) {
        uint32_t layout[4];
        bool spared;
        if (!block_of(slot, layout, &spared) || (given.of_processes && spared)) {
            continue;
        }
        there[count++] = given.of_processes       ? (struct range){layout[0], layout[1]}
                         : given.control.end == 0 ? (struct range){layout[2], layout[3]}
                                                  : control_of(slot);
    }
    for (unsigned i = 0; i < count; i++) {
        total += there[i].end - there[i].start;
    }
    uint64_t at = random_below(total);
    for (unsigned i = 0; i < count; i++) {
        uint64_t length = there[i].end - there[i].start;
        if (at < length) {
            flip_memory(given.of_processes                 ? "process"
                        : i == 0 && given.control.end == 0 ? "kernel"
                                                           : "block",
                        there[i].start + at);
            return;
        }
        at -= length;
    }
}

static bool is_in(struct range r, uint64_t address) {
    return address >= r.start && address < r.end;
}

#define PATIENCE_NS 5000000 /* with processes of which none runs; then it is memory that flips */

static void due(void *opaque) {
    (void)opaque;
    static int64_t waits_since;
    uint32_t pc = register_value(program_counter);
    bool runs = is_in(given.apps, pc) && !is_in(given.spared, pc);
    if (waits_since == 0) {
        waits_since = now(CLOCK_VIRTUAL);
    }
    if (given.of_processes && !runs && now(CLOCK_VIRTUAL) - waits_since < PATIENCE_NS) {
        set_timer(timer, now(CLOCK_VIRTUAL) + 1 + (int64_t)random_below(30000));
        return;
    }
    waits_since = 0;
    if (given.of_processes && runs && random_word() % 2 == 0) {
        flip_register();
    } else {
        flip_somewhere();
    }
    given.count--;
    if (given.count != 0) {
        set_timer(timer, now(CLOCK_VIRTUAL) + 1 + (int64_t)random_below(2 * given.every));
    } else {
        fclose(given.log);
    }
}

/* ---- Start ---- */

/* A function of QEMU's, or the end with a reason. */
static void *symbol(const char *name) {
    void *found = dlsym(NULL, name);
    if (found == NULL) {
        fprintf(stderr, "flip: this QEMU does not export '%s': bits cannot be flipped with it\n",
                name);
        exit(1);
    }
    return found;
}

/* Called whenever code is about to run for the first time: by then the machine is complete. */
static void code_is_there(uint64_t id, struct qemu_plugin_tb *block) {
    (void)id;
    (void)block;
    static bool started;
    if (started) {
        return;
    }
    started = true;
    bool is_arm = dlsym(NULL, "arm_cpu_gdb_read_register") != NULL;
    read_register = symbol(is_arm ? "arm_cpu_gdb_read_register" : "riscv_cpu_gdb_read_register");
    write_register = symbol(is_arm ? "arm_cpu_gdb_write_register" : "riscv_cpu_gdb_write_register");
    program_counter = is_arm ? 15 : 32;
    access_memory = symbol("cpu_physical_memory_rw");
    now = symbol("qemu_clock_get_ns");
    set_timer = symbol("timer_mod");
    set_size = symbol("g_byte_array_set_size");
    bytes = ((array_new *)symbol("g_byte_array_new"))();
    ((timer_init *)symbol("timer_init_full"))(timer, NULL, CLOCK_VIRTUAL, 1, 0, due, NULL);
    set_timer(timer, (int64_t)(given.from + random_below(given.every)));
}

static bool take(const char *argument, const char *name, const char **value) {
    size_t length = strlen(name);
    *value = argument + length + 1;
    return strncmp(argument, name, length) == 0 && argument[length] == '=';
}

static struct range range_of(const char *text) {
    char *end;
    uint64_t start = strtoull(text, &end, 0);
    return (struct range){start, *end == '-' ? strtoull(end + 1, NULL, 0) : 0};
}

int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv) {
    (void)info;
    const struct {
        const char *name;
        uint64_t *number;
        struct range *range;
    } arguments[] = {
        {"seed", &given.random, NULL},   {"count", &given.count, NULL},
        {"from", &given.from, NULL},     {"every", &given.every, NULL},
        {"slots", &given.slots, NULL},   {"slot_count", &given.slot_count, NULL},
        {"layout", &given.layout, NULL}, {"control", NULL, &given.control},
        {"kernel", NULL, &given.kernel}, {"apps", NULL, &given.apps},
        {"spared", NULL, &given.spared},
    };
    for (int i = 0; i < argc; i++) {
        const char *value;
        for (size_t k = 0; k < sizeof arguments / sizeof arguments[0]; k++) {
            if (!take(argv[i], arguments[k].name, &value)) {
                continue;
            }
            if (arguments[k].range != NULL) {
                *arguments[k].range = range_of(value);
            } else {
                *arguments[k].number = strtoull(value, NULL, 0);
            }
        }
        if (take(argv[i], "what", &value)) {
            given.of_processes = strcmp(value, "process") == 0;
        } else if (take(argv[i], "log", &value)) {
            given.log = fopen(value, "w");
        }
    }
    if (given.log == NULL || given.count == 0 || given.slots == 0 || given.slot_count > 32) {
        fprintf(stderr, "flip: needs log=FILE, count= and slots=, and at most 32 slots\n");
        return 1;
    }
    /* Neighbouring seeds are not to begin alike; and zero would stay zero. */
    given.random = (given.random + 1) * UINT64_C(0x9E3779B97F4A7C15);
    for (int i = 0; i < 16; i++) {
        (void)random_word();
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, code_is_there);
    return 0;
}
