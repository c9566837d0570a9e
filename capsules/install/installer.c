/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A state machine over flash: each step begins one operation, and the next step is taken when that has
 * ended. See the header. */
#include "capsules/install/installer.h"

#include "capsules/install/crc32.h"

enum installer_step {
    STEP_NONE,
    /* an offer: the policy, then the padding around the place */
    STEP_OFFER_JUDGED,
    STEP_RESERVED,
    /* bytes of the object */
    STEP_ERASE_FOR_PIECE,
    STEP_PIECE_WRITTEN,
    /* its end */
    STEP_SUM_READ,
    STEP_OBJECT_JUDGED,
    STEP_CLOSED,
    STEP_HEADER_WRITTEN,
    STEP_LIST_CHANGED,
    /* a change of pages */
    STEP_RECORD_ERASED,
    STEP_COPY_ERASED,
    STEP_PAGE_READ,
    STEP_COPY_WRITTEN,
    STEP_RECORD_WRITTEN,
    STEP_PAGE_ERASED,
    STEP_COPY_READ,
    STEP_PAGE_WRITTEN,
    STEP_RECORD_CLEARED,
    /* at the start */
    STEP_RECORD_READ,
    STEP_COPY_SUMMED,
    STEP_MENDED,
};

#define NOWHERE UINT32_MAX
/* A page has at most so many pieces. */
#define PIECES_MAX 256

/* The record of the journal: words. The first one is no header's, so a list that ends before the journal
 * ends there. */
enum {
    RECORD_MAGIC,
    RECORD_COUNT,
    RECORD_PAGE, /* INSTALLER_PAGES of them */
    RECORD_SUM = RECORD_PAGE + INSTALLER_PAGES,
    RECORD_DONE, /* all ones: the pages are still to be changed */
    RECORD_WORDS,
};
#define MAGIC 0x4A744544u

/* ---- Offsets ---- */

static uint32_t offset_of(const struct installer *self, uint32_t address) {
    return address - program_flash(CAPABILITY(self, loading)).start;
}

static uint32_t record_offset(const struct installer *self) {
    return offset_of(self, program_flash(CAPABILITY(self, loading)).end);
}

static uint32_t copy_offset(const struct installer *self, uint32_t page) {
    return record_offset(self) + (1 + page) * self->flash->page_bytes;
}

static uint32_t page_of(const struct installer *self, uint32_t offset) {
    return offset - offset % self->flash->page_bytes;
}

/* ---- Ending ---- */

static void end_now(struct installer *self, enum program_reason reason) {
    const struct program_client *client = self->client;
    self->client = NULL;
    self->step = STEP_NONE;
    programs_release(CAPABILITY(self, loading));
    if (client != NULL) {
        program_client_tell(client, reason);
    }
}

/* The same from inside a call. */
static void end_later(struct installer *self, enum program_reason reason) {
    self->step = STEP_NONE;
    self->result = (uint8_t)reason;
    deferred_call_set(&self->later);
}

/* Programs run also if flash could not be mended. */
void installer_later(struct installer *self) {
    if (self->client == NULL) {
        programs_begin(CAPABILITY(self, loading));
    } else {
        end_now(self, (enum program_reason)self->result);
    }
}

/* Operations that flash does not begin, or did not do. What it had to change may be half of it: then nothing
 * is begun any more, for the journal still has it. */
static void fail(struct installer *self) {
    bool changing = self->step >= STEP_RECORD_WRITTEN && self->step <= STEP_RECORD_CLEARED;
    self->broken = self->broken || changing;
    self->owner = NULL;
    end_later(self, PROGRAM_FLASH);
}

static void begun(struct installer *self, uint8_t step, enum errorcode error) {
    if (error == OK) {
        self->step = step;
    } else {
        fail(self);
    }
}

/* ---- A change of pages ---- */

static uint32_t edit_length(const struct installer *self, const struct installer_edit *e) {
    return e->count != 0 ? 4 * e->count : self->offer.header_size;
}

static uint8_t edit_byte(const struct installer *self, const struct installer_edit *e, uint32_t i) {
    if (e->count == 0) {
        return buffer_get(self->manifest, i);
    }
    return (uint8_t)(*ELEMENT(e->words, i / 4) >> (8 * (i % 4)));
}

