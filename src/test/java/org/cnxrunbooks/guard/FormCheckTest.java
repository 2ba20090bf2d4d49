package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of forms, on the runbooks' own forms and on one of every kind of field. */
class FormCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> variables = new HashMap<>();
    private Optional<Object> told = Optional.empty();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cellName: 'lab', changeReference: 'CHG1', reason: 'r', includeInstallationManager: false, startAt: '2026-03-14T21:00Z'}",
                "{cellName: 'lab', changeReference: 'CHG1', reason: 'r', includeInstallationManager: true, startAt: null}",
                "{cellName: 'lab', changeReference: 'CHG1', reason: 'line one'}"
            })
    void a_request_as_tasklist_and_scripts_send_it_is_accepted(String input) {
        assertThat(violations("request-backup", input)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{decision: 'retry'} |",
                "{decision: 'retry', decisionReason: null} |",
                "{decision: 'skip', decisionReason: 'known'} |",
                "{decision: 'skip'} | required when decision=skip",
                "{decision: 'giveUp', decisionReason: '  '} | required when",
                "{decision: 'ignore'} | expected one of",
                "{decisionReason: 'why'} | decision (\"What is to be done?\"): is required",
                "{decision: 'retry', failedStep: 'x'} | failedStep: is no field"
            })
    void a_decision_on_a_failure_keeps_its_form(String input, String reason) {
        List<String> found = violations("decide-on-failure", input);
        if (reason == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).anySatisfy(violation -> assertThat(violation).contains(reason));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shutOut: 'stop', statusCode: '503' |",
                "shutOut: 'redirect' |",
                "statusCode: 503 |",
                "statusCode: 502 | expected one of",
                "statusCode: null | is required",
                "shutOut: 'both' | expected one of",
                "windowLength: 'two hours' | does not match"
            })
    void a_script_may_leave_out_what_has_a_default_and_nothing_else(String more, String reason) {
        String input = "{cellName: 'lab', reason: 'r', windowStart: '2026-03-14T21:00+01:00', windowLength: 'PT2H',"
                + " recipients: 'a@example.org', " + more + "}";
        if (reason == null) {
            assertThat(violations("request-notice", input)).isEmpty();
        } else {
            assertThat(violations("request-notice", input))
                    .singleElement()
                    .asString()
                    .contains(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve-backup-plan",
                "inspect-role-mappings",
                "inspect-filenet-admin-realm",
                "confirm-service-restored",
                "decide-on-failure",
                "request-backup",
                "request-notice",
                "approve-notice",
                "confirm-web-server-free",
                "decide-on-window",
                "decide-on-announcement",
                "decide-on-raise",
                "inspect-roll-back",
                "confirm-work-finished",
                "decide-on-overrun",
                "confirm-lowering",
                "decide-on-lowering"
            })
    void every_form_asks_for_its_answer_and_has_no_field_that_cannot_be_judged(String form) {
        assertThat(violations(form, "{}")).isNotEmpty();
        assertThat(schema(form).fields().values()).noneMatch(field -> field.kind() == FieldKind.UNJUDGED);
    }

    @Property(tries = 200)
    void no_other_variable_ever_passes(
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String name, @ForAll String value) {
        if (schema("approve-backup-plan").fields().containsKey(name)) {
            return;
        }
        Map<String, JsonNode> input = new LinkedHashMap<>();
        input.put("planApproved", JSON.valueToTree(true));
        input.put(name, JSON.valueToTree(value));
        assertThat(new FormCheck(schema("approve-backup-plan"), situation())
                        .judge(input)
                        .violations())
                .hasSize(1);
    }

    @Property(tries = 200)
    void whatever_is_typed_into_a_comment_is_judged_and_never_fails(@ForAll String comment) {
        Map<String, JsonNode> input = new LinkedHashMap<>();
        input.put("planApproved", JSON.valueToTree(true));
        input.put("approvalComment", JSON.valueToTree(comment));
        assertThat(new FormCheck(schema("approve-backup-plan"), situation())
                        .judge(input)
                        .violations())
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void choices_may_come_from_a_variable_an_expression_or_the_form() {
        FormSchema form = inline(
                """
                {"type":"select","key":"a","label":"A","valuesKey":"found"},
                {"type":"select","key":"b","label":"B","valuesExpression":"=x"},
                {"type":"checklist","key":"c","label":"C","values":[{"label":"1","value":1},{"label":"2","value":2}]}""");
        variables.put("found", tree("[{'label':'One','value':'one'},'two']"));
        told = Optional.of(List.of("x", "y"));
        assertThat(judge(form, "{'a':'one','b':'y','c':[1,2.0]}")).isEmpty();
        assertThat(judge(form, "{'a':'three','b':'z','c':[3]}")).hasSize(3);
        variables.clear();
        assertThat(judge(form, "{'a':'one'}")).singleElement().asString().contains("cannot be found now");
    }

    @Test
    void a_field_that_cannot_be_judged_takes_no_input() {
        FormSchema form = inline("{'type':'filepicker','key':'f','label':'F'}".replace('\'', '"'));
        assertThat(judge(form, "{'f':'x'}")).singleElement().asString().contains("cannot be checked here");
        assertThat(judge(form, "{}")).isEmpty();
    }

    @Test
    void what_the_browser_works_out_is_dropped() {
        FormSchema form = inline("{\"type\":\"expression\",\"key\":\"e\",\"expression\":\"=1\"}");
        assertThat(new FormCheck(form, situation())
                        .judge(Map.of("e", tree("'anything'")))
                        .echoes())
                .containsExactly("e");
    }

    @Test
    void a_required_checkbox_must_be_checked() {
        FormSchema form =
                inline("{\"type\":\"checkbox\",\"key\":\"c\",\"label\":\"C\",\"validate\":{\"required\":true}}");
        assertThat(judge(form, "{'c':false}")).singleElement().asString().contains("is required");
        assertThat(judge(form, "{'c':true}")).isEmpty();
    }

    @Test
    void a_condition_that_cannot_be_judged_neither_demands_nor_forbids() {
        FormSchema form = inline(
                """
                {"type":"textfield","key":"t","label":"T","validate":{"required":true},"conditional":{"hide":"=strange()"}}""");
        assertThat(judge(form, "{}")).isEmpty();
        assertThat(judge(form, "{'t':'x'}")).isEmpty();
        told = Optional.of(true);
        assertThat(judge(form, "{'t':'x'}")).singleElement().asString().contains("is hidden");
        told = Optional.of(false);
        assertThat(judge(form, "{}")).singleElement().asString().contains("is required");
    }

    @Test
    void what_is_hidden_is_not_demanded_by_another_answer_either() {
        FormSchema form = inline(
                """
                {"type":"checkbox","key":"yes","label":"Yes"},
                {"type":"checkbox","key":"c","label":"C","properties":{"requiredWhen":"yes=true"},"conditional":{"hide":"=strange()"}}""");
        told = Optional.of(false);
        assertThat(judge(form, "{'yes':true}")).singleElement().asString().contains("is required when");
        told = Optional.of(true);
        assertThat(judge(form, "{'yes':true}")).isEmpty();
    }

    @Test
    void a_rule_nobody_understands_is_an_error_and_no_permission() {
        assertThatThrownBy(() -> RequiredWhen.parse("planApproved"))
                .hasMessageContaining("expected 'field=value|value'");
    }

    private List<String> violations(String form, String input) {
        return judge(schema(form), input);
    }

    private List<String> judge(FormSchema form, String input) {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        tree(input).fields().forEachRemaining(answer -> answers.put(answer.getKey(), answer.getValue()));
        return new FormCheck(form, situation())
                .judge(answers).violations().stream().map(InputViolation::told).toList();
    }

    private static JsonNode tree(String loose) {
        try {
            return JSON.copy()
                    .enable(com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_SINGLE_QUOTES)
                    .enable(com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .readTree(loose);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FormSchema schema(String form) {
        try {
            return FormSchema.parse(Files.readAllBytes(Path.of("forms", form + ".form")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FormSchema inline(String components) {
        return FormSchema.parse(
                ("{\"id\":\"inline\",\"components\":[" + components + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private FormSituation situation() {
        return new FormSituation() {
            @Override
            public JsonNode variable(String name) {
                return variables.getOrDefault(name, MissingNode.getInstance());
            }

            @Override
            public Optional<Collection<String>> options(String source) {
                return source.equals("cells") ? Optional.of(List.of("lab")) : Optional.empty();
            }

            @Override
            public Optional<Object> evaluate(String expression) {
                return told;
            }
        };
    }
}
