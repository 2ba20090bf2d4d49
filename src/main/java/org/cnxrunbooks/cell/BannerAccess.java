package org.cnxrunbooks.cell;

/**
 * How the banner of Connections 8 is reached (REST of the application ic360, source: HCL-TECH-SOFTWARE/connections-ui-docs,
 * main-areas/banner).
 *
 * @param url address of Connections without a path, e.g. {@code https://connections.example.com}
 * @param user ICXT administrative user
 * @param password of that user
 */
public record BannerAccess(String url, String user, Secret password) {}
