/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The rules for declarations, statements and expressions. What is not named here is refused. */
#include "capcheck.h"
#include "walk.h"

#include <sys/stat.h>

using namespace clang;

namespace {

/* What becomes of an lvalue. */
enum class Use {
    READ,
    WRITE,
    ADDRESS
};

class Rules {
  public:
    explicit Rules(Unit &u) : unit(u) {}

    void check() {
        all_records(unit.context->getTranslationUnitDecl());
        for (Decl *d : unit.context->getTranslationUnitDecl()->decls()) {
            bool written = d->getLocation().isValid(); /* not the compiler's own, of this target */
            if (written && (unit.is_board || is_own(d))) {
                file_scope(d);
            }
        }
        compare_handles();
    }

  private:
    Unit &unit;

    /* The function being read. */
    const FunctionDecl *function = nullptr;
    int depth = 0; /* of blocks; 0 is static, 1 the caller's */
    std::map<const VarDecl *, int> depths;
    std::set<const VarDecl *> grant_bound;
    std::set<const VarDecl *> reassigned;
    std::map<const VarDecl *, uint64_t> counted; /* variables below a constant, here */

    /* ---- Small things ---- */

    bool is_own(const Decl *d) {
        return unit.is_capsule(unit.sources->getFileLoc(d->getLocation()));
    }

    bool exempt(SourceLocation l) {
        return unit.is_exempt(l);
    }

    void refuse(SourceLocation l, unsigned code, const std::string &what,
                const std::string &hint = "", Site site = Site::here()) {
        unit.refuse(l, code, what, hint, site);
    }

    /* What the rules do not name is refused. */
    void foreign(SourceLocation l, const std::string &what) {
        refuse(l, 14, what + " is not part of the dialect", "use plain C11");
    }

    static std::string name_of(const NamedDecl *d) {
        return "'" + d->getNameAsString() + "'";
    }

    static std::string name_of(QualType t) {
        return "'" + t.getAsString() + "'";
    }

    std::string quoted(const Expr *e) {
        return "'" + text_of(unit, e) + "'";
    }

    bool constant(const Expr *e, uint64_t &value) {
        Expr::EvalResult result;
        if (!e->EvaluateAsInt(result, *unit.context) || result.Val.getInt().isNegative()) {
            return false;
        }
        value = result.Val.getInt().getZExtValue();
        return true;
    }

    bool is_constant(const Expr *e) {
        Expr::EvalResult result;
        return e->EvaluateAsInt(result, *unit.context);
    }

    /* ---- Types, as they are written in a capsule ---- */

    void type(SourceLocation at, QualType t) {
        t = t.getCanonicalType();
        if (t.isVolatileQualified()) {
            refuse(at, 14, "a volatile type", "ask for a HIL that does it");
        }
        if (t.isRestrictQualified()) {
            refuse(at, 14, "a restrict type", "leave it out");
        }
        const Type *p = t.getTypePtr();
        if (const auto *pointer = dyn_cast<PointerType>(p)) {
            pointer_type(at, pointer->getPointeeType());
        } else if (isa<VariableArrayType>(p)) {
            refuse(at, 9, "an array of run-time size", "give it its largest size");
        } else if (const auto *array = dyn_cast<ConstantArrayType>(p)) {
            if (array->getSize() == 0) {
                refuse(at, 2, "an array without elements", "give it a length");
            }
            type(at, array->getElementType());
        } else if (isa<ArrayType>(p)) {
            refuse(at, 2, "an array without a length", "give it its length");
        } else if (const auto *f = dyn_cast<FunctionProtoType>(p)) {
            if (f->isVariadic()) {
                refuse(at, 8, "a variadic function", "pass a struct or a slice");
            }
            type(at, f->getReturnType());
            for (QualType parameter : f->param_types()) {
                type(at, parameter);
            }
        } else if (isa<FunctionNoProtoType>(p)) {
            refuse(at, 8, "a function without a prototype", "say (void)");
        } else if (isa<RecordType>(p) || isa<EnumType>(p)) {
            return;
        } else if (const auto *builtin = dyn_cast<BuiltinType>(p)) {
            if (!builtin->isInteger() && !builtin->isVoidType()) {
                refuse(at, 14, "the type " + name_of(t), "use integers");
            }
        } else {
            refuse(at, 14, "the type " + name_of(t), "use integers, structs, arrays, references");
        }
    }

    void pointer_type(SourceLocation at, QualType to) {
        if (to->isVoidType()) {
            refuse(at, 1, "a pointer to void", "use the type of the object");
            return;
        }
        if (to->isArrayType()) {
            refuse(at, 17, "a pointer to an array", "point to the struct that holds it");
        }
        if (to->isPointerType() && is_borrowed_pointer(to)) {
            refuse(at, 4, "a pointer to a borrowed reference",
                   "the reference could be changed to something that lives shorter");
        }
        type(at, to);
    }

    /* A type whose values are kept: in a static object, a member, an element, a grant. */
    void kept_type(SourceLocation at, QualType t, const std::string &what) {
        QualType element = t;
        while (const auto *array = element->getAsArrayTypeUnsafe()) {
            element = array->getElementType();
        }
        if (is_borrowed_pointer(element) && !element->isVoidPointerType()) {
            refuse(at, 4,
                   what + " would keep a reference to " + name_of(element->getPointeeType()) +
                       ", which may be borrowed",
                   "keep an index or the process id, or mark a struct that is never on the stack "
                   "or in a grant STATIC_TYPE");
        } else if (contains_borrowed(element)) {
            refuse(at, 4, what + " would keep a view on a process's memory",
                   "fetch the slice anew each time");
        }
    }

    /* ---- Declarations ---- */

    void attributes(const Decl *d) {
        for (const Attr *a : d->attrs()) {
            if (a->isImplicit() || a->isInherited()) {
                continue;
            }
            if (const auto *mark = dyn_cast<AnnotateAttr>(a)) {
                bool permitted = mark->getAnnotation() == "detent:static" ||
                                 exempt(unit.sources->getFileLoc(a->getLocation())) ||
                                 exempt_mark(a->getLocation());
                if (permitted) {
                    continue;
                }
            }
            if (!exempt(a->getLocation()) &&
                !(unit.is_board && !unit.is_capsule(a->getLocation()))) {
                refuse(a->getLocation(), 7, "an attribute", "leave it out");
            }
        }
    }

    bool exempt_mark(SourceLocation l) {
        return exempt(l);
    }

    void file_scope(Decl *d) {
        if (isa<EmptyDecl>(d)) {
            return;
        }
        attributes(d);
        if (auto *v = dyn_cast<VarDecl>(d)) {
            file_variable(v);
        } else if (auto *f = dyn_cast<FunctionDecl>(d)) {
            file_function(f);
        } else if (auto *r = dyn_cast<RecordDecl>(d)) {
            record(r);
        } else if (auto *e = dyn_cast<EnumDecl>(d)) {
            enumeration(e);
        } else if (auto *t = dyn_cast<TypedefDecl>(d)) {
            if (is_own(t)) {
                type(t->getLocation(), t->getUnderlyingType());
            }
        } else if (isa<StaticAssertDecl>(d)) {
            return;
        } else if (is_own(d)) {
            foreign(d->getLocation(), std::string("a declaration of kind ") + d->getDeclKindName());
        }
    }

    std::set<const RecordDecl *> judged;

    /* Structs can be declared wherever a type can be written: also in an enumerator's size. */
    void all_records(DeclContext *context) {
        for (Decl *d : context->decls()) {
            if (auto *r = dyn_cast<RecordDecl>(d)) {
                record(r);
            }
            if (auto *inner = dyn_cast<DeclContext>(d)) {
                all_records(inner);
            }
        }
    }

    void enumeration(EnumDecl *e) {
        (void)e; /* constants: evaluated by the compiler */
    }

    void record(RecordDecl *r) {
        if (!is_own(r) || !judged.insert(r).second) {
            return;
        }
        foreign_tag(r);
        if (!r->isThisDeclarationADefinition()) {
            return;
        }
        bool by_grant = has_mark(r, "detent:grant"), by_api = exempt(r->getBeginLoc());
        if (by_grant) {
            grant_union(r);
            return;
        }
        if (by_api) { /* HIL_OPS */
            unsigned count = (unsigned)std::distance(r->field_begin(), r->field_end());
            if (!r->isUnion() || count != 2 || (*r->field_begin())->getName() != "ops") {
                refuse(r->getLocation(), 6, "this is not a table's type as HIL_OPS makes it",
                       "write HIL_OPS(interface, name, struct type)");
            }
            return;
        }
        if (has_mark(r, "detent:sealed") || has_mark(r, "detent:capability") ||
            has_mark(r, "detent:borrowed")) {
            refuse(r->getLocation(), 7, "a mark of trusted headers", "leave it out");
        }
        if (r->field_empty()) {
            refuse(r->getLocation(), 15, "a type without members is a capability",
                   "only the kernel declares those");
        }
        for (const Decl *d : r->decls()) {
            if (auto *inner = dyn_cast<RecordDecl>(const_cast<Decl *>(d))) {
                record(inner);
            } else if (const auto *field = dyn_cast<FieldDecl>(d)) {
                member(r, field);
            }
        }
    }

    /* A tag that a header of somebody else declares means one type everywhere. */
    void foreign_tag(RecordDecl *r) {
        std::string here = unit.path_of(unit.sources->getFileLoc(r->getLocation()));
        for (const auto *other : r->redecls()) {
            std::string there = unit.path_of(unit.sources->getFileLoc(other->getLocation()));
            if (there == here) {
                continue;
            }
            bool trusted = unit.origin_of_file(there) != Origin::CAPSULE;
            if (trusted || r->isThisDeclarationADefinition()) {
                refuse(r->getLocation(), 6,
                       name_of(unit.context->getTypeDeclType(r)) +
                           " is declared in a header and means something else there",
                       "define it in that header, or use another name");
                return;
            }
        }
    }

    void member(const RecordDecl *r, const FieldDecl *field) {
        attributes(field);
        QualType t = field->getType();
        std::string what = "the member " + name_of(field);
        type(field->getLocation(), t);
        if (r->isUnion() && !is_plain_numbers(t)) {
            refuse(field->getLocation(), 6, what + " of a union is not made of integers alone",
                   "use a struct, or convert by shifting");
        }
        if (t->getAs<PointerType>() != nullptr && t->getPointeeType()->isFunctionType()) {
            return;
        }
        kept_type(field->getLocation(), t, what);
        QualType element = t;
        while (const auto *array = element->getAsArrayTypeUnsafe()) {
            element = array->getElementType();
            if (contains_capability(element)) {
                refuse(field->getLocation(), 15, "an array of capabilities", "hold each by itself");
            }
        }
        if (element->isRecordType() &&
            (names(element, "grant_handle") || names(element, "grant_layout") ||
             names(element, "driver"))) {
            refuse(field->getLocation(), 6, what + " is a handle without its type",
                   "use the union that GRANT makes");
        }
    }

