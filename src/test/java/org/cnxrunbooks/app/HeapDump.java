package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The live objects of a JVM in the form that HotSpot writes (hprof, JAVA PROFILE 1.0.2), for JVMs with ids of 8 bytes. */
final class HeapDump {

    private static final int OBJECT = 2;
    private static final int CHARS = 5;
    private static final int BYTES = 8;
    private static final Map<Integer, Integer> SIZES =
            Map.of(OBJECT, 8, 4, 1, CHARS, 2, 6, 4, 7, 8, BYTES, 1, 9, 2, 10, 4, 11, 8);
    private static final Map<Integer, Integer> ROOTS =
            Map.of(0xff, 8, 0x01, 16, 0x02, 16, 0x03, 16, 0x04, 12, 0x05, 8, 0x06, 12, 0x07, 8, 0x08, 16);

    private final ByteBuffer all;
    private final int begin;
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Shape> shapes = new HashMap<>();

    /** What is told of the objects, each once. */
    interface Visitor {
        /** An array of bytes, or of chars with the high byte first. */
        default void array(long id, byte[] content) {}

        /** @param from field of a class or element of an array, for people */
        default void reference(long holder, String from, long to) {}
    }

    private record Field(String name, int type) {}

    private record Shape(long parent, List<Field> fields) {}

    HeapDump(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        while (all.get() != 0) {
            // the format's name
        }
        if (all.getInt() != SIZES.get(OBJECT)) {
            throw new IOException("ids are not of 8 bytes");
        }
        all.getLong();
        begin = all.position();
        visit(new Visitor() {});
    }

    void visit(Visitor visitor) {
        all.position(begin);
        while (all.hasRemaining()) {
            int tag = all.get() & 0xff;
            all.getInt();
            int end = all.getInt() + all.position();
            if (tag == 0x01) {
                texts.put(all.getLong(), text(end - all.position()));
            } else if (tag == 0x02) {
                all.getInt();
                long type = all.getLong();
                all.getInt();
                names.put(type, texts.getOrDefault(all.getLong(), "?").replace('/', '.'));
            } else if (tag == 0x0c || tag == 0x1c) {
                while (all.position() < end) {
                    object(visitor);
                }
            }
            all.position(end);
        }
    }

    private void object(Visitor visitor) {
        int tag = all.get() & 0xff;
        Integer root = ROOTS.get(tag);
        if (root != null) {
            skip(root);
            return;
        }
        long id = all.getLong();
        all.getInt();
        switch (tag) {
            case 0x20 -> type(id, visitor);
            case 0x21 -> instance(id, visitor);
            case 0x22 -> {
                int length = all.getInt();
                String name = names.getOrDefault(all.getLong(), "?");
                for (int i = 0; i < length; i++) {
                    visitor.reference(id, name, all.getLong());
                }
            }
            case 0x23 -> {
                int length = all.getInt();
                int element = all.get();
                byte[] content = new byte[element == BYTES || element == CHARS ? length * SIZES.get(element) : 0];
                all.get(content);
                visitor.array(id, content);
                skip(content.length == 0 ? length * SIZES.get(element) : 0);
            }
            default -> throw new IllegalStateException("no such kind of object: " + tag);
        }
    }

    private void type(long id, Visitor visitor) {
        long parent = all.getLong();
        skip(5 * 8 + 4);
        for (int constants = all.getShort() & 0xffff; constants > 0; constants--) {
            all.getShort();
            skip(SIZES.get((int) all.get()));
        }
        for (int statics = all.getShort() & 0xffff; statics > 0; statics--) {
            value(id, names.get(id) + "." + texts.get(all.getLong()), all.get(), visitor);
        }
        List<Field> fields = new ArrayList<>();
        for (int count = all.getShort() & 0xffff; count > 0; count--) {
            fields.add(new Field(names.get(id) + "." + texts.get(all.getLong()), all.get()));
        }
        shapes.put(id, new Shape(parent, fields));
    }

    private void instance(long id, Visitor visitor) {
        long type = all.getLong();
        int end = all.getInt() + all.position();
        for (Shape shape = shapes.get(type); shape != null; shape = shapes.get(shape.parent())) {
            for (Field field : shape.fields()) {
                value(id, field.name(), field.type(), visitor);
            }
        }
        all.position(end);
    }

    private void value(long holder, String from, int type, Visitor visitor) {
        if (type == OBJECT) {
            visitor.reference(holder, from, all.getLong());
        } else {
            skip(SIZES.get(type));
        }
    }

    private void skip(int bytes) {
        all.position(all.position() + bytes);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        all.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
