package org.cnxrunbooks.guard;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one input.
 *
 * @param field name that it was sent under
 * @param label as people read it; null where the form has no such field
 * @param what is wrong, in words that hold nothing of what was sent
 * @param seen what was sent and what should have been, for the sender alone; may be empty
 */
record InputViolation(String field, @Nullable String label, String what, String seen) {

    static InputViolation of(FieldSpec field, String what) {
        return of(field, what, "");
    }

    static InputViolation of(FieldSpec field, String what, String seen) {
        return new InputViolation(field.key(), field.label(), what, seen);
    }

    static InputViolation undeclared(String field) {
        return new InputViolation(field, null, "is no field of this form", "");
    }

    /** For the sender. */
    String told() {
        return field + (label == null ? "" : " (\"" + label + "\")") + ": " + what
                + (seen.isEmpty() ? "" : " (" + seen + ")");
    }

    /** For the record: what was sent may be secret, or huge. */
    String kept() {
        return Shown.of(field) + ": " + what;
    }
}
