/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The store as a state machine: each step is one operation of the flash, and `take` is what follows. A
 * function that returns OK has begun the next step, or, if there is none, the request has ended well. */
#include "capsules/system/key_value_store.h"

enum step {
    STEP_REST,
    /* Mounting */
    STEP_SURVEY,    /* the head of page `page` of the flash */
    STEP_TWIN_KEY,  /* the key of the newest record */
    STEP_TWIN_MARK, /* an older record of that key */
    /* Walking */
    STEP_PAGE,
    STEP_RECORD,
    STEP_KEY,
    /* What was asked for */
    STEP_VALUE,
    STEP_DELETE,
    STEP_SET_HEAD,
    STEP_SET_KEY,
    STEP_SET_VALUE,
    STEP_SET_VALID,
    STEP_SET_OBSOLETE,
    /* The next page */
    STEP_ERASE,
    STEP_OPEN,
    STEP_COPY_HEAD,
    STEP_COPY_READ,
    STEP_COPY_WRITE,
    STEP_COMPLETE,
};

#define NOWHERE UINT32_MAX

/* ---- Operations of the flash ---- */

/* After a failure nothing is known of the flash any more. */
static enum errorcode begun(struct key_value_store *self, enum step step, enum errorcode error) {
    self->step = error == OK ? step : STEP_REST;
    self->is_mounted = self->is_mounted && error == OK;
    return error;
}

static enum errorcode read(struct key_value_store *self, enum step step, uint32_t at,
                           uint32_t length) {
    buffer_window(self->scratch, 0, length);
    return begun(self, step, flash_read(self->flash, at, self->scratch));
}

static enum errorcode write(struct key_value_store *self, enum step step, uint32_t at,
                            struct buffer *from) {
    return begun(self, step, flash_write(self->flash, at, from));
}

/* Makes the mark that is word `word` of what lies at `at`. */
static enum errorcode mark(struct key_value_store *self, enum step step, uint32_t at,
                           uint32_t word) {
    buffer_clear(self->scratch);
    key_value_put_word(self->scratch, 0);
    return write(self, step, at + word * KEY_VALUE_WORD, self->scratch);
}

/* ---- Pages ---- */

static uint32_t page_count(const struct key_value_store *self) {
    return self->flash->bytes / self->flash->page_bytes;
}

static uint32_t page_start(const struct key_value_store *self, uint32_t number) {
    return number % page_count(self) * self->flash->page_bytes;
}

static uint32_t page_end(const struct key_value_store *self, uint32_t number) {
    return page_start(self, number) + self->flash->page_bytes;
}

/* What a page has for records. */
static uint32_t page_room(const struct key_value_store *self) {
    return self->flash->page_bytes - PAGE_HEAD_BYTES;
}

/* One page is always left over, for the next one. When page `head` is the newest, this one is the oldest
 * that counts. */
static uint32_t oldest(const struct key_value_store *self, uint32_t head) {
    uint32_t counting = page_count(self) - 1;
    return head > counting ? head - counting + 1 : 1;
}

/* ---- A walk through the records of pages, the newest first: it has what is often changed ---- */

static enum errorcode walk_page(struct key_value_store *self) {
    return read(self, STEP_PAGE, page_start(self, self->page), PAGE_HEAD_BYTES);
}

static enum errorcode walk(struct key_value_store *self, enum key_value_walk what, uint32_t first,
                           uint32_t last) {
    self->walk = what;
    self->page = first;
    self->last_page = last;
    return walk_page(self);
}

static enum errorcode walk_all(struct key_value_store *self, enum key_value_walk what) {
    return walk(self, what, self->head, oldest(self, self->head));
}

/* ---- The next page ---- */

static enum errorcode make_page(struct key_value_store *self) {
    self->rounds++;
    return begun(self, STEP_ERASE, flash_erase(self->flash, page_start(self, self->head + 1)));
}

static enum errorcode open_page(struct key_value_store *self) {
    buffer_clear(self->scratch);
    key_value_put_page(self->scratch, self->head + 1);
    return write(self, STEP_OPEN, page_start(self, self->head + 1), self->scratch);
}

/* As long as this mark is missing, all that was copied is also where it was. */
static enum errorcode complete_page(struct key_value_store *self) {
    return mark(self, STEP_COMPLETE, page_start(self, self->head + 1), PAGE_COMPLETE);
}

