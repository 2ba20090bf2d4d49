package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.Yaml;

/** The configuration of the lab's cell as text, to be spoilt by a test. */
public final class LabCellText {

    private final Map<String, Object> cell;

    private LabCellText(Map<String, Object> cell) {
        this.cell = cell;
    }

    public static Path write(Lab lab, Map<String, Consumer<LabCellText>> variants) {
        try {
            String settings = Files.readString(lab.settings());
            Map<String, Object> cells = new LinkedHashMap<>();
            variants.forEach((name, spoil) -> {
                Map<String, Object> root = new Yaml().load(settings);
                LabCellText text = new LabCellText(at(at(at(root, "runbooks"), "cells"), "lab"));
                spoil.accept(text);
                cells.put(name, text.cell);
            });
            Path file = lab.directory().resolve("application-variants.yaml");
            Files.writeString(file, new Yaml().dump(Map.of("runbooks", Map.of("cells", cells))));
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sets a value at a path of keys, e.g. {@code hosts.node1.host-key}. */
    public void set(String path, Object value) {
        Map<String, Object> map = cell;
        String[] keys = path.split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            map = at(map, keys[i]);
        }
        map.put(keys[keys.length - 1], value);
    }

    /** The value at a path of keys. */
    public Object get(String path) {
        Map<String, Object> map = cell;
        String[] keys = path.split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            map = at(map, keys[i]);
        }
        return map.get(keys[keys.length - 1]);
    }

    public void remove(String key) {
        if (cell.remove(key) == null) {
            throw new AssertionError("The lab's cell has no " + key);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }
}
