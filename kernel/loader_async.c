/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A state machine over the objects of app flash. See the header. */
#include "kernel/loader_async.h"

#include "kernel/boundary.h"
#include "kernel/deferred_call.h"
#include "kernel/footer.h"
#include "kernel/hardening.h"
#include "kernel/loader.h"
#include "kernel/memory.h"
#include "kernel/messages.h"
#include "kernel/process.h"
#include "kernel/process_control.h"
#include "kernel/program.h"

#include <stddef.h>

/* So many objects that could be programs are looked at. */
#define ENTRIES_MAX 16u

#define SAME_IDENTITY TEXT("another program with its ShortId runs")

/* A longer header would take more than a millisecond to be parsed, and nobody needs one. */
#define HEADER_BYTES_MAX 2048u

enum entry_state {
    ENTRY_FOUND,
    ENTRY_ACCEPTED,
    ENTRY_RUNS,
    ENTRY_REFUSED,
};

/* A program that was found. What decides between programs is kept, so that headers are parsed once. */
struct entry {
    uint32_t flash_start;
    uint32_t short_id; /* 0: it is like no other */
    uint32_t version;
    struct text reason; /* why it is refused */
    uint8_t state;      /* enum entry_state */
    uint8_t level;      /* of trust */
    bool is_accepted;   /* by the policy: it has the name and the ShortId that it says it has */
    bool may_run;       /* or else that is why: it is disabled, say */
    bool fixed_ram;
    bool wants_ram;  /* that is why */
    bool is_waiting; /* it was to be loaded before, and could not be */
    bool is_told;    /* the line about it was fetched */
};

enum phase {
    PHASE_FIND,
    PHASE_CHECK,
    PHASE_LOAD,
    PHASE_JUDGE, /* a program that is not in the list */
    PHASE_REST,
};

struct loader {
    enum phase phase;
    struct range flash, ram;
    const struct credential_policy *policy;
    struct deferred_call turn;
    struct entry entries[ENTRIES_MAX];
    uint32_t count;
    uint32_t at;     /* PHASE_FIND: address of the next object */
    uint32_t index;  /* PHASE_CHECK: of the entry */
    uint32_t footer; /* PHASE_CHECK, PHASE_JUDGE: offset of the next footer */
    bool open;       /* the policy was asked, and has not answered */
    struct credential asked;
    struct buffer program, rest, claimed, modulus, data;
    struct loader_question question; /* PHASE_JUDGE */
    struct entry guest;              /* PHASE_JUDGE: what comes of it */
    bool guest_asked;                /* PHASE_JUDGE: the policy did not pass over all credentials */
    bool summed_up;                  /* the line behind those about entries was fetched, too */
    uint32_t listed;                 /* entries that a list in the making has come to */
    uint32_t generations[PROCESS_SLOTS]; /* that processes which have gone have used up */
};

static void turn(struct loader *self);
static struct loader loader = {
    .phase = PHASE_REST,
    .turn = DEFERRED_CALL(struct loader, turn, &loader),
    .asked = {.program = &loader.program,
              .rest = &loader.rest,
              .claimed = &loader.claimed,
              .modulus = &loader.modulus,
              .data = &loader.data},
};

/* The object at this address, up to the end of app flash. */
static struct program program_at(uint32_t flash_start) {
    return (struct program){
        .area = {memory_at_const(flash_start), loader.flash.end - flash_start},
        .flash_start = flash_start,
    };
}

/* What was said about it is not said again. */
static void refuse(struct entry *e, struct text reason) {
    e->state = ENTRY_REFUSED;
    e->is_told = e->is_told && e->reason.chars == reason.chars;
    e->reason = reason;
}

static struct entry *entry_at(uint32_t flash_start) {
    for (uint32_t i = 0; i < loader.count; i++) {
        if (loader.entries[i].flash_start == flash_start) {
            return &loader.entries[i];
        }
    }
    return NULL;
}

/* ---- Find ---- */

static enum program_verdict judge(struct program *c, struct text *reason) {
    if (tbf_read_head(c->area, &c->head) == TBF_STEP_OBJECT &&
        c->head.header_size > HEADER_BYTES_MAX) {
        c->head.header_size = 0; /* nor is a name looked for in it */
        *reason = TEXT("header_size above 2048");
        return PROGRAM_SKIP;
    }
    return program_judge(c, reason);
}

