package io.github.batchbench.fake.protocol.blob.format;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Writes a document; a nesting of calls. */
public final class Xml {
    private static final int MOST_ELEMENTS = 10_000;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private Xml() throws XMLStreamException {
        writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        // The service begins its documents with a byte order mark, which a client has to bear.
        text.write("\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    }

    /** What is inside of an element. */
    @FunctionalInterface
    public interface Inside {
        void write() throws XMLStreamException;
    }

    /** What a document consists of. */
    @FunctionalInterface
    public interface Body {
        void write(Xml xml) throws XMLStreamException;
    }

    /** The text of a document. */
    public static String document(Body body) {
        try {
            Xml xml = new Xml();
            body.write(xml);
            xml.writer.flush();
            return xml.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot write XML", e);
        }
    }

    /** An element with something in it. */
    public Xml element(String name, Inside inside) throws XMLStreamException {
        writer.writeStartElement(name);
        inside.write();
        writer.writeEndElement();
        return this;
    }

    /** An attribute of the element that was begun last. */
    public Xml attribute(String name, String value) throws XMLStreamException {
        writer.writeAttribute(name, clean(value));
        return this;
    }

    /** A text without an element of its own. */
    public Xml characters(String value) throws XMLStreamException {
        writer.writeCharacters(clean(value));
        return this;
    }

    /** An element with a text; an empty one if the text is empty. */
    public Xml text(String name, String value) throws XMLStreamException {
        if (value.isEmpty()) {
            writer.writeEmptyElement(name);
        } else {
            writer.writeStartElement(name);
            writer.writeCharacters(clean(value));
            writer.writeEndElement();
        }
        return this;
    }

    /** An element that says true or false. */
    public Xml flag(String name, boolean value) throws XMLStreamException {
        return text(name, String.valueOf(value));
    }

    /** An element with a text, or nothing if there is none. */
    public Xml orEmpty(String name, @Nullable String value) throws XMLStreamException {
        return text(name, value == null ? "" : value);
    }

    /** An element with a text, or none if the text is null. */
    public Xml optional(String name, @Nullable String value) throws XMLStreamException {
        return value == null ? this : text(name, value);
    }

    /** Whether XML can hold a text as it is. */
    public static boolean holds(String text) {
        return text.codePoints().allMatch(Xml::isCharacter);
    }

    /** What XML cannot hold becomes U+FFFD: an answer that quotes it is to be read all the same. */
    private static String clean(String text) {
        if (holds(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isCharacter(c) ? c : 0xfffd).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isCharacter(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !half && c != 0xfffe && c != 0xffff;
    }

    /** A reader of what a client sent, which looks at nothing outside of it. */
    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in);
    }

    /** The refusal of what a reader could not read, or the trouble that its bytes could not be had. */
    public static BlobException broken(XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof IOException trouble && !(trouble instanceof CharConversionException)) {
            throw trouble;
        }
        return refused(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber(), "");
    }

    /**
     * The refusal of what a document says.
     *
     * @param why as the service says it; where in the document it is the service says too, and the fake does not know
     */
    public static BlobException refused(String why) {
        return refused(0, 0, why);
    }

    private static BlobException refused(int line, int column, String why) {
        return BlobError.INVALID_XML_DOCUMENT
                .exception()
                .with("LineNumber", String.valueOf(Math.max(line, 0)))
                .with("LinePosition", String.valueOf(Math.max(column, 0)))
                .with("Reason", why);
    }

    private static void limitElements(byte[] body) throws IOException {
        try {
            XMLStreamReader reader = reader(new ByteArrayInputStream(body));
            int elements = 0;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    elements += 1 + reader.getAttributeCount();
                }
                if (elements > MOST_ELEMENTS) {
                    throw refused("The fake reads at most %d elements.".formatted(MOST_ELEMENTS));
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Reads what a client sent, without looking at anything outside of it; no more than some thousand elements. */
    public static Document parse(byte[] body) {
        try {
            limitElements(body);
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new ByteArrayInputStream(body)));
        } catch (SAXParseException e) {
            throw refused(e.getLineNumber(), e.getColumnNumber(), "");
        } catch (SAXException | IOException e) {
            throw refused("");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be secured", e);
        }
    }
}