static enum errorcode copy_oldest(struct key_value_store *self) {
    uint32_t tail = oldest(self, self->head);
    self->copies_end = page_start(self, self->head + 1) + PAGE_HEAD_BYTES;
    self->left_behind = 0;
    bool is_needed = self->head != 0 && tail != oldest(self, self->head + 1);
    return is_needed ? walk(self, WALK_COPY, tail, tail) : complete_page(self);
}

/* The mark comes with the rest: what is copied is valid if the page is complete. */
static enum errorcode copy_head(struct key_value_store *self) {
    if (key_value_record_bytes(&self->seen) > page_end(self, self->head + 1) - self->copies_end) {
        return ERR_FAIL; /* it was on one page */
    }
    self->copied = 0;
    buffer_clear(self->scratch);
    key_value_put_record(self->scratch, &self->seen);
    key_value_put_word(self->scratch, 0);
    return write(self, STEP_COPY_HEAD, self->copies_end, self->scratch);
}

static uint32_t body_left(const struct key_value_store *self) {
    return key_value_record_bytes(&self->seen) - RECORD_HEAD_BYTES - self->copied;
}

static enum errorcode copy_body(struct key_value_store *self) {
    uint32_t left = body_left(self);
    uint32_t length = left < KEY_VALUE_SCRATCH_BYTES ? left : KEY_VALUE_SCRATCH_BYTES;
    return read(self, STEP_COPY_READ, self->at + RECORD_HEAD_BYTES + self->copied, length);
}

static void take_new_page(struct key_value_store *self) {
    self->head++;
    self->end = self->copies_end;
    self->used -= self->left_behind;
    self->used += self->end - page_start(self, self->head) - PAGE_HEAD_BYTES;
}

/* ---- What was asked for ---- */

static enum errorcode get_value(struct key_value_store *self) {
    struct key_value_request *request = self->request;
    const struct key_value_record *r = &self->found_record;
    uint32_t value = self->found + RECORD_HEAD_BYTES + key_value_padded(r->key_length);
    request->length = r->value_length;
    buffer_window(request->value, 0, r->value_length);
    if (request->value->length == 0) {
        return OK;
    }
    return begun(self, STEP_VALUE, flash_read(self->flash, value, request->value));
}

/* Fills up the last word. */
static void pad(struct buffer *b) {
    LOOP_WHILE (b->length % KEY_VALUE_WORD != 0, KEY_VALUE_WORD) {
        if (buffer_put(b, 0) == 0) {
            return; /* the flash refuses it */
        }
    }
}

static enum errorcode set_head(struct key_value_store *self) {
    buffer_clear(self->scratch);
    key_value_put_record(self->scratch, &self->fresh);
    return write(self, STEP_SET_HEAD, self->end, self->scratch);
}

static enum errorcode set_key(struct key_value_store *self) {
    pad(self->request->key);
    return write(self, STEP_SET_KEY, self->end + RECORD_HEAD_BYTES, self->request->key);
}

/* From here on the new value is there; until then only the old one was. */
static enum errorcode set_valid(struct key_value_store *self) {
    return mark(self, STEP_SET_VALID, self->end, RECORD_VALID);
}

static enum errorcode set_value(struct key_value_store *self) {
    struct buffer *value = self->request->value;
    buffer_window(self->request->key, self->request->key->first, self->fresh.key_length);
    if (value->length == 0) {
        return set_valid(self);
    }
    pad(value);
    uint32_t at = self->end + RECORD_HEAD_BYTES + key_value_padded(self->fresh.key_length);
    return write(self, STEP_SET_VALUE, at, value);
}

static enum errorcode set_obsolete(struct key_value_store *self) {
    uint32_t bytes = key_value_record_bytes(&self->fresh);
    self->end += bytes;
    self->used += bytes;
    self->live += bytes;
    return self->found == NOWHERE ? OK
                                  : mark(self, STEP_SET_OBSOLETE, self->found, RECORD_OBSOLETE);
}

/* Is there room for as many bytes, if not here then behind what is collected? If the live bytes of one
 * page leave room, that page becomes the newest one sooner or later; and if no page did, there would be
 * more of them than this. */