static void note(const struct program *c, enum program_verdict verdict, struct text reason) {
    struct entry *e = &loader.entries[loader.count];
    *e = (struct entry){
        .flash_start = c->flash_start,
        .short_id = c->tbf.short_id,
        .version = c->tbf.app_version,
        .reason = reason,
        .state = ENTRY_FOUND,
        .may_run = verdict == PROGRAM_LOAD,
        .fixed_ram = c->tbf.fixed_ram != TBF_ADDRESS_ANY,
    };
    loader.count++;
    if (loader.count == ENTRIES_MAX) {
        refuse(e, TEXT("too many programs in flash"));
    }
}

static void begin_check(uint32_t index);

static void find(void) {
    struct text reason = TEXT("");
    enum program_verdict verdict = PROGRAM_END;
    if (loader.at < loader.flash.end && loader.count < ENTRIES_MAX) {
        struct program c = program_at(loader.at);
        verdict = judge(&c, &reason);
        if (verdict == PROGRAM_LOAD || !text_is_empty(reason)) {
            note(&c, verdict, reason);
        }
        loader.at += c.head.total_size; /* cannot pass flash.end: tbf_read_head */
    }
    if (verdict == PROGRAM_END) {
        loader.phase = PHASE_CHECK;
        begin_check(0);
    }
}

/* ---- Check ---- */

static void begin_check(uint32_t index) {
    loader.index = index;
    loader.footer = 0;
    loader.open = false;
}

/* A view of bytes that stay. Nobody is given it but as a constant. */
static struct buffer view(const uint8_t *at, uint32_t length) {
    return (struct buffer){.bytes = (uint8_t *)(uintptr_t)at, .capacity = length, .length = length};
}

/* Asks the policy about one credential of an object. What it is about is set. Returns whether the policy
 * will answer. */
static bool ask(struct tbf_bytes object, const struct footer *f) {
    bool has_key = f->format == TBF_CREDENTIALS_RSA3072 || f->format == TBF_CREDENTIALS_RSA4096;
    uint32_t key = has_key ? f->length / 2 : 0;
    loader.asked.format = f->format;
    loader.modulus = view(&object.at[f->offset], key);
    loader.data = view(&object.at[f->offset + key], f->length - key);
    loader.open = true;
    const struct credential_policy *policy = loader.policy;
    if (f->format != TBF_CREDENTIALS_RESERVED &&
        BOUNDARY_STATUS(policy->ops->check, policy->self, &loader.asked) == OK) {
        return true;
    }
    loader.open = false;
    return false;
}

/* The policy has accepted it. Who may not run is refused all the same, but what it is counts. */
static void accept(struct entry *e, uint8_t level) {
    e->is_accepted = true;
    e->level = level;
    e->state = e->may_run ? ENTRY_ACCEPTED : ENTRY_REFUSED;
}

/* The policy has not. Who may not run anyway keeps the reason that it has. */
static void reject(struct entry *e, struct text reason) {
    refuse(e, e->may_run ? reason : e->reason);
}

/* There is nothing more to ask. */
static void end_check(struct entry *e, enum footer_step step) {
    if (!loader.policy->ops->required) {
        accept(e, 0);
    } else if (step == FOOTER_BROKEN) {
        reject(e, TEXT("broken footer, and no credential before it is accepted"));
    } else {
        reject(e, TEXT("no credential that this board accepts"));
    }
}

/* Reads the header, as it was found, for nobody has written there since. Returns false if it is broken: such
 * an object is no program, whatever is behind it. */
static bool parse(struct program *c) {
    return tbf_read_head(c->area, &c->head) == TBF_STEP_OBJECT &&
           c->head.header_size <= HEADER_BYTES_MAX &&
           tbf_parse(c->area, c->head, &c->tbf) == TBF_FINE;
}

/* The next question about the entry that is being checked; or the next entry. Returns whether there is
 * something to wait for. */
static bool check(void) {
    if (loader.index >= loader.count) {
        loader.phase = PHASE_LOAD;
        return false;
    }
    struct entry *e = &loader.entries[loader.index];
    if (e->state != ENTRY_FOUND) {
        begin_check(loader.index + 1);
        return false;
    }
    struct program c = program_at(e->flash_start);
    if (!parse(&c)) {
        refuse(e, e->reason);
        return false;
    }
    struct tbf_bytes object = {c.area.at, c.tbf.total_size};
    loader.footer = loader.footer == 0 ? c.tbf.binary_end : loader.footer;
    struct footer f;
    enum footer_step step = footer_next(object, &loader.footer, &f);
    if (step != FOOTER_FOUND) {
        end_check(e, step);
        return false;
    }
    loader.program = view(object.at, c.tbf.binary_end);
    loader.rest = view(object.at, 0);
    loader.claimed = view(object.at, 0);
    return ask(object, &f);
}

