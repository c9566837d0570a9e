/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How often is a loop repeated, and can a statement be left at its end? What is not obvious is
 * taken to be unbounded, and to be left. */
#include "capcheck.h"
#include "walk.h"

#include <algorithm>

using namespace clang;

/* ---- What happens to a variable ---- */

static const VarDecl *variable_in(const Expr *e) {
    const auto *reference = dyn_cast<DeclRefExpr>(bare(e));
    return reference == nullptr ? nullptr : dyn_cast<VarDecl>(reference->getDecl());
}

/* All places where a variable is changed or its address taken. */
class Changes : public Walker {
  public:
    explicit Changes(const VarDecl *v) : variable(v) {}
    std::vector<const Expr *> places;
    bool continues = false;

    bool VisitUnaryOperator(UnaryOperator *u) override {
        if ((u->isIncrementDecrementOp() || u->getOpcode() == UO_AddrOf) &&
            variable_in(u->getSubExpr()) == variable) {
            places.push_back(u);
        }
        return true;
    }
    bool VisitBinaryOperator(BinaryOperator *b) override {
        if (b->isAssignmentOp() && variable_in(b->getLHS()) == variable) {
            places.push_back(b);
        }
        return true;
    }
    bool VisitContinueStmt(ContinueStmt *) override {
        continues = true;
        return true;
    }
    bool VisitGotoStmt(GotoStmt *) override {
        continues = true;
        return true;
    }

  private:
    const VarDecl *variable;
};

static Changes changes_in(const Stmt *s, const VarDecl *v) {
    Changes c(v);
    if (s != nullptr) {
        c.TraverseStmt(const_cast<Stmt *>(s));
    }
    return c;
}

static bool constant_of(Unit &unit, const Expr *e, int64_t &value) {
    Expr::EvalResult result;
    if (e->isValueDependent() || !e->EvaluateAsInt(result, *unit.context)) {
        return false;
    }
    value = result.Val.getInt().getExtValue();
    return true;
}

/* A step of a variable by a constant: how much, and of which. */
static const VarDecl *step_of(Unit &unit, const Expr *e, int64_t &by) {
    e = bare(e);
    if (const auto *u = dyn_cast<UnaryOperator>(e)) {
        if (!u->isIncrementDecrementOp()) {
            return nullptr;
        }
        by = u->isIncrementOp() ? 1 : -1;
        return variable_in(u->getSubExpr());
    }
    const auto *b = dyn_cast<CompoundAssignOperator>(e);
    if (b == nullptr || !constant_of(unit, b->getRHS(), by)) {
        return nullptr;
    }
    if (b->getOpcode() == BO_SubAssign) {
        by = -by;
    } else if (b->getOpcode() != BO_AddAssign) {
        return nullptr;
    }
    return variable_in(b->getLHS());
}

/* ---- Conditions ---- */

struct Limit {
    const Expr *value;
    bool inclusive;
    bool exact = false; /* v != value */
};

/* The conjuncts of a condition that keep `v` below (up) or above (down) something. */
static void limits_of(const Expr *condition, const VarDecl *v, bool up,
                      std::vector<Limit> &limits) {
    condition = bare(condition);
    const auto *b = dyn_cast<BinaryOperator>(condition);
    if (b == nullptr) {
        return;
    }
    if (b->getOpcode() == BO_LAnd) {
        limits_of(b->getLHS(), v, up, limits);
        limits_of(b->getRHS(), v, up, limits);
        return;
    }
    if (b->getOpcode() == BO_NE) {
        if (variable_in(b->getLHS()) == v) {
            limits.push_back({b->getRHS(), false, true});
        } else if (variable_in(b->getRHS()) == v) {
            limits.push_back({b->getLHS(), false, true});
        }
        return;
    }
    BinaryOperatorKind less = up ? BO_LT : BO_GT, less_equal = up ? BO_LE : BO_GE;
    BinaryOperatorKind more = up ? BO_GT : BO_LT, more_equal = up ? BO_GE : BO_LE;
    if (variable_in(b->getLHS()) == v && (b->getOpcode() == less || b->getOpcode() == less_equal)) {
        limits.push_back({b->getRHS(), b->getOpcode() == less_equal});
    } else if (variable_in(b->getRHS()) == v &&
               (b->getOpcode() == more || b->getOpcode() == more_equal)) {
        limits.push_back({b->getLHS(), b->getOpcode() == more_equal});
    }
}

/* How many bits a value can have, as it was before promotion. */
static unsigned bits_of(Unit &unit, const Expr *e) {
    e = bare(e);
    if (const FieldDecl *field = e->getSourceBitField()) {
        return field->getBitWidthValue(*unit.context);
    }
    return e->getType()->isIntegerType() ? (unsigned)unit.context->getIntWidth(e->getType()) : 64;
}

