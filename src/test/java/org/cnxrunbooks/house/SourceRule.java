package org.cnxrunbooks.house;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule about the text of one source file.
 *
 * @param name what it says, as a sentence
 * @param check the violations of a file
 * @param twin a known-bad file that must be caught
 */
record SourceRule(String name, Check check, SourceFile twin) {

    interface Check {
        List<String> violations(SourceFile file);
    }

    /**
     * A source file.
     *
     * @param path relative to the source root, with slashes
     * @param text its text
     */
    record SourceFile(String path, String text) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean has(String regex) {
            return Pattern.compile(regex).matcher(text).find();
        }

        List<String> unless(boolean good, String complaint) {
            return good ? List.of() : List.of(path + ": " + complaint);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