/* Is this an answer to the question? Then the loader goes on. */
static struct entry *answered(const struct credential *credential) {
    if (credential != &loader.asked || !loader.open) {
        return NULL;
    }
    loader.open = false;
    deferred_call_set(&loader.turn);
    return loader.phase == PHASE_JUDGE ? &loader.guest : &loader.entries[loader.index];
}

void credential_accept(const struct credential *credential, uint32_t level) {
    struct entry *e = answered(credential);
    if (e != NULL) {
        accept(e, (uint8_t)(level < UINT8_MAX ? level : UINT8_MAX));
    }
}

void credential_pass(const struct credential *credential) {
    (void)answered(credential);
}

void credential_refuse(const struct credential *credential, struct text reason) {
    struct entry *e = answered(credential);
    if (e != NULL) {
        reject(e, reason);
    }
}

/* ---- Load ---- */

static bool same_identity(const struct entry *a, const struct entry *b) {
    return a != b && a->short_id != 0 && a->short_id == b->short_id;
}

/* Of two with one identity: does `a` go first? */
static bool goes_before(const struct entry *a, const struct entry *b) {
    if (a->level != b->level) {
        return a->level > b->level;
    }
    return a->version != b->version ? a->version > b->version : a->flash_start < b->flash_start;
}

/* Is nobody of its identity to be tried before it? */
static bool is_next_of_its_identity(const struct entry *e) {
    for (uint32_t i = 0; i < loader.count; i++) {
        const struct entry *other = &loader.entries[i];
        if (other->state == ENTRY_ACCEPTED && same_identity(e, other) && goes_before(other, e)) {
            return false;
        }
    }
    return true;
}

/* Who of its identity runs; or NULL. */
static struct entry *rival_of(const struct entry *e) {
    for (uint32_t i = 0; i < loader.count; i++) {
        if (loader.entries[i].state == ENTRY_RUNS && same_identity(e, &loader.entries[i])) {
            return &loader.entries[i];
        }
    }
    return NULL;
}

/* Is `a` to be loaded before `b`, although it lies behind it? What has just come goes before who waits for
 * something that it may take; fixed RAM addresses come before something takes these. */
static bool is_loaded_before(const struct entry *a, const struct entry *b) {
    return a->is_waiting != b->is_waiting ? b->is_waiting : a->fixed_ram && !b->fixed_ram;
}

/* The next entry to be loaded. */
static struct entry *choose(void) {
    struct entry *found = NULL;
    for (uint32_t i = 0; i < loader.count; i++) {
        struct entry *e = &loader.entries[i];
        bool better = found == NULL || is_loaded_before(e, found);
        if (e->state == ENTRY_ACCEPTED && better && is_next_of_its_identity(e)) {
            found = e;
        }
    }
    return found;
}

/* One whose generations are used up gives no name any more (kernel/process_id.h). */
static bool is_free(uint32_t slot) {
    return kernel.slots[slot] == NULL && loader.generations[slot] < PROCESS_GENERATION_MAX;
}

static uint32_t free_slot(void) {
    uint32_t slot = 0;
    while (slot < PROCESS_SLOTS && !is_free(slot)) {
        slot++;
    }
    return slot;
}

static struct process *process_of(uint32_t flash_start) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        struct process *p = kernel.slots[slot];
        if (p != NULL && p->flash_start == flash_start) {
            return p;
        }
    }
    return NULL;
}

/* Nobody may find in memory what it left there. */
static void end_process(struct process *p) {
    uint32_t slot = process_id_slot(p->id);
    const struct range block = {p->memory.start, p->memory.end};
    process_terminate(p, COMPLETION_NONE, 0);
    loader.generations[slot] = process_id_generation(p->id) + 1;
    kernel.slots[slot] = NULL;
    if (kernel.current == p) {
        kernel.current = NULL;
    }
    memory_zero(block.start, block.end - block.start);
}

/* Is there a slot, or will there be one when this process has ended? */
static bool has_slot_after(const struct process *p) {
    return process_id_generation(p->id) + 1 < PROCESS_GENERATION_MAX || free_slot() < PROCESS_SLOTS;
}

/* May it run, although another one of its identity does? That one ends then. It was started for want of
 * RAM for this one, which goes before it and fits in now. */
static bool takes_over(const struct entry *e, const struct tbf *tbf, struct entry *rival) {
    struct process *p = process_of(rival->flash_start);
    if (!goes_before(e, rival) || p == NULL || !program_fits(tbf, loader.ram, p) ||
        !has_slot_after(p)) {
        return false;
    }
    end_process(p);
    refuse(rival, SAME_IDENTITY);
    return true;
}

