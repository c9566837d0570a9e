/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs that come and go. See the header. */
#include "kernel/programs.h"

#include "abi/driver_numbers.h"
#include "abi/syscall.h"
#include "kernel/app_list.h"
#include "kernel/boundary.h"
#include "kernel/footer.h"
#include "kernel/loader_async.h"
#include "kernel/memory.h"
#include "kernel/process.h"
#include "kernel/program.h"

#include <stddef.h>

/* Set while a process must not run: the main loop turns as long as there is work. */
#define WORK_HELD 0x10u

_Static_assert(PROGRAM_LIST_MAX == APP_OBJECTS_MAX, "programs are objects");

/* The list as it is now. It is read anew for each question: it is short. */
static const struct app_list *read_list(void) {
    static struct app_list list;
    const struct range flash = loader_flash();
    app_list_read(&list, memory_at_const(flash.start), flash);
    return &list;
}

/* ---- What there is ---- */

static uint32_t word_at(const uint8_t *at) {
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static struct tbf_bytes bytes_of(const struct app_object *o) {
    return (struct tbf_bytes){memory_at_const(o->start), o->size};
}

/* A header that is broken has no name, and everything else of it is 0. */
static struct tbf parse(struct tbf_bytes object, struct tbf_span *name) {
    struct tbf tbf = {0};
    struct tbf_head head = {0, 0};
    *name = (struct tbf_span){0, 0};
    if (tbf_read_head(object, &head) == TBF_STEP_OBJECT &&
        head.header_size <= PROGRAM_HEADER_BYTES_MAX) {
        *name = tbf_find_name(object, head);
        if (tbf_parse(object, head, &tbf) != TBF_FINE) {
            tbf = (struct tbf){0};
        }
    }
    return tbf;
}

static uint32_t short_id_of(const struct app_object *o) {
    struct tbf_span ignored;
    return o->is_padding ? 0 : parse(bytes_of(o), &ignored).short_id;
}

static uint32_t version_of(const struct app_object *o) {
    struct tbf_span ignored;
    return parse(bytes_of(o), &ignored).app_version;
}

static struct process *process_of(struct range object) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        struct process *p = kernel.slots[slot];
        if (p != NULL && p->flash_start == object.start && object.end > object.start) {
            return p;
        }
    }
    return NULL;
}

static uint8_t state_without_process(uint32_t flash_start) {
    bool is_refused = loader_rests() && !loader_accepted(flash_start);
    return is_refused ? PROGRAM_REFUSED : PROGRAM_NOT_STARTED;
}

static uint8_t state_of(const struct process *p) {
    if (p->stopped) {
        return PROGRAM_STOPPED;
    }
    if (process_is_alive(p)) {
        return PROGRAM_RUNS;
    }
    return p->state == PROCESS_FAULTED ? PROGRAM_FAULTED : PROGRAM_ENDED;
}

static void describe(const struct app_object *o, struct program_info *info) {
    struct tbf_span name;
    const struct tbf tbf = parse(bytes_of(o), &name);
    info->object = (struct range){o->start, o->start + o->size};
    info->flags = tbf.flags;
    info->version = tbf.app_version;
    const struct process *p = process_of(info->object);
    info->state = p == NULL ? state_without_process(o->start) : state_of(p);
}

bool program_at_index(uint32_t n, struct program_info *info, struct buffer *name,
                      struct process_loading_capability cap) {
    (void)cap;
    const struct app_list *list = read_list();
    uint32_t seen = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct app_object *o = &list->objects[i];
        if (o->is_padding || seen++ != n) {
            continue;
        }
        struct tbf_span span;
        (void)parse(bytes_of(o), &span);
        describe(o, info);
        for (uint32_t k = 0; k < span.length; k++) {
            buffer_put(name, bytes_of(o).at[span.offset + k]);
        }
        return true;
    }
    return false;
}

struct program_name {
    const uint8_t *at;
    uint32_t length;
};

static bool is_named(const struct app_object *o, struct program_name name) {
    struct tbf_span span;
    const struct tbf_bytes bytes = bytes_of(o);
    (void)parse(bytes, &span);
    if (o->is_padding || span.length != name.length) {
        return false;
    }
    for (uint32_t i = 0; i < name.length; i++) {
        if (bytes.at[span.offset + i] != name.at[i]) {
            return false;
        }
    }
    return true;
}

/* Which of two is meant? NULL: there is none yet. */
static const struct app_object *better(const struct app_object *found,
                                       const struct app_object *other) {
    return found == NULL || loader_goes_before(other->start, found->start) ? other : found;
}