static int64_t most_of(Unit &unit, QualType type) {
    unsigned bits = (unsigned)unit.context->getIntWidth(type);
    if (bits >= 64) {
        return INT64_MAX;
    }
    return type->isSignedIntegerType() ? ((int64_t)1 << (bits - 1)) - 1 : ((int64_t)1 << bits) - 1;
}

static int64_t least_of(Unit &unit, QualType type) {
    return type->isSignedIntegerType() ? -most_of(unit, type) - 1 : 0;
}

#define SMALL_BITS 16u /* as many rounds as that may pass as bounded by the type */

/* Does counting by `step` come to an end at one of the limits? */
static bool is_declared_in(const Stmt *init, const VarDecl *v);

/* `v != value`, going there one by one: a small type comes by, and so does a constant that lies in
 * the way from a constant. */
static bool ends_exactly(Unit &unit, const VarDecl *v, int64_t step, const Stmt *init,
                         const Limit &limit) {
    int64_t start, end;
    if ((step != 1 && step != -1) || !constant_of(unit, limit.value, end) ||
        end < least_of(unit, v->getType()) || end > most_of(unit, v->getType())) {
        return false;
    }
    if (unit.context->getIntWidth(v->getType()) <= SMALL_BITS) {
        return true;
    }
    return is_declared_in(init, v) && constant_of(unit, v->getInit(), start) &&
           (step > 0 ? start <= end : start >= end);
}

static bool ends_counting_up(Unit &unit, const VarDecl *v, int64_t step, const Expr *condition,
                             const Stmt *init) {
    std::vector<Limit> limits;
    limits_of(condition, v, true, limits);
    for (const Limit &limit : limits) {
        int64_t most = most_of(unit, v->getType()), constant;
        if (limit.exact) {
            if (ends_exactly(unit, v, step, init, limit)) {
                return true;
            }
        } else if (constant_of(unit, limit.value, constant)) {
            int64_t last = limit.inclusive ? constant : constant - 1;
            if (last <= most - step) {
                return true;
            }
        } else if (bits_of(unit, limit.value) <= SMALL_BITS &&
                   unit.context->getIntWidth(v->getType()) > SMALL_BITS &&
                   step <= (1 << SMALL_BITS)) {
            return true;
        }
    }
    return false;
}

/* Is the variable declared there, with a value to start from? */
static bool is_declared_in(const Stmt *init, const VarDecl *v) {
    const auto *declaration = dyn_cast_or_null<DeclStmt>(init);
    return declaration != nullptr && v->hasInit() &&
           std::find(declaration->decl_begin(), declaration->decl_end(), v) !=
               declaration->decl_end();
}

static bool starts_small(Unit &unit, const VarDecl *v, const Stmt *init) {
    int64_t value;
    if (unit.context->getIntWidth(v->getType()) <= SMALL_BITS) {
        return true;
    }
    if (!is_declared_in(init, v)) {
        return false;
    }
    return constant_of(unit, v->getInit(), value) || bits_of(unit, v->getInit()) <= SMALL_BITS;
}

static bool ends_counting_down(Unit &unit, const VarDecl *v, int64_t step, const Stmt *init,
                               const Expr *condition) {
    std::vector<Limit> limits;
    limits_of(condition, v, false, limits);
    for (const Limit &limit : limits) {
        int64_t constant, least = least_of(unit, v->getType());
        if (limit.exact) {
            if (ends_exactly(unit, v, -step, init, limit)) {
                return true;
            }
            continue;
        }
        bool is_constant = constant_of(unit, limit.value, constant);
        int64_t last = limit.inclusive ? constant : constant + 1;
        /* `v > x` ends before v wraps, whatever x is, if it goes down one by one */
        bool ends = is_constant
                        ? last >= least + step
                        : !limit.inclusive && step == 1 && v->getType()->isUnsignedIntegerType() &&
                              bare(limit.value)->getType()->isUnsignedIntegerType();
        if (ends && starts_small(unit, v, init)) {
            return true;
        }
    }
    return false;
}

