package org.cnxrunbooks.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told by mail. The server itself is configured by spring.mail.
 *
 * @param from Address that messages come from.
 * @param passwordFile File that holds nothing but the password of spring.mail.username, read for each message; instead of
 *     spring.mail.password, which stays in memory.
 * @param operators Addresses of those who must know when something waits for them.
 * @param zone Time zone in which times are written, e.g. Europe/Berlin; the one of this machine when left out.
 * @param recipients Named lists of addresses, to be named instead of addresses when a notice is requested.
 */
record AnnounceSettings(
        @Nullable String from,
        @Nullable Path passwordFile,
        @DefaultValue List<String> operators,
        @Nullable String zone,
        @DefaultValue Map<String, List<String>> recipients) {}