    static bool names(QualType t, const char *tag) {
        const auto *r = t->getAs<RecordType>();
        return r != nullptr && r->getDecl()->getName() == tag;
    }

    /* The state type of a union that GRANT made. */
    static QualType grant_state(const RecordDecl *r) {
        const RecordDecl *definition = r == nullptr ? nullptr : r->getDefinition();
        if (definition == nullptr || !has_mark(definition, "detent:grant")) {
            return QualType();
        }
        for (const FieldDecl *f : definition->fields()) {
            if (f->getName() == "state" && f->getType()->isPointerType()) {
                return f->getType()->getPointeeType();
            }
        }
        return QualType();
    }

    void grant_union(RecordDecl *r) {
        QualType state = grant_state(r);
        unsigned count = (unsigned)std::distance(r->field_begin(), r->field_end());
        if (!exempt(r->getBeginLoc()) || state.isNull() || count != 2 ||
            !names((*r->field_begin())->getType(), "grant_handle")) {
            refuse(r->getLocation(), 6, "this is not a handle as GRANT makes it",
                   "write GRANT(name, struct type, .upcalls = n)");
            return;
        }
        if (!state->isRecordType() || state->isIncompleteType()) {
            refuse(r->getLocation(), 6, "the state of a grant is not a complete struct",
                   "declare one");
            return;
        }
        if (is_static_type(state)) {
            refuse(r->getLocation(), 4, "the state of a grant has a STATIC_TYPE",
                   "a grant dies with its process: take the mark away, or keep less in the grant");
        }
        if (contains_borrowed(state)) {
            refuse(r->getLocation(), 4, "the state of a grant keeps a borrowed reference",
                   "keep an index");
        }
        if (contains_capability(state)) {
            refuse(r->getLocation(), 15, "the state of a grant contains a capability",
                   "keep it in the capsule's own object");
        }
        if (contains_handle(state)) {
            refuse(r->getLocation(), 6, "the state of a grant contains a sealed value",
                   "keep numbers");
        }
    }

    /* Sealed values that must never begin as zero in a grant. */
    static bool contains_handle(QualType t) {
        const auto *r = t->getAs<RecordType>();
        const RecordDecl *d = r == nullptr ? nullptr : r->getDecl()->getDefinition();
        if (d == nullptr) {
            return false;
        }
        if (has_mark(d, "detent:grant")) {
            return true;
        }
        for (const FieldDecl *f : d->fields()) {
            QualType e = f->getType();
            while (const auto *array = e->getAsArrayTypeUnsafe()) {
                e = array->getElementType();
            }
            if (contains_handle(e)) {
                return true;
            }
        }
        return false;
    }

    /* `name_layout`, beside `union name`: what the kernel sets aside. */
    void grant_layout(const VarDecl *v) {
        std::string name = v->getNameAsString();
        size_t end = name.rfind("_layout");
        QualType state;
        if (end != std::string::npos) {
            auto &id = unit.context->Idents.get(name.substr(0, end));
            for (NamedDecl *d :
                 unit.context->getTranslationUnitDecl()->lookup(DeclarationName(&id))) {
                if (auto *r = dyn_cast<RecordDecl>(d)) {
                    state = grant_state(r);
                }
            }
        }
        const auto *init = dyn_cast_or_null<InitListExpr>(v->getInit());
        uint64_t bytes = 0;
        bool right = false;
        if (!state.isNull() && init != nullptr && exempt(init->getLBraceLoc())) {
            const auto *r = v->getType()->castAs<RecordType>()->getDecl()->getDefinition();
            unsigned i = 0;
            for (const FieldDecl *f : r->fields()) {
                if (f->getName() == "state_bytes" && i < init->getNumInits() &&
                    constant(init->getInit(i), bytes)) {
                    right =
                        bytes == (uint64_t)unit.context->getTypeSizeInChars(state).getQuantity();
                }
                i++;
            }
        }
        if (!right) {
            refuse(v->getLocation(), 6, "this is not a grant's layout as GRANT makes it",
                   "write GRANT(name, struct type, .upcalls = n)");
        }
    }

    bool is_in_own_header(const Decl *d) {
        for (const Decl *other : d->redecls()) {
            if (!unit.header.empty() &&
                unit.path_of(unit.sources->getFileLoc(other->getLocation())) == unit.header) {
                return true;
            }
        }
        return false;
    }

    bool is_in_source(const Decl *d) {
        return unit.path_of(unit.sources->getFileLoc(d->getLocation())) == unit.file;
    }

    /* A static object of a capsule, or what a macro of the API makes of it. */
    void file_variable(VarDecl *v) {
        if (unit.is_board && !is_own(v)) {
            if (v->hasInit()) {
                board_initialiser(v->getInit());
            } else if (contains_capability(v->getType()) && !will_be_initialised(v)) {
                refuse(v->getLocation(), 15, "a capability is handed over without a word",
                       "initialise " + name_of(v) + ", and say CAPABILITY_MINT");
            }
            return;
        }
        if (!is_own(v)) {
            return;
        }
        bool is_layout = names(v->getType(), "grant_layout");
        if (is_layout) {
            grant_layout(v);
            return;
        }
        bool by_hil_ops = exempt(v->getBeginLoc()) && type_has_mark(v->getType(), "detent:sealed");
        if (v->getStorageClass() != SC_Static) {
            if (!by_hil_ops) {
                refuse(v->getLocation(), 10, name_of(v) + " is not static",
                       "make it static, and hand out functions");
            } else {
                table(v);
            }
        }
        library_name(v);
        object(v);
    }

    /* A table that HIL_OPS declares: in the header of the capsule that defines it. */
    void table(const VarDecl *v) {
        std::string where = unit.path_of(unit.sources->getFileLoc(v->getLocation()));
        bool defined = v->getDefinition() != nullptr;
        if (!is_in_own_header(v) && where == unit.file) {
            refuse(v->getLocation(), 10, name_of(v) + " is not declared in the own header",
                   "declare it there with HIL_OPS");
        } else if (where == unit.header && !defined) {
            refuse(v->getLocation(), 10, name_of(v) + " is declared here but not defined",
                   "define it with HIL_OPS_DEFINE, or include the header that it belongs to");
        } else if (where != unit.file && where != unit.header) {
            has_source(v, where);
        }
    }

    /* What a header declares is defined in the source beside it. */
    void has_source(const NamedDecl *d, const std::string &where) {
        struct stat s;
        std::string source = where.substr(0, where.rfind('.')) + ".c";
        if (stat(source.c_str(), &s) != 0) {
            refuse(d->getLocation(), 10, name_of(d) + " is declared in a header without a source",
                   "define it in " + source.substr(source.rfind('/') + 1));
        }
    }

    /* Any variable with storage of its own. */
    void object(VarDecl *v) {
        QualType t = v->getType();
        type(v->getLocation(), t);
        attributes(v);
        if (v->getTLSKind() != VarDecl::TLS_None) {
            refuse(v->getLocation(), 14, "thread-local storage", "make it static");
        }
        if (contains_capability(t)) {
            refuse(v->getLocation(), 15, name_of(v) + " would contain a capability",
                   "the board hands it over in an object of its own");
        }
        if (v->hasGlobalStorage()) {
            kept_type(v->getLocation(), t, "the static object " + name_of(v));
        } else {
            local_object(v, t);
        }
        if (contains_sealed_static(t) && v->hasGlobalStorage() && !v->hasExternalStorage() &&
            v->getAnyInitializer() == nullptr && !will_be_initialised(v)) {
            refuse(v->getLocation(), 6, name_of(v) + " has a sealed part that is never initialised",
                   "use the macro of the API that makes one, or let the board make the object");
        }
        if (v->hasInit()) {
            initialiser(v->getInit(), t);
        }
    }

    static bool will_be_initialised(const VarDecl *v) {
        for (const VarDecl *d : v->redecls()) {
            if (d->hasInit()) {
                return true;
            }
        }
        return false;
    }

    void local_object(VarDecl *v, QualType t) {
        QualType element = t;
        bool is_array = false;
        while (const auto *array = element->getAsArrayTypeUnsafe()) {
            element = array->getElementType();
            is_array = true;
        }
        if (is_static_type(element)) {
            refuse(v->getLocation(), 4,
                   name_of(v) + " of the STATIC_TYPE " + name_of(element) + " is on the stack",
                   "make it static: references to it are kept");
        }
        if (is_array && is_borrowed_pointer(element)) {
            refuse(v->getLocation(), 4, "an array of borrowed references",
                   "use a variable for each");
        }
        if (is_array && contains_borrowed(element) && element->isRecordType()) {
            refuse(v->getLocation(), 4, "an array of views on a process's memory",
                   "fetch each slice when it is needed");
        }
    }

    void file_function(FunctionDecl *f) {
        if (unit.is_board && !is_own(f)) {
            if (f->isThisDeclarationADefinition() && f->hasBody() && is_in_source(f)) {
                board_body(f->getBody());
            }
            return;
        }
        if (!is_own(f)) {
            return;
        }
        linkage(f);
        signature(f);
        if (f->isThisDeclarationADefinition() && f->hasBody() && !unit.is_board) {
            body(f);
        }
    }

    static bool is_known_name(StringRef n) {
        static const char *const known[] = {
            "memcpy", "memmove", "memset",  "memcmp",  "main",    "abort",    "exit",    "malloc",
            "free",   "calloc",  "realloc", "printf",  "sprintf", "snprintf", "puts",    "putchar",
            "strlen", "strcpy",  "strncpy", "strcmp",  "strncmp", "strcat",   "strchr",  "memchr",
            "alloca", "setjmp",  "longjmp", "abs",     "labs",    "qsort",    "bsearch", "atexit",
            "bcopy",  "bzero",   "bcmp",    "strnlen",
        };
        for (const char *k : known) {
            if (n == k) {
                return true;
            }
        }
        return false;
    }

    /* The compiler may call these itself, and takes whatever has the name. */
    void library_name(const NamedDecl *d) {
        if (is_known_name(d->getName())) {
            refuse(d->getLocation(), 10, name_of(d) + " is a name of the compiler's library",
                   "use another name");
        }
    }

