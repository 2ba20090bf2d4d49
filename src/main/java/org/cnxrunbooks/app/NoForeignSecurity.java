package org.cnxrunbooks.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Spring Boot from securing everything by itself as soon as Spring Security lies on the class path: doors are the
 * guard's, with single sign-on and without.
 */
final class NoForeignSecurity implements AutoConfigurationImportFilter {

    private static final String PREFIX = "org.springframework.boot.autoconfigure.security.";

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            kept[i] = name == null || !name.startsWith(PREFIX);
        }
        return kept;
    }
}
