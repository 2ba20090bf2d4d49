package org.cnxrunbooks.announce;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Who is told, and how times are written for them.
 *
 * @param from address that messages come from; empty where mail is not configured
 * @param operators addresses of those who must know when something waits for them
 * @param lists named lists of addresses, e.g. {@code all-users}
 * @param zone in which times are written
 */
public record Audience(String from, List<String> operators, Map<String, List<String>> lists, ZoneId zone) {

    public Audience {
        operators = List.copyOf(operators);
        lists = Map.copyOf(lists);
    }
}