    void linkage(FunctionDecl *f) {
        library_name(f);
        if (f->getStorageClass() == SC_Static) {
            if (f->getDefinition() == nullptr && f->isUsed()) {
                refuse(f->getLocation(), 10, name_of(f) + " is declared here, but not defined",
                       "define it, or include the header that it belongs to");
            }
            return;
        }
        if (unit.trusted_names.count(f->getNameAsString()) != 0) {
            refuse(f->getLocation(), 10, name_of(f) + " is a function of the kernel's",
                   "include the header that declares it, or use another name");
        }
        std::string where = unit.path_of(unit.sources->getFileLoc(f->getLocation()));
        if (f->isInlineSpecified()) {
            refuse(f->getLocation(), 10, name_of(f) + " is inline but not static",
                   "make it static inline");
        }
        if (where == unit.file && !is_in_own_header(f)) {
            refuse(f->getLocation(), 10,
                   name_of(f) + (f->isThisDeclarationADefinition()
                                     ? " is not static, and the own header does not declare it"
                                     : " is declared here"),
                   f->isThisDeclarationADefinition() ? "make it static, or declare it in the header"
                                                     : "include the header that declares it");
        }
        if (where == unit.header && f->getDefinition() == nullptr) {
            refuse(f->getLocation(), 10,
                   name_of(f) + " is declared here but not defined in " +
                       unit.file.substr(unit.file.rfind('/') + 1),
                   "define it there, or include the header that it belongs to");
        }
        if (where != unit.file && where != unit.header) {
            has_source(f, where);
        }
    }

    void signature(FunctionDecl *f) {
        QualType t = f->getType();
        if (!t->isFunctionProtoType() || !f->hasPrototype()) {
            refuse(f->getLocation(), 8, name_of(f) + " has no prototype", "say (void)");
            return;
        }
        if (f->isVariadic()) {
            refuse(f->getLocation(), 8, name_of(f) + " is variadic", "pass a struct or a slice");
        }
        QualType result = f->getReturnType();
        type(f->getLocation(), result);
        if (result->isRecordType() && is_static_type(result)) {
            refuse(f->getLocation(), 4, name_of(f) + " returns an object of a STATIC_TYPE",
                   "return a reference to it");
        }
        if (!f->isThisDeclarationADefinition() && returns_borrowed(result)) {
            refuse(f->getLocation(), 5, name_of(f) + " returns a borrowed reference",
                   "return a number or a copy");
        }
        for (ParmVarDecl *p : f->parameters()) {
            attributes(p);
            type(p->getLocation(), p->getType());
            if (p->getOriginalType()->isVariablyModifiedType()) {
                refuse(p->getLocation(), 9, "a parameter of run-time size",
                       "pass a slice or a buffer");
            }
            if (p->getType()->isRecordType() && is_static_type(p->getType())) {
                refuse(p->getLocation(), 4, "a parameter of a STATIC_TYPE is a copy on the stack",
                       "pass a reference to it");
            }
        }
    }

    static bool returns_borrowed(QualType t) {
        return is_borrowed_pointer(t) || (t->isRecordType() && contains_borrowed(t));
    }

    /* ---- Functions ---- */

    class Assigned : public Walker {
      public:
        std::set<const VarDecl *> variables;
        bool VisitBinaryOperator(BinaryOperator *b) override {
            const auto *r = dyn_cast<DeclRefExpr>(bare(b->getLHS()));
            const auto *v = r == nullptr ? nullptr : dyn_cast<VarDecl>(r->getDecl());
            if (b->isAssignmentOp() && v != nullptr) {
                variables.insert(v);
            }
            return true;
        }
    };

    void body(FunctionDecl *f) {
        function = f;
        depth = 1;
        depths.clear();
        grant_bound.clear();
        counted.clear();
        Assigned assigned;
        assigned.TraverseStmt(f->getBody());
        reassigned = assigned.variables;
        for (const ParmVarDecl *p : f->parameters()) {
            depths[p] = 1;
        }
        for (Decl *d : f->decls()) {
            if (auto *r = dyn_cast<RecordDecl>(d)) {
                record(r); /* also what is declared inside an expression */
            }
        }
        statement(f->getBody());
        if (!f->getReturnType()->isVoidType() && can_complete(f->getBody())) {
            refuse(f->getBody()->getEndLoc(), 13,
                   name_of(f) + " can come to its end without a value", "return one");
        }
        function = nullptr;
        depth = 0;
    }

    /* ---- Statements ---- */

    void statement(Stmt *s) {
        if (s == nullptr) {
            return;
        }
        if (auto *e = dyn_cast<Expr>(s)) {
            value(e);
            return;
        }
        switch (s->getStmtClass()) {
        case Stmt::NullStmtClass:
        case Stmt::BreakStmtClass:
        case Stmt::ContinueStmtClass:
            break;
        case Stmt::CompoundStmtClass:
            block(cast<CompoundStmt>(s));
            break;
        case Stmt::DeclStmtClass:
            for (Decl *d : cast<DeclStmt>(s)->decls()) {
                local_declaration(d);
            }
            break;
        case Stmt::IfStmtClass: {
            auto *i = cast<IfStmt>(s);
            controlling(i->getCond());
            inner(i->getThen());
            inner(i->getElse());
            break;
        }
        case Stmt::WhileStmtClass: {
            auto *w = cast<WhileStmt>(s);
            bound(w, w->getWhileLoc());
            controlling(w->getCond());
            inner(w->getBody());
            break;
        }
        case Stmt::DoStmtClass: {
            auto *d = cast<DoStmt>(s);
            bound(d, d->getDoLoc());
            inner(d->getBody());
            controlling(d->getCond());
            break;
        }
        case Stmt::ForStmtClass:
            for_loop(cast<ForStmt>(s));
            break;
        case Stmt::SwitchStmtClass:
            switch_statement(cast<SwitchStmt>(s));
            break;
        case Stmt::CaseStmtClass: {
            auto *c = cast<CaseStmt>(s);
            if (!cases_allowed.count(c)) {
                misplaced_case(c->getBeginLoc());
            }
            statement(c->getSubStmt());
            break;
        }
        case Stmt::DefaultStmtClass: {
            auto *c = cast<DefaultStmt>(s);
            if (!cases_allowed.count(c)) {
                misplaced_case(c->getBeginLoc());
            }
            statement(c->getSubStmt());
            break;
        }
        case Stmt::ReturnStmtClass:
            return_statement(cast<ReturnStmt>(s));
            break;
        case Stmt::LabelStmtClass:
            statement(cast<LabelStmt>(s)->getSubStmt());
            break;
        case Stmt::GotoStmtClass:
            goto_statement(cast<GotoStmt>(s));
            break;
        case Stmt::IndirectGotoStmtClass:
            refuse(s->getBeginLoc(), 9, "a computed goto", "use switch");
            break;
        case Stmt::GCCAsmStmtClass:
        case Stmt::MSAsmStmtClass:
            refuse(s->getBeginLoc(), 7, "inline assembly", "ask for a function of the API");
            break;
        default:
            foreign(s->getBeginLoc(), std::string("a statement of kind ") + s->getStmtClassName());
            break;
        }
    }

    /* An expression of a statement that is a block of its own: a compound literal in it ends there. */
    void controlling(Expr *e) {
        depth++;
        value(e);
        depth--;
    }

    std::set<const SwitchCase *> cases_allowed;
    std::vector<const CompoundStmt *> blocks;

    void block(CompoundStmt *b) {
        depth++;
        blocks.push_back(b);
        for (Stmt *s : b->body()) {
            statement(s);
        }
        blocks.pop_back();
        depth--;
    }

    /* The statement of an if or a loop: a scope of its own, braces or not. */
    void inner(Stmt *s) {
        depth++;
        statement(s);
        depth--;
    }

    class Names : public Walker {
      public:
        explicit Names(const VarDecl *v) : variable(v) {}
        bool found = false;
        bool VisitDeclRefExpr(DeclRefExpr *r) override {
            found = found || r->getDecl() == variable;
            return true;
        }

      private:
        const VarDecl *variable;
    };

    static bool names_itself(const VarDecl *v) {
        Names names(v);
        names.TraverseStmt(const_cast<Expr *>(v->getInit()));
        return names.found;
    }

    void local_declaration(Decl *d) {
        if (auto *v = dyn_cast<VarDecl>(d)) {
            depths[v] = v->hasGlobalStorage() ? 0 : depth;
            if (v->hasExternalStorage()) {
                refuse(v->getLocation(), 10, "'extern' in a capsule", "include the header");
                return;
            }
            object(v);
            if (!v->hasGlobalStorage() && v->hasInit() && names_itself(v)) {
                refuse(v->getLocation(), 13, name_of(v) + " is used for its own first value",
                       "give it another one");
            }
            if (!v->hasGlobalStorage() && v->hasInit() && v->getType()->isPointerType()) {
                outlives(v->getLocation(), v->getInit(), v->getType(), depth, name_of(v));
            }
        } else if (auto *r = dyn_cast<RecordDecl>(d)) {
            attributes(r); /* its members: see body */
        } else if (isa<FunctionDecl>(d)) {
            refuse(d->getLocation(), 10, "a function is declared in a block", "include its header");
        } else if (auto *t = dyn_cast<TypedefDecl>(d)) {
            type(t->getLocation(), t->getUnderlyingType());
        } else if (!isa<EnumDecl>(d) && !isa<StaticAssertDecl>(d) && !isa<EmptyDecl>(d)) {
            foreign(d->getLocation(), std::string("a declaration of kind ") + d->getDeclKindName());
        }
    }

    void bound(Stmt *loop, SourceLocation at) {
        if (!has_visible_bound(unit, loop)) {
            refuse(at, 18, "nothing here shows how often this loop is repeated",
                   "compare a counter with a constant, or use LOOP_BOUND or LOOP_WHILE");
        }
    }

    void for_loop(ForStmt *f) {
        depth++;
        std::string macro = exempt(f->getForLoc()) ? unit.macro_of(f->getForLoc()) : "";
        if (macro == "GRANT_ENTER" || macro == "GRANT_EACH") {
            grant_block(f);
        } else if (macro == "GRANT_OBJECT") {
            grant_object(f);
        } else if (macro == "LOOP_BOUND" || macro == "LOOP_WHILE") {
            bounded_loop(f);
        } else {
            plain_for(f);
        }
        depth--;
    }

    void plain_for(ForStmt *f) {
        statement(f->getInit());
        bound(f, f->getForLoc());
        if (f->getCond() != nullptr) {
            controlling(f->getCond());
        }
        const VarDecl *v = nullptr;
        uint64_t below = 0;
        bool counts = counted_variable(unit, f, v, below);
        if (counts) {
            counted[v] = below;
        }
        inner(f->getBody());
        if (counts) {
            counted.erase(v);
        }
        if (f->getInc() != nullptr) {
            controlling(f->getInc());
        }
    }

