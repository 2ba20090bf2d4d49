package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether an answer is among the choices: those in the form, in a variable, of an expression, or live ones. */
final class FieldChoices {

    private final FormSituation situation;

    FieldChoices(FormSituation situation) {
        this.situation = situation;
    }

    List<InputViolation> violations(FieldSpec field, List<JsonNode> answers) {
        Optional<List<JsonNode>> known = choices(field);
        if (known.isEmpty()) {
            return List.of(InputViolation.of(field, "has choices that cannot be found now, so none is accepted"));
        }
        List<JsonNode> choices = known.get();
        return answers.stream()
                .filter(answer -> choices.stream().noneMatch(choice -> same(choice, answer)))
                .map(answer -> FieldRules.expected(
                        field,
                        choices.isEmpty()
                                ? "a choice, but there is none"
                                : "one of "
                                        + choices.stream()
                                                .limit(20)
                                                .map(JsonNode::toString)
                                                .collect(Collectors.joining(", ")),
                        answer))
                .toList();
    }

    /** A script may send the number 500 where the form sends its digits. */
    private static boolean same(JsonNode choice, JsonNode answer) {
        return FormAnswer.same(choice, answer)
                || (choice.isTextual()
                        && answer.isIntegralNumber()
                        && choice.textValue().equals(answer.asText()));
    }

    private Optional<List<JsonNode>> choices(FieldSpec field) {
        String live = field.property("optionsFrom");
        if (live != null) {
            return situation.options(live).map(values -> values.stream()
                    .<JsonNode>map(TextNode::valueOf)
                    .toList());
        }
        JsonNode component = field.component();
        if (component.hasNonNull("valuesKey")) {
            JsonNode values = situation.variable(component.path("valuesKey").asText());
            return values.isMissingNode() ? Optional.empty() : Optional.of(listed(values));
        }
        if (component.hasNonNull("valuesExpression")) {
            return situation
                    .evaluate(component.path("valuesExpression").asText())
                    .map(FormAnswer::ofPlain)
                    .map(FieldChoices::listed);
        }
        return Optional.of(listed(component.path("values")));
    }

    private static List<JsonNode> listed(JsonNode values) {
        List<JsonNode> choices = new ArrayList<>();
        values.forEach(value -> choices.add(value.has("value") ? value.path("value") : value));
        return choices;
    }
}
