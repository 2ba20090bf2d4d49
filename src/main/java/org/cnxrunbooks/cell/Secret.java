package org.cnxrunbooks.cell;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be printed. It leaves this type only through {@link #reveal()}, which is called where the
 * value is handed to the tool that needs it, by standard input or a file of mode 0600, never as an argument. What comes
 * from a file is not held: it is read there at each use.
 */
public final class Secret {

    private final Supplier<String> source;

    private Secret(Supplier<String> source) {
        this.source = source;
    }

    /** One that is held as long as this is. */
    public static Secret of(String value) {
        return new Secret(new Held(Objects.requireNonNull(value)));
    }

    /** @param source reads it anew, fails with {@link SecretUnreadable}, and equals others that read the same place */
    public static Secret readFrom(Supplier<String> source) {
        return new Secret(source);
    }

    /** The value itself; every caller is a place to review. Fails with {@link SecretUnreadable}. */
    public String reveal() {
        return source.get();
    }

    /** What it is now, for one piece of work that uses it more than once and must not see it change. */
    public Secret now() {
        return of(reveal());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }

    private record Held(String value) implements Supplier<String> {
        @Override
        public String get() {
            return value;
        }

        @Override
        public String toString() {
            return "[secret]";
        }
    }
}
