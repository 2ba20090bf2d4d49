package org.cnxrunbooks.house;

import java.util.List;
import org.cnxrunbooks.house.SourceRule.SourceFile;

/** Rules that only the text of a source file can answer. */
final class SourceRules {

    private static final String HTTPD = "\"[^\"\\n]*(<VirtualHost|RewriteRule|RewriteCond|WebSpherePluginConfig"
            + "|PrimaryServers|BackupServers)[^\"\\n]*\"";

    private SourceRules() {}

    static List<SourceRule> all() {
        return List.of(
                new SourceRule(
                        "a class has at most 200 lines, or its Javadoc says \"Longer than most: \" and why",
                        file -> file.unless(
                                file.text().lines().count() <= 200
                                        || file.has("Longer\\s+(\\* )?than\\s+(\\* )?most: \\S"),
                                file.text().lines().count() + " lines without a reason"),
                        new SourceFile("org/cnxrunbooks/vault/Long.java", "line\n".repeat(201))),
                new SourceRule(
                        "a package-info is the sign on the door: what for, who may enter, null-marked",
                        file -> file.unless(
                                !file.name().equals("package-info.java")
                                        || file.text().contains("@NullMarked")
                                                && file.has("/\\*\\*\\s+\\* \\w[^\\n]+")
                                                && file.has("(?i)\\benter(ed)?\\b"),
                                "no sign on the door"),
                        new SourceFile(
                                "org/cnxrunbooks/vault/package-info.java",
                                "/** Archives. */\n@NullMarked\npackage org.cnxrunbooks.vault;")),
                new SourceRule(
                        "the syntax of httpd and its plug-in stays in webserver",
                        file -> file.unless(
                                file.path().contains("/webserver/") || !file.has(HTTPD), "httpd syntax in a literal"),
                        new SourceFile(
                                "org/cnxrunbooks/backup/Bad.java", "String x = \"RewriteRule .* - [R=500,L]\";")),
                new SourceRule(
                        "a *Steps class has no branch of its own",
                        file -> file.unless(
                                !file.path().matches(".*/(backup|notice|ifix|restore)/\\w+Steps\\.java")
                                        || !file.has("\\b(if|for|while|switch)\\s*\\(|\\bcatch\\s*\\("),
                                "a branch: Java returns facts, the diagram decides"),
                        new SourceFile(
                                "org/cnxrunbooks/backup/BackupSteps.java", "run -> { if (run.attempt() > 1) {} }")),
                new SourceRule(
                        "no wish lands",
                        file -> file.unless(!file.has("\\b(TODO|FIXME|XXX)\\b"), "a wish"),
                        new SourceFile("org/cnxrunbooks/backup/Bad.java", "// TODO one day")),
                new SourceRule(
                        "no machine path, no wildcard import",
                        file -> file.unless(
                                !file.has("\"/(home|root|tmp|work)/")
                                        && !file.has("(?m)^import (?!static [\\w.]+Variables\\.).*\\*;"),
                                "a path of one machine, or a wildcard import"),
                        new SourceFile("org/cnxrunbooks/backup/Bad.java", "import java.util.*;")));
    }
}
