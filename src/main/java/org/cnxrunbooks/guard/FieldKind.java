package org.cnxrunbooks.guard;

/** What a component of a {@code .form} takes. */
enum FieldKind {
    TEXT,
    NUMBER,
    CHECKBOX,
    CHOICE,
    CHOICES,
    DATE_TIME,
    /** The browser works it out; what it sends is dropped. */
    COMPUTED,
    /** Takes input that this guard cannot judge, and therefore refuses. */
    UNJUDGED;

    static FieldKind of(String type) {
        return switch (type) {
            case "textfield", "textarea" -> TEXT;
            case "number" -> NUMBER;
            case "checkbox" -> CHECKBOX;
            case "radio", "select" -> CHOICE;
            case "checklist", "taglist" -> CHOICES;
            case "datetime" -> DATE_TIME;
            case "expression" -> COMPUTED;
            default -> UNJUDGED;
        };
    }
}
