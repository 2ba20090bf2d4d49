package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a start, stop or status script; what it does not know it names as unknown.
 *
 * @param verb start, stop or status
 * @param server whom it is about, null for all
 * @param allServers stopNode with {@code -stopservers}
 * @param unknown the first word that no real script would take, null when there is none
 */
record LabWasArguments(
        String verb,
        @Nullable String server,
        boolean allServers,
        long timeoutSeconds,
        @Nullable String user,
        @Nullable String password,
        @Nullable String unknown) {

    static LabWasArguments parse(String script, List<String> words) {
        String verb = script.startsWith("start") ? "start" : script.startsWith("stop") ? "stop" : "status";
        String server = script.endsWith("Node") ? "nodeagent" : script.endsWith("Manager") ? "dmgr" : null;
        boolean fixed = server != null;
        boolean all = false;
        String unknown = null;
        Map<String, String> values = new HashMap<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext() && unknown == null) {
            String word = rest.next();
            switch (word.toLowerCase(Locale.ROOT)) {
                case "-username", "-user" -> values.put("user", rest.hasNext() ? rest.next() : "");
                case "-password" -> values.put("password", rest.hasNext() ? rest.next() : "");
                case "-timeout" -> values.put("timeout", rest.hasNext() ? rest.next() : "0");
                case "-profilename", "-logfile", "-conntype" -> rest.next();
                case "-quiet", "-trace", "-replacelog" -> {}
                case "-all" -> unknown = verb.equals("status") ? null : word;
                case "-stopservers" -> {
                    all = script.equals("stopNode");
                    unknown = all ? null : word;
                }
                default -> {
                    if (fixed || server != null || word.startsWith("-")) {
                        unknown = word;
                    }
                    server = fixed ? server : word;
                }
            }
        }
        if (unknown == null && server == null && !verb.equals("status")) {
            unknown = "(no server name)";
        }
        return new LabWasArguments(
                verb,
                server,
                all,
                Long.parseLong(values.getOrDefault("timeout", "0")),
                values.get("user"),
                values.get("password"),
                unknown);
    }

    String log() {
        return verb + (verb.equals("status") ? "" : "Server") + ".log";
    }

    /** Whether the words, or else the profile's client properties, hold these credentials. */
    boolean authenticates(Path clientProperties, String wantedUser, String wantedPassword) throws IOException {
        Properties file = new Properties();
        if (Files.exists(clientProperties)) {
            try (Reader reader = Files.newBufferedReader(clientProperties)) {
                file.load(reader);
            }
        }
        String givenUser = user != null ? user : file.getProperty("com.ibm.SOAP.loginUserid", "");
        String givenPassword = password != null ? password : file.getProperty("com.ibm.SOAP.loginPassword", "");
        return wantedUser.equals(givenUser) && wantedPassword.equals(givenPassword);
    }
}
