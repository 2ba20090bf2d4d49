package org.cnxrunbooks.webserver;

import java.util.Locale;

/** Reads attributes of elements of plugin-cfg.xml and refuses values that the plug-in might take differently. */
final class PluginAttributes {

    private final XmlSource source;

    PluginAttributes(XmlSource source) {
        this.source = source;
    }

    /** The value of an attribute that must be there and be written plainly. */
    String name(XmlElement element, String attribute) {
        XmlAttribute found = element.attribute(attribute)
                .filter(one -> one.plain() && !one.value().isBlank())
                .orElse(null);
        if (found == null || found.value().chars().anyMatch(Character::isISOControl)) {
            throw refused(element, found(element, attribute), "a name in plain characters");
        }
        return found.value();
    }

    private static String found(XmlElement element, String attribute) {
        return element.name() + " with "
                + element.attribute(attribute)
                        .map(one -> attribute + " \"" + one.value() + "\"")
                        .orElse("no " + attribute);
    }

    String written(XmlElement element, String attribute) {
        return element.attribute(attribute).map(XmlAttribute::value).orElse("");
    }

    boolean flag(XmlElement element, String attribute) {
        return switch (written(element, attribute).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw refused(element, found(element, attribute), "true or false");
        };
    }

    int number(XmlElement element, String attribute, int otherwise) {
        String text = element.attribute(attribute).map(XmlAttribute::value).orElse(null);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            throw refused(element, found(element, attribute), "a number");
        }
        return Integer.parseInt(text);
    }

    int line(XmlElement element) {
        return source.line(element.start());
    }

    ConfigRefusal refused(XmlElement element, String observed, String expected) {
        return source.refusal(element.start(), observed, expected);
    }
}
