package org.cnxrunbooks.webserver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** The JDK's own XML parser, without document types and without anything from outside: judges whether a file is XML. */
final class JdkXml {

    private JdkXml() {}

    /** Refuses what is not well-formed. */
    static XmlTrace trace(XmlSource source) {
        Listener listener = new Listener();
        try {
            SAXParser parser = hardened().newSAXParser();
            parser.setProperty("http://xml.org/sax/properties/lexical-handler", listener);
            parser.parse(new InputSource(new ByteArrayInputStream(source.bytes())), listener);
            return listener.trace;
        } catch (SAXParseException e) {
            throw source.refusalAtLine(e.getLineNumber(), String.valueOf(e.getMessage()), "well-formed XML");
        } catch (SAXException | IOException e) {
            throw source.refusalAtLine(listener.line(), String.valueOf(e.getMessage()), "well-formed XML");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser cannot be hardened", e);
        }
    }

    private static SAXParserFactory hardened() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setXIncludeAware(false);
        return factory;
    }

    private static final class Listener extends DefaultHandler2 {

        private final XmlTrace trace = new XmlTrace();
        private @Nullable Locator locator;

        private int line() {
            return locator == null ? 0 : locator.getLineNumber();
        }

        @Override
        public void setDocumentLocator(Locator given) {
            locator = given;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) {
            Map<String, String> values = new TreeMap<>();
            for (int i = 0; i < attributes.getLength(); i++) {
                values.put(attributes.getQName(i), attributes.getValue(i));
            }
            trace.opened(line(), name, values);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            trace.closed(line(), name);
        }

        @Override
        public void comment(char[] characters, int start, int length) {
            trace.commented(line(), new String(characters, start, length));
        }

        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
