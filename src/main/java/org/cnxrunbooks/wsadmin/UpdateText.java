package org.cnxrunbooks.wsadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.CommandResult;

/**
 * The only reader of what updateSilent prints. The success line of an installation is the one that HCL's
 * connections-automation asks for. Administrators' public scripts take {@code Fix name: LO12345} for an applied fix and
 * {@code [1] LO12345, ...} for an available one; every other text, the line after an uninstallation included, is
 * unverified without a real updateInstaller. A line that names an APAR in no known form refuses the whole listing.
 */
final class UpdateText {

    private static final String INSTALLED = "Fix installation completed successfully";
    private static final Pattern UNINSTALLED = Pattern.compile("(?i)\\buninstall\\w*\\b.*\\bcompleted successfully\\b");

    private static final String ID = "(" + ReleaseLevel.INTERIM_FIX.pattern() + ")";
    private static final Pattern LABELLED =
            Pattern.compile("\\s*(?i:(?:interim )?fix(?: name| id)?)\\s*:\\s*" + ID + "\\s*");
    private static final Pattern NUMBERED = Pattern.compile("\\s*\\[\\d+\\]\\s*" + ID + "\\b(.*)");
    private static final Pattern COMPONENT =
            Pattern.compile("\\s*(?i:component|application)(?: name)?\\s*:\\s*(\\S+)\\s*");
    /** As in {@code 8.0.0.0_CR5-IC-Files-IFLO66666.jar}. */
    private static final Pattern ARCHIVE = Pattern.compile("-IC-(\\w+)-IF");

    private static final Pattern DETAIL = Pattern.compile("^([^:\\[\\]]+):\\s.*");
    private static final Pattern PATH = Pattern.compile("\\S*[/\\\\]\\S*");
    private static final Pattern ANYWHERE = Pattern.compile("\\b" + ID + "\\b");
    private static final Pattern HEADING =
            Pattern.compile("(?i).*\\b(?:installed|applied)\\b.*\\bfix.*|.*\\bfix.*\\b(?:installed|applied)\\b.*");
    private static final int TAIL_LINES = 30;

    private UpdateText() {}

    static boolean saysInstalled(String log) {
        return log.lines().anyMatch(line -> line.contains(INSTALLED));
    }

    static boolean saysUninstalled(String log) {
        return log.lines().anyMatch(line -> UNINSTALLED.matcher(line).find());
    }

    /** Of a listing that was asked for without a directory, so that all it names is applied. */
    static List<Fix> applied(CommandResult result) {
        List<Fix> fixes = fixes(result);
        if (fixes.isEmpty()
                && result.output().lines().noneMatch(line -> HEADING.matcher(line)
                        .matches())) {
            throw new IllegalArgumentException("no word about installed fixes");
        }
        return fixes;
    }

    /** Of a listing with a directory: the applied ones come first there too, and are told by that, not by a heading. */
    static List<Fix> available(CommandResult result, List<Fix> applied) {
        List<Fix> fixes = fixes(result);
        int first = ids(fixes.stream().limit(applied.size())).equals(ids(applied.stream())) ? applied.size() : 0;
        return fixes.subList(first, fixes.size());
    }

    private static List<Fix> fixes(CommandResult result) {
        if (!result.ok()) {
            throw new IllegalArgumentException("exit code " + result.exitCode());
        }
        List<Fix> fixes = new ArrayList<>();
        for (String line : result.output().lines().toList()) {
            Matcher labelled = LABELLED.matcher(line);
            Matcher numbered = NUMBERED.matcher(line);
            Matcher component = COMPONENT.matcher(line);
            if (labelled.matches()) {
                fixes.add(new Fix(labelled.group(1), ""));
            } else if (numbered.matches()) {
                Matcher archive = ARCHIVE.matcher(numbered.group(2));
                fixes.add(new Fix(numbered.group(1), archive.find() ? archive.group(1) : ""));
            } else if (component.matches() && !fixes.isEmpty()) {
                int last = fixes.size() - 1;
                fixes.set(last, new Fix(fixes.get(last).id(), component.group(1)));
            } else if (ANYWHERE.matcher(unexplained(line, !fixes.isEmpty())).find()) {
                throw new IllegalArgumentException("a line of unknown form: " + line.strip());
            }
        }
        return fixes;
    }

    /** What may not name a fix: a line without its paths and, after a fix, without the value of a detail. */
    private static String unexplained(String line, boolean afterFix) {
        String text = PATH.matcher(line).replaceAll("");
        return afterFix ? DETAIL.matcher(text).replaceFirst("$1") : text;
    }

    private static List<String> ids(Stream<Fix> fixes) {
        return fixes.map(Fix::id).toList();
    }

    /** The last lines, without the password, which a tool may echo. */
    static String tail(String text, Secret password) {
        List<String> lines = new PasswordMask(password).apply(text).lines().toList();
        return lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).collect(Collectors.joining("\n"));
    }
}