/* Of several with this name the one that goes first; NULL if there is none. */
static const struct app_object *find_named(const struct app_list *list, struct program_name name) {
    const struct app_object *found = NULL;
    for (uint32_t i = 0; i < list->count && name.length != 0; i++) {
        if (is_named(&list->objects[i], name)) {
            found = better(found, &list->objects[i]);
        }
    }
    return found;
}

/* The same, but of those that the policy has accepted: a name is theirs alone. */
static const struct app_object *find_accepted(const struct app_list *list,
                                              struct program_name name) {
    const struct app_object *found = find_named(list, name);
    return found != NULL && loader_accepted(found->start) ? found : NULL;
}

/* NULL if there is none. Padding is none: what is in it may be what was removed. */
static const struct app_object *find_at(const struct app_list *list, uint32_t address) {
    for (uint32_t i = 0; i < list->count; i++) {
        const struct app_object *o = &list->objects[i];
        if (o->start == address && !o->is_padding) {
            return o;
        }
    }
    return NULL;
}

/* A zero byte and an address, or a name. */
static const struct app_object *find_called(const struct app_list *list,
                                            const struct buffer *which) {
    const uint8_t *at = &which->bytes[which->first];
    if (which->length == PROGRAM_ADDRESS_BYTES && at[0] == 0) {
        return find_at(list, word_at(&at[1]));
    }
    const struct program_name name = {at, which->length};
    return find_named(list, name);
}

bool program_called(const struct buffer *which, struct program_info *info,
                    struct process_loading_capability cap) {
    (void)cap;
    const struct app_object *o = find_called(read_list(), which);
    if (o == NULL) {
        return false;
    }
    describe(o, info);
    return true;
}

bool program_with_short_id(uint32_t short_id, struct program_info *info,
                           struct process_loading_capability cap) {
    (void)cap;
    const struct app_list *list = read_list();
    const struct app_object *found = NULL;
    for (uint32_t i = 0; i < list->count && short_id != 0; i++) {
        const struct app_object *o = &list->objects[i];
        if (short_id_of(o) == short_id) {
            found = better(found, o);
        }
    }
    if (found == NULL) {
        return false;
    }
    describe(found, info);
    return true;
}

enum program_reason program_read(uint32_t address, uint32_t offset, uint32_t most,
                                 struct buffer *out, struct process_loading_capability cap) {
    (void)cap;
    const struct app_object *o = find_at(read_list(), address);
    if (o == NULL) {
        return PROGRAM_NOT_INSTALLED;
    }
    if (offset >= o->size) {
        return PROGRAM_NONE;
    }
    uint32_t left = o->size - offset;
    for (uint32_t i = 0; i < left && i < most; i++) {
        buffer_put(out, bytes_of(o).at[offset + i]);
    }
    return PROGRAM_FINE;
}

bool program_may_install(struct process_id id, struct process_loading_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    return p != NULL && p->permissions.offset != 0 &&
           tbf_permits(process_object(p), p->permissions, DRIVER_APP_LOADER, NULL);
}

struct range program_flash(struct process_loading_capability cap) {
    (void)cap;
    return loader_flash();
}

/* ---- What is offered ---- */

static bool is_sound(const struct buffer *manifest, const struct program_offer *offer) {
    uint32_t digests = offer->has_digests ? PROGRAM_DIGESTS_BYTES : 0;
    return manifest->length >= digests && offer->header_size <= manifest->length - digests &&
           offer->header_size <= PROGRAM_HEADER_BYTES_MAX && offer->header_size % 4 == 0 &&
           offer->size % 4 == 0 && offer->binary_end >= offer->header_size &&
           offer->binary_end <= offer->size;
}

/* The header, as if the rest of the object lay behind it: it is parsed without a look there. */
static struct tbf_bytes header_of(const struct buffer *manifest,
                                  const struct program_offer *offer) {
    return (struct tbf_bytes){&manifest->bytes[manifest->first], offer->size};
}

bool program_make_offer(const struct buffer *header, struct program_offer *offer,
                        struct process_loading_capability cap) {
    (void)cap;
    struct tbf_head head = {0, 0};
    struct tbf tbf;
    *offer = (struct program_offer){.size = UINT32_MAX, .mode = PROGRAM_INSTALL_OR_UPDATE};
    const struct tbf_bytes area = header_of(header, offer);
    if (header->length < TBF_BASE_SIZE || tbf_read_head(area, &head) != TBF_STEP_OBJECT ||
        head.header_size != header->length || tbf_parse(area, head, &tbf) != TBF_FINE) {
        return false;
    }
    offer->size = head.total_size;
    offer->header_size = head.header_size;
    offer->binary_end = tbf.binary_end;
    return true;
}

