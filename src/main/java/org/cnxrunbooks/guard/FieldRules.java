package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules one answer must keep. Bounds, patterns and required marks mean what form-js 1.8 (Camunda 7.24) takes them
 * for; types, choices and dates the browser enforces by its widgets.
 */
final class FieldRules {

    /** Width of the engine's column for text. */
    private static final int LONGEST = 4000;

    private final FormSituation situation;
    private final FieldChoices choices;

    FieldRules(FormSituation situation) {
        this.situation = situation;
        this.choices = new FieldChoices(situation);
    }

    List<InputViolation> violations(FieldSpec field, JsonNode value) {
        return switch (field.kind()) {
            case TEXT -> text(field, value);
            case NUMBER -> number(field, value);
            case CHECKBOX -> value.isBoolean() ? List.of() : List.of(expected(field, "true or false", value));
            case CHOICE -> choices.violations(field, List.of(value));
            case CHOICES ->
                value.isArray()
                        ? choices.violations(field, children(value))
                        : List.of(expected(field, "a list", value));
            case DATE_TIME -> dateTime(field, value);
            case COMPUTED -> List.of();
            case UNJUDGED ->
                List.of(InputViolation.of(field, "is a field that cannot be checked here and takes no input"));
        };
    }

    /** A rule that is switched on by a JSON boolean or by an expression. */
    boolean isOn(JsonNode rule) {
        return resolved(rule).filter(Boolean.TRUE::equals).isPresent();
    }

    private List<InputViolation> text(FieldSpec field, JsonNode value) {
        if (!value.isTextual()) {
            return List.of(expected(field, "text", value));
        }
        List<InputViolation> found = new ArrayList<>();
        String text = value.textValue();
        bound(field, "minLength")
                .filter(min -> text.trim().length() < min.intValue())
                .ifPresent(min -> found.add(InputViolation.of(
                        field,
                        "is too short",
                        "observed " + text.trim().length() + " characters, expected at least " + min)));
        BigDecimal most = bound(field, "maxLength").orElse(BigDecimal.valueOf(LONGEST));
        if (text.trim().length() > most.intValue() || text.length() > LONGEST) {
            found.add(InputViolation.of(
                    field,
                    "is too long",
                    "observed " + text.length() + " characters, expected at most "
                            + most.min(BigDecimal.valueOf(LONGEST))));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            found.add(InputViolation.of(field, "contains control characters"));
        }
        String pattern = field.rule("pattern").asText("");
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            found.add(InputViolation.of(field, "does not match " + pattern));
        }
        return found;
    }

    private List<InputViolation> number(FieldSpec field, JsonNode value) {
        boolean asText = field.component().path("serializeToString").asBoolean();
        BigDecimal number;
        try {
            number = asText && value.isTextual() ? new BigDecimal(value.textValue()) : value.decimalValue();
        } catch (NumberFormatException wrong) {
            return List.of(expected(field, "a number", value));
        }
        if (!value.isNumber() && !(asText && value.isTextual())) {
            return List.of(expected(field, "a number", value));
        }
        List<InputViolation> found = new ArrayList<>();
        bound(field, "min")
                .filter(min -> number.compareTo(min) < 0)
                .ifPresent(min -> found.add(InputViolation.of(
                        field,
                        "is too small",
                        "observed " + number.toPlainString() + ", expected at least " + min.toPlainString())));
        bound(field, "max")
                .filter(max -> number.compareTo(max) > 0)
                .ifPresent(max -> found.add(InputViolation.of(
                        field,
                        "is too large",
                        "observed " + number.toPlainString() + ", expected at most " + max.toPlainString())));
        JsonNode digits = field.component().path("decimalDigits");
        if (digits.isInt() && number.stripTrailingZeros().scale() > digits.intValue()) {
            found.add(InputViolation.of(field, "has too many decimal digits", "expected at most " + digits.intValue()));
        }
        return found;
    }

    private static List<InputViolation> dateTime(FieldSpec field, JsonNode value) {
        if (!value.isTextual()) {
            return List.of(expected(field, "an ISO 8601 text", value));
        }
        String subtype = field.component().path("subtype").asText("datetime");
        DateTimeFormatter format =
                switch (subtype) {
                    case "date" -> DateTimeFormatter.ISO_LOCAL_DATE;
                    case "time" -> DateTimeFormatter.ISO_TIME;
                    default -> DateTimeFormatter.ISO_DATE_TIME;
                };
        try {
            format.parse(value.textValue());
            return List.of();
        } catch (DateTimeException wrong) {
            return List.of(expected(
                    field,
                    "an ISO 8601 " + subtype + ", e.g. "
                            + switch (subtype) {
                                case "date" -> "2026-03-14";
                                case "time" -> "21:00Z";
                                default -> "2026-03-14T21:00:00Z";
                            },
                    value));
        }
    }

    private Optional<BigDecimal> bound(FieldSpec field, String name) {
        return resolved(field.rule(name)).map(bound -> new BigDecimal(bound.toString()));
    }

    private Optional<Object> resolved(JsonNode rule) {
        if (rule.isMissingNode() || rule.isNull()) {
            return Optional.empty();
        }
        if (rule.isTextual() && rule.textValue().startsWith("=")) {
            return situation.evaluate(rule.textValue());
        }
        Object plain = rule.isBoolean() ? (Object) rule.booleanValue() : rule.asText();
        return plain.equals("") ? Optional.empty() : Optional.of(plain);
    }

    static InputViolation expected(FieldSpec field, String what, JsonNode value) {
        String seen = value.toString();
        return InputViolation.of(
                field,
                "has a wrong value",
                "observed " + (seen.length() > 60 ? seen.substring(0, 60) + "…" : seen) + ", expected " + what);
    }

    private static List<JsonNode> children(JsonNode list) {
        List<JsonNode> children = new ArrayList<>();
        list.forEach(children::add);
        return children;
    }
}