static bool can_be_held(const struct key_value_store *self, uint32_t bytes) {
    uint32_t pages = page_count(self) - 1;
    return self->own + bytes <= pages * page_room(self) / KEY_VALUE_SHARE &&
           self->live <= pages * (page_room(self) - bytes);
}

static enum errorcode set(struct key_value_store *self) {
    const struct key_value_request *request = self->request;
    self->fresh = (struct key_value_record){
        .key_length = request->key->length,
        .value_length = request->value->length,
        .space = (uint32_t)request->space,
        .owner = request->access.id,
        .hash = self->hash,
    };
    uint32_t bytes = key_value_record_bytes(&self->fresh);
    if (request->value->length > UINT16_MAX || bytes > page_room(self)) {
        return ERR_SIZE;
    }
    if (!can_be_held(self, bytes)) {
        return ERR_NOMEM;
    }
    if (self->head != 0 && bytes <= page_end(self, self->head) - self->end) {
        return set_head(self);
    }
    return self->rounds <= page_count(self) ? make_page(self) : ERR_FAIL;
}

/* What the walk has found is what there is. */
static enum errorcode decide(struct key_value_store *self) {
    const struct storage_access *access = &self->request->access;
    bool is_there = self->found != NOWHERE;
    bool may_read = is_there && storage_may_read(access, self->found_record.owner);
    bool may_modify = is_there && storage_may_modify(access, self->found_record.owner);
    switch (self->request->operation) {
    case KEY_VALUE_GET:
        return may_read ? get_value(self) : ERR_NOSUPPORT;
    case KEY_VALUE_DELETE:
        return may_modify ? mark(self, STEP_DELETE, self->found, RECORD_OBSOLETE) : ERR_NOSUPPORT;
    case KEY_VALUE_SET:
        return may_modify || !is_there ? set(self) : ERR_NOSUPPORT;
    case KEY_VALUE_ADD:
        return is_there ? ERR_NOSUPPORT : set(self);
    case KEY_VALUE_UPDATE:
        return may_modify ? set(self) : ERR_NOSUPPORT;
    default:
        return ERR_NOSUPPORT;
    }
}

/* Makes pages until less than one page could be saved: nobody can wear the flash out by asking again. */
static enum errorcode collect(struct key_value_store *self) {
    bool is_worth_it = self->used - self->live >= page_room(self);
    return is_worth_it && self->rounds < page_count(self) ? make_page(self) : OK;
}

static enum errorcode serve(struct key_value_store *self) {
    self->is_mounted = true;
    if (self->request->operation == KEY_VALUE_COLLECT) {
        return collect(self);
    }
    self->hash = key_value_hash(self->request->space, self->request->key);
    self->except = NOWHERE;
    self->found = NOWHERE;
    self->own = 0;
    return self->head == 0 ? decide(self) : walk_all(self, WALK_FIND);
}

/* ---- Mounting ---- */

static enum errorcode survey(struct key_value_store *self) {
    return read(self, STEP_SURVEY, self->page * self->flash->page_bytes, PAGE_HEAD_BYTES);
}

static enum errorcode mount(struct key_value_store *self) {
    self->head = 0;
    self->used = 0;
    self->live = 0;
    self->newest = NOWHERE;
    self->page = 0;
    return survey(self);
}

static enum errorcode take_survey(struct key_value_store *self) {
    uint32_t number = key_value_page_number(self->scratch);
    bool is_its_place = number % page_count(self) == self->page;
    if (number > self->head && is_its_place) {
        self->head = number;
    }
    self->page++;
    if (self->page < page_count(self)) {
        return survey(self);
    }
    return self->head == 0 ? serve(self) : walk_all(self, WALK_COUNT);
}

/* If the power went between the two marks of a value that was set, it was the newest there is. Then its old
 * value is marked now, before anything else is done. */
static enum errorcode look_for_twin(struct key_value_store *self) {
    if (self->newest == NOWHERE) {
        return serve(self);
    }
    buffer_window(self->twin_key, 0, self->newest_record.key_length);
    enum errorcode error =
        flash_read(self->flash, self->newest + RECORD_HEAD_BYTES, self->twin_key);
    return begun(self, STEP_TWIN_KEY, error);
}

static enum errorcode walk_for_twin(struct key_value_store *self) {
    self->hash = self->newest_record.hash;
    self->except = self->newest;
    return walk_all(self, WALK_TWIN);
}

/* ---- Walking on ---- */

