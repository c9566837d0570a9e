/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Who calls whom inside one capsule: no recursion, and no client called from inside a downcall.
 * Calls through a member of a struct go to every function that this capsule puts there. What goes
 * through several capsules is seen when the kernel is linked (tools/stack.py). */
#include "capcheck.h"
#include "walk.h"

using namespace clang;

struct Call {
    const FunctionDecl *callee;
    SourceLocation at;
};

static const FunctionDecl *function_in(const Expr *e) {
    for (;;) {
        e = bare(e);
        if (const auto *c = dyn_cast<CStyleCastExpr>(e)) {
            e = c->getSubExpr();
        } else if (const auto *g = dyn_cast<GenericSelectionExpr>(e)) {
            if (g->isResultDependent()) {
                return nullptr;
            }
            e = g->getResultExpr();
        } else if (const auto *u = dyn_cast<UnaryOperator>(e)) {
            if (u->getOpcode() != UO_AddrOf) {
                return nullptr;
            }
            e = u->getSubExpr();
        } else {
            break;
        }
    }
    const auto *r = dyn_cast<DeclRefExpr>(e);
    return r == nullptr ? nullptr : dyn_cast<FunctionDecl>(r->getDecl());
}

class Graph : public Walker {
  public:
    std::map<const FunctionDecl *, std::vector<Call>> calls;
    std::map<const FunctionDecl *, std::vector<std::pair<const FieldDecl *, SourceLocation>>>
        indirect;
    std::map<const FieldDecl *, std::set<const FunctionDecl *>> bound;
    /* Types of HILs (struct uart) of which this capsule has one that it provides itself. */
    std::set<const RecordDecl *> provided;

    void begin_function(FunctionDecl *f) override {
        around.push_back(current);
        current = f->getCanonicalDecl();
    }

    void end_function(FunctionDecl *) override {
        current = around.back();
        around.pop_back();
    }

    bool VisitCallExpr(CallExpr *c) override {
        if (current == nullptr) {
            return true;
        }
        if (const FunctionDecl *callee = c->getDirectCallee()) {
            calls[current].push_back({callee->getCanonicalDecl(), c->getExprLoc()});
            if (callee->getName().startswith("boundary_")) {
                boundary(c);
            }
        } else if (const auto *m = dyn_cast<MemberExpr>(bare(c->getCallee()))) {
            if (const auto *field = dyn_cast<FieldDecl>(m->getMemberDecl())) {
                indirect[current].push_back({field, c->getExprLoc()});
            }
        }
        return true;
    }

    bool VisitInitListExpr(InitListExpr *l) override {
        if (l->isSyntacticForm() && l->getSemanticForm() != nullptr) {
            l = l->getSemanticForm();
        }
        const auto *record = l->getType()->getAs<RecordType>();
        if (record == nullptr || record->getDecl()->getDefinition() == nullptr ||
            record->getDecl()->isUnion()) {
            return true;
        }
        unsigned i = 0;
        for (const FieldDecl *f : record->getDecl()->getDefinition()->fields()) {
            if (f->isUnnamedBitfield()) {
                continue;
            }
            if (f->getName() == "ops" && f->getType()->isPointerType()) {
                if (const auto *table = f->getType()->getPointeeType()->getAs<RecordType>()) {
                    provided.insert(table->getDecl()->getDefinition());
                }
            }
            if (i < l->getNumInits() && f->getType()->isFunctionPointerType()) {
                if (const FunctionDecl *function = function_in(l->getInit(i))) {
                    bound[f].insert(function->getCanonicalDecl());
                }
            }
            i++;
        }
        return true;
    }

    bool VisitBinaryOperator(BinaryOperator *b) override {
        const auto *m = dyn_cast<MemberExpr>(bare(b->getLHS()));
        if (b->getOpcode() == BO_Assign && m != nullptr && m->getType()->isFunctionPointerType()) {
            if (const FunctionDecl *function = function_in(b->getRHS())) {
                bound[cast<FieldDecl>(m->getMemberDecl())].insert(function->getCanonicalDecl());
            }
        }
        return true;
    }

  private:
    const FunctionDecl *current = nullptr;
    std::vector<const FunctionDecl *> around;

