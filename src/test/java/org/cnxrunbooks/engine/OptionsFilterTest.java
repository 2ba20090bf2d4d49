package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OptionsFilterTest {

    private static final String PATH =
            "/camunda/api/engine/engine/default/process-definition/key/backup/deployed-start-form";

    private final List<FormOptions.Option> cells =
            new ArrayList<>(List.of(new FormOptions.Option("lab", "Lab (6.5 CR1)")));
    private final OptionsFilter filter = new OptionsFilter(
            List.of(new FormOptions() {
                @Override
                public String name() {
                    return "cells";
                }

                @Override
                public List<Option> options() {
                    return List.copyOf(cells);
                }
            }),
            id -> id);

    @Test
    void a_marked_field_gets_the_choices_of_the_moment() throws Exception {
        String form = resource();
        assertThat(values(answer(PATH, 200, form))).isEqualTo("[{\"label\":\"Lab (6.5 CR1)\",\"value\":\"lab\"}]");
        cells.add(new FormOptions.Option("prod", "Prod äöü"));
        MockHttpServletResponse answer = answer(PATH, 200, form);
        assertThat(values(answer)).contains("Prod äöü");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getContentAsByteArray()).hasSize(answer.getContentLength());
    }

    @Test
    void other_answers_pass_untouched() throws Exception {
        String form = resource();
        assertThat(answer(PATH.replace("deployed-start-form", "xml"), 200, form).getContentAsString())
                .isEqualTo(form);
        assertThat(answer(PATH, 404, form).getContentAsString()).isEqualTo(form);
        assertThat(answer(PATH, 200, "<form></form>").getContentAsString()).isEqualTo("<form></form>");
        assertThat(answer(PATH, 204, "").getContentAsByteArray()).isEmpty();
    }

    @Test
    void a_field_whose_choices_nobody_supplies_stays_as_it_was_drawn() throws Exception {
        String form = resource().replace("\"cells\"", "\"planets\"");
        assertThat(values(answer(PATH, 200, form))).isEqualTo("[{\"label\":\"old\",\"value\":\"old\"}]");
    }

    private static String values(MockHttpServletResponse answer) throws Exception {
        return new ObjectMapper()
                .readTree(answer.getContentAsByteArray())
                .at("/components/0/components/0/values")
                .toString();
    }

    private MockHttpServletResponse answer(String path, int status, String body) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain(new jakarta.servlet.http.HttpServlet() {
            @Override
            protected void doGet(
                    jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse answer)
                    throws java.io.IOException {
                answer.setStatus(status);
                answer.setContentType("application/json;charset=UTF-8");
                answer.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
        filter.doFilter(new MockHttpServletRequest("GET", path), response, chain);
        return response;
    }

    private static String resource() throws Exception {
        try (var form = OptionsFilterTest.class.getResourceAsStream("/engine/ask.form")) {
            return new String(form.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
