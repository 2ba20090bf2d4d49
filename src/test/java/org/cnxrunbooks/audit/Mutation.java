package org.cnxrunbooks.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One way to tamper with a pack, chosen by a seed, and the words that its script must find for it. */
final class Mutation {

    private static final List<String> LISTED = List.of("manifest.txt", "steps.jsonl");

    private final Random chance;
    private final Map<String, byte[]> files;

    private Mutation(Map<String, byte[]> files, long seed) {
        this.chance = new Random(seed);
        this.files = files;
    }

    /** @param expected a regular expression for a line of the answer */
    record Tampered(String what, String expected, Map<String, byte[]> files) {}

    static Tampered of(Map<String, byte[]> pack, long seed) {
        Mutation mutation = new Mutation(new TreeMap<>(pack), seed);
        return switch ((int) (seed % 10)) {
            case 0 -> mutation.fileAltered();
            case 1 -> mutation.fileDeleted();
            case 2 -> mutation.filesSwapped();
            case 3 -> mutation.chainCutOff();
            case 4 -> mutation.lineAltered();
            case 5 -> mutation.lineDeleted();
            case 6 -> mutation.linesSwapped();
            case 7 -> mutation.linesCutOff();
            case 8 -> mutation.tornOff();
            default -> mutation.fileAdded();
        };
    }

    private Tampered fileAltered() {
        String file = anyFile(path -> !LISTED.contains(path) && !path.equals("verify.sh"));
        byte[] bytes = files.get(file).clone();
        bytes[chance.nextInt(bytes.length - 1)] ^= (byte) (1 << chance.nextInt(6));
        files.put(file, bytes);
        boolean signs = file.equals("manifest.sig") || file.equals("evidence-key.pub");
        return done("altered " + file, "ALTERED " + (signs ? "manifest.sig or evidence-key.pub" : file));
    }

    private Tampered fileDeleted() {
        String last = lastEntry();
        String file = anyFile(path -> !path.equals(last) && !path.equals("verify.sh"));
        files.remove(file);
        return done("deleted " + file, "DELETED " + file);
    }

    private Tampered filesSwapped() {
        String one = anyFile(path -> path.matches("(chain|blobs|models)/.*|run.json|host-keys.txt"));
        String other = anyFile(path -> path.matches("chain/.*|approvals.json") && !path.equals(one));
        byte[] kept = files.get(one);
        files.put(one, files.get(other));
        files.put(other, kept);
        return done("swapped " + one + " and " + other, "REORDERED " + one + ": it is " + other);
    }

    private Tampered chainCutOff() {
        List<String> chain = files.keySet().stream()
                .filter(path -> path.startsWith("chain/"))
                .toList();
        int kept = chance.nextInt(chain.size());
        chain.subList(kept, chain.size()).forEach(files::remove);
        return done("cut the chain after " + kept, "CUT OFF chain: after entry " + kept + " of " + chain.size());
    }

    private Tampered lineAltered() {
        String file = listed();
        List<String> lines = lines(file);
        int place = chance.nextInt(lines.size());
        String line = lines.get(place);
        int at = chance.nextInt(line.length());
        char other = line.charAt(at) == 'x' ? 'y' : 'x';
        lines.set(place, line.substring(0, at) + other + line.substring(at + 1));
        put(file, lines);
        return done("altered line " + place + " of " + file, "ALTERED " + file);
    }

    private Tampered lineDeleted() {
        String file = listed();
        List<String> lines = lines(file);
        lines.remove(chance.nextInt(lines.size() - 1));
        put(file, lines);
        return done("deleted a line of " + file, "DELETED " + file);
    }

    private Tampered linesSwapped() {
        String file = listed();
        List<String> lines = lines(file);
        int first = file.equals("manifest.txt") ? 1 : 0;
        int place = first + chance.nextInt(lines.size() - first - 2);
        Collections.swap(lines, place, place + 1);
        put(file, lines);
        return done("swapped lines of " + file, "REORDERED " + file);
    }

    private Tampered linesCutOff() {
        String file = listed();
        List<String> lines = lines(file);
        put(file, lines.subList(0, 1 + chance.nextInt(lines.size() - 1)));
        return done("cut " + file + " after a line", "CUT OFF " + file);
    }

    private Tampered tornOff() {
        String file = listed();
        byte[] bytes = files.get(file);
        int least = lines(file).get(0).getBytes(StandardCharsets.UTF_8).length + 1;
        files.put(file, Arrays.copyOf(bytes, least + chance.nextInt(bytes.length - least - 1)));
        return done("tore off the end of " + file, "CUT OFF " + file);
    }

    private Tampered fileAdded() {
        String file = List.of("note.txt", "blobs/" + "a".repeat(64), "chain/000099", ".hidden")
                .get(chance.nextInt(4));
        files.put(file, "more".getBytes(StandardCharsets.UTF_8));
        return done("added " + file, "ADDED " + file);
    }

    private String listed() {
        return LISTED.get(chance.nextInt(LISTED.size()));
    }

    private String lastEntry() {
        return files.keySet().stream()
                .filter(path -> path.startsWith("chain/"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private String anyFile(java.util.function.Predicate<String> which) {
        List<String> found = files.keySet().stream().filter(which).toList();
        return found.get(chance.nextInt(found.size()));
    }

    private List<String> lines(String file) {
        return new ArrayList<>(List.of(new String(files.get(file), StandardCharsets.UTF_8).split("\n")));
    }

    private void put(String file, List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        files.put(file, bytes.toByteArray());
    }

    private Tampered done(String what, String expected) {
        return new Tampered(what, expected, files);
    }
}