    /* kernel/boundary.h: the function to call, or where it is in a table, is an argument. */
    void boundary(const CallExpr *c) {
        for (const Expr *a : c->arguments()) {
            const Expr *e = bare(a);
            for (;;) {
                if (const auto *cast = dyn_cast<CStyleCastExpr>(e)) {
                    e = bare(cast->getSubExpr());
                } else if (const auto *s = dyn_cast<StmtExpr>(e)) {
                    const auto *last = dyn_cast<Expr>(s->getSubStmt()->body_back());
                    if (last == nullptr) {
                        break;
                    }
                    e = bare(last);
                } else {
                    break;
                }
            }
            const FieldDecl *field = nullptr;
            if (const auto *m = dyn_cast<MemberExpr>(e)) {
                field = dyn_cast<FieldDecl>(m->getMemberDecl());
            } else if (const auto *o = dyn_cast<OffsetOfExpr>(e)) {
                const OffsetOfNode &last = o->getComponent(o->getNumComponents() - 1);
                field = last.getKind() == OffsetOfNode::Field ? last.getField() : nullptr;
            }
            if (field != nullptr && field->getType()->isFunctionPointerType()) {
                indirect[current].push_back({field, c->getExprLoc()});
            }
        }
    }
};

static std::vector<Call> all_calls(Graph &graph, const FunctionDecl *f) {
    std::vector<Call> all = graph.calls[f];
    for (const auto &through : graph.indirect[f]) {
        /* What goes through a HIL goes to somebody else, unless this capsule has bound its own
         * table itself; who is bound to whom by the board is seen when the kernel is linked. */
        const RecordDecl *table = through.first->getParent();
        if (table->getName().endswith("_ops") && graph.provided.count(table) == 0) {
            continue;
        }
        for (const FunctionDecl *callee : graph.bound[through.first]) {
            all.push_back({callee, through.second});
        }
    }
    return all;
}

/* Finds the way from `f` back to it. */
static bool reaches(Graph &graph, const FunctionDecl *f, const FunctionDecl *target,
                    std::set<const FunctionDecl *> &visited) {
    for (const Call &c : all_calls(graph, f)) {
        if (c.callee == target ||
            (visited.insert(c.callee).second && reaches(graph, c.callee, target, visited))) {
            return true;
        }
    }
    return false;
}

/* Is it called from above: by the kernel for a process, or by another capsule through a HIL? */
static bool is_downcall(const Graph &graph, const FunctionDecl *f) {
    const auto *result = f->getReturnType()->getAs<TypedefType>();
    if (result != nullptr && result->getDecl()->getName() == "command_result" &&
        f->getNumParams() == 5) {
        return true;
    }
    for (const auto &b : graph.bound) {
        StringRef tag = b.first->getParent()->getName();
        if (tag.endswith("_ops") && b.second.count(f) != 0) {
            return true;
        }
    }
    return false;
}

void check_calls(Unit &unit) {
    Graph graph;
    graph.TraverseDecl(unit.context->getTranslationUnitDecl());
    std::vector<const FunctionDecl *> own;
    for (const auto &f : graph.calls) {
        if (unit.is_capsule(f.first->getLocation())) {
            own.push_back(f.first);
        }
    }
    for (const auto &f : graph.indirect) {
        if (unit.is_capsule(f.first->getLocation()) && graph.calls.count(f.first) == 0) {
            own.push_back(f.first);
        }
    }
    for (const FunctionDecl *f : own) {
        std::set<const FunctionDecl *> visited;
        if (reaches(graph, f, f, visited)) {
            unit.refuse(f->getLocation(), 12,
                        "'" + f->getNameAsString() + "' calls itself, in the end",
                        "use a loop with a bound");
        }
    }
    for (const FunctionDecl *root : own) {
        if (!is_downcall(graph, root)) {
            continue;
        }
        std::vector<const FunctionDecl *> todo = {root};
        std::set<const FunctionDecl *> visited = {root};
        while (!todo.empty()) {
            const FunctionDecl *f = todo.back();
            todo.pop_back();
            for (const auto &through : graph.indirect[f]) {
                bool own_field = unit.is_capsule(through.first->getLocation());
                if (own_field && graph.bound[through.first].empty() &&
                    unit.is_capsule(through.second)) {
                    unit.refuse(through.second, 16,
                                "'" + through.first->getNameAsString() +
                                    "' of somebody else is called from inside the downcall '" +
                                    root->getNameAsString() + "'",
                                "set a deferred call, and call it from there");
                }
            }
            for (const Call &c : all_calls(graph, f)) {
                if (has_mark(c.callee, "detent:calls-client") && unit.is_capsule(c.at)) {
                    unit.refuse(c.at, 16,
                                "a client is called from inside the downcall '" +
                                    root->getNameAsString() + "'",
                                "set a deferred call, and call it from there");
                }
                if (visited.insert(c.callee).second && unit.is_capsule(c.callee->getLocation())) {
                    todo.push_back(c.callee);
                }
            }
        }
    }
}

