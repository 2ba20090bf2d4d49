package org.cnxrunbooks.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.cnxrunbooks.house.FormRule.FormFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models, forms and code name each other rightly. */
class WiringTest {

    private static final Path GOOD = Path.of("src/test/resources/house/good.bpmn");

    @TempDir
    Path scratch;

    @Test
    void the_product_is_wired() throws IOException {
        JavaClasses code = ArchitectureTest.PRODUCT;
        Wiring wiring = new Wiring(
                Diagram.ofTheProduct(),
                FormTest.ofTheProduct(),
                WiredCode.beans(code),
                WiredCode.thrown(Path.of("src/main/java")),
                WiredCode.variables(code));
        assertThat(wiring.gaps()).isEmpty();
    }

    @Test
    void steps_stand_in_the_order_of_their_diagram() throws IOException {
        List<List<String>> pages = pages();
        assertThat(Diagram.ofTheProduct()).isNotEmpty().allSatisfy(model -> {
            List<String> services = servicesInOrder(model);
            assertThat(pages).as(model.file()).anySatisfy(beans -> assertThat(beans)
                    .filteredOn(services::contains)
                    .isEqualTo(services));
        });
    }

    @Test
    void steps_in_another_order_are_noticed() throws IOException {
        Diagram good = Diagram.read(GOOD);
        assertThat(beansInOrder("LongStep planCheck() {} JavaDelegate reportHosts() {}"))
                .isEqualTo(servicesInOrder(good));
        assertThat(beansInOrder("JavaDelegate reportHosts() {} LongStep planCheck() {}"))
                .isNotEqualTo(servicesInOrder(good));
    }

    @Test
    void the_good_model_is_wired() throws IOException {
        assertThat(good(Files.readString(GOOD)).gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "camunda:topic=\"planCheck\" | camunda:topic=\"plan\" | no LongStep is called plan",
                "camunda:topic=\"planCheck\" | camunda:topic=\"plan\" | bean planCheck is in no model",
                "camunda:topic=\"planCheck\" | camunda:topic=\"plan\" | serviceTask_planCheck is worked by plan",
                "#{reportHosts} | #{reportNobody} | no JavaDelegate is called reportNobody",
                "camunda:delegateExpression=\"#{reportHosts}\" | camunda:type=\"external\" camunda:topic=\"reportHosts\""
                        + " | no LongStep is called reportHosts (found JavaDelegate)",
                "errorCode=\"hostUnhealthy\" | errorCode=\"hostGone\" | hostGone is caught, never thrown",
                "errorCode=\"hostUnhealthy\" | errorCode=\"hostGone\" | hostUnhealthy is thrown, never caught",
                "formRef=\"approve-check-plan\" | formRef=\"approve-plan\" | form approve-plan is missing",
                "formRef=\"approve-check-plan\" | formRef=\"approve-plan\" | form approve-check-plan is used nowhere",
                "${planApproved == true} | ${planSigned == true} | no variable is declared as planSigned",
                "${planApproved == true} | ${execution.getVariable('planSigned') == 1} | declared as planSigned"
            })
    void a_badly_wired_twin_is_noticed(String good, String bad, String complaint) throws IOException {
        String bent = DiagramRule.replacing(good, bad).apply(Files.readString(GOOD));
        assertThat(good(bent).gaps()).anySatisfy(gap -> assertThat(gap).contains(complaint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"planApproved", "hosts", "hostCount"})
    void a_field_without_a_variable_is_noticed(String forgotten) throws IOException {
        Wiring good = good(Files.readString(GOOD));
        Map<String, String> fewer = new TreeMap<>(good.variables());
        fewer.remove(forgotten);
        assertThat(new Wiring(good.models(), good.forms(), good.beans(), good.thrown(), fewer).gaps())
                .anySatisfy(gap -> assertThat(gap).contains("no variable is declared as " + forgotten));
    }

    @Test
    void a_field_of_another_type_is_noticed() throws IOException {
        Wiring good = good(Files.readString(GOOD));
        Map<String, String> other = new TreeMap<>(good.variables());
        other.put("planApproved", "String");
        assertThat(new Wiring(good.models(), good.forms(), good.beans(), good.thrown(), other).gaps())
                .containsOnly("variable planApproved is a String in the code, and not in its form");
    }

    @Test
    void beans_variables_and_codes_are_read_from_code() throws IOException {
        String steps =
                """
                package org.cnxrunbooks.backup;
                class GoodSteps {
                  @org.springframework.context.annotation.Bean org.cnxrunbooks.engine.LongStep planCheck() { return null; }
                  @org.springframework.context.annotation.Bean String somethingElse() { return ""; }
                  org.cnxrunbooks.engine.LongStep notABean() { return null; }
                }""";
        assertThat(WiredCode.beans(KnownBad.compile(scratch.resolve("classes"), List.of(steps))))
                .isEqualTo(Map.of("planCheck", "LongStep"));
        Files.writeString(
                scratch.resolve("Plans.java"),
                "static final String GONE = \"hostGone\"; throw run.refuse(GONE, \"host gone: db\"); new Refusal(\"hostSick\", why);");
        assertThat(WiredCode.thrown(scratch)).containsExactlyInAnyOrder("hostGone", "hostSick");
        assertThat(Wiring.names("${serviceRestored == true && verdict != 'verified' && !empty list}"))
                .containsExactlyInAnyOrder("serviceRestored", "verdict", "list");
    }

    /** The beans of each {@code *Steps} class in their order; a called process has its steps on the page of its room. */
    private static List<List<String>> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<List<String>> pages = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Steps.java")).toList()) {
                pages.add(beansInOrder(Files.readString(file)));
            }
            return pages;
        }
    }

    private static List<String> beansInOrder(String steps) {
        return Pattern.compile("\\b(?:LongStep|JavaDelegate) (\\w+)\\(")
                .matcher(steps)
                .results()
                .map(hit -> hit.group(1))
                .toList();
    }

    private static List<String> servicesInOrder(Diagram model) {
        return model.all(ServiceTask.class).stream().map(NamingRules::suffix).toList();
    }

    private static Wiring good(String model) throws IOException {
        List<FormFile> forms = new ArrayList<>();
        for (String id : List.of("approve-check-plan", "request-check")) {
            String json = Files.readString(GOOD.resolveSibling("good.form"))
                    .replace("\"id\": \"good\"", "\"id\": \"" + id + "\"");
            forms.add(new FormFile(id, new ObjectMapper().readTree(json)));
        }
        return new Wiring(
                List.of(Diagram.parse("good.bpmn", model)),
                forms,
                Map.of("planCheck", "LongStep", "reportHosts", "JavaDelegate"),
                Set.of("hostUnhealthy"),
                Map.of(
                        "planApproved", "Boolean",
                        "approvalComment", "String",
                        "checkKind", "String",
                        "hosts", "List",
                        "hostCount", "Long"));
    }
}
