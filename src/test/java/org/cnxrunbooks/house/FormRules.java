package org.cnxrunbooks.house;

import static org.cnxrunbooks.house.FormRule.of;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.cnxrunbooks.house.FormRule.FormFile;

/** What a form looks like, so that Tasklist of 7.24 (form-js 1.8.7) shows it and people can read it. */
final class FormRules {

    /** Seen to work in Tasklist 7.24; filepicker and documentPreview make the whole form fail there. */
    private static final Set<String> SUPPORTED = Set.of(
            "text",
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "radio",
            "select",
            "checklist",
            "taglist",
            "datetime",
            "group",
            "dynamiclist",
            "table",
            "separator",
            "spacer",
            "expression");

    private static final Set<String> CHOICES = Set.of("radio", "select", "checklist", "taglist");
    private static final Set<String> SILENT = Set.of("text", "table", "separator", "spacer", "group", "expression");
    private static final Pattern REQUIRED_WHEN = Pattern.compile("([a-z][A-Za-z0-9]*)=(\\w+(\\|\\w+)*)");

    private FormRules() {}

    static List<FormRule> all() {
        return List.of(
                of(
                        "a form has its schema",
                        FormRules::otherSchema,
                        "\"schemaVersion\": 18",
                        "\"schemaVersion\": \"new\""),
                of("a form is for Camunda Platform 7.24.0", FormRules::otherSchema, "7.24.0", "8.6.0"),
                of("the exporter is Camunda Modeler", FormRules::otherSchema, "Camunda Modeler", "pencil"),
                of("a form is named after its file", FormRules::otherFile, "\"id\": \"good\"", "\"id\": \"fine\""),
                of(
                        "Tasklist can show each component",
                        each("is not shown by Tasklist", c -> !SUPPORTED.contains(type(c))),
                        "\"type\": \"textarea\"",
                        "\"type\": \"filepicker\""),
                of(
                        "components have ids of their own",
                        FormRules::doubleIds,
                        "\"id\": \"table_1\"",
                        "\"id\": \"text_0\""),
                of(
                        "keys are lowerCamel",
                        each(
                                "has a key that is not lowerCamel",
                                c -> c.has("key") && !c.path("key").asText().matches("[a-z][A-Za-z0-9]*")),
                        "\"key\": \"approvalComment\"",
                        "\"key\": \"approval_comment\""),
                of(
                        "fields have a key",
                        each("has no key", c -> !SILENT.contains(type(c)) && !c.has("key")),
                        "\"key\": \"approvalComment\",",
                        ""),
                of(
                        "keys are unique",
                        FormRules::doubleKeys,
                        "\"key\": \"approvalComment\"",
                        "\"key\": \"planApproved\""),
                of(
                        "fields and tables have a label",
                        each(
                                "has no label",
                                c -> !Set.of("text", "separator", "spacer").contains(type(c)) && label(c).isBlank()),
                        "\"label\": \"Comment\"",
                        "\"label\": \" \""),
                of(
                        "choices are required",
                        each(
                                "may be left open",
                                c -> Set.of("radio", "select").contains(type(c))
                                        && !c.path("validate").path("required").asBoolean()),
                        "\"required\": true",
                        "\"required\": false"),
                of(
                        "choices have answers",
                        each("has no choices", FormRules::noChoices),
                        "\"optionsFrom\": \"kinds\"",
                        "\"from\": \"kinds\""),
                of(
                        "answers differ and have labels",
                        each("has a choice without a name of its own", FormRules::sameChoices),
                        "\"label\": \"Reject\"",
                        "\"label\": \"Approve\""),
                of(
                        "no answer is chosen beforehand",
                        each("decides by itself", c -> type(c).equals("radio") && c.has("defaultValue")),
                        "\"key\": \"planApproved\",",
                        "\"key\": \"planApproved\", \"defaultValue\": true,"),
                of(
                        "texts have a limit",
                        each(
                                "takes text without a limit",
                                c -> type(c).startsWith("text")
                                        && !type(c).equals("text")
                                        && !c.path("validate").has("maxLength")),
                        "\"maxLength\": 2000",
                        "\"minLength\": 1"),
                of(
                        "tables have rows, columns and headings",
                        each("is a table without rows or headings", FormRules::bareTable),
                        "\"label\": \"Host\"",
                        "\"label\": \"\""),
                of(
                        "a conditional requirement can be read, and says so to people",
                        FormRules::unreadable,
                        "planApproved=false",
                        "!planApproved"),
                of(
                        "a conditional requirement names a field of the form",
                        FormRules::unreadable,
                        "planApproved=false",
                        "planRefused=false"),
                of("a form begins with a heading", FormRules::headless, "# Approve check plan", "Approve check plan"),
                of(
                        "no form asks for a secret",
                        each(
                                "asks for a secret",
                                c -> c.path("key").asText().matches("(?i).*(password|secret|passphrase|token).*")),
                        "\"key\": \"approvalComment\"",
                        "\"key\": \"dmgrPassword\""));
    }