    const VarDecl *only_variable(const Stmt *s) {
        const auto *d = dyn_cast_or_null<DeclStmt>(s);
        return d != nullptr && d->isSingleDecl() ? dyn_cast<VarDecl>(d->getSingleDecl()) : nullptr;
    }

    void bounded_loop(ForStmt *f) {
        const VarDecl *v = only_variable(f->getInit());
        const Expr *condition = f->getCond();
        uint64_t rounds = 0;
        if (v == nullptr || !v->hasInit() || condition == nullptr || f->getInc() != nullptr) {
            foreign(f->getForLoc(), "a loop like this");
            return;
        }
        if (!constant(v->getInit(), rounds)) {
            refuse(v->getInit()->getBeginLoc(), 18, "the bound of a loop is not a constant",
                   "say the largest number of rounds");
        }
        depths[v] = depth;
        value(const_cast<Expr *>(v->getInit()));
        const auto *both = dyn_cast<BinaryOperator>(bare(condition));
        if (both != nullptr && both->getOpcode() == BO_LAnd && exempt(both->getOperatorLoc())) {
            controlling(both->getLHS());
            condition = both->getRHS();
        }
        const auto *call = dyn_cast<CallExpr>(bare(condition));
        if (call == nullptr || call->getDirectCallee() == nullptr ||
            call->getDirectCallee()->getName() != "loop_round" || !exempt(call->getBeginLoc())) {
            foreign(f->getForLoc(), "a loop like this");
        }
        inner(f->getBody());
    }

    /* `(handle).handle` of a union that GRANT made: the type of its state. */
    QualType handle_state(const Expr *e, const Expr *&base) {
        e = bare(e);
        const auto *m = dyn_cast<MemberExpr>(e);
        if (m == nullptr || m->isArrow() || m->getMemberDecl()->getName() != "handle") {
            return QualType();
        }
        base = m->getBase();
        const auto *r = base->getType()->getAs<RecordType>();
        return r == nullptr ? QualType() : grant_state(r->getDecl());
    }

    void grant_block(ForStmt *f) {
        const VarDecl *v = only_variable(f->getInit());
        const auto *call =
            v == nullptr || !v->hasInit() ? nullptr : dyn_cast<CallExpr>(bare(v->getInit()));
        const FunctionDecl *callee = call == nullptr ? nullptr : call->getDirectCallee();
        const Expr *base = nullptr;
        QualType state;
        bool enter = callee != nullptr && callee->getName() == "grant_enter";
        bool each = callee != nullptr && callee->getName() == "grant_enter_first";
        if ((enter && call->getNumArgs() == 3) || (each && call->getNumArgs() == 2)) {
            state = handle_state(call->getArg(0), base);
        }
        bool right = !state.isNull() && v->hasAttr<CleanupAttr>() && exempt(call->getBeginLoc()) &&
                     v->getType()->isPointerType() &&
                     unit.context->hasSameType(v->getType()->getPointeeType(), state) &&
                     has_one_name(f);
        if (!right) {
            refuse(f->getForLoc(), 4, "this is not a grant block as GRANT_ENTER makes it",
                   "write GRANT_ENTER(self->apps, pid, app, error), with a handle that GRANT made");
            return;
        }
        lvalue(const_cast<Expr *>(base), Use::READ);
        for (unsigned i = 1; i < call->getNumArgs(); i++) {
            value(const_cast<Expr *>(call->getArg(i)));
        }
        depths[v] = depth;
        grant_bound.insert(v);
        inner(f->getBody());
    }

    /* The condition and the step of a grant block are about the very variable, its first value is not. */
    bool has_one_name(const ForStmt *f) {
        const VarDecl *v = only_variable(f->getInit());
        const auto *c = dyn_cast_or_null<BinaryOperator>(f->getCond());
        const auto *r = c == nullptr || c->getOpcode() != BO_NE
                            ? nullptr
                            : dyn_cast<DeclRefExpr>(bare(c->getLHS()));
        return r != nullptr && r->getDecl() == v && exempt(c->getOperatorLoc()) && !names_itself(v);
    }

    void grant_object(ForStmt *f) {
        const VarDecl *v = only_variable(f->getInit());
        const auto *call =
            v == nullptr || !v->hasInit() ? nullptr : dyn_cast<CallExpr>(bare(v->getInit()));
        const FunctionDecl *callee = call == nullptr ? nullptr : call->getDirectCallee();
        uint64_t bytes = 0;
        if (callee == nullptr || callee->getName() != "grant_object_at" ||
            call->getNumArgs() != 3 || !exempt(call->getBeginLoc()) ||
            !v->getType()->isPointerType() || !has_one_name(f) ||
            v->getType()->getPointeeType()->isIncompleteType() ||
            !constant(call->getArg(2), bytes) ||
            bytes != (uint64_t)unit.context->getTypeSizeInChars(v->getType()->getPointeeType())
                         .getQuantity()) {
            refuse(f->getForLoc(), 4, "this is not an object block as GRANT_OBJECT makes it",
                   "write GRANT_OBJECT(app, struct type, object, name)");
            return;
        }
        if (!is_plain_numbers(v->getType()->getPointeeType())) {
            refuse(v->getLocation(), 6, "an object in a grant holds something else than integers",
                   "keep references and flags in the grant itself");
        }
        argument(const_cast<Expr *>(call->getArg(0)), true);
        value(const_cast<Expr *>(call->getArg(1)));
        depths[v] = depth;
        grant_bound.insert(v);
        inner(f->getBody());
    }

    void misplaced_case(SourceLocation at) {
        refuse(at, 9, "a case inside another statement jumps over declarations",
               "put it directly into the braces of its switch");
    }

    void switch_statement(SwitchStmt *s) {
        controlling(s->getCond());
        auto *b = dyn_cast<CompoundStmt>(s->getBody());
        if (b == nullptr) {
            refuse(s->getSwitchLoc(), 9, "a switch without braces", "add them");
            return;
        }
        for (Stmt *child : b->body()) {
            if (isa<DeclStmt>(child)) {
                refuse(child->getBeginLoc(), 9, "a case would jump over this declaration",
                       "put the case in braces of its own");
            }
            while (auto *c = dyn_cast<SwitchCase>(child)) {
                cases_allowed.insert(c);
                child = c->getSubStmt();
                while (auto *label = dyn_cast<LabelStmt>(child)) {
                    child = label->getSubStmt();
                }
            }
        }
        inner(b);
    }

    void return_statement(ReturnStmt *r) {
        QualType result = function->getReturnType();
        if (r->getRetValue() == nullptr) {
            return; /* Clang sees to it that there is a value where there must be one */
        }
        value(r->getRetValue());
        if (returns_borrowed(result)) {
            refuse(r->getReturnLoc(), 5,
                   "borrowed reference " + quoted(r->getRetValue()) + " is returned",
                   "return a number or a copy, or enter the grant where it is needed");
        }
    }

    void goto_statement(GotoStmt *g) {
        /* Forward, to a label at the end of a block around it. */
        const LabelStmt *target = g->getLabel()->getStmt();
        for (const CompoundStmt *b : blocks) {
            bool found_goto = false;
            for (const Stmt *child : b->body()) {
                if (contains(child, g)) {
                    found_goto = true;
                } else if (found_goto && isa<DeclStmt>(child)) {
                    break;
                }
                if (child == target && found_goto && !contains(child, g)) {
                    return;
                }
            }
        }
        refuse(g->getGotoLoc(), 9, "a goto back, into a block, or over a declaration",
               "jump forward, out of blocks");
    }

    static bool contains(const Stmt *s, const Stmt *what) {
        if (s == what) {
            return true;
        }
        for (const Stmt *child : s->children()) {
            if (child != nullptr && contains(child, what)) {
                return true;
            }
        }
        return false;
    }

    /* ---- How long something lives ---- */

    /* The depth of the block with which what an lvalue names ends. */
    int region_of_lvalue(const Expr *e) {
        e = bare(e);
        if (const auto *r = dyn_cast<DeclRefExpr>(e)) {
            const auto *v = dyn_cast<VarDecl>(r->getDecl());
            if (v == nullptr || v->hasGlobalStorage()) {
                return 0;
            }
            auto known = depths.find(v);
            return known == depths.end() ? depth : known->second;
        }
        if (const auto *m = dyn_cast<MemberExpr>(e)) {
            return m->isArrow() ? region_of(m->getBase()) : region_of_lvalue(m->getBase());
        }
        if (const auto *s = dyn_cast<ArraySubscriptExpr>(e)) {
            return region_of_lvalue(s->getBase());
        }
        if (const auto *u = dyn_cast<UnaryOperator>(e)) {
            return u->getOpcode() == UO_Deref ? region_of(u->getSubExpr()) : depth;
        }
        if (isa<CompoundLiteralExpr>(e)) {
            return function == nullptr ? 0 : depth;
        }
        if (isa<StringLiteral>(e)) {
            return 0;
        }
        return depth;
    }

    /* The same for what a pointer points to. */
    int region_of(const Expr *e) {
        if (is_kept_pointer(e->getType())) {
            return 0;
        }
        e = bare(e);
        if (is_kept_pointer(e->getType())) {
            return 0;
        }
        if (e->isNullPointerConstant(*unit.context, Expr::NPC_ValueDependentIsNotNull) !=
            Expr::NPCK_NotNull) {
            return 0;
        }
        if (const auto *u = dyn_cast<UnaryOperator>(e)) {
            if (u->getOpcode() == UO_AddrOf) {
                return region_of_lvalue(u->getSubExpr());
            }
        }
        if (const auto *r = dyn_cast<DeclRefExpr>(e)) {
            const auto *v = dyn_cast<VarDecl>(r->getDecl());
            if (v == nullptr) {
                return 0;
            }
            auto known = depths.find(v);
            if (known == depths.end()) {
                return depth;
            }
            /* Never changed: what it was first given is what it has. */
            if (v->hasInit() && !isa<ParmVarDecl>(v) && reassigned.count(v) == 0 &&
                grant_bound.count(v) == 0) {
                int first = region_of(v->getInit());
                return first < known->second ? first : known->second;
            }
            return known->second;
        }
        if (const auto *c = dyn_cast<ConditionalOperator>(e)) {
            int a = region_of(c->getTrueExpr()), b = region_of(c->getFalseExpr());
            return a > b ? a : b;
        }
        if (const auto *b = dyn_cast<BinaryOperator>(e)) {
            if (b->getOpcode() == BO_Comma || b->getOpcode() == BO_Assign) {
                return region_of(b->getRHS());
            }
        }
        return depth;
    }