/* ---- Facts ---- */

static std::string tag_of(const FieldDecl *f) {
    return f->getParent()->getNameAsString() + "." + f->getNameAsString();
}

/* The path of a file of the project, from its root. */
static std::string short_path(Unit &unit, const std::string &path) {
    std::string root = unit.board.root + "/";
    return path.compare(0, root.size(), root) == 0 ? path.substr(root.size()) : path;
}

/* A static function is one of its file: several may have the same name. */
static std::string name_of(Unit &unit, const FunctionDecl *f) {
    std::string file = unit.path_of(unit.sources->getFileLoc(f->getLocation()));
    return (f->getStorageClass() == SC_Static ? short_path(unit, file) + ":" : "") +
           f->getNameAsString();
}

void print_facts(Unit &unit) {
    bool of_capsule = unit.origin_of_file(unit.file) == Origin::CAPSULE;
    Graph graph;
    graph.TraverseDecl(unit.context->getTranslationUnitDecl());
    std::set<std::string> lines;
    for (const Decl *d : unit.context->getTranslationUnitDecl()->decls()) {
        const auto *f = dyn_cast<FunctionDecl>(d);
        const auto *v = dyn_cast<VarDecl>(d);
        const auto *named = dyn_cast<NamedDecl>(d);
        if ((f == nullptr && v == nullptr) || named->getName().empty()) {
            continue;
        }
        std::string name = named->getNameAsString();
        SourceLocation at = unit.sources->getFileLoc(d->getLocation());
        std::string path = unit.path_of(at);
        Origin origin = unit.origin_of_file(path);
        bool external =
            f != nullptr ? f->getStorageClass() != SC_Static : v->getStorageClass() != SC_Static;
        if (f != nullptr && f->isThisDeclarationADefinition()) {
            lines.insert("function " + name_of(unit, f) + " " + short_path(unit, path) + ":" +
                         std::to_string(unit.sources->getSpellingLineNumber(at)));
        }
        bool in_header = path.size() > 2 && path.substr(path.size() - 2) == ".h";
        if (external && in_header && origin == Origin::TRUSTED && of_capsule) {
            lines.insert(
                (has_mark(d, "detent:kernel-only") || v != nullptr ? "kernel-only " : "api ") +
                name + " " + short_path(unit, path));
        }
        if (external && in_header && origin == Origin::CAPSULE) {
            lines.insert("exports " + short_path(unit, path) + " " + name);
        }
    }
    for (const auto &b : graph.bound) {
        for (const FunctionDecl *f : b.second) {
            lines.insert("bind " + tag_of(b.first) + " " + name_of(unit, f));
        }
    }
    for (const auto &i : graph.indirect) {
        for (const auto &through : i.second) {
            lines.insert("indirect " + name_of(unit, i.first) + " " + tag_of(through.first));
        }
    }
    for (const auto &c : graph.calls) {
        for (const Call &call : c.second) {
            lines.insert("call " + name_of(unit, c.first) + " " + name_of(unit, call.callee));
        }
    }
    for (const auto &m : unit.api_macros) {
        lines.insert("macro " + m.first + " " + m.second);
    }
    for (const std::string &line : lines) {
        printf("%s\n", line.c_str());
    }
}