static void add_page(struct installer *self, uint32_t offset) {
    uint32_t page = page_of(self, offset);
    for (uint32_t i = 0; i < INSTALLER_PAGES; i++) {
        if (i == self->page_count) {
            self->pages[i] = page;
            self->page_count++;
            return;
        }
        if (self->pages[i] == page) {
            return;
        }
    }
}

static void begin_edits(struct installer *self) {
    self->edit_count = 0;
    self->page_count = 0;
    self->blank = NOWHERE;
}

static void add_edit(struct installer *self, const struct installer_edit *edit) {
    struct installer_edit *e = ELEMENT(self->edits, self->edit_count);
    *e = *edit;
    self->edit_count++;
    add_page(self, e->offset);
    add_page(self, e->offset + edit_length(self, e) - 1);
}

static void add_header(struct installer *self, uint32_t offset) {
    const struct installer_edit e = {.offset = offset};
    add_edit(self, &e);
}

static void add_padding(struct installer *self, uint32_t offset, uint32_t size) {
    const uint32_t head = TBF_VERSION | TBF_BASE_SIZE << 16;
    const struct installer_edit e = {offset, 4, {head, size, 0, head ^ size}};
    add_edit(self, &e);
}

/* The checksum lies behind the flags. */
static void add_flags(struct installer *self, uint32_t object, uint32_t flags, uint32_t checksum) {
    const struct installer_edit e = {object + TBF_BASE_FLAGS, 2, {flags, checksum}};
    add_edit(self, &e);
}

static void change_pages(struct installer *self, uint8_t after) {
    self->after = after;
    self->page = 0;
    self->at = 0;
    begun(self, STEP_RECORD_ERASED, flash_erase(self->flash, record_offset(self)));
}

static uint32_t begin_sum(const struct installer *self) {
    uint32_t sum = crc32_add_word(CRC32_BEGIN, self->page_count);
    for (uint32_t i = 0; i < INSTALLER_PAGES; i++) {
        sum = crc32_add_word(sum, self->pages[i]);
    }
    return sum;
}

static uint32_t sum_of(uint32_t sum, const struct buffer *b) {
    uint32_t result = sum;
    for (uint32_t i = 0; i < b->length && i < INSTALLER_WORK_BYTES; i++) {
        result = crc32_add(result, buffer_get(b, i));
    }
    return result;
}

static void set_byte(struct buffer *b, uint32_t index, uint8_t byte) {
    buffer_window(b, index, 0);
    (void)buffer_put(b, byte);
}

/* Makes the piece of a page in `work` what it is to be. */
static void apply_edits(const struct installer *self, struct buffer *work) {
    uint32_t from = self->pages[self->page] + self->at;
    if (self->pages[self->page] == self->blank) {
        buffer_clear(work);
        for (uint32_t i = 0; i < INSTALLER_WORK_BYTES; i++) {
            (void)buffer_put(work, 0xFF);
        }
    }
    for (uint32_t n = 0; n < INSTALLER_EDITS && n < self->edit_count; n++) {
        const struct installer_edit *e = ELEMENT(self->edits, n);
        uint32_t length = edit_length(self, e);
        for (uint32_t i = 0; i < length && i < PROGRAM_HEADER_BYTES_MAX; i++) {
            if (e->offset + i >= from && e->offset + i - from < INSTALLER_WORK_BYTES) {
                set_byte(work, e->offset + i - from, edit_byte(self, e, i));
            }
        }
    }
    buffer_window(work, 0, INSTALLER_WORK_BYTES);
}

static void read_at(struct installer *self, uint8_t step, uint32_t offset, uint32_t length) {
    buffer_window(self->work, 0, length);
    begun(self, step, flash_read(self->flash, offset, self->work));
}

static void put_word(struct buffer *b, uint32_t word) {
    for (uint32_t i = 0; i < 4; i++) {
        (void)buffer_put(b, (uint8_t)(word >> (8 * i)));
    }
}

static uint32_t get_word(const struct buffer *b, uint32_t index) {
    uint32_t word = 0;
    for (uint32_t i = 0; i < 4; i++) {
        word |= (uint32_t)buffer_get(b, 4 * index + i) << (8 * i);
    }
    return word;
}

static void write_record(struct installer *self) {
    struct buffer *b = self->work;
    buffer_clear(b);
    put_word(b, MAGIC);
    put_word(b, self->page_count);
    for (uint32_t i = 0; i < INSTALLER_PAGES; i++) {
        put_word(b, self->pages[i]);
    }
    put_word(b, ~self->sum);
    begun(self, STEP_RECORD_WRITTEN, flash_write(self->flash, record_offset(self), b));
}