/* Of the steps of a for, several with commas between them, the first that the condition limits. */
static const VarDecl *first_step(Unit &unit, const Expr *e, const Expr *condition, int64_t &step,
                                 const Expr *&stepping) {
    const auto *comma = dyn_cast<BinaryOperator>(bare(e));
    if (comma != nullptr && comma->getOpcode() == BO_Comma) {
        const VarDecl *v = first_step(unit, comma->getLHS(), condition, step, stepping);
        return v != nullptr ? v : first_step(unit, comma->getRHS(), condition, step, stepping);
    }
    std::vector<Limit> limits;
    const VarDecl *v = step_of(unit, e, step);
    if (v == nullptr || condition == nullptr) {
        return nullptr;
    }
    limits_of(condition, v, step > 0, limits);
    stepping = bare(e);
    return limits.empty() ? nullptr : v;
}

/* The variable that a loop counts with, and by how much a round steps it. It is stepped in each
 * round, and nowhere else in the loop. */
static const VarDecl *counter_of(Unit &unit, const Stmt *loop, int64_t &step) {
    const Stmt *body = nullptr;
    const Expr *condition = nullptr;
    const VarDecl *v = nullptr;
    const Expr *stepping = nullptr;
    if (const auto *f = dyn_cast<ForStmt>(loop)) {
        body = f->getBody();
        condition = f->getCond();
        if (f->getInc() != nullptr) {
            v = first_step(unit, f->getInc(), condition, step, stepping);
        }
    } else if (const auto *w = dyn_cast<WhileStmt>(loop)) {
        body = w->getBody();
        condition = w->getCond();
    } else if (const auto *d = dyn_cast<DoStmt>(loop)) {
        body = d->getBody();
        condition = d->getCond();
    }
    if (v == nullptr) {
        /* A statement of the body that every round comes to. */
        const auto *block = dyn_cast_or_null<CompoundStmt>(body);
        if (block == nullptr || changes_in(body, nullptr).continues) {
            return nullptr;
        }
        for (const Stmt *s : block->body()) {
            const auto *e = dyn_cast<Expr>(s);
            std::vector<Limit> limits;
            const VarDecl *candidate = e == nullptr ? nullptr : step_of(unit, e, step);
            if (candidate != nullptr && condition != nullptr) {
                limits_of(condition, candidate, step > 0, limits);
                if (!limits.empty()) {
                    v = candidate;
                    stepping = bare(e);
                    break;
                }
            }
        }
    }
    if (v == nullptr || condition == nullptr || step == 0 || !v->isLocalVarDeclOrParm() ||
        v->hasGlobalStorage() || !v->getType()->isIntegerType()) {
        return nullptr;
    }
    std::vector<const Expr *> all = changes_in(body, v).places;
    if (const auto *f = dyn_cast<ForStmt>(loop)) {
        for (const Expr *e : changes_in(f->getInc(), v).places) {
            all.push_back(e);
        }
        const auto *start = dyn_cast_or_null<Expr>(f->getInit());
        for (const Expr *e : changes_in(f->getInit(), v).places) {
            if (start == nullptr || e != bare(start)) { /* `i = 0` is where it starts */
                all.push_back(e);
            }
        }
    }
    for (const Expr *e : changes_in(condition, v).places) {
        all.push_back(e);
    }
    for (const Expr *e : all) {
        if (e != stepping) {
            return nullptr;
        }
    }
    return v;
}

/* Is its address taken anywhere in the function? Then nobody knows who changes it. */
static bool is_shared(const VarDecl *v) {
    const auto *function = dyn_cast_or_null<FunctionDecl>(v->getParentFunctionOrMethod());
    if (function == nullptr || function->getBody() == nullptr) {
        return true;
    }
    for (const Expr *e : changes_in(function->getBody(), v).places) {
        const auto *u = dyn_cast<UnaryOperator>(e);
        if (u != nullptr && u->getOpcode() == UO_AddrOf) {
            return true;
        }
    }
    return false;
}

static const Expr *condition_of(const Stmt *loop) {
    if (const auto *f = dyn_cast<ForStmt>(loop)) {
        return f->getCond();
    }
    if (const auto *w = dyn_cast<WhileStmt>(loop)) {
        return w->getCond();
    }
    return cast<DoStmt>(loop)->getCond();
}

/* A value that each round shifts or divides becomes 0. */
static const VarDecl *shrunk_by(Unit &unit, const Stmt *s) {
    const auto *e = dyn_cast_or_null<Expr>(s);
    const auto *b = e == nullptr ? nullptr : dyn_cast<CompoundAssignOperator>(bare(e));
    int64_t by;
    if (b == nullptr || !constant_of(unit, b->getRHS(), by)) {
        return nullptr;
    }
    bool shifts = b->getOpcode() == BO_ShrAssign && by >= 1;
    bool divides = b->getOpcode() == BO_DivAssign && by >= 2;
    const VarDecl *v = variable_in(b->getLHS());
    return (shifts || divides) && v != nullptr && v->isLocalVarDeclOrParm() &&
                   !v->hasGlobalStorage() && v->getType()->isUnsignedIntegerType()
               ? v
               : nullptr;
}

