package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Stand-in of wsadmin: runs a script in a real Jython with {@code AdminApp}, {@code AdminConfig}, {@code AdminControl} and
 * {@code AdminTask} of this lab. Arguments: directory of the lab, then wsadmin's own. Run by the {@code wsadmin.sh} of the
 * deployment manager's profile, which puts Jython 2.1 on the class path, or 2.7 while {@code wsadmin-jython27} is on.
 *
 * <p>Faults: {@code wsadmin-german} (role mappings worded in German), {@code wsadmin-cut} (ends in the middle),
 * {@code wsadmin-slow} (takes 3 s to connect), {@code wsadmin-view-fails} (the mappings of one application),
 * {@code wsadmin-wrong-process} (a node agent answers). The live state is asked of the stand-ins' own processes. A
 * login file that others may read is refused, so that a careless caller is seen.
 *
 * <p>Exit codes 103 and 105 as seen in public logs; unverified on a real cell.
 */
public final class LabWsadmin {

    private final LabHome home;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    /** WebSphere's own default. */
    private int requestSeconds = 180;

    private LabWsadmin(LabHome home) {
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        LabWsadmin wsadmin = new LabWsadmin(new LabHome(Path.of(args[0])));
        wsadmin.parse(Arrays.asList(args).subList(1, args.length));
        System.exit(wsadmin.run());
    }

    private void parse(List<String> words) {
        List<String> known = List.of("-lang", "-conntype", "-host", "-port", "-user", "-username", "-password", "-f");
        int i = 0;
        while (i < words.size()) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            if (options.containsKey("-f")) {
                arguments.add(words.get(i++));
            } else if (known.contains(word) && i + 1 < words.size()) {
                options.put(word.equals("-username") ? "-user" : word, words.get(i + 1));
                i += 2;
            } else {
                say("WASX7001I: wsadmin is the executable for WebSphere scripting. Unknown option: " + words.get(i));
                System.exit(1);
            }
        }
    }

    private int run() throws Exception {
        if (home.fault("wsadmin-slow")) {
            TimeUnit.SECONDS.sleep(3);
        }
        String node = home.get("dmgr.node");
        boolean port = home.get("server." + node + ".dmgr.port").equals(options.get("-port"));
        boolean up = port && new LabWasControl(home, node, "dmgr").state().equals("STARTED");
        if (!"SOAP".equals(options.get("-conntype")) || !up) {
            say("WASX7023E: Error creating \"SOAP\" connection to host \"" + options.get("-host")
                    + "\"; exception information:"
                    + " com.ibm.websphere.management.exception.ConnectorNotAvailableException");
            say("WASX7213I: This scripting client is not connected to a server process; please refer to the log"
                    + " file for additional information.");
            return 103;
        }
        if (!loggedIn()) {
            say("WASX7246E: Cannot establish \"SOAP\" connection to host \"" + options.get("-host")
                    + "\" because of an authentication failure. Ensure that user and password are correct on the"
                    + " command line or in a properties file.");
            return 103;
        }
        boolean agent = home.fault("wsadmin-wrong-process");
        say("WASX7209I: Connected to process \"" + (agent ? "nodeagent" : "dmgr") + "\" on node " + node
                + " using SOAP connector;  The type of process is: " + (agent ? "NodeAgent" : "DeploymentManager"));
        if (!arguments.isEmpty()) {
            say("WASX7303I: The following options are passed to the scripting environment and are available as"
                    + " arguments that are stored in the argv variable: \"" + arguments + "\"");
        }
        return script(Path.of(options.getOrDefault("-f", "")));
    }

    private int script(Path file) throws Exception {
        if (!Files.isReadable(file)) {
            say("WASX7011E: Cannot find file \"" + file + "\"");
            return 105;
        }
        home.note("dmgr", "wsadmin", file.getFileName().toString().replaceAll("-[0-9a-f]+\\.py$", ""));
        try {
            LabCell cell = new LabCell(home);
            LabJython.run(
                    file,
                    arguments.toArray(String[]::new),
                    Map.of(
                            "AdminApp", new LabAdmin.App(cell),
                            "AdminConfig", new LabAdmin.Config(cell),
                            "AdminControl", new LabAdminControl(cell, requestSeconds),
                            "AdminTask", new LabAdmin.Task(cell)));
            return 0;
        } catch (InvocationTargetException e) {
            say("WASX7017E: Exception received while running file \"" + file + "\"; exception information:");
            say(String.valueOf(e.getCause()));
            return 105;
        }
    }

    private boolean loggedIn() throws IOException {
        Properties login = new Properties();
        Path file = Path.of(System.getProperty("com.ibm.SOAP.ConfigURL", "").replaceFirst("^file:", ""));
        if (Files.isReadable(file)) {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                say("lab: others may read the login file " + file);
                return false;
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                login.load(reader);
            }
        }
        requestSeconds = Integer.parseInt(login.getProperty("com.ibm.SOAP.requestTimeout", "180"));
        String user = options.getOrDefault("-user", login.getProperty("com.ibm.SOAP.loginUserid", ""));
        String password =
                options.getOrDefault("-password", decoded(login.getProperty("com.ibm.SOAP.loginPassword", "")));
        return user.equals(home.get("wsadmin.user"))
                && password.equals(Files.readString(Path.of(home.get("wsadmin.password.file")))
                        .strip());
    }

    private static String decoded(String password) {
        if (!password.startsWith("{xor}")) {
            return password;
        }
        byte[] bytes = Base64.getDecoder().decode(password.substring(5));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= '_';
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
