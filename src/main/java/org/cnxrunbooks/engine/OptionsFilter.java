package org.cnxrunbooks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Puts live choices into start forms on their way to the browser; start forms can read no process data (form-js in Camunda 7.24). */
final class OptionsFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(OptionsFilter.class);
    private static final Pattern START_FORM =
            Pattern.compile(".*/process-definition/(?:key/(?<key>[^/]+)|(?<id>[^/]+))/deployed-start-form");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, FormOptions> suppliers;
    private final UnaryOperator<String> keys;

    /** @param keys tells the key of a process by the id of its definition, to the person whose request this is */
    OptionsFilter(Collection<FormOptions> suppliers, UnaryOperator<String> keys) {
        this.keys = keys;
        this.suppliers = suppliers.stream().collect(Collectors.toMap(FormOptions::name, supplier -> supplier));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !START_FORM.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        byte[] body = answer.getContentAsByteArray();
        if (answer.getStatus() == HttpServletResponse.SC_OK && body.length > 0 && body[0] == '{') {
            byte[] filled = fill(body, process(request));
            answer.resetBuffer();
            answer.setHeader("Cache-Control", "no-store");
            answer.getOutputStream().write(filled);
        }
        answer.copyBodyToResponse();
    }

    private String process(HttpServletRequest request) {
        Matcher address = START_FORM.matcher(request.getRequestURI());
        if (!address.matches()) {
            return "";
        }
        String key = address.group("key");
        return key == null ? keys.apply(decoded(address.group("id"))) : decoded(key);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private byte[] fill(byte[] form, String process) throws IOException {
        JsonNode root = JSON.readTree(form);
        fill(root.path("components"), process);
        return JSON.writeValueAsBytes(root);
    }

    private void fill(JsonNode components, String process) {
        for (JsonNode component : components) {
            String from = component.path("properties").path("optionsFrom").asText();
            if (component instanceof ObjectNode field && !from.isEmpty()) {
                fill(field, from, process);
            }
            fill(component.path("components"), process);
        }
    }

    private void fill(ObjectNode field, String from, String process) {
        FormOptions supplier = suppliers.get(from);
        if (supplier == null) {
            LOG.error(
                    "form field {} has no choices: nobody supplies '{}'",
                    field.path("key").asText(),
                    from);
            return;
        }
        ArrayNode values = JSON.createArrayNode();
        for (FormOptions.Option option : supplier.options(process)) {
            values.addObject().put("label", option.label()).put("value", option.value());
        }
        field.remove("valuesKey");
        field.remove("valuesExpression");
        field.set("values", values);
    }
}