bool program_has_room(uint32_t size, uint32_t page_bytes, struct process_loading_capability cap) {
    (void)cap;
    const struct app_request request = {size, page_bytes, TBF_ADDRESS_ANY};
    struct app_place place;
    return app_list_place(read_list(), &request, &place);
}

static enum program_reason read_offer(const struct buffer *manifest,
                                      const struct program_offer *offer, struct tbf *tbf) {
    struct tbf_head head = {0, 0};
    const struct tbf_bytes area = header_of(manifest, offer);
    if (!is_sound(manifest, offer) || tbf_read_head(area, &head) != TBF_STEP_OBJECT ||
        head.header_size != offer->header_size || head.total_size != offer->size ||
        tbf_parse(area, head, tbf) != TBF_FINE || tbf->is_padding || tbf->name.length == 0 ||
        tbf->binary_end != offer->binary_end) {
        return PROGRAM_BAD_OBJECT;
    }
    if (!tbf->names_kernel_version || tbf->kernel_major != ABI_VERSION_MAJOR ||
        tbf->kernel_minor > ABI_VERSION_MINOR) {
        return PROGRAM_KERNEL_VERSION;
    }
    return PROGRAM_FINE;
}

/* Has another program than `old` its ShortId? An older one of the same name may: it stays, and waits. */
static bool short_id_is_taken(const struct app_list *list, const struct tbf *tbf,
                              const struct app_object *old, struct program_name name) {
    for (uint32_t i = 0; i < list->count && tbf->short_id != 0; i++) {
        const struct app_object *o = &list->objects[i];
        if (o == old || !loader_accepted(o->start) || short_id_of(o) != tbf->short_id) {
            continue;
        }
        if (!is_named(o, name) || version_of(o) >= tbf->app_version) {
            return true;
        }
    }
    return false;
}

/* May it be here beside, or in place of, what is here? */
static enum program_reason compare(const struct app_list *list, const struct tbf *tbf,
                                   const struct app_object *old, struct program_name name,
                                   uint8_t mode) {
    bool is_older = old != NULL && version_of(old) > tbf->app_version;
    switch (mode) {
    case PROGRAM_INSTALL:
        if (old != NULL) {
            return PROGRAM_NAME_TAKEN;
        }
        break;
    case PROGRAM_UPDATE:
    case PROGRAM_UPDATE_ANY:
        if (old == NULL) {
            return PROGRAM_NOT_INSTALLED;
        }
        break;
    case PROGRAM_INSTALL_OR_UPDATE:
        break;
    default:
        return PROGRAM_UNKNOWN;
    }
    if (is_older && mode != PROGRAM_UPDATE_ANY) {
        return PROGRAM_OLDER;
    }
    return short_id_is_taken(list, tbf, old, name) ? PROGRAM_NAME_TAKEN : PROGRAM_FINE;
}

static enum program_reason find_place(const struct app_list *list, const struct tbf *tbf,
                                      uint32_t page_bytes, struct program_plan *plan) {
    bool fixed = tbf->fixed_flash != TBF_ADDRESS_ANY;
    const struct app_request request = {
        .size = tbf->total_size,
        .page_bytes = page_bytes,
        .start = fixed ? tbf->fixed_flash - tbf->protected_size : TBF_ADDRESS_ANY,
    };
    struct app_place place;
    if (!app_list_place(list, &request, &place)) {
        return fixed ? PROGRAM_ADDRESS : PROGRAM_NO_ROOM;
    }
    plan->gap = place.gap;
    plan->object = place.object;
    plan->gap_is_one = place.gap_is_one;
    if (tbf->fixed_ram != TBF_ADDRESS_ANY &&
        !program_fits(tbf, loader_ram(), process_of(plan->old))) {
        return PROGRAM_ADDRESS;
    }
    return PROGRAM_FINE;
}

enum program_reason program_plan(const struct buffer *manifest, const struct program_offer *offer,
                                 uint32_t page_bytes, struct program_plan *plan,
                                 struct process_loading_capability cap) {
    (void)cap;
    struct tbf tbf;
    enum program_reason reason = read_offer(manifest, offer, &tbf);
    if (reason != PROGRAM_FINE) {
        return reason;
    }
    const struct app_list *list = read_list();
    const struct program_name name = {&header_of(manifest, offer).at[tbf.name.offset],
                                      tbf.name.length};
    const struct app_object *old = find_accepted(list, name);
    reason = compare(list, &tbf, old, name, offer->mode);
    if (reason != PROGRAM_FINE) {
        return reason;
    }
    plan->old = (struct range){0, 0};
    if (old != NULL) {
        plan->old = (struct range){old->start, old->start + old->size};
    } else if (loader_is_full()) {
        return PROGRAM_NO_ROOM;
    }
    return find_place(list, &tbf, page_bytes, plan);
}

