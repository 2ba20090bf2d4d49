package org.cnxrunbooks.cell;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that must never be printed. It leaves this type only through {@link #reveal()}, which is called where the
 * value is handed to the tool that needs it, by standard input or a file of mode 0600, never as an argument.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value));
    }

    /** The value itself; every caller is a place to review. */
    public String reveal() {
        return value;
    }

    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
