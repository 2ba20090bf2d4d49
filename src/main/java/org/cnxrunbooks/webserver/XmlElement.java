package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element and its places; comments and white space are no children.
 *
 * @param name as written
 * @param attributes in their order
 * @param children in their order
 * @param start place of the opening bracket
 * @param open place behind the start tag
 * @param close place of the end tag; equals {@code end} when the element closes itself
 * @param end place behind the element
 */
record XmlElement(
        String name,
        List<XmlAttribute> attributes,
        List<XmlElement> children,
        int start,
        int open,
        int close,
        int end) {

    XmlElement {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    boolean closesItself() {
        return close == end;
    }

    Optional<XmlAttribute> attribute(String wanted) {
        return attributes.stream().filter(one -> one.name().equals(wanted)).findFirst();
    }

    List<XmlElement> children(String wanted) {
        return children.stream().filter(one -> one.name().equals(wanted)).toList();
    }

    /** This element and all below it. */
    Stream<XmlElement> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::all));
    }
}
