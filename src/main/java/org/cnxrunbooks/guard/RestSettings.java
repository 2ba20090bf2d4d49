package org.cnxrunbooks.guard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who reaches the REST API.
 *
 * @param plainHttp Whether other machines may send passwords over http without TLS.
 */
@ConfigurationProperties("runbooks.rest")
record RestSettings(@DefaultValue("false") boolean plainHttp) {}