    void outlives(SourceLocation at, const Expr *from, QualType t, int to_depth,
                  const std::string &to) {
        if (!is_borrowed_pointer(t)) {
            return;
        }
        if (region_of(from) > to_depth) {
            refuse(at, 4,
                   "borrowed reference " + quoted(from) + " is kept in " + to +
                       ", which outlives what it refers to",
                   "declare the variable in the inner block");
        }
    }

    /* ---- Expressions ---- */

    void kinds(SourceLocation at, QualType t) {
        if (t->isFloatingType() || t->isVectorType() || t->isAnyComplexType()) {
            refuse(at, 14, "a value of type " + name_of(t), "use integers");
        }
    }

    /* An expression for its value. */
    void value(Expr *e) {
        kinds(e->getExprLoc(), e->getType());
        switch (e->getStmtClass()) {
        case Stmt::IntegerLiteralClass:
        case Stmt::CharacterLiteralClass:
        case Stmt::ImplicitValueInitExprClass:
            break;
        case Stmt::ConstantExprClass:
            value(cast<ConstantExpr>(e)->getSubExpr());
            break;
        case Stmt::ParenExprClass:
            value(cast<ParenExpr>(e)->getSubExpr());
            break;
        case Stmt::ImplicitCastExprClass:
            implicit_cast(cast<ImplicitCastExpr>(e));
            break;
        case Stmt::CStyleCastExprClass:
            explicit_cast(cast<CStyleCastExpr>(e));
            break;
        case Stmt::UnaryOperatorClass:
            unary(cast<UnaryOperator>(e), Use::READ);
            break;
        case Stmt::BinaryOperatorClass:
        case Stmt::CompoundAssignOperatorClass:
            binary(cast<BinaryOperator>(e));
            break;
        case Stmt::ConditionalOperatorClass: {
            auto *c = cast<ConditionalOperator>(e);
            value(c->getCond());
            value(c->getTrueExpr());
            value(c->getFalseExpr());
            break;
        }
        case Stmt::CallExprClass:
            call(cast<CallExpr>(e));
            break;
        case Stmt::InitListExprClass:
            list(cast<InitListExpr>(e));
            break;
        case Stmt::CompoundLiteralExprClass:
            literal(cast<CompoundLiteralExpr>(e));
            break;
        case Stmt::DeclRefExprClass:
        case Stmt::MemberExprClass:
        case Stmt::ArraySubscriptExprClass:
            lvalue(e, Use::READ);
            break;
        case Stmt::UnaryExprOrTypeTraitExprClass:
            size(cast<UnaryExprOrTypeTraitExpr>(e));
            break;
        case Stmt::OffsetOfExprClass: {
            auto *o = cast<OffsetOfExpr>(e);
            for (unsigned i = 0; i < o->getNumExpressions(); i++) {
                value(o->getIndexExpr(i));
            }
            break;
        }
        case Stmt::StmtExprClass:
            statement_expression(cast<StmtExpr>(e));
            break;
        case Stmt::GenericSelectionExprClass:
            generic(cast<GenericSelectionExpr>(e));
            break;
        case Stmt::AddrLabelExprClass:
            refuse(e->getExprLoc(), 9, "the address of a label", "use switch");
            break;
        case Stmt::VAArgExprClass:
            foreign(e->getExprLoc(), "a variable list of arguments");
            break;
        case Stmt::FloatingLiteralClass:
        case Stmt::ImaginaryLiteralClass:
            foreign(e->getExprLoc(), "floating point");
            break;
        case Stmt::AtomicExprClass:
            foreign(e->getExprLoc(), "an atomic operation");
            break;
        default:
            foreign(e->getExprLoc(), std::string("an expression of kind ") + e->getStmtClassName());
            break;
        }
    }

    /* A number; nothing is evaluated, unless it is the size of something of run-time size. */
    void size(UnaryExprOrTypeTraitExpr *s) {
        if (s->getTypeOfArgument()->isVariablyModifiedType()) {
            refuse(s->getOperatorLoc(), 9, "the size of an array of run-time size",
                   "give it its largest size");
        }
    }

    /* May this lvalue, or a part of it, be used like that? */
    void lvalue(Expr *e, Use use) {
        if (auto *p = dyn_cast<ParenExpr>(e)) {
            lvalue(p->getSubExpr(), use);
        } else if (auto *r = dyn_cast<DeclRefExpr>(e)) {
            reference(r, use);
        } else if (auto *m = dyn_cast<MemberExpr>(e)) {
            member_access(m, use);
        } else if (auto *s = dyn_cast<ArraySubscriptExpr>(e)) {
            subscript(s, use);
        } else if (auto *u = dyn_cast<UnaryOperator>(e)) {
            unary(u, use);
        } else if (auto *c = dyn_cast<CompoundLiteralExpr>(e)) {
            literal(c);
        } else if (isa<ImplicitCastExpr>(e) &&
                   cast<ImplicitCastExpr>(e)->getCastKind() == CK_NoOp) {
            lvalue(cast<ImplicitCastExpr>(e)->getSubExpr(), use);
        } else {
            value(e);
        }
    }

    void reference(DeclRefExpr *r, Use use) {
        ValueDecl *d = r->getDecl();
        bool by_api = exempt(r->getLocation());
        if (auto *v = dyn_cast<VarDecl>(d)) {
            bool foreign = !v->isLocalVarDeclOrParm() && !is_own(v);
            if (foreign && !by_api) {
                refuse(r->getLocation(), 10, name_of(v) + " is not a capsule's to name",
                       "the API has a function for what is permitted");
            }
            hidden_name(r, v);
            if (grant_bound.count(v) != 0 && use != Use::READ) {
                refuse(r->getLocation(), 4, name_of(v) + " belongs to its grant block",
                       "copy what you need");
            }
        } else if (auto *f = dyn_cast<FunctionDecl>(d)) {
            if (!by_api) {
                function_name(r->getLocation(), f);
            }
        } else if (!isa<EnumConstantDecl>(d)) {
            foreign(r->getLocation(), name_of(d));
        }
    }

    /* The variables of LOOP_BOUND and CAPABILITY are those macros' own. */
    void hidden_name(const DeclRefExpr *r, const VarDecl *v) {
        bool counter = v->getName().startswith("loop_left_");
        if (!counter && v->getName() != "capability_of_") {
            return;
        }
        std::string macro = unit.macro_of(r->getLocation());
        if (macro != "LOOP_BOUND" && macro != "LOOP_WHILE" && macro != "CAPABILITY") {
            refuse(r->getLocation(), counter ? 18 : 15,
                   name_of(v) + " belongs to a macro of the API", "use another name");
        }
    }

    void function_name(SourceLocation at, const FunctionDecl *f) {
        if (f->getBuiltinID() != 0 || f->isImplicit()) {
            refuse(at, f->isImplicit() ? 10 : 14, name_of(f) + " is not a function of the API",
                   "capsules call the API, each other, and themselves");
        } else if (!is_own(f) && has_mark(f, "detent:kernel-only")) {
            refuse(at, 10, name_of(f) + " is the kernel's own", "use the macro that stands for it");
        }
    }

    /* Numbers in sealed values may be read, nothing else. */
    void member_access(MemberExpr *m, Use use) {
        const auto *field = dyn_cast<FieldDecl>(m->getMemberDecl());
        if (field == nullptr) {
            foreign(m->getMemberLoc(), "this member");
            return;
        }
        bool by_api = exempt(m->getMemberLoc());
        if (has_mark(field->getParent(), "detent:sealed") && !by_api) {
            sealed_access(m, field, use);
        }
        if (m->isArrow()) {
            dereference(m->getOperatorLoc(), m->getBase());
            value(m->getBase());
        } else {
            lvalue(m->getBase(), use == Use::ADDRESS ? Use::ADDRESS : use);
        }
    }

    void sealed_access(MemberExpr *m, const FieldDecl *field, Use use) {
        QualType t = field->getType();
        std::string what = quoted(m);
        bool handle = names(t, "grant_handle") && has_mark(field->getParent(), "detent:grant");
        if (use == Use::WRITE) {
            refuse(m->getMemberLoc(), 6, what + " is changed, but its type is sealed",
                   "let a function of the API do it");
        } else if (use == Use::ADDRESS) {
            refuse(m->getMemberLoc(), 6,
                   "the address of " + what + " is taken, but its type is sealed",
                   "copy the number");
        } else if (!t->isIntegralOrEnumerationType() && !handle) {
            refuse(m->getMemberLoc(), t->isPointerType() ? 3 : 6,
                   what + " is looked into, but its type is sealed",
                   "let a function of the API do it");
        }
    }

    /* The object behind this reference is about to be touched. */
    void dereference(SourceLocation at, const Expr *pointer) {
        QualType to = pointer->getType()->getPointeeType();
        if (to.isNull()) {
            foreign(at, quoted(pointer));
            return;
        }
        if (exempt(at)) {
            return;
        }
        if (!to->isObjectType() || to->isIncompleteType()) {
            refuse(at, 3, quoted(pointer) + " is not a reference to an object", "");
            return;
        }
        uint64_t bytes = (uint64_t)unit.context->getTypeSizeInChars(to).getQuantity();
        if (unit.board.guard_bytes != 0 && bytes > unit.board.guard_bytes) {
            refuse(at, 13,
                   name_of(to) + " has " + std::to_string(bytes) + " bytes, more than the " +
                       std::to_string(unit.board.guard_bytes) + " at address 0 that trap",
                   "split it into several objects");
        }
    }

    void subscript(ArraySubscriptExpr *s, Use use) {
        Expr *base = s->getLHS(), *index = s->getRHS();
        const auto *decay = dyn_cast<ImplicitCastExpr>(base->IgnoreParens());
        if (decay == nullptr || decay->getCastKind() != CK_ArrayToPointerDecay) {
            refuse(s->getExprLoc(), 2, "subscript of a pointer",
                   "subscript an array of known length, or use a slice or a buffer");
            value(base);
            value(index);
            return;
        }
        Expr *array = const_cast<Expr *>(decay->getSubExpr());
        uint64_t length = array_length(array), at;
        if (isa<StringLiteral>(array->IgnoreParens()) ||
            isa<PredefinedExpr>(array->IgnoreParens())) {
            refuse(s->getExprLoc(), 17, "subscript of a string", "use TEXT, or an array");
        } else if (length == 0) {
            refuse(s->getExprLoc(), 2, "subscript of an array without a length", "give it one");
        } else if (!array->isLValue() || is_in_temporary(array)) {
            refuse(s->getExprLoc(), 17, "subscript of an array in a temporary",
                   "copy it into a variable first");
        } else if (is_constant(index) && (!constant(index, at) || at >= length)) {
            refuse(s->getExprLoc(), 2, "the index is outside of the array",
                   "it has " + std::to_string(length) + " elements");
        } else if (unit.board.is_clang && length == 1 && is_last_member(array) && !is_inside(s)) {
            /* It takes it for one whose length is not known. */
            refuse(s->getExprLoc(), 2, "subscript of an array of one element at the end of a struct",
                   "write ELEMENT(array, index), or make it longer");
        }
        lvalue(array, use);
        value(index);
    }