/* Does it say that somebody stands for its bytes, whoever that is? */
static bool has_credentials(struct tbf_bytes object, uint32_t binary_end) {
    struct footer f;
    uint32_t offset = binary_end;
    while (footer_next(object, &offset, &f) == FOOTER_FOUND) {
        if (f.format != TBF_CREDENTIALS_RESERVED) {
            return true;
        }
    }
    return false;
}

enum program_reason program_plan_flags(const struct buffer *which, uint32_t set, uint32_t clear,
                                       struct program_flags *plan,
                                       struct process_loading_capability cap) {
    (void)cap;
    if ((set & clear) != 0 || ((set | clear) & ~(TBF_FLAG_ENABLED | TBF_FLAG_STICKY)) != 0) {
        return PROGRAM_UNKNOWN;
    }
    const struct app_object *o = find_called(read_list(), which);
    if (o == NULL) {
        return PROGRAM_NOT_INSTALLED;
    }
    struct tbf_span ignored;
    const struct tbf_bytes bytes = bytes_of(o);
    const struct tbf tbf = parse(bytes, &ignored);
    if (tbf.total_size == 0) {
        return PROGRAM_BAD_OBJECT;
    }
    uint32_t change = tbf.flags ^ ((tbf.flags & ~clear) | set);
    *plan = (struct program_flags){
        .object = {o->start, o->start + o->size},
        .flags = tbf.flags ^ change,
        /* the XOR of all other words */
        .checksum = word_at(&bytes.at[TBF_BASE_CHECKSUM]) ^ change,
        .changes = change != 0,
        .begins_anew = (change & TBF_FLAG_ENABLED) != 0,
    };
    if (change != 0 && has_credentials(bytes, tbf.binary_end)) {
        return PROGRAM_SIGNED;
    }
    /* As for a new one, there has to be room in the list of what was found. */
    bool has_room = loader_knows(o->start) || !loader_is_full();
    return !plan->begins_anew || has_room ? PROGRAM_FINE : PROGRAM_NO_ROOM;
}

enum errorcode program_judge_offer(const struct buffer *manifest, const struct program_offer *offer,
                                   const struct program_plan *plan,
                                   const struct program_client *client,
                                   struct process_loading_capability cap) {
    (void)cap;
    if (!is_sound(manifest, offer) || !(plan->is_written || offer->has_digests)) {
        return ERR_INVAL;
    }
    const uint8_t *bytes = &manifest->bytes[manifest->first];
    uint32_t digests = offer->has_digests ? manifest->length - PROGRAM_DIGESTS_BYTES : 0;
    struct loader_question question = {
        .footers = {bytes, digests},
        .first_footer = offer->header_size,
        .header = {bytes, offer->header_size},
        .rest = {bytes, 0},
        .digests = &bytes[digests],
        .old = plan->old.start,
        .client = client,
    };
    if (plan->is_written) {
        const uint8_t *at = memory_at_const(plan->object.start);
        question.footers = (struct tbf_bytes){at, offer->size};
        question.first_footer = offer->binary_end;
        question.rest =
            (struct tbf_bytes){&at[offer->header_size], offer->binary_end - offer->header_size};
        question.digests = NULL;
    }
    return loader_judge(&question) ? OK : ERR_BUSY;
}

void program_client_tell(const struct program_client *c, enum program_reason reason) {
    BOUNDARY_CALL(void, c->judged, c->self, reason);
}

void program_put_reason(struct buffer *out, struct process_loading_capability cap) {
    (void)cap;
    buffer_text(out, loader_reason());
}

/* ---- What has happened ---- */

bool programs_are_being_loaded(struct process_loading_capability cap) {
    (void)cap;
    return !loader_rests();
}

void programs_changed(struct range old, struct range new, struct process_loading_capability cap) {
    (void)cap;
    if (old.end > old.start) {
        loader_remove(old.start);
    }
    if (new.end > new.start) {
        loader_add(new.start);
    }
}

void programs_hold(struct range flash, struct process_loading_capability cap) {
    (void)cap;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const struct process *p = kernel.slots[slot];
        if (p != NULL &&
            range_overlaps(flash, (struct range){p->flash_start, p->flash_start + p->flash_size})) {
            kernel.work |= WORK_HELD;
        }
    }
}

void programs_release(struct process_loading_capability cap) {
    (void)cap;
    kernel.work &= ~WORK_HELD;
}
