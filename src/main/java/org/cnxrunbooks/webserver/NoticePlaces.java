package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Where in a configuration the parts of a notice stand. */
final class NoticePlaces {

    private final HttpdConfig config;
    private final NoticeStanza stanza;
    private final int status;
    private final boolean ownLocations;

    /** Lines that go in before the byte at an index of a file; {@code last} at its very end. */
    record Place(String file, int at, List<String> lines, boolean last) {}

    NoticePlaces(HttpdConfig config, ServerFacts facts, NoticeRequest request) {
        this.config = config;
        this.stanza = new NoticeStanza(request, facts);
        this.status = request.statusCode();
        this.ownLocations = facts.dialect() == ServerFacts.Dialect.APACHE_22;
    }

    List<Place> all() {
        List<Place> places = new ArrayList<>();
        for (String path : config.paths()) {
            virtualHosts(path, places);
        }
        int end = config.bytes(config.mainFile()).length;
        List<String> tail = new ArrayList<>(stanza.tail());
        Optional<Place> head = head(config.mainFile());
        head.ifPresentOrElse(places::add, () -> tail.addAll(0, stanza.head()));
        places.add(new Place(config.mainFile(), end, tail, true));
        return places;
    }

    private void virtualHosts(String path, List<Place> places) {
        Section open = null;
        for (Statement statement : config.statements(path)) {
            if (statement.opens("VirtualHost")) {
                open = new Section(path, statement.line(), statement.name(), statement.arguments());
                places.add(new Place(path, statement.end(), stanza.rule(), false));
            } else if (statement.kind() == Statement.Kind.CLOSE && statement.is("VirtualHost") && open != null) {
                List<String> lines = new ArrayList<>();
                if (NoticeReview.hasOwnPage(config, open, status)) {
                    lines.addAll(stanza.errorDocument());
                }
                if (ownLocations && NoticeReview.hasOwnAccess(config, open)) {
                    lines.addAll(stanza.pageAccess());
                }
                if (!lines.isEmpty()) {
                    places.add(new Place(path, statement.begin(), lines, false));
                }
            }
        }
    }

    /**
     * Before the first rule, or, where the module has to be loaded, before the first virtual host; empty where the end
     * of the main file will do.
     */
    private Optional<Place> head(String file) {
        int outer = 0;
        int depth = 0;
        for (Statement statement : config.statements(file)) {
            if (depth == 0) {
                outer = statement.begin();
            }
            if (leads(statement, this::comesAfter)) {
                Optional<Place> deeper = depth == 0 && leads(statement, NoticePlaces::loads)
                        ? included(statement).stream()
                                .flatMap(path -> head(path).stream())
                                .findFirst()
                        : Optional.empty();
                Place here = new Place(file, outer, stanza.head(), false);
                return Optional.of(deeper.orElse(here));
            }
            depth += step(statement);
        }
        return Optional.empty();
    }

    /** What must stand behind the head. */
    private boolean comesAfter(Statement statement) {
        boolean rule = statement.kind() == Statement.Kind.DIRECTIVE
                && statement.name().toLowerCase(Locale.ROOT).startsWith("rewrite");
        return rule || (stanza.loadsRewrite() && statement.opens("VirtualHost"));
    }

    /** An Include that also loads the module cannot have the head before it. */
    private static boolean loads(Statement statement) {
        return statement.is("LoadModule") && statement.arguments().contains("rewrite_module");
    }

    private boolean leads(Statement statement, Predicate<Statement> wanted) {
        return wanted.test(statement)
                || included(statement).stream()
                        .flatMap(path -> config.statements(path).stream())
                        .anyMatch(inner -> leads(inner, wanted));
    }

    private List<String> included(Statement statement) {
        if (statement.kind() != Statement.Kind.DIRECTIVE || !HttpdConfig.isInclude(statement.name())) {
            return List.of();
        }
        return statement.arguments().stream()
                .flatMap(argument -> config.included(argument).stream())
                .toList();
    }

    private static int step(Statement statement) {
        return switch (statement.kind()) {
            case OPEN -> 1;
            case CLOSE -> -1;
            case DIRECTIVE -> 0;
        };
    }
}