static enum errorcode walk_ended(struct key_value_store *self) {
    switch (self->walk) {
    case WALK_COUNT:
        return look_for_twin(self);
    case WALK_TWIN:
        return serve(self);
    case WALK_FIND:
        return decide(self);
    default:
        return complete_page(self);
    }
}

static enum errorcode walk_next_page(struct key_value_store *self) {
    if (self->walk == WALK_COUNT && self->page == self->head) {
        self->end = self->at;
    }
    if (self->page == self->last_page) {
        return walk_ended(self);
    }
    self->page--;
    return walk_page(self);
}

static enum errorcode walk_record(struct key_value_store *self) {
    if (page_end(self, self->page) - self->at < RECORD_HEAD_BYTES) {
        return walk_next_page(self);
    }
    return read(self, STEP_RECORD, self->at, RECORD_HEAD_BYTES);
}

static enum errorcode walk_on(struct key_value_store *self, uint32_t bytes) {
    self->at += bytes;
    return walk_record(self);
}

/* A page that is not there has no records. */
static enum errorcode take_page(struct key_value_store *self) {
    bool is_there = key_value_page_number(self->scratch) == self->page;
    self->at =
        is_there ? page_start(self, self->page) + PAGE_HEAD_BYTES : page_end(self, self->page);
    return walk_record(self);
}

static void count(struct key_value_store *self, uint32_t bytes, bool is_live) {
    self->used += bytes;
    self->live += is_live ? bytes : 0;
    if (is_live && self->page == self->head) {
        self->newest = self->at;
        self->newest_record = self->seen;
    }
}

static const struct buffer *key_of_walk(const struct key_value_store *self) {
    return self->walk == WALK_TWIN ? self->twin_key : self->request->key;
}

static bool may_be_it(const struct key_value_store *self) {
    return self->seen.hash == self->hash && self->at != self->except &&
           self->seen.key_length == key_of_walk(self)->length;
}

/* A live record that is not what is looked for. */
static enum errorcode pass(struct key_value_store *self) {
    if (self->walk == WALK_FIND && self->seen.owner == self->request->access.id) {
        self->own += key_value_record_bytes(&self->seen);
    }
    return walk_on(self, key_value_record_bytes(&self->seen));
}

static enum errorcode take_live(struct key_value_store *self) {
    switch (self->walk) {
    case WALK_COUNT:
        return walk_on(self, key_value_record_bytes(&self->seen));
    case WALK_COPY:
        return copy_head(self);
    default:
        return may_be_it(self)
                   ? read(self, STEP_KEY, self->at + RECORD_HEAD_BYTES, self->seen.key_length)
                   : pass(self);
    }
}

static enum errorcode take_record(struct key_value_store *self) {
    uint32_t room = page_end(self, self->page) - self->at;
    enum key_value_state state = key_value_record_read(self->scratch, room, &self->seen);
    if (state == RECORD_FREE) {
        return walk_next_page(self);
    }
    uint32_t bytes = state == RECORD_TORN ? RECORD_HEAD_BYTES : key_value_record_bytes(&self->seen);
    self->left_behind += bytes;
    if (self->walk == WALK_COUNT) {
        count(self, bytes, state == RECORD_LIVE);
    }
    return state == RECORD_LIVE ? take_live(self) : walk_on(self, bytes);
}

static bool is_it(const struct key_value_store *self) {
    const struct buffer *key = key_of_walk(self);
    for (uint32_t i = 0; i < KEY_VALUE_KEY_MAX; i++) {
        if (buffer_get(key, i) != buffer_get(self->scratch, i)) {
            return false;
        }
    }
    return self->seen.space ==
           (self->walk == WALK_TWIN ? self->newest_record.space : (uint32_t)self->request->space);
}

/* What a request is about has been found. Is it to be known besides how much its owner has in all? Not if
 * nothing is added, or no more than what is replaced. */
static bool is_enough(const struct key_value_store *self) {
    const struct key_value_request *request = self->request;
    uint32_t bytes = RECORD_HEAD_BYTES + key_value_padded(request->key->length) +
                     key_value_padded(request->value->length);
    bool is_added = request->operation == KEY_VALUE_SET || request->operation == KEY_VALUE_UPDATE;
    return !is_added || (self->found_record.owner == request->access.id &&
                         bytes <= key_value_record_bytes(&self->found_record));
}

