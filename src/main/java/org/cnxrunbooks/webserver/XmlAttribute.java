package org.cnxrunbooks.webserver;

/**
 * An attribute and its place.
 *
 * @param name as written
 * @param value as an XML parser hands it out
 * @param plain false when the value is written with character or entity references
 * @param start place of the first character of the name
 * @param end place behind the closing quote
 */
record XmlAttribute(String name, String value, boolean plain, int start, int end) {}