    static bool is_last_member(const Expr *e) {
        const auto *m = dyn_cast<MemberExpr>(e->IgnoreParens());
        const auto *f = m == nullptr ? nullptr : dyn_cast<FieldDecl>(m->getMemberDecl());
        return f != nullptr && f->getFieldIndex() + 1 == (unsigned)std::distance(
                                                             f->getParent()->field_begin(),
                                                             f->getParent()->field_end());
    }

    static bool is_in_temporary(const Expr *e) {
        e = bare(e);
        if (const auto *m = dyn_cast<MemberExpr>(e)) {
            return !m->isArrow() && is_in_temporary(m->getBase());
        }
        if (const auto *s = dyn_cast<ArraySubscriptExpr>(e)) {
            return is_in_temporary(s->getBase());
        }
        return isa<CallExpr>(e) || isa<ConditionalOperator>(e) || isa<BinaryOperator>(e) ||
               isa<StmtExpr>(e);
    }

    void unary(UnaryOperator *u, Use use) {
        Expr *sub = u->getSubExpr();
        switch (u->getOpcode()) {
        case UO_AddrOf:
            address(u);
            break;
        case UO_Deref:
            dereference(u->getOperatorLoc(), sub);
            if (sub->getType()->isPointerType() && is_sealed(sub->getType()->getPointeeType()) &&
                use == Use::WRITE) {
                refuse(u->getOperatorLoc(), 6, quoted(u) + " is changed, but its type is sealed",
                       "let a function of the API do it");
            }
            value(sub);
            break;
        case UO_PreInc:
        case UO_PreDec:
        case UO_PostInc:
        case UO_PostDec:
            if (sub->getType()->isPointerType()) {
                refuse(u->getOperatorLoc(), 2, "arithmetic on a pointer",
                       "count an index into an array");
            }
            passes_at_end(sub, "counted", "write array[index] += 1");
            lvalue(sub, Use::WRITE);
            break;
        case UO_Plus:
        case UO_Minus:
        case UO_Not:
        case UO_LNot:
            value(sub);
            break;
        default:
            foreign(u->getOperatorLoc(), "this operator");
            break;
        }
    }

    void address(UnaryOperator *u) {
        Expr *sub = u->getSubExpr()->IgnoreParens();
        bool by_api = exempt(u->getOperatorLoc());
        if (auto *s = dyn_cast<ArraySubscriptExpr>(sub)) {
            element(u, s, by_api);
            return;
        }
        if (auto *r = dyn_cast<DeclRefExpr>(sub)) {
            if (isa<FunctionDecl>(r->getDecl())) {
                reference(r, Use::READ);
                return;
            }
        }
        if (sub->getType()->isArrayType() && !by_api) {
            refuse(u->getOperatorLoc(), 17, "the address of an array",
                   "pass the struct that holds it");
        }
        bool bind = by_api && unit.is_by(u->getOperatorLoc(), "HIL_BIND");
        if (bind) {
            /* `&(name).ops` of HIL_BIND: the table is that of the union that HIL_OPS made. */
            if (auto *m = dyn_cast<MemberExpr>(sub)) {
                if (!has_mark(cast<FieldDecl>(m->getMemberDecl())->getParent(), "detent:sealed")) {
                    refuse(u->getOperatorLoc(), 6, "this is not a table as HIL_OPS makes it",
                           "declare it with HIL_OPS");
                }
            }
        }
        lvalue(sub, bind ? Use::READ : Use::ADDRESS);
    }

    /* Is the index known to be inside, whatever the compiler compares? */
    bool is_inside(const ArraySubscriptExpr *s) {
        uint64_t at, mask;
        const auto *decay = dyn_cast<ImplicitCastExpr>(s->getLHS()->IgnoreParens());
        uint64_t length = decay == nullptr ? 0 : array_length(decay->getSubExpr());
        if (constant(s->getRHS(), at) && at < length) {
            return true;
        }
        if (const auto *b = dyn_cast<BinaryOperator>(bare(s->getRHS()))) { /* `i & 7` */
            return b->getOpcode() == BO_And && ((constant(b->getRHS(), mask) && mask < length) ||
                                                (constant(b->getLHS(), mask) && mask < length));
        }
        if (const auto *r = dyn_cast<DeclRefExpr>(bare(s->getRHS()))) {
            auto known = counted.find(dyn_cast<VarDecl>(r->getDecl()));
            return known != counted.end() && known->second <= length;
        }
        return false;
    }

    /* `&array[index]`: the compiler lets the index of the end pass here. */
    void element(UnaryOperator *u, ArraySubscriptExpr *s, bool by_api) {
        bool inside = is_inside(s);
        if (by_api) {
            /* ELEMENT: the index was compared with the length of this array. */
            uint64_t at;
            const auto *decay = dyn_cast<ImplicitCastExpr>(s->getLHS()->IgnoreParens());
            uint64_t length = decay == nullptr ? 0 : array_length(decay->getSubExpr());
            const auto *c = dyn_cast<CallExpr>(bare(s->getRHS()));
            const FunctionDecl *f = c == nullptr ? nullptr : c->getDirectCallee();
            inside = f != nullptr && f->getName() == "element_index" && c->getNumArgs() == 2 &&
                     exempt(c->getBeginLoc()) && constant(c->getArg(1), at) && at <= length;
        }
        if (!inside) {
            refuse(u->getOperatorLoc(), 2,
                   "the address of an element whose index is not known to be inside",
                   "write ELEMENT(array, index)");
        }
        subscript(s, Use::ADDRESS);
    }

    /* Here Clang, other than GCC, lets the index of the end pass: an element that is counted up or
     * down, or copied as a whole. */
    void passes_at_end(const Expr *e, const char *what, const char *hint) {
        const auto *s = dyn_cast<ArraySubscriptExpr>(e->IgnoreParens());
        if (unit.board.is_clang && s != nullptr && !is_inside(s)) {
            refuse(s->getExprLoc(), 2,
                   std::string("an element is ") + what + " whose index is not known to be inside",
                   hint);
        }
    }

    void binary(BinaryOperator *b) {
        Expr *l = b->getLHS(), *r = b->getRHS();
        bool pointers = l->getType()->isPointerType() || r->getType()->isPointerType();
        if (b->isAssignmentOp()) {
            if (pointers && b->getOpcode() != BO_Assign) {
                refuse(b->getOperatorLoc(), 2, "arithmetic on a pointer",
                       "count an index into an array");
            }
            value(r);
            if (l->getType()->isRecordType()) {
                passes_at_end(l, "overwritten", "write *ELEMENT(array, index)");
            }
            lvalue(l, Use::WRITE);
            assignment(b);
            return;
        }
        if (pointers && (b->isAdditiveOp() || b->isMultiplicativeOp())) {
            refuse(b->getOperatorLoc(), 2, "arithmetic on a pointer",
                   "count an index into an array");
        }
        if (pointers && b->isRelationalOp()) {
            refuse(b->getOperatorLoc(), 2, "an order of pointers", "compare them with ==");
        }
        value(compared(b, l, r));
        value(compared(b, r, l));
    }

    /* Two references to one type may be compared, whatever is const: it is not lost by that. */
    Expr *compared(const BinaryOperator *b, Expr *e, const Expr *other) {
        auto *c = dyn_cast<ImplicitCastExpr>(e);
        if (b->isEqualityOp() && c != nullptr && c->getType()->isPointerType() &&
            c->getSubExpr()->getType()->isPointerType() &&
            (c->getCastKind() == CK_BitCast || c->getCastKind() == CK_NoOp) &&
            unit.context->hasSameUnqualifiedType(c->getSubExpr()->getType()->getPointeeType(),
                                                 other->getType()->getPointeeType())) {
            return c->getSubExpr();
        }
        return e;
    }

    void assignment(BinaryOperator *b) {
        Expr *l = b->getLHS()->IgnoreParens(), *r = b->getRHS();
        QualType t = l->getType();
        if (t->isRecordType()) {
            if (contains_sealed_static(t)) {
                refuse(b->getOperatorLoc(), 6, "an object with a sealed part is copied",
                       "hand over references");
            } else if (contains_borrowed(t) && !is_plain_local(l)) {
                refuse(b->getOperatorLoc(), 4,
                       "a view on a process's memory is stored in " + quoted(l),
                       "fetch the slice anew each time");
            }
            if (contains_capability(t)) {
                refuse(b->getOperatorLoc(), 15, "a capability is copied into " + quoted(l),
                       "it stays where the board put it");
            }
            return;
        }
        if (!is_borrowed_pointer(t)) {
            return;
        }
        const VarDecl *v = plain_variable(l);
        if (v == nullptr || v->hasGlobalStorage()) {
            refuse(b->getOperatorLoc(), 4,
                   "borrowed reference " + quoted(r) + " is stored in " + quoted(l) +
                       ", which outlives the grant block or function that it belongs to",
                   "keep the process id or an index, and enter again");
            return;
        }
        auto known = depths.find(v);
        outlives(b->getOperatorLoc(), r, t, known == depths.end() ? 0 : known->second, name_of(v));
    }

    static const VarDecl *plain_variable(const Expr *e) {
        const auto *r = dyn_cast<DeclRefExpr>(e->IgnoreParens());
        return r == nullptr ? nullptr : dyn_cast<VarDecl>(r->getDecl());
    }

    static bool is_plain_local(const Expr *e) {
        const VarDecl *v = plain_variable(e);
        return v != nullptr && !v->hasGlobalStorage();
    }

    /* ---- Conversions ---- */

