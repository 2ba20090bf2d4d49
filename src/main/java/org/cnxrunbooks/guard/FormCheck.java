package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges input by the rules of its form, as the browser would and a little stricter: nothing but declared inputs, and
 * blanks are no answer.
 */
final class FormCheck {

    private final FormSchema form;
    private final FormSituation situation;
    private final FieldRules rules;

    FormCheck(FormSchema form, FormSituation situation) {
        this.form = form;
        this.situation = situation;
        this.rules = new FieldRules(situation);
    }

    /**
     * @param violations all of them, for people
     * @param echoes names that only repeat what the engine has or the browser worked out: not to be stored
     * @param unanswered inputs that were not sent but have a value from before
     */
    record Verdict(List<InputViolation> violations, Set<String> echoes, Set<String> unanswered) {}

    Verdict judge(Map<String, JsonNode> input) {
        List<InputViolation> violations = new ArrayList<>();
        Set<String> echoes = new LinkedHashSet<>();
        Set<String> unanswered = new LinkedHashSet<>();
        input.keySet().stream()
                .filter(name -> !form.fields().containsKey(name))
                .sorted()
                .forEach(name -> violations.add(InputViolation.undeclared(name)));
        for (FieldSpec field : form.fields().values()) {
            JsonNode value = input.getOrDefault(field.key(), MissingNode.getInstance());
            boolean sent = input.containsKey(field.key());
            if (field.kind() == FieldKind.COMPUTED) {
                echoes.add(field.key());
            } else if (isLocked(field)) {
                if (sent && !FormAnswer.same(value, shown(field))) {
                    violations.add(InputViolation.of(field, "is only shown and must not be changed"));
                }
                echoes.add(field.key());
            } else if (!sent && !FormAnswer.isNothing(situation.variable(field.key()))) {
                unanswered.add(field.key());
                missing(field, input).ifPresent(why -> violations.add(InputViolation.of(field, why)));
            } else if (!sent && field.component().hasNonNull("defaultValue")) {
                continue; // a script that says nothing means what the form shows at first
            } else if (isHidden(field).orElse(false)) {
                if (!FormAnswer.isNothing(value)) {
                    violations.add(InputViolation.of(field, "is hidden and takes no input now"));
                }
            } else if (sent && value.isMissingNode()) {
                violations.add(InputViolation.of(field, "has a type that no form sends"));
            } else if (FormAnswer.isNothing(value) || isUnchecked(field, value)) {
                missing(field, input).ifPresent(why -> violations.add(InputViolation.of(field, why)));
            } else {
                violations.addAll(rules.violations(field, value));
            }
        }
        echoes.retainAll(input.keySet());
        return new Verdict(violations, echoes, unanswered);
    }

    private static boolean isUnchecked(FieldSpec field, JsonNode value) {
        return field.kind() == FieldKind.CHECKBOX && value.isBoolean() && !value.booleanValue();
    }

    private Optional<String> missing(FieldSpec field, Map<String, JsonNode> input) {
        Optional<Boolean> hidden = isHidden(field);
        if (hidden.orElse(false)) {
            return Optional.empty();
        }
        if (hidden.isPresent() && rules.isOn(field.rule("required"))) {
            return Optional.of("is required");
        }
        String when = field.property("requiredWhen");
        return when != null && RequiredWhen.parse(when).isMet(input)
                ? Optional.of("is required when " + when)
                : Optional.empty();
    }

    private boolean isLocked(FieldSpec field) {
        return field.lockedIf().stream().anyMatch(rules::isOn);
    }

    /** Empty when a condition cannot be judged here: then the field may be filled in and may be left out. */
    private Optional<Boolean> isHidden(FieldSpec field) {
        boolean unknown = false;
        for (String condition : field.hiddenIf()) {
            Optional<Object> told = situation.evaluate(condition);
            if (told.isPresent() && told.get().equals(Boolean.TRUE)) {
                return Optional.of(true);
            }
            unknown |= told.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(false);
    }

    private JsonNode shown(FieldSpec field) {
        JsonNode kept = situation.variable(field.key());
        return kept.isMissingNode() ? field.component().path("defaultValue") : kept;
    }
}
