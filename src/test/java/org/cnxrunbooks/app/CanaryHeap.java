package org.cnxrunbooks.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cnxrunbooks.app.CanaryFindings.Legitimate;

/** What a JVM still holds after its garbage was collected, and who holds it. */
final class CanaryHeap {

    private static final int HOLDERS = 3;

    private final CanarySearch search;
    private final Map<Long, Set<Trail>> last = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final Set<Trail> ended = new HashSet<>();

    /** Names of secrets that one array holds, and who holds whom, the array first. */
    private record Trail(Set<String> found, String text) {}

    private CanaryHeap(CanarySearch search) {
        this.search = search;
    }

    /** @return the secrets that stand anywhere in the dump, whether their holders are known or not */
    static Set<String> look(Path dump, CanaryFindings findings) throws IOException {
        CanaryHeap heap = new CanaryHeap(findings.search());
        heap.follow(new HeapDump(dump));
        heap.ended.forEach(trail -> findings.add("heap " + trail.text(), trail.found()));
        CanarySearch.Scan scan = findings.search().new Scan();
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(dump)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                scan.feed(piece, length);
            }
        }
        return scan.found();
    }

    /** What people log in with stands in a request's buffer until another request takes its place. */
    static Legitimate typed(String secret) {
        return new Legitimate(
                "heap .*(org\\.apache\\.(coyote|tomcat)|BufferRecycler).*",
                secret,
                "buffers of requests are used again");
    }

    /** Has that JVM collect its garbage, what waited for its finalizer as well, and write down what is left. */
    static Path dump(long pid, Path file) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run_finalization");
        String said = jcmd(pid, "GC.heap_dump", file.toString());
        if (!Files.exists(file)) {
            throw new AssertionError("no dump of the heap: " + said);
        }
        return file;
    }

    private static String jcmd(long pid, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new AssertionError(command + ": " + said);
        }
        return said;
    }

    private void follow(HeapDump dump) {
        dump.visit(new HeapDump.Visitor() {
            @Override
            public void array(long id, byte[] content) {
                Set<String> found = search.in(content);
                if (!found.isEmpty()) {
                    last.put(id, Set.of(new Trail(found, "array")));
                }
            }
        });
        for (int i = 0; i < HOLDERS && !last.isEmpty(); i++) {
            seen.addAll(last.keySet());
            Map<Long, Set<Trail>> next = new HashMap<>();
            Set<Long> held = new HashSet<>();
            dump.visit(new HeapDump.Visitor() {
                @Override
                public void reference(long holder, String from, long to) {
                    Set<Trail> trails = last.get(to);
                    if (trails == null) {
                        return;
                    }
                    held.add(to);
                    if (!seen.contains(holder)) {
                        Set<Trail> here = next.computeIfAbsent(holder, id -> new HashSet<>());
                        trails.forEach(trail -> here.add(new Trail(trail.found(), trail.text() + " < " + from)));
                    }
                }
            });
            last.keySet().removeAll(held);
            end(last.values());
            last.clear();
            last.putAll(next);
        }
        end(last.values());
    }

    private void end(Collection<Set<Trail>> trails) {
        trails.forEach(ended::addAll);
    }
}