static void load(struct entry *e) {
    struct program c = program_at(e->flash_start);
    struct entry *rival = rival_of(e);
    bool is_sound = parse(&c);
    e->wants_ram = false;
    if (rival != NULL && !takes_over(e, &c.tbf, rival)) {
        refuse(e, SAME_IDENTITY);
        return;
    }
    uint32_t slot = free_slot();
    if (slot == PROCESS_SLOTS) {
        refuse(e, TEXT("no free process slots"));
    } else if (!is_sound || !program_load(&c, slot, loader.ram)) {
        refuse(e, PROGRAM_WANTS_RAM);
        e->wants_ram = true;
    } else {
        kernel.slots[slot]->id = process_id_of(loader.generations[slot], slot);
        hardening_seal(kernel.slots[slot]);
        e->state = ENTRY_RUNS;
        loader.summed_up = false;
    }
}

static void load_next(void) {
    struct entry *e = choose();
    if (e != NULL) {
        load(e);
        return;
    }
    loader.phase = PHASE_REST;
    messages_announce();
}

/* ---- Judge ---- */

/* The digest that the question claims for credentials of this format; empty if it claims none, or the
 * format has none: the policy then looks at the program itself. */
static struct buffer claim(uint32_t format) {
    const uint8_t *digests = loader.question.digests;
    if (digests == NULL) {
        return view(loader.question.footers.at, 0);
    }
    switch (format) {
    case TBF_CREDENTIALS_SHA256:
    case TBF_CREDENTIALS_ECDSA_P256:
        return view(digests, 32);
    case TBF_CREDENTIALS_SHA384:
        return view(&digests[32], 48);
    default:
        return view(&digests[80], 64);
    }
}

/* How much what it is to take the place of is trusted. */
static uint8_t level_of_old(void) {
    const struct entry *old = entry_at(loader.question.old);
    return old == NULL ? 0 : old->level;
}

static enum program_reason guest_reason(void) {
    if (loader.guest.state == ENTRY_ACCEPTED && loader.guest.level < level_of_old()) {
        refuse(&loader.guest, TEXT("what is installed is trusted more"));
    }
    if (loader.guest.state == ENTRY_ACCEPTED) {
        return PROGRAM_FINE;
    }
    return loader.guest_asked ? PROGRAM_BAD_CREDENTIAL : PROGRAM_NO_CREDENTIAL;
}

/* The next question about the guest; or the client is told. Returns whether there is something to wait
 * for. */
static bool judge_guest(void) {
    const struct loader_question *q = &loader.question;
    if (loader.guest.state != ENTRY_FOUND) {
        loader.phase = PHASE_REST;
        program_client_tell(q->client, guest_reason());
        return true;
    }
    struct footer f;
    enum footer_step step = footer_next(q->footers, &loader.footer, &f);
    if (step != FOOTER_FOUND) {
        end_check(&loader.guest, step);
        return false;
    }
    loader.program = view(q->header.at, q->header.size);
    loader.rest = view(q->rest.at, q->rest.size);
    loader.claimed = claim(f.format);
    bool asked = ask(q->footers, &f);
    loader.guest_asked = loader.guest_asked || asked;
    return asked;
}

bool loader_judge(const struct loader_question *question) {
    if (loader.phase != PHASE_REST) {
        return false;
    }
    loader.question = *question;
    loader.guest = (struct entry){.state = ENTRY_FOUND, .may_run = true, .reason = TEXT("")};
    loader.guest_asked = false;
    loader.footer = question->first_footer;
    loader.phase = PHASE_JUDGE;
    deferred_call_set(&loader.turn);
    return true;
}

struct text loader_reason(void) {
    return loader.guest.reason;
}

/* ---- Coming and going ---- */

bool loader_rests(void) {
    return loader.phase == PHASE_REST;
}

bool loader_is_full(void) {
    return loader.count + 1 >= ENTRIES_MAX;
}

bool loader_knows(uint32_t flash_start) {
    return entry_at(flash_start) != NULL;
}

bool loader_accepted(uint32_t flash_start) {
    const struct entry *e = entry_at(flash_start);
    return e != NULL && e->is_accepted;
}

bool loader_goes_before(uint32_t a, uint32_t b) {
    if (!loader_accepted(a) || !loader_accepted(b)) {
        return loader_accepted(a);
    }
    return goes_before(entry_at(a), entry_at(b));
}

struct range loader_flash(void) {
    return loader.flash;
}

struct range loader_ram(void) {
    return loader.ram;
}

void loader_add(uint32_t flash_start) {
    struct program c = program_at(flash_start);
    struct text reason = TEXT("");
    loader.summed_up = false;
    note(&c, judge(&c, &reason), reason);
    begin_check(loader.count - 1);
    loader.phase = PHASE_CHECK;
    deferred_call_set(&loader.turn);
}