/* Moves on by a piece. Returns whether the page is through. */
static bool is_page_through(struct installer *self) {
    self->at += INSTALLER_WORK_BYTES;
    if (self->at < self->flash->page_bytes) {
        return false;
    }
    self->at = 0;
    self->page++;
    programs_release(CAPABILITY(self, loading));
    return true;
}

static void erase_copy(struct installer *self) {
    begun(self, STEP_COPY_ERASED, flash_erase(self->flash, copy_offset(self, self->page)));
}

static void erase_page(struct installer *self) {
    uint32_t page = self->pages[self->page];
    uint32_t address = program_flash(CAPABILITY(self, loading)).start + page;
    const struct range there = {address, address + self->flash->page_bytes};
    programs_hold(there, CAPABILITY(self, loading));
    begun(self, STEP_PAGE_ERASED, flash_erase(self->flash, page));
}

static void clear_record(struct installer *self) {
    struct buffer *b = self->work;
    buffer_clear(b);
    put_word(b, 0);
    begun(self, STEP_RECORD_CLEARED,
          flash_write(self->flash, record_offset(self) + 4 * RECORD_DONE, b));
}

static void begin_changing(struct installer *self) {
    self->page = 0;
    self->at = 0;
    erase_page(self);
}

static void copy_on(struct installer *self) {
    if (!is_page_through(self)) {
        read_at(self, STEP_PAGE_READ, self->pages[self->page] + self->at, INSTALLER_WORK_BYTES);
    } else if (self->page < self->page_count) {
        erase_copy(self);
    } else {
        write_record(self);
    }
}

static void change_on(struct installer *self) {
    if (!is_page_through(self)) {
        read_at(self, STEP_COPY_READ, copy_offset(self, self->page) + self->at,
                INSTALLER_WORK_BYTES);
    } else if (self->page < self->page_count) {
        erase_page(self);
    } else {
        clear_record(self);
    }
}

/* ---- An offer ---- */

static void begin_transfer(struct installer *self) {
    self->owner = self->client;
    self->has_transfer = true;
}

/* All of the gap becomes one padding object, unless it is one; and the page of its head is erased, if the
 * object begins there: its own header comes last. */
static void reserve(struct installer *self) {
    const struct program_plan *p = &self->plan;
    uint32_t start = offset_of(self, p->gap.start);
    bool in_place = p->object.start == p->gap.start;
    self->erased_to = offset_of(self, p->object.start);
    if (in_place) {
        self->erased_to += self->flash->page_bytes;
    } else if (p->gap_is_one) {
        begin_transfer(self);
        end_later(self, PROGRAM_FINE);
        return;
    }
    begin_edits(self);
    add_padding(self, start, p->gap.end - p->gap.start);
    self->blank = in_place ? start : NOWHERE;
    change_pages(self, STEP_RESERVED);
}

static bool is_busy(const struct installer *self) {
    return self->client != NULL || self->step != STEP_NONE;
}

/* Has the owner died, or lost interest? */
static bool is_given_up(const struct installer *self) {
    if (!process_id_is_none(self->holder) && !process_id_is_alive(self->holder)) {
        return true;
    }
    uint32_t silent = alarm_now(self->alarm) - self->since;
    return !self->has_transfer &&
           silent > INSTALLER_PATIENCE_SECONDS * alarm_frequency(self->alarm);
}

static bool is_free_for(const struct installer *self, const struct program_client *client) {
    return !is_busy(self) && (self->owner == NULL || self->owner == client || is_given_up(self));
}

static uint32_t sum_of_manifest(const struct installer *self) {
    uint32_t sum = CRC32_BEGIN;
    for (uint32_t i = 0; i < self->manifest->length && i < INSTALLER_MANIFEST_BYTES; i++) {
        sum = crc32_add(sum, buffer_get(self->manifest, i));
    }
    return sum;
}

static bool has_transfer(const struct installer *self, const struct program_client *client) {
    return self->owner == client && self->has_transfer;
}

bool installer_goes_on(const struct installer *self, const struct program_client *client,
                       uint32_t size, uint32_t crc) {
    return !is_busy(self) && has_transfer(self, client) && self->offer.size == size &&
           self->crc == crc && self->manifest_sum == sum_of_manifest(self);
}