    void implicit_cast(ImplicitCastExpr *c) {
        Expr *sub = c->getSubExpr();
        QualType to = c->getType(), from = sub->getType();
        switch (c->getCastKind()) {
        case CK_LValueToRValue:
            capability_read(sub);
            if (to->isRecordType() && contains_sealed_static(to)) {
                refuse(c->getExprLoc(), 6, "an object with a sealed part is copied",
                       "hand over references");
            }
            if (to->isRecordType()) {
                passes_at_end(sub, "copied", "write *ELEMENT(array, index)");
            }
            lvalue(sub, Use::READ);
            return;
        case CK_NoOp:
            if (to->isPointerType() && !keeps_qualifiers(from, to)) {
                refuse(c->getExprLoc(), 1, "a reference loses its qualifiers", "keep it const");
            }
            value(sub);
            return;
        case CK_IntegralCast:
        case CK_IntegralToBoolean:
        case CK_BooleanToSignedIntegral:
        case CK_PointerToBoolean:
        case CK_NullToPointer:
        case CK_ToVoid:
            value(sub);
            return;
        case CK_FunctionToPointerDecay:
            if (auto *r = dyn_cast<DeclRefExpr>(sub->IgnoreParens())) {
                reference(r, Use::READ);
            } else {
                refuse(c->getExprLoc(), 3, "a function that is not named", "call it by a member");
            }
            return;
        case CK_ArrayToPointerDecay:
            refuse(c->getExprLoc(), 17, quoted(sub) + " becomes a pointer",
                   "pass the struct that holds the array, or use TEXT or a buffer");
            lvalue_or_string(sub);
            return;
        case CK_BitCast:
            if (sub->isNullPointerConstant(*unit.context, Expr::NPC_ValueDependentIsNotNull) !=
                Expr::NPCK_NotNull) {
                value(sub);
                return;
            }
            refuse(c->getExprLoc(), 1,
                   "a reference to " + name_of(from->getPointeeType()) + " becomes one to " +
                       name_of(to->getPointeeType()),
                   "use the type of the object");
            value(sub);
            return;
        default:
            if (to->isPointerType() || from->isPointerType()) {
                refuse(c->getExprLoc(), 1, "a conversion between pointers and numbers",
                       "an address is not a number here");
            } else {
                foreign(c->getExprLoc(),
                        std::string("a conversion of kind ") + c->getCastKindName());
            }
            value(sub);
            return;
        }
    }

    void lvalue_or_string(Expr *e) {
        if (!isa<StringLiteral>(e->IgnoreParens())) {
            lvalue(e, Use::READ);
        }
    }

    bool keeps_qualifiers(QualType from, QualType to) {
        while (from->isPointerType() && to->isPointerType()) {
            from = from->getPointeeType();
            to = to->getPointeeType();
            if (!to.isAtLeastAsQualifiedAs(from)) {
                return false;
            }
        }
        return unit.context->hasSameUnqualifiedType(from, to);
    }

    void explicit_cast(CStyleCastExpr *c) {
        Expr *sub = c->getSubExpr();
        QualType to = c->getType(), from = sub->getType();
        if (exempt(c->getLParenLoc())) {
            trusted_cast(c);
            return;
        }
        kinds(c->getLParenLoc(), to);
        if (to->isVoidType()) {
            value(sub);
            return;
        }
        if (to->isPointerType() || from->isPointerType() || from->isArrayType() ||
            from->isFunctionType()) {
            refuse(c->getLParenLoc(), 1,
                   "a cast " + std::string(to->isPointerType() ? "to " : "from ") +
                       name_of(to->isPointerType() ? to : from),
                   "an object has one type, and an address is not a number here");
        } else if (!to->isIntegralOrEnumerationType()) {
            foreign(c->getLParenLoc(), "a cast to " + name_of(to));
        }
        value(sub);
    }

    /* A cast that a macro of the API makes: a null pointer, or SELF and METHOD, whose operand the
     * generic selection around or in it has checked. */
    void trusted_cast(CStyleCastExpr *c) {
        Expr *sub = c->getSubExpr();
        if (unit.macro_of(c->getLParenLoc()) == "NULL") {
            return;
        }
        const Expr *inside = bare(sub);
        if (c->getType()->isFunctionPointerType()) {
            const auto *r = dyn_cast<DeclRefExpr>(inside);
            if (r == nullptr || !isa<FunctionDecl>(r->getDecl())) {
                refuse(c->getLParenLoc(), 1, "this is not the name of a function",
                       "bind functions by name");
                return;
            }
            function_name(r->getLocation(), cast<FunctionDecl>(r->getDecl()));
            return;
        }
        value(sub);
    }

    void generic(GenericSelectionExpr *g) {
        if (!exempt(g->getGenericLoc()) || g->getNumAssocs() != 1 || g->isResultDependent() ||
            g->getAssocTypeSourceInfos()[0] == nullptr) {
            refuse(g->getGenericLoc(), 14, "a generic selection", "name the function");
            return;
        }
        value(const_cast<Expr *>(g->getResultExpr()));
    }

    /* ---- Capabilities ---- */

    /* A capability is read: from a parameter, or by CAPABILITY, which looks at the pointer. */
    void capability_read(const Expr *e) {
        if (!contains_capability(e->getType())) {
            return;
        }
        const Expr *at = e->IgnoreParens();
        while (const auto *m = dyn_cast<MemberExpr>(at)) {
            if (m->isArrow()) {
                const auto *r = dyn_cast<DeclRefExpr>(bare(m->getBase()));
                if (r != nullptr && unit.is_by(m->getOperatorLoc(), "CAPABILITY") &&
                    !unit.is_capsule(r->getLocation()) &&
                    r->getDecl()->getName() == "capability_of_") {
                    return;
                }
                break;
            }
            at = m->getBase()->IgnoreParens();
        }
        if (const auto *r = dyn_cast<DeclRefExpr>(at)) {
            if (isa<ParmVarDecl>(r->getDecl())) {
                return;
            }
        }
        refuse(e->getExprLoc(), 15, "the capability " + quoted(e) + " is taken from somewhere",
               "take it from a parameter, or with CAPABILITY(pointer, member)");
    }

    void statement_expression(StmtExpr *s) {
        if (!unit.is_by(s->getLParenLoc(), "CAPABILITY")) {
            refuse(s->getLParenLoc(), 9, "a statement in an expression", "write a function");
            return;
        }
        const CompoundStmt *b = s->getSubStmt();
        const VarDecl *v = b->size() == 3 ? only_variable(b->body_front()) : nullptr;
        if (v == nullptr || !v->hasInit()) {
            refuse(s->getLParenLoc(), 15, "this is not a capability as CAPABILITY reads it",
                   "write CAPABILITY(pointer, member)");
            return;
        }
        depths[v] = depth;
        value(const_cast<Expr *>(v->getInit()));
        auto *last = dyn_cast<Expr>(const_cast<Stmt *>(b->body_back()));
        if (last == nullptr || !contains_capability(last->getType())) {
            refuse(s->getLParenLoc(), 15, "CAPABILITY reads something else",
                   "read the member itself");
            return;
        }
        if (last->isLValue()) {
            capability_read(last); /* the value of a statement expression is read without a cast */
            lvalue(last, Use::READ);
        } else {
            value(last);
        }
    }

    /* ---- Calls ---- */

    void call(CallExpr *c) {
        const FunctionDecl *callee = c->getDirectCallee();
        bool by_api = exempt(c->getBeginLoc());
        if (callee == nullptr || !isa<DeclRefExpr>(bare(c->getCallee()))) {
            indirect_call(c);
        } else if (by_api) {
            /* the macro's call: its arguments are the capsule's */
        } else {
            function_name(c->getBeginLoc(), callee);
            if (callee->isVariadic()) {
                refuse(c->getBeginLoc(), 8, "a call of the variadic " + name_of(callee),
                       "pass a struct or a slice");
            }
            if (!callee->hasPrototype() && !callee->isImplicit()) {
                refuse(c->getBeginLoc(), 8, name_of(callee) + " has no prototype", "say (void)");
            }
        }
        for (Expr *a : c->arguments()) {
            argument(a, by_api && callee != nullptr);
        }
    }

    /* To a function of the kernel that a macro calls, references go as they are. */
    void argument(Expr *a, bool to_kernel) {
        if (auto *cast = dyn_cast<ImplicitCastExpr>(a)) {
            if (to_kernel && cast->getCastKind() == CK_BitCast &&
                cast->getType()->isVoidPointerType()) {
                value(cast->getSubExpr());
                return;
            }
        }
        value(a);
    }

    void indirect_call(CallExpr *c) {
        const Expr *callee = bare(c->getCallee());
        const auto *m = dyn_cast<MemberExpr>(callee);
        const auto *pointer = c->getCallee()->getType()->getAs<PointerType>();
        const auto *prototype =
            pointer == nullptr ? nullptr : pointer->getPointeeType()->getAs<FunctionProtoType>();
        if (prototype == nullptr || prototype->isVariadic()) {
            refuse(c->getBeginLoc(), 8, "a call of a function without a fixed prototype",
                   "give it one");
        }
        if (m == nullptr) {
            refuse(c->getBeginLoc(), 12, "a call through a function pointer that is not a member",
                   "put it into a struct: who may be called is known by the member");
        }
        value(c->getCallee());
    }

    /* ---- Initialisers ---- */

    void initialiser(Expr *e, QualType t) {
        Expr *inner = e;
        if (auto *c = dyn_cast<ConstantExpr>(inner)) {
            inner = c->getSubExpr();
        }
        if (isa<StringLiteral>(inner->IgnoreParens()) && t->isArrayType()) {
            return; /* an array of characters */
        }
        value(e);
    }

