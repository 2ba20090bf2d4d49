package org.cnxrunbooks.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be packed from a host.
 *
 * @param id unique per host, kebab-case, the archive's name: {@code archives/<host>/<id>.tar.zst}
 * @param host name of the host
 * @param path absolute path of the directory or file
 * @param excluded absolute paths of directories below {@code path} that other items pack; the directories themselves
 *     stay out too
 * @param kind what it is, e.g. {@code profile}, {@code shared-data}
 * @param source step of the source document, e.g. {@code 001-6.4}
 * @param group items of one group belong together and go back together, e.g. {@code installation-manager}; else null
 * @param levelTag exact release level when the item may go back to that level only ({@code /provision}); else null
 * @param expectedBytes planned size in bytes
 */
public record PackItem(
        String id,
        String host,
        String path,
        List<String> excluded,
        String kind,
        String source,
        @Nullable String group,
        @Nullable String levelTag,
        long expectedBytes) {

    public PackItem {
        excluded = List.copyOf(excluded);
    }
}
