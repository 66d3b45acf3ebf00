package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlockBlobs.Choice;
import io.github.batchbench.fake.blob.BlockBlobs.Source;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a block list entry by entry: with 50,000 of them a document in memory would be large. */
final class BlockListXml {
    private static final int MOST = 50_000;
    private static final int LONGEST_TEXT = 256;
    private static final int DEEPEST = 2;

    private final XMLStreamReader reader;
    private final List<Choice> choices = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private BlockListXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    static List<Choice> read(InputStream in) throws IOException {
        try {
            BlockListXml list = new BlockListXml(Xml.reader(in));
            while (list.reader.hasNext()) {
                list.take(list.reader.next());
            }
            return list.choices;
        } catch (XMLStreamException e) {
            throw Xml.broken(e);
        }
    }

    private void take(int event) {
        switch (event) {
            case XMLStreamConstants.DTD -> throw Xml.refused("");
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                if (depth > DEEPEST || (depth == 1 && !reader.getLocalName().equals("BlockList"))) {
                    throw Xml.refused("");
                }
                text.setLength(0);
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> addText();
            case XMLStreamConstants.END_ELEMENT -> {
                if (depth == DEEPEST) {
                    add(new Choice(
                            source(reader.getLocalName()), text.toString().trim()));
                }
                depth--;
            }
            default -> {
                // Comments and instructions say nothing.
            }
        }
    }

    private void addText() {
        if (depth == DEEPEST) {
            if (text.length() + reader.getTextLength() > LONGEST_TEXT) {
                throw BlobError.INVALID_BLOCK_LIST.exception();
            }
            text.append(reader.getText());
        }
    }

    private void add(Choice choice) {
        if (choices.size() == MOST) {
            throw BlobError.BLOCK_COUNT_EXCEEDS_LIMIT.exception();
        }
        choices.add(choice);
    }

    private static Source source(String element) {
        return switch (element) {
            case "Committed" -> Source.COMMITTED;
            case "Uncommitted" -> Source.UNCOMMITTED;
            case "Latest" -> Source.LATEST;
            default -> throw Xml.refused("");
        };
    }
}