    private static FormRule.Check each(String complaint, Predicate<JsonNode> bad) {
        return form -> components(form).stream()
                .filter(bad)
                .map(component -> component.path("id").asText() + " " + complaint)
                .toList();
    }

    static List<JsonNode> components(FormFile form) {
        List<JsonNode> found = new ArrayList<>();
        collect(form.json().path("components"), found);
        return found;
    }

    private static void collect(JsonNode components, List<JsonNode> found) {
        for (JsonNode component : components) {
            found.add(component);
            collect(component.path("components"), found);
        }
    }

    private static String type(JsonNode component) {
        return component.path("type").asText();
    }

    private static String label(JsonNode component) {
        return type(component).equals("datetime")
                ? component.path("dateLabel").asText(component.path("label").asText())
                : component.path("label").asText();
    }

    private static List<String> otherSchema(FormFile form) {
        JsonNode json = form.json();
        boolean right = json.path("schemaVersion").isInt()
                && json.path("type").asText().equals("default")
                && json.path("executionPlatform").asText().equals("Camunda Platform")
                && json.path("executionPlatformVersion").asText().equals("7.24.0")
                && json.path("exporter").path("name").asText().equals("Camunda Modeler")
                && !json.path("components").isEmpty();
        return right ? List.of() : List.of(form.file() + " has another schema");
    }

    private static List<String> otherFile(FormFile form) {
        String id = form.json().path("id").asText();
        return id.equals(form.file()) ? List.of() : List.of(form.file() + " has the id " + id);
    }

    private static List<String> doubleIds(FormFile form) {
        Set<String> seen = new HashSet<>();
        return components(form).stream()
                .map(component -> component.path("id").asText())
                .filter(id -> id.isBlank() || !seen.add(id))
                .map(id -> "two components have the id \"" + id + "\"")
                .toList();
    }

    private static List<String> doubleKeys(FormFile form) {
        Set<String> seen = new HashSet<>();
        return components(form).stream()
                .filter(component -> component.has("key"))
                .map(component -> component.path("key").asText())
                .filter(key -> !seen.add(key))
                .map(key -> "two fields have the key " + key)
                .toList();
    }

    private static boolean noChoices(JsonNode component) {
        return CHOICES.contains(type(component))
                && component.path("values").isEmpty()
                && !component.has("valuesKey")
                && !component.has("valuesExpression")
                && !component.path("properties").has("optionsFrom");
    }

    private static boolean sameChoices(JsonNode component) {
        Set<String> labels = new HashSet<>();
        return StreamSupport.stream(component.path("values").spliterator(), false)
                .map(choice -> choice.path("label").asText())
                .anyMatch(label -> label.isBlank() || !labels.add(label));
    }

    private static boolean bareTable(JsonNode component) {
        return type(component).equals("table")
                && (!component.path("dataSource").asText().startsWith("=")
                        || component.path("columns").isEmpty()
                        || StreamSupport.stream(component.path("columns").spliterator(), false)
                                .anyMatch(
                                        column -> column.path("label").asText().isBlank()
                                                || column.path("key").asText().isBlank()));
    }

    private static List<String> unreadable(FormFile form) {
        Set<String> keys = new HashSet<>();
        components(form).forEach(component -> keys.add(component.path("key").asText()));
        return components(form).stream()
                .filter(component -> component.path("properties").has("requiredWhen"))
                .filter(component -> {
                    var rule = REQUIRED_WHEN.matcher(
                            component.path("properties").path("requiredWhen").asText());
                    return !rule.matches()
                            || !keys.contains(rule.group(1))
                            || component.path("description").asText().isBlank();
                })
                .map(component -> component.path("id").asText() + " has a requirement nobody can read")
                .toList();
    }

    private static List<String> headless(FormFile form) {
        return form.json().path("components").path(0).path("text").asText().startsWith("# ")
                ? List.of()
                : List.of(form.file() + " has no heading");
    }
}