/* What could not run may be able to now. */
static void look_again(void) {
    for (uint32_t i = 0; i < loader.count; i++) {
        struct entry *e = &loader.entries[i];
        if (e->state == ENTRY_REFUSED && e->is_accepted && e->may_run) {
            e->state = ENTRY_ACCEPTED;
            e->is_waiting = true;
            loader.phase = PHASE_LOAD;
            deferred_call_set(&loader.turn);
        }
    }
}

void loader_remove(uint32_t flash_start) {
    struct process *p = process_of(flash_start);
    if (p != NULL) {
        end_process(p);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < loader.count; i++) {
        if (loader.entries[i].flash_start != flash_start) {
            loader.entries[kept] = loader.entries[i];
            kept++;
        }
    }
    loader.count = kept;
    loader.listed = 0;
    look_again();
}

/* ---- The machine ---- */

static void turn(struct loader *self) {
    bool waits = false;
    switch (self->phase) {
    case PHASE_FIND:
        find();
        break;
    case PHASE_CHECK:
        waits = check();
        break;
    case PHASE_LOAD:
        load_next();
        break;
    case PHASE_JUDGE:
        waits = judge_guest();
        break;
    case PHASE_REST:
        return;
    }
    if (!waits) {
        deferred_call_set(&self->turn);
    }
}

void loader_prepare(struct range flash, struct range ram, const struct credential_policy *policy,
                    struct process_loading_capability capability) {
    (void)capability;
    loader.flash = flash;
    loader.ram = ram;
    loader.policy = policy;
}

void programs_begin(struct process_loading_capability capability) {
    (void)capability;
    loader.count = 0;
    loader.listed = 0;
    loader.summed_up = false;
    loader.at = loader.flash.start;
    loader.phase = PHASE_FIND;
    deferred_call_set(&loader.turn);
}

void loader_begin(struct range flash, struct range ram, const struct credential_policy *policy,
                  struct process_loading_capability capability) {
    loader_prepare(flash, ram, policy, capability);
    programs_begin(capability);
}

/* ---- What people read ---- */

static void put_refused(const struct entry *e, struct buffer *out) {
    struct program c = program_at(e->flash_start);
    struct text ignored;
    (void)judge(&c, &ignored); /* for its name */
    program_put_skipped(&c, e->reason, e->wants_ram ? &c.tbf : NULL, out);
}

/* The next refused entry from *index on, which is moved behind it. */
static bool next_refused(uint32_t *index, struct buffer *out) {
    while (*index < loader.count) {
        const struct entry *e = &loader.entries[*index];
        *index += 1;
        if (e->state == ENTRY_REFUSED) {
            put_refused(e, out);
            return true;
        }
    }
    return false;
}

bool loader_report_line(struct buffer *out) {
    if (loader.phase != PHASE_REST || loader.summed_up || loader.policy == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < loader.count; i++) {
        struct entry *e = &loader.entries[i];
        if (e->state == ENTRY_REFUSED && !e->is_told) {
            e->is_told = true;
            put_refused(e, out);
            return true;
        }
    }
    uint32_t running = 0;
    for (uint32_t i = 0; i < loader.count; i++) {
        running += loader.entries[i].state == ENTRY_RUNS ? 1 : 0;
    }
    buffer_text(out, TEXT("Programs checked: "));
    buffer_decimal(out, running);
    buffer_text(out, TEXT(" of "));
    buffer_decimal(out, loader.count);
    buffer_text(out, TEXT(" run"));
    loader.summed_up = true;
    return true;
}

/* Of the program that it was made of, as its header says. */
static uint32_t short_id_of(const struct process *p) {
    const struct entry *e = p == NULL ? NULL : entry_at(p->flash_start);
    return e == NULL ? 0 : e->short_id;
}

uint32_t process_short_id(struct process_id id, struct process_management_capability cap) {
    (void)cap;
    return short_id_of(process_find(id));
}

void process_put_short_id(struct process_id id, struct buffer *out,
                          struct process_management_capability cap) {
    uint32_t short_id = process_short_id(id, cap);
    if (short_id == 0) {
        buffer_text(out, TEXT("Unique     "));
    } else {
        buffer_address(out, short_id);
        buffer_put(out, ' ');
    }
}

bool process_put_refused(struct buffer *out, struct process_management_capability cap) {
    (void)cap;
    if (loader.phase == PHASE_REST && next_refused(&loader.listed, out)) {
        return true;
    }
    loader.listed = 0;
    return false;
}