static enum errorcode take_key(struct key_value_store *self) {
    if (!is_it(self)) {
        return pass(self);
    }
    self->found = self->at;
    self->found_record = self->seen;
    if (self->walk == WALK_TWIN) {
        return mark(self, STEP_TWIN_MARK, self->found, RECORD_OBSOLETE);
    }
    return is_enough(self) ? decide(self) : walk_on(self, key_value_record_bytes(&self->seen));
}

static enum errorcode take_copy(struct key_value_store *self) {
    if (body_left(self) > 0) {
        return copy_body(self);
    }
    self->copies_end += key_value_record_bytes(&self->seen);
    return walk_on(self, key_value_record_bytes(&self->seen));
}

/* ---- Step by step ---- */

static enum errorcode take(struct key_value_store *self, enum step step) {
    switch (step) {
    case STEP_SURVEY:
        return take_survey(self);
    case STEP_TWIN_KEY:
        return walk_for_twin(self);
    case STEP_TWIN_MARK:
        self->live -= key_value_record_bytes(&self->found_record);
        return serve(self);
    case STEP_PAGE:
        return take_page(self);
    case STEP_RECORD:
        return take_record(self);
    case STEP_KEY:
        return take_key(self);
    case STEP_SET_HEAD:
        return set_key(self);
    case STEP_SET_KEY:
        return set_value(self);
    case STEP_SET_VALUE:
        return set_valid(self);
    case STEP_SET_VALID:
        return set_obsolete(self);
    case STEP_DELETE:
    case STEP_SET_OBSOLETE:
        self->live -= key_value_record_bytes(&self->found_record);
        return OK;
    case STEP_ERASE:
        return open_page(self);
    case STEP_OPEN:
        return copy_oldest(self);
    case STEP_COPY_HEAD:
        return take_copy(self);
    case STEP_COPY_READ:
        return write(self, STEP_COPY_WRITE, self->copies_end + RECORD_HEAD_BYTES + self->copied,
                     self->scratch);
    case STEP_COPY_WRITE:
        self->copied += self->scratch->length;
        return take_copy(self);
    case STEP_COMPLETE:
        take_new_page(self);
        return serve(self);
    default: /* STEP_VALUE */
        return OK;
    }
}

/* The next request waits until the client has been told. */
static void go_on(struct key_value_store *self, enum errorcode error) {
    struct key_value_request *request = self->request;
    if (error == OK && self->step != STEP_REST) {
        return;
    }
    self->step = STEP_REST;
    self->request = NULL;
    deferred_call_set(&self->later);
    request->is_waiting = false;
    key_value_client_done(request->client, request, error);
}

static void ended(struct key_value_store *self, enum errorcode status) {
    enum step step = (enum step)self->step;
    if (self->request == NULL || step == STEP_REST) {
        return;
    }
    self->step = STEP_REST;
    self->is_mounted = self->is_mounted && status == OK;
    go_on(self, status == OK ? take(self, step) : status);
}

void key_value_store_later(struct key_value_store *self) {
    if (self->request != NULL || self->first == NULL) {
        return;
    }
    self->request = self->first;
    self->first = self->request->next;
    self->rounds = 0;
    go_on(self, self->is_mounted ? serve(self) : mount(self));
}

void key_value_store_read(struct key_value_store *self, struct buffer *buffer,
                          enum errorcode status) {
    (void)buffer; /* its own, or the request's */
    ended(self, status);
}

void key_value_store_written(struct key_value_store *self, struct buffer *buffer,
                             enum errorcode status) {
    (void)buffer;
    ended(self, status);
}

void key_value_store_erased(struct key_value_store *self, enum errorcode status) {
    ended(self, status);
}

static enum errorcode enqueue(struct key_value_store *self, struct key_value_request *request) {
    if (request->is_waiting) {
        return ERR_BUSY;
    }
    request->is_waiting = true;
    request->next = NULL;
    deferred_call_set(&self->later);
    if (self->first == NULL) {
        self->first = request;
        return OK;
    }
    struct key_value_request *last = self->first;
    LOOP_WHILE (last->next != NULL, KEY_VALUE_REQUESTS_MAX) {
        last = last->next;
    }
    last->next = request;
    return OK;
}

HIL_OPS_DEFINE(key_value_store_ops, KEY_VALUE_OPS, enqueue);