static bool wants_nonzero(Unit &unit, const Expr *condition, const VarDecl *v) {
    condition = bare(condition);
    const auto *b = dyn_cast<BinaryOperator>(condition);
    if (b != nullptr && b->getOpcode() == BO_LAnd) {
        return wants_nonzero(unit, b->getLHS(), v) || wants_nonzero(unit, b->getRHS(), v);
    }
    int64_t zero;
    if (b != nullptr && (b->getOpcode() == BO_NE || b->getOpcode() == BO_GT)) {
        return variable_in(b->getLHS()) == v && constant_of(unit, b->getRHS(), zero) && zero == 0;
    }
    return variable_in(condition) == v;
}

static bool shrinks(Unit &unit, const Stmt *loop, const Expr *condition) {
    const auto *f = dyn_cast<ForStmt>(loop);
    const Stmt *body = f != nullptr           ? f->getBody()
                       : isa<WhileStmt>(loop) ? cast<WhileStmt>(loop)->getBody()
                                              : cast<DoStmt>(loop)->getBody();
    std::vector<const Stmt *> steps;
    if (f != nullptr && f->getInc() != nullptr) {
        steps.push_back(f->getInc());
    }
    const auto *block = dyn_cast<CompoundStmt>(body);
    if (block != nullptr && !changes_in(body, nullptr).continues) {
        steps.insert(steps.end(), block->body_begin(), block->body_end());
    }
    for (const Stmt *s : steps) {
        const VarDecl *v = shrunk_by(unit, s);
        if (v != nullptr && !is_shared(v) && wants_nonzero(unit, condition, v) &&
            changes_in(loop, v).places.size() == 1) {
            return true;
        }
    }
    return false;
}

/* `while (n--)`, `while (n-- > 0)`: a small number, that nothing else changes. */
static bool counts_in_condition(Unit &unit, const Stmt *loop, const Expr *condition) {
    condition = bare(condition);
    int64_t zero;
    if (const auto *b = dyn_cast<BinaryOperator>(condition)) {
        if ((b->getOpcode() != BO_GT && b->getOpcode() != BO_NE) ||
            !constant_of(unit, b->getRHS(), zero) || zero != 0) {
            return false;
        }
        condition = bare(b->getLHS());
    }
    const auto *u = dyn_cast<UnaryOperator>(condition);
    const VarDecl *v =
        u == nullptr || u->getOpcode() != UO_PostDec ? nullptr : variable_in(u->getSubExpr());
    return v != nullptr && v->isLocalVarDeclOrParm() && !v->hasGlobalStorage() &&
           v->getType()->isUnsignedIntegerType() &&
           unit.context->getIntWidth(v->getType()) <= SMALL_BITS && !is_shared(v) &&
           changes_in(loop, v).places.size() == 1;
}

bool has_visible_bound(Unit &unit, const Stmt *loop) {
    const Expr *condition = condition_of(loop);
    int64_t step = 0, value;
    if (condition != nullptr && constant_of(unit, condition, value) && value == 0) {
        return true; /* do { } while (false) */
    }
    if (condition != nullptr && counts_in_condition(unit, loop, condition)) {
        return true;
    }
    if (condition != nullptr && shrinks(unit, loop, condition)) {
        return true;
    }
    const VarDecl *v = counter_of(unit, loop, step);
    if (v == nullptr || is_shared(v)) {
        return false;
    }
    const auto *f = dyn_cast<ForStmt>(loop);
    const Stmt *init = f == nullptr ? nullptr : f->getInit();
    return step > 0 ? ends_counting_up(unit, v, step, condition, init)
                    : ends_counting_down(unit, v, -step, init, condition);
}

/* From a constant down to 0 or more. */
static bool counted_down(Unit &unit, const ForStmt *f, const VarDecl *v, const VarDecl *&variable,
                         uint64_t &below) {
    int64_t start, constant;
    if (!is_declared_in(f->getInit(), v) || !constant_of(unit, v->getInit(), start) || start < 0 ||
        !changes_in(f->getBody(), v).places.empty()) {
        return false;
    }
    std::vector<Limit> limits;
    limits_of(f->getCond(), v, false, limits);
    for (const Limit &limit : limits) {
        if (!limit.exact && constant_of(unit, limit.value, constant) &&
            constant + (limit.inclusive ? 0 : 1) >= 0) {
            variable = v;
            below = (uint64_t)start + 1;
            return true;
        }
    }
    return false;
}

