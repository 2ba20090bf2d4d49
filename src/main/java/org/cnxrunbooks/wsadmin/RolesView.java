package org.cnxrunbooks.wsadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code AdminApp.view(app, '-MapRolesToUsers')}. After an introduction of any length the text has one block of
 * lines for each role: role, everyone?, all authenticated?, users, groups, all authenticated in trusted realms?, user
 * access ids, group access ids; old levels end after the groups (layout as community scripts read it; unverified on
 * each level and language). The labels follow the language of the cell, so the blocks are found by their shape: labels
 * that repeat, and yes or no where it must stand. What does not fit is refused; nothing is left out.
 */
final class RolesView {

    private static final int SHORT_BLOCK = 5;
    private static final int FULL_BLOCK = 8;
    private static final int TRUSTED = 5;
    private static final Pattern ID_SEPARATOR = Pattern.compile("\\|(?=(?:user|group):)");

    private final List<String> lines;

    private RolesView(String text) {
        this.lines = text.lines().filter(line -> !line.isBlank()).toList();
    }

    /** @throws IllegalArgumentException saying what does not fit */
    static List<RoleMapping> read(String text) {
        return new RolesView(text).roles();
    }

    private List<RoleMapping> roles() {
        int first = 0;
        while (first < lines.size() && blockLength(first) == 0) {
            first++;
        }
        if (first == lines.size()) {
            refuseHiddenBlocks();
            return List.of();
        }
        int length = blockLength(first);
        if ((lines.size() - first) % length != 0) {
            throw new IllegalArgumentException("%d lines after the introduction are no whole blocks of %d lines"
                    .formatted(lines.size() - first, length));
        }
        List<String> labels = lines.subList(first, first + length).stream()
                .map(line -> label(line).orElse(""))
                .toList();
        List<RoleMapping> roles = new ArrayList<>();
        for (int start = first; start < lines.size(); start += length) {
            roles.add(role(start, labels));
        }
        refuseTwins(roles);
        return roles;
    }

    /** Length of the block that begins here; 0 when none does. */
    private int blockLength(int start) {
        boolean begins = has(start + SHORT_BLOCK - 1)
                && !value(start).isEmpty()
                && YesOrNo.is(value(start + 1))
                && YesOrNo.is(value(start + 2));
        if (!begins) {
            return 0;
        }
        if (has(start + FULL_BLOCK - 1) && YesOrNo.is(value(start + TRUSTED))) {
            return FULL_BLOCK;
        }
        boolean ends = !has(start + SHORT_BLOCK)
                || label(lines.get(start + SHORT_BLOCK)).equals(label(lines.get(start)));
        return ends ? SHORT_BLOCK : 0;
    }

    private RoleMapping role(int start, List<String> labels) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String line = lines.get(start + i);
            if (labels.get(i).isEmpty() || !label(line).orElse("").equals(labels.get(i))) {
                throw new IllegalArgumentException(
                        "line '%s' where one with the label '%s' belongs".formatted(line, labels.get(i)));
            }
            columns.add(value(start + i));
        }
        boolean full = labels.size() == FULL_BLOCK;
        List<String> users = names(columns.get(3));
        List<String> groups = names(columns.get(4));
        List<String> userIds = full ? ids(columns.get(6)) : List.of();
        List<String> groupIds = full ? ids(columns.get(7)) : List.of();
        return new RoleMapping(
                columns.get(0),
                YesOrNo.yes(columns.get(1)),
                YesOrNo.yes(columns.get(2)),
                full && YesOrNo.yes(columns.get(TRUSTED)),
                users,
                groups,
                userIds,
                groupIds,
                columns,
                agree(users, userIds) && agree(groups, groupIds));
    }

    private static boolean agree(List<String> names, List<String> ids) {
        return ids.isEmpty()
                ? names.size() < 2 || names.stream().noneMatch(String::isEmpty)
                : names.size() == ids.size();
    }

    private static List<String> names(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split("\\|", -1));
    }

    private static List<String> ids(String column) {
        return column.isEmpty() ? List.of() : List.of(ID_SEPARATOR.split(column, -1));
    }

    /** An application without roles has an introduction only; five labelled lines in a row are a block in disguise. */
    private void refuseHiddenBlocks() {
        int run = 0;
        for (String line : lines) {
            run = label(line).isPresent() ? run + 1 : 0;
            if (run == SHORT_BLOCK) {
                throw new IllegalArgumentException("labelled lines in no known layout, up to '%s'".formatted(line));
            }
        }
    }

    private static void refuseTwins(List<RoleMapping> roles) {
        long names = roles.stream().map(RoleMapping::role).distinct().count();
        if (names != roles.size()) {
            throw new IllegalArgumentException("a role is named twice");
        }
    }

    private boolean has(int index) {
        return index < lines.size();
    }

    private String value(int index) {
        if (!has(index)) {
            return "";
        }
        String line = lines.get(index);
        return label(line)
                .map(label -> line.substring(label.length() + 1).strip())
                .orElse("");
    }

    /** Up to the first colon, which may be a full-width one. */
    private static Optional<String> label(String line) {
        int plain = line.indexOf(':');
        int wide = line.indexOf('\uff1a');
        int end = plain < 0 ? wide : wide < 0 ? plain : Math.min(plain, wide);
        return end <= 0 ? Optional.empty() : Optional.of(line.substring(0, end));
    }
}