struct buffer *installer_manifest(struct installer *self, const struct program_client *client,
                                  struct process_id holder) {
    if (!is_free_for(self, client)) {
        return NULL;
    }
    if (self->owner != client) {
        self->owner = client;
        self->has_transfer = false;
        buffer_clear(self->manifest);
    }
    self->holder = holder;
    self->since = alarm_now(self->alarm);
    return self->manifest;
}

enum errorcode installer_offer(struct installer *self, const struct program_client *client,
                               const struct program_offer *offer, uint32_t crc) {
    if (!is_free_for(self, client) || programs_are_being_loaded(CAPABILITY(self, loading))) {
        return ERR_BUSY;
    }
    self->owner = NULL;
    self->client = client;
    self->offer = *offer;
    self->crc = crc;
    self->manifest_length = self->manifest->length;
    self->manifest_sum = sum_of_manifest(self);
    self->refused = false;
    enum program_reason reason =
        self->broken ? PROGRAM_FLASH
                     : program_plan(self->manifest, &self->offer, self->flash->page_bytes,
                                    &self->plan, CAPABILITY(self, loading));
    self->plan.is_written = false;
    if (reason != PROGRAM_FINE) {
        end_later(self, reason);
    } else if (!self->offer.has_digests) {
        reserve(self);
    } else {
        begun(self, STEP_OFFER_JUDGED,
              program_judge_offer(self->manifest, &self->offer, &self->plan, self->judge,
                                  CAPABILITY(self, loading)));
    }
    return OK;
}

uint32_t installer_address(const struct installer *self) {
    return self->plan.object.start;
}

/* ---- Bytes of the object ---- */

static void write_piece(struct installer *self) {
    uint32_t end_offset = self->piece_offset + self->piece->length;
    if (end_offset > self->erased_to) {
        begun(self, STEP_ERASE_FOR_PIECE, flash_erase(self->flash, self->erased_to));
    } else {
        begun(self, STEP_PIECE_WRITTEN, flash_write(self->flash, self->piece_offset, self->piece));
    }
}

enum errorcode installer_write(struct installer *self, const struct program_client *client,
                               uint32_t offset, struct buffer *buffer) {
    if (is_busy(self)) {
        return ERR_BUSY;
    }
    const struct program_offer *o = &self->offer;
    if (!has_transfer(self, client) || offset < o->header_size || offset > o->size ||
        offset % 4 != 0 || buffer->length == 0 || buffer->length % 4 != 0 ||
        buffer->length > o->size - offset) {
        return ERR_INVAL;
    }
    self->client = client;
    self->piece = buffer;
    self->piece_offset = offset_of(self, self->plan.object.start) + offset;
    write_piece(self);
    return OK;
}

/* ---- The end of the object ---- */

static void sum_on(struct installer *self) {
    uint32_t left = self->offer.size - self->at;
    uint32_t start = offset_of(self, self->plan.object.start);
    if (left != 0) {
        read_at(self, STEP_SUM_READ, start + self->at,
                left < INSTALLER_WORK_BYTES ? left : INSTALLER_WORK_BYTES);
    } else if (self->with_crc && ~self->sum != self->crc) {
        end_later(self, PROGRAM_BAD_CRC);
    } else {
        self->plan.is_written = true;
        begun(self, STEP_OBJECT_JUDGED,
              program_judge_offer(self->manifest, &self->offer, &self->plan, self->judge,
                                  CAPABILITY(self, loading)));
    }
}

enum errorcode installer_finish(struct installer *self, const struct program_client *client,
                                bool with_crc) {
    if (is_busy(self) || programs_are_being_loaded(CAPABILITY(self, loading))) {
        return ERR_BUSY;
    }
    if (!has_transfer(self, client) || self->manifest_sum != sum_of_manifest(self)) {
        return ERR_INVAL;
    }
    self->owner = NULL;
    self->client = client;
    self->with_crc = with_crc;
    self->sum = CRC32_BEGIN;
    for (uint32_t i = 0; i < self->offer.header_size && i < PROGRAM_HEADER_BYTES_MAX; i++) {
        self->sum = crc32_add(self->sum, buffer_get(self->manifest, i));
    }
    self->at = self->offer.header_size;
    sum_on(self);
    return OK;
}

