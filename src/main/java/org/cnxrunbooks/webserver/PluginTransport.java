package org.cnxrunbooks.webserver;

/** Where the plug-in reaches a server; attributes as written, empty where they are missing. */
public record PluginTransport(String hostname, String port, String protocol) {}
