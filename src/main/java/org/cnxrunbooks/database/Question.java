package org.cnxrunbooks.database;

import java.util.List;

/**
 * A tool call, before it is put into the instance's environment.
 *
 * @param words program and arguments
 * @param input text for standard input, e.g. SQL; empty for none
 */
record Question(List<String> words, String input) {

    Question {
        words = List.copyOf(words);
    }

    static Question of(String... words) {
        return new Question(List.of(words), "");
    }

    Question reading(String text) {
        return new Question(words, text);
    }
}