    static bool is_zero_list(ASTContext &context, const InitListExpr *l) {
        for (const Expr *e : l->inits()) {
            const Expr *b = bare(e);
            if (const auto *inner = dyn_cast<InitListExpr>(b)) {
                if (!is_zero_list(context, inner)) {
                    return false;
                }
            } else if (!isa<ImplicitValueInitExpr>(b)) {
                Expr::EvalResult r;
                bool null = e->isNullPointerConstant(context, Expr::NPC_ValueDependentIsNotNull) !=
                                Expr::NPCK_NotNull ||
                            b->isNullPointerConstant(context, Expr::NPC_ValueDependentIsNotNull) !=
                                Expr::NPCK_NotNull;
                if (!null && (!e->EvaluateAsInt(r, context) || r.Val.getInt() != 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    void list(InitListExpr *l) {
        if (l->isSyntacticForm() && l->getSemanticForm() != nullptr) {
            l = l->getSemanticForm();
        }
        QualType t = l->getType();
        if (is_sealed(t) && !sealed_list(l)) {
            return;
        }
        const auto *record = t->getAs<RecordType>();
        std::vector<QualType> types;
        if (record != nullptr && record->getDecl()->getDefinition() != nullptr) {
            for (const FieldDecl *f : record->getDecl()->getDefinition()->fields()) {
                if (!f->isUnnamedBitfield()) {
                    types.push_back(f->getType());
                }
            }
        }
        for (unsigned i = 0; i < l->getNumInits(); i++) {
            QualType to = t->isArrayType()   ? t->getAsArrayTypeUnsafe()->getElementType()
                          : i < types.size() ? types[i]
                                             : l->getInit(i)->getType();
            if (isa<ImplicitValueInitExpr>(l->getInit(i)) && contains_sealed_static(to)) {
                refuse(l->getBeginLoc(), 6,
                       "a sealed part of " + name_of(t) + " is not initialised",
                       "use the macro of the API that makes one");
            }
            if (names(t, "text") && is_text(l)) {
                continue;
            }
            if (is_sealed(t) && isa<ImplicitCastExpr>(l->getInit(i)) && is_array_of_buffer(l, i)) {
                continue;
            }
            initialiser(l->getInit(i), to);
        }
        if (l->hasArrayFiller() && l->getArrayFiller() != nullptr) {
            initialiser(const_cast<Expr *>(l->getArrayFiller()), l->getArrayFiller()->getType());
        }
    }

    /* A sealed value: zero, or as a macro of the API makes it. */
    bool sealed_list(InitListExpr *l) {
        if (is_zero_list(*unit.context, l) && !is_static_type(l->getType())) {
            return true;
        }
        bool by_api = l->getLBraceLoc().isValid() && exempt(l->getLBraceLoc());
        if (!by_api || (names(l->getType(), "text") && !is_text(l)) ||
            names(l->getType(), "grant_handle") || names(l->getType(), "driver")) {
            if (!(by_api && unit.is_board)) {
                refuse(l->getBeginLoc(), 6, "a value of the sealed type " + name_of(l->getType()),
                       "use the macro or the function of the API that makes one");
                return false;
            }
        }
        return true;
    }

    /* { "" literal } as TEXT makes it. */
    bool is_text(const InitListExpr *l) {
        if (l->getNumInits() != 1 || !exempt(l->getLBraceLoc())) {
            return false;
        }
        const Expr *e = l->getInit(0)->IgnoreParenImpCasts();
        const auto *s = dyn_cast<StringLiteral>(e);
        return s != nullptr && s->getCharByteWidth() == 1;
    }

    /* .bytes = array, .capacity = sizeof array, as BUFFER makes them. */
    bool is_array_of_buffer(const InitListExpr *l, unsigned i) {
        if (!names(l->getType(), "buffer") || i != 0 || l->getNumInits() < 2 ||
            !unit.is_by(l->getLBraceLoc(), "BUFFER")) {
            return false;
        }
        const auto *decay = dyn_cast<ImplicitCastExpr>(l->getInit(0));
        uint64_t capacity = 0;
        return decay != nullptr && decay->getCastKind() == CK_ArrayToPointerDecay &&
               isa<DeclRefExpr>(decay->getSubExpr()->IgnoreParens()) &&
               constant(l->getInit(1), capacity) && capacity == array_length(decay->getSubExpr());
    }

    void literal(CompoundLiteralExpr *c) {
        QualType t = c->getType();
        type(c->getLParenLoc(), t);
        if (contains_capability(t)) {
            refuse(c->getLParenLoc(), 15, "a capability is made", "only boards can");
        }
        if (function != nullptr && is_static_type(t)) {
            refuse(c->getLParenLoc(), 4,
                   "an object of the STATIC_TYPE " + name_of(t) + " is on the stack",
                   "make it static: references to it are kept");
        }
        if (contains_borrowed(t) && !is_sealed(t)) {
            refuse(c->getLParenLoc(), 4, "a borrowed reference in a compound literal",
                   "pass it as a parameter");
        }
        initialiser(c->getInitializer(), t);
    }

    /* ---- Boards: what capsules spell in them ---- */

    /* Macros of capsules' headers expand in a board: their tokens are the capsule's. */
    class Spelled : public Walker {
      public:
        Spelled(Rules &r) : rules(r) {}
        bool VisitCStyleCastExpr(CStyleCastExpr *c) override {
            if (rules.is_spelled(c->getLParenLoc()) &&
                (c->getType()->isPointerType() || c->getSubExpr()->getType()->isPointerType())) {
                rules.refuse(c->getLParenLoc(), 1, "a cast of a pointer in a capsule's macro",
                             "the board casts, if anybody");
            }
            return true;
        }
        bool VisitDeclRefExpr(DeclRefExpr *r) override {
            const auto *d = dyn_cast<VarDecl>(r->getDecl());
            const auto *f = dyn_cast<FunctionDecl>(r->getDecl());
            if (f != nullptr && f->hasBody() && rules.is_own(f)) {
                rules.refuse(r->getLocation(), 10,
                             "a board names " + name_of(f) +
                                 ", which is compiled without the checks of a capsule here",
                             "give it its body in the capsule's source");
            }
            if (rules.is_spelled(r->getLocation()) && d != nullptr && !d->isLocalVarDeclOrParm() &&
                !rules.is_own(d)) {
                rules.refuse(r->getLocation(), 10, "a capsule's macro names " + name_of(d),
                             "let the board pass it");
            }
            if (rules.is_spelled(r->getLocation()) && f != nullptr && !rules.is_own(f)) {
                rules.refuse(r->getLocation(), 10, "a capsule's macro names " + name_of(f),
                             "let the board pass it");
            }
            return true;
        }
        bool VisitCompoundLiteralExpr(CompoundLiteralExpr *c) override {
            if (rules.is_spelled(c->getLParenLoc()) || rules.is_minted(c->getLParenLoc())) {
                if (contains_capability(c->getType())) {
                    rules.refuse(c->getLParenLoc(), 15, "a capsule's macro makes a capability",
                                 "let the board pass it");
                }
            }
            return true;
        }
        bool VisitInitListExpr(InitListExpr *l) override {
            if (l->getLBraceLoc().isValid() && rules.is_spelled(l->getLBraceLoc()) &&
                (is_sealed(l->getType()) || type_has_mark(l->getType(), "detent:capability")) &&
                !is_zero_list(*rules.unit.context, l)) {
                rules.refuse(l->getLBraceLoc(), 6, "a capsule's macro makes a sealed value",
                             "use the macro of the API");
            }
            return true;
        }
        bool VisitBinaryOperator(BinaryOperator *b) override {
            if (rules.is_spelled(b->getOperatorLoc()) &&
                (b->getLHS()->getType()->isPointerType() ||
                 b->getRHS()->getType()->isPointerType()) &&
                !b->isEqualityOp()) {
                rules.refuse(b->getOperatorLoc(), 2, "arithmetic on a pointer in a capsule's macro",
                             "");
            }
            return true;
        }
        bool VisitStmtExpr(StmtExpr *s) override {
            if (rules.is_spelled(s->getLParenLoc())) {
                rules.refuse(s->getLParenLoc(), 9, "a statement in an expression", "");
            }
            return true;
        }
        bool VisitCallExpr(CallExpr *c) override {
            if (rules.is_spelled(c->getBeginLoc())) {
                rules.refuse(c->getBeginLoc(), 10, "a capsule's macro calls a function",
                             "let the board call it");
            }
            return true;
        }

      private:
        Rules &rules;
    };

    bool is_spelled(SourceLocation l) {
        return l.isValid() && unit.is_capsule(l) && !unit.path_of(l).empty();
    }

    /* CAPABILITY_MINT, spelled by a capsule's macro. */
    bool is_minted(SourceLocation l) {
        return unit.macro_of(l) == "CAPABILITY_MINT";
    }

    /* A capability has no size: what is not named in an initialiser would be there all the same. */
    class Handed : public Walker {
      public:
        Handed(Rules &r) : rules(r) {}
        bool VisitInitListExpr(InitListExpr *l) override {
            if (l->isSyntacticForm() && l->getSemanticForm() != nullptr) {
                l = l->getSemanticForm();
            }
            for (const Expr *e : l->inits()) {
                if (isa<ImplicitValueInitExpr>(e) && contains_capability(e->getType())) {
                    rules.refuse(l->getBeginLoc(), 15, "a capability is handed over without a word",
                                 "name it, and say CAPABILITY_MINT");
                }
            }
            rules.handle(l);
            return true;
        }

      private:
        Rules &rules;
    };

    /* Which driver's grant a handle is for, and which layout a driver's row has. */
    std::map<uint64_t, std::set<std::string>> handles;
    std::map<uint64_t, std::string> layouts;

    void handle(const InitListExpr *l) {
        const auto *r = l->getType()->getAs<RecordType>();
        uint64_t driver;
        if (r != nullptr && has_mark(r->getDecl(), "detent:grant") && l->getNumInits() == 1) {
            const auto *inner = dyn_cast<InitListExpr>(l->getInit(0));
            if (inner != nullptr && inner->getNumInits() == 1 &&
                constant(inner->getInit(0), driver)) {
                handles[driver].insert(r->getDecl()->getNameAsString());
            }
        }
        if (!l->getType()->isArrayType() ||
            !names(l->getType()->getAsArrayTypeUnsafe()->getElementType(), "driver")) {
            return;
        }
        for (unsigned i = 0; i < l->getNumInits(); i++) {
            const auto *row = dyn_cast<InitListExpr>(l->getInit(i));
            const auto *address =
                row == nullptr || row->getNumInits() == 0
                    ? nullptr
                    : dyn_cast<UnaryOperator>(bare(row->getInit(row->getNumInits() - 1)));
            const auto *to =
                address == nullptr ? nullptr : dyn_cast<DeclRefExpr>(bare(address->getSubExpr()));
            layouts[i] = to == nullptr ? "" : to->getDecl()->getNameAsString();
        }
    }

    /* A handle is worth nothing with the layout of another grant, and all with a larger one. */
    void compare_handles() {
        for (const auto &h : handles) {
            auto layout = layouts.find(h.first);
            for (const std::string &name : h.second) {
                if (layout != layouts.end() && layout->second != name + "_layout") {
                    refuse(unit.sources->getLocForStartOfFile(unit.sources->getMainFileID()), 6,
                           "driver " + std::to_string(h.first) + " has the layout '" +
                               layout->second + "', but an object has its handle as 'union " +
                               name + "'",
                           "name '" + name + "_layout' in the driver's row");
                }
            }
        }
    }

    void board_initialiser(Expr *e) {
        Handed handed(*this);
        handed.TraverseStmt(e);
        Spelled(*this).TraverseStmt(e);
    }

    void board_body(Stmt *s) {
        Handed handed(*this);
        handed.TraverseStmt(s);
        Spelled(*this).TraverseStmt(s);
    }
};

} // namespace

void check_tree(Unit &unit) {
    Rules(unit).check();
}
