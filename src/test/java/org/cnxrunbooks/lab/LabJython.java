package org.cnxrunbooks.lab;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/**
 * Runs one script in the Jython on the class path, 2.1 or 2.7, by reflection: both define the same names, so neither is
 * on the class path of the tests. As in wsadmin {@code sys.argv} holds the arguments without the script's name.
 */
public final class LabJython {

    private LabJython() {}

    /** Arguments: the script and its arguments. Ends with 1 when the script fails. */
    public static void main(String[] args) throws Exception {
        try {
            run(Path.of(args[0]), Arrays.asList(args).subList(1, args.length).toArray(String[]::new), Map.of());
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause());
            System.exit(1);
        }
    }

    /** @throws InvocationTargetException with the script's error as its cause */
    static void run(Path script, String[] arguments, Map<String, Object> objects) throws Exception {
        Class<?> type = Class.forName("org.python.util.PythonInterpreter");
        type.getMethod("initialize", Properties.class, Properties.class, String[].class)
                .invoke(null, System.getProperties(), new Properties(), arguments);
        Object interpreter = type.getConstructor().newInstance();
        for (Map.Entry<String, Object> object : objects.entrySet()) {
            type.getMethod("set", String.class, Object.class).invoke(interpreter, object.getKey(), object.getValue());
        }
        type.getMethod("execfile", String.class).invoke(interpreter, script.toString());
    }
}