bool counted_variable(Unit &unit, const Stmt *loop, const VarDecl *&variable, uint64_t &below) {
    const auto *f = dyn_cast<ForStmt>(loop);
    int64_t step = 0, constant;
    const VarDecl *v = f == nullptr ? nullptr : counter_of(unit, loop, step);
    if (v == nullptr || f->getInc() == nullptr || is_shared(v)) {
        return false;
    }
    if (step < 0) {
        return counted_down(unit, f, v, variable, below);
    }
    if (!changes_in(f->getBody(), v).places.empty()) {
        return false; /* stepped in the body: later it may be beyond the limit */
    }
    if (v->getType()->isSignedIntegerType() &&
        (!is_declared_in(f->getInit(), v) || !constant_of(unit, v->getInit(), constant) ||
         constant < 0 || !ends_counting_up(unit, v, step, f->getCond(), f->getInit()))) {
        return false;
    }
    std::vector<Limit> limits;
    limits_of(f->getCond(), v, true, limits);
    bool any = false;
    for (const Limit &limit : limits) {
        if (!limit.exact && constant_of(unit, limit.value, constant) && constant >= 0) {
            uint64_t end = (uint64_t)constant + (limit.inclusive ? 1 : 0);
            below = any && below < end ? below : end;
            any = true;
        }
    }
    variable = v;
    return any;
}

/* ---- Leaving at the end ---- */

/* Is there a break that ends this very loop or switch? */
static bool has_break(const Stmt *s) {
    if (s == nullptr || isa<Expr>(s)) {
        return false;
    }
    if (isa<BreakStmt>(s)) {
        return true;
    }
    if (isa<ForStmt>(s) || isa<WhileStmt>(s) || isa<DoStmt>(s) || isa<SwitchStmt>(s)) {
        return false;
    }
    for (const Stmt *child : s->children()) {
        if (has_break(child)) {
            return true;
        }
    }
    return false;
}

static bool has_label(const Stmt *s) {
    if (s == nullptr || isa<Expr>(s)) {
        return false;
    }
    if (isa<LabelStmt>(s)) {
        return true;
    }
    for (const Stmt *child : s->children()) {
        if (has_label(child)) {
            return true;
        }
    }
    return false;
}

static bool has_default(const SwitchStmt *s) {
    for (const SwitchCase *c = s->getSwitchCaseList(); c != nullptr; c = c->getNextSwitchCase()) {
        if (isa<DefaultStmt>(c)) {
            return true;
        }
    }
    return false;
}

static bool is_true_constant(const Expr *e) {
    if (e == nullptr) {
        return true;
    }
    const auto *literal = dyn_cast<IntegerLiteral>(bare(e));
    return literal != nullptr && literal->getValue() != 0;
}

/* A call of a function that never returns. */
static bool is_last_call(const Stmt *s) {
    const auto *e = dyn_cast<Expr>(s);
    const auto *call = e == nullptr ? nullptr : dyn_cast<CallExpr>(bare(e));
    const FunctionDecl *callee = call == nullptr ? nullptr : call->getDirectCallee();
    return callee != nullptr && callee->isNoReturn();
}

bool can_complete(const Stmt *s) {
    if (s == nullptr) {
        return true;
    }
    if (const auto *block = dyn_cast<CompoundStmt>(s)) {
        if (block->body_empty()) {
            return true;
        }
        return can_complete(block->body_back());
    }
    if (isa<ReturnStmt>(s) || isa<GotoStmt>(s) || isa<ContinueStmt>(s) || is_last_call(s)) {
        return false;
    }
    if (const auto *i = dyn_cast<IfStmt>(s)) {
        return i->getElse() == nullptr || can_complete(i->getThen()) || can_complete(i->getElse());
    }
    if (const auto *label = dyn_cast<LabelStmt>(s)) {
        return can_complete(label->getSubStmt());
    }
    if (const auto *c = dyn_cast<SwitchCase>(s)) {
        return can_complete(c->getSubStmt());
    }
    if (const auto *w = dyn_cast<SwitchStmt>(s)) {
        return !has_default(w) || has_break(w->getBody()) || can_complete(w->getBody());
    }
    if (const auto *f = dyn_cast<ForStmt>(s)) {
        return !is_true_constant(f->getCond()) || has_break(f->getBody());
    }
    if (const auto *w = dyn_cast<WhileStmt>(s)) {
        return !is_true_constant(w->getCond()) || has_break(w->getBody());
    }
    if (const auto *d = dyn_cast<DoStmt>(s)) {
        return !is_true_constant(d->getCond()) || has_break(d->getBody()) ||
               has_label(d->getBody());
    }
    return true;
}