static void change_list(struct installer *self) {
    const struct program_plan *p = &self->plan;
    begin_edits(self);
    if (p->object.start == p->gap.start) {
        add_header(self, offset_of(self, p->object.start));
    } else {
        add_padding(self, offset_of(self, p->gap.start), p->object.start - p->gap.start);
    }
    if (p->old.end > p->old.start) {
        add_padding(self, offset_of(self, p->old.start), p->old.end - p->old.start);
    }
    self->old = p->old;
    self->fresh = p->object;
    change_pages(self, STEP_LIST_CHANGED);
}

/* The header goes to its place, where nobody looks yet; or it comes with the change of the list. */
static void write_header(struct installer *self) {
    const struct program_plan *p = &self->plan;
    if (p->object.start == p->gap.start) {
        change_list(self);
        return;
    }
    buffer_window(self->manifest, 0, self->offer.header_size);
    begun(self, STEP_HEADER_WRITTEN,
          flash_write(self->flash, offset_of(self, p->object.start), self->manifest));
}

/* Behind the object: padding, unless it is too little for that, or nothing. */
static void close_gap(struct installer *self) {
    const struct program_plan *p = &self->plan;
    uint32_t left = p->gap.end - p->object.end;
    if (left < TBF_BASE_SIZE) {
        write_header(self);
        return;
    }
    begin_edits(self);
    add_padding(self, offset_of(self, p->object.end), left);
    change_pages(self, STEP_CLOSED);
}

enum errorcode installer_abort(struct installer *self, const struct program_client *client) {
    if (is_busy(self)) {
        return ERR_BUSY;
    }
    if (self->owner != client) {
        return ERR_INVAL;
    }
    self->owner = NULL;
    return OK;
}

/* A change of the list that needs no transfer: the edits are made. */
static void change_for(struct installer *self, const struct program_client *client,
                       struct range old, struct range fresh) {
    self->client = client;
    self->refused = false;
    self->old = old;
    self->fresh = fresh;
    if (self->broken) {
        end_later(self, PROGRAM_FLASH);
    } else {
        change_pages(self, STEP_LIST_CHANGED);
    }
}

static bool may_change(const struct installer *self) {
    return installer_is_idle(self) && !programs_are_being_loaded(CAPABILITY(self, loading));
}

enum errorcode installer_remove(struct installer *self, const struct program_client *client,
                                struct range object) {
    if (!may_change(self)) {
        return ERR_BUSY;
    }
    const struct range nothing = {0, 0};
    begin_edits(self);
    add_padding(self, offset_of(self, object.start), object.end - object.start);
    change_for(self, client, object, nothing);
    return OK;
}

/* What the kernel knows of the program is forgotten, and it is looked at as if it had just come. */
enum errorcode installer_set_flags(struct installer *self, const struct program_client *client,
                                   const struct program_flags *plan) {
    if (!may_change(self)) {
        return ERR_BUSY;
    }
    const struct range nothing = {0, 0};
    const struct range anew = plan->begins_anew ? plan->object : nothing;
    begin_edits(self);
    add_flags(self, offset_of(self, plan->object.start), plan->flags, plan->checksum);
    change_for(self, client, anew, anew);
    return OK;
}

bool installer_is_idle(const struct installer *self) {
    bool is_transferring = self->owner != NULL && self->has_transfer && !is_given_up(self);
    return !is_busy(self) && !is_transferring;
}

void installer_put_reason(const struct installer *self, struct buffer *out) {
    if (self->refused) {
        program_put_reason(out, CAPABILITY(self, loading));
    }
}

/* ---- At the start ---- */

void installer_start(struct installer *self) {
    self->blank = NOWHERE;
    read_at(self, STEP_RECORD_READ, record_offset(self), 4 * RECORD_WORDS);
}

static void mended(struct installer *self) {
    self->step = STEP_NONE;
    programs_begin(CAPABILITY(self, loading));
}

/* Is there something to be done? The record may be any bits at all. */
static bool take_record(struct installer *self) {
    const struct buffer *b = self->work;
    self->page_count = get_word(b, RECORD_COUNT);
    self->expected = get_word(b, RECORD_SUM);
    bool sound = get_word(b, RECORD_MAGIC) == MAGIC && get_word(b, RECORD_DONE) == UINT32_MAX &&
                 self->page_count >= 1 && self->page_count <= INSTALLER_PAGES;
    for (uint32_t i = 0; i < INSTALLER_PAGES; i++) {
        self->pages[i] = get_word(b, RECORD_PAGE + i);
        bool counts = i < self->page_count;
        sound = sound && (!counts || (self->pages[i] < record_offset(self) &&
                                      self->pages[i] % self->flash->page_bytes == 0));
    }
    return sound;
}

