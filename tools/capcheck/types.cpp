/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a type is to the dialect. */
#include "capcheck.h"

using namespace clang;

bool has_mark(const Decl *declaration, llvm::StringRef mark) {
    for (const Decl *d : declaration->redecls()) {
        for (const auto *a : d->specific_attrs<AnnotateAttr>()) {
            if (a->getAnnotation() == mark) {
                return true;
            }
        }
    }
    return false;
}

/* The mark of a type is that of its definition: a declaration elsewhere adds nothing, and a type that
 * is not defined here has none. */
bool type_has_mark(QualType type, llvm::StringRef mark) {
    const auto *record = type->getAs<RecordType>();
    const RecordDecl *definition = record == nullptr ? nullptr : record->getDecl()->getDefinition();
    if (definition == nullptr) {
        return false;
    }
    for (const auto *a : definition->specific_attrs<AnnotateAttr>()) {
        if (!a->isInherited() && a->getAnnotation() == mark) {
            return true;
        }
    }
    return false;
}

static QualType element_of(QualType type) {
    while (const auto *array = type->getAsArrayTypeUnsafe()) {
        type = array->getElementType();
    }
    return type;
}

/* Does the type, or any part of it, satisfy the predicate? Types are finite: no recursion but into
 * members. */
template <typename P> static bool any_part(QualType type, P predicate) {
    type = element_of(type);
    if (predicate(type)) {
        return true;
    }
    const auto *record = type->getAs<RecordType>();
    const RecordDecl *definition = record ? record->getDecl()->getDefinition() : nullptr;
    if (definition == nullptr) {
        return false;
    }
    for (const FieldDecl *field : definition->fields()) {
        if (any_part(field->getType(), predicate)) {
            return true;
        }
    }
    return false;
}

bool is_static_type(QualType type) {
    return any_part(type, [](QualType t) { return type_has_mark(t, "detent:static"); });
}

bool is_kept_pointer(QualType type) {
    const auto *pointer = type->getAs<PointerType>();
    if (pointer == nullptr) {
        return false;
    }
    QualType to = pointer->getPointeeType();
    return to->isFunctionType() || (to->isRecordType() && is_static_type(to));
}

bool is_borrowed_pointer(QualType type) {
    return type->isPointerType() && !is_kept_pointer(type);
}

bool contains_capability(QualType type) {
    return any_part(type, [](QualType t) { return type_has_mark(t, "detent:capability"); });
}

/* A sealed value is what its mark says, whatever is inside. */
bool contains_borrowed(QualType type) {
    type = element_of(type);
    if (is_sealed(type)) {
        return type_has_mark(type, "detent:borrowed");
    }
    if (type_has_mark(type, "detent:borrowed") || is_borrowed_pointer(type)) {
        return true;
    }
    const auto *record = type->getAs<RecordType>();
    const RecordDecl *definition = record ? record->getDecl()->getDefinition() : nullptr;
    if (definition != nullptr) {
        for (const FieldDecl *field : definition->fields()) {
            if (contains_borrowed(field->getType())) {
                return true;
            }
        }
    }
    return false;
}

bool contains_sealed_static(QualType type) {
    return any_part(type, [](QualType t) {
        return type_has_mark(t, "detent:sealed") && type_has_mark(t, "detent:static");
    });
}

bool is_sealed(QualType type) {
    return type_has_mark(type, "detent:sealed");
}

bool is_plain_numbers(QualType type) {
    return !any_part(type, [](QualType t) {
        if (t->isRecordType()) {
            return is_sealed(t) || type_has_mark(t, "detent:capability") ||
                   type_has_mark(t, "detent:static") ||
                   t->castAs<RecordType>()->getDecl()->getDefinition() == nullptr;
        }
        return t->isBooleanType() || !t->isIntegralOrEnumerationType();
    });
}

uint64_t array_length(const Expr *array) {
    const auto *type = array->getType()->getAsArrayTypeUnsafe();
    const auto *constant = llvm::dyn_cast_or_null<ConstantArrayType>(type);
    return constant == nullptr ? 0 : constant->getSize().getZExtValue();
}

const Expr *bare(const Expr *e) {
    for (;;) {
        if (const auto *paren = dyn_cast<ParenExpr>(e)) {
            e = paren->getSubExpr();
        } else if (const auto *cast = dyn_cast<ImplicitCastExpr>(e)) {
            e = cast->getSubExpr();
        } else if (const auto *constant = dyn_cast<ConstantExpr>(e)) {
            e = constant->getSubExpr();
        } else {
            return e;
        }
    }
}

std::string text_of(Unit &unit, const Expr *e) {
    CharSourceRange range = CharSourceRange::getTokenRange(
        unit.sources->getFileLoc(e->getBeginLoc()), unit.sources->getFileLoc(e->getEndLoc()));
    std::string text =
        Lexer::getSourceText(range, *unit.sources, unit.context->getLangOpts()).str();
    size_t end = text.find('\n');
    return end == std::string::npos ? text : text.substr(0, end) + "...";
}