static void mend_on(struct installer *self) {
    if (self->page < self->page_count) {
        read_at(self, STEP_COPY_SUMMED, copy_offset(self, self->page) + self->at,
                INSTALLER_WORK_BYTES);
    } else if (~self->sum == self->expected) {
        self->after = STEP_MENDED;
        begin_changing(self);
    } else {
        mended(self);
    }
}

static void begin_mending(struct installer *self) {
    if (!take_record(self)) {
        mended(self);
        return;
    }
    self->page = 0;
    self->at = 0;
    self->sum = begin_sum(self);
    mend_on(self);
}

/* ---- The machine ---- */

/* The list in flash is another one, and the kernel is told. */
static void list_changed(struct installer *self) {
    programs_changed(self->old, self->fresh, CAPABILITY(self, loading));
    end_now(self, PROGRAM_FINE);
}

static void step_of_transfer(struct installer *self) {
    switch (self->step) {
    case STEP_OFFER_JUDGED:
        reserve(self);
        break;
    case STEP_RESERVED:
        begin_transfer(self);
        end_now(self, PROGRAM_FINE);
        break;
    case STEP_ERASE_FOR_PIECE:
        self->erased_to += self->flash->page_bytes;
        write_piece(self);
        break;
    case STEP_PIECE_WRITTEN:
        end_now(self, PROGRAM_FINE);
        break;
    case STEP_SUM_READ:
        self->sum = sum_of(self->sum, self->work);
        self->at += self->work->length;
        sum_on(self);
        break;
    case STEP_OBJECT_JUDGED:
        close_gap(self);
        break;
    case STEP_CLOSED:
        write_header(self);
        break;
    case STEP_HEADER_WRITTEN:
        buffer_window(self->manifest, 0, self->manifest_length);
        change_list(self);
        break;
    case STEP_LIST_CHANGED:
        list_changed(self);
        break;
    default: /* STEP_MENDED */
        mended(self);
        break;
    }
}

static void step(struct installer *self) {
    switch (self->step) {
    case STEP_RECORD_ERASED:
        self->sum = begin_sum(self);
        erase_copy(self);
        break;
    case STEP_COPY_ERASED:
        read_at(self, STEP_PAGE_READ, self->pages[self->page], INSTALLER_WORK_BYTES);
        break;
    case STEP_PAGE_READ:
        apply_edits(self, self->work);
        self->sum = sum_of(self->sum, self->work);
        begun(self, STEP_COPY_WRITTEN,
              flash_write(self->flash, copy_offset(self, self->page) + self->at, self->work));
        break;
    case STEP_COPY_WRITTEN:
        copy_on(self);
        break;
    case STEP_RECORD_WRITTEN:
        begin_changing(self);
        break;
    case STEP_PAGE_ERASED:
        read_at(self, STEP_COPY_READ, copy_offset(self, self->page), INSTALLER_WORK_BYTES);
        break;
    case STEP_COPY_READ:
        begun(self, STEP_PAGE_WRITTEN,
              flash_write(self->flash, self->pages[self->page] + self->at, self->work));
        break;
    case STEP_PAGE_WRITTEN:
        change_on(self);
        break;
    case STEP_RECORD_CLEARED:
        self->step = self->after;
        step_of_transfer(self);
        break;
    case STEP_RECORD_READ:
        begin_mending(self);
        break;
    case STEP_COPY_SUMMED:
        self->sum = sum_of(self->sum, self->work);
        (void)is_page_through(self);
        mend_on(self);
        break;
    default:
        step_of_transfer(self);
        break;
    }
}

static void step_after(struct installer *self, enum errorcode status) {
    if (status != OK) {
        fail(self);
    } else {
        step(self);
    }
}

void installer_read(struct installer *self, struct buffer *buffer, enum errorcode status) {
    (void)buffer;
    step_after(self, status);
}

void installer_written(struct installer *self, struct buffer *buffer, enum errorcode status) {
    (void)buffer;
    step_after(self, status);
}

void installer_erased(struct installer *self, enum errorcode status) {
    step_after(self, status);
}

void installer_judged(struct installer *self, enum program_reason reason) {
    if (reason == PROGRAM_FINE) {
        step(self);
        return;
    }
    self->refused = true;
    end_now(self, reason);
}
