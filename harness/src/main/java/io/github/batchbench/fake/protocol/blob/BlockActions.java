package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.Blob.Attributes;
import io.github.batchbench.fake.blob.Blob.Block;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlockBlobs;
import io.github.batchbench.fake.blob.BlockBlobs.Choice;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Digests;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import io.github.batchbench.fake.protocol.blob.message.Received;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Block blobs: put at once, or in blocks. */
final class BlockActions {
    private static final long LONGEST_PUT = 5000L << 20;
    private static final long LONGEST_BLOCK = 4000L << 20;
    private static final int LONGEST_ID = 64;

    private final StorageAccount account;

    BlockActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.PUT_BLOB, this::put);
        actions.put(BlobOperation.PUT_BLOCK, this::stage);
        actions.put(BlobOperation.PUT_BLOCK_LIST, this::commit);
        actions.put(BlobOperation.GET_BLOCK_LIST, this::blocks);
    }

    private Answer put(BlobCall call) throws IOException {
        Attributes attributes = Reader.attributes(call, true);
        Received received = Received.from(call, account.store(), LONGEST_PUT, true);
        Attributes hashed = attributes.withHeaders(
                attributes.headers().withContentMd5(received.digests().md5()));
        Blob blob = account.blockBlobs().put(call.key(), received.content(), hashed, received.conditions());
        return received.digests()
                .tell(Answer.of(201).etag(blob.etag(), blob.modified()))
                .header("x-ms-request-server-encrypted", "true");
    }

    private Answer stage(BlobCall call) throws IOException {
        String id = blockId(call.requiredParam("blockid"));
        if (call.request().body().length() == 0) {
            throw call.invalidLength();
        }
        Received received = Received.from(call, account.store(), LONGEST_BLOCK, false);
        account.blockBlobs().stage(call.key(), id, received.content(), received.conditions());
        return received.digests().tell(Answer.of(201)).header("x-ms-request-server-encrypted", "true");
    }

    static String blockId(String id) {
        try {
            int length = Base64.getDecoder().decode(id).length;
            if (length == 0 || length > LONGEST_ID) {
                throw BlobError.INVALID_QUERY_PARAMETER_VALUE.exception().with("QueryParameterName", "blockid");
            }
            return id;
        } catch (IllegalArgumentException e) {
            throw BlobError.INVALID_QUERY_PARAMETER_VALUE.exception().with("QueryParameterName", "blockid");
        }
    }

    private Answer commit(BlobCall call) throws IOException {
        Digests.ofBody(call, false);
        String crc64;
        List<Choice> choices;
        try (InputStream body = call.request().body().open()) {
            crc64 = Digests.of(body).crc64();
        }
        try (InputStream body = call.request().body().open()) {
            choices = BlockListXml.read(body);
        }
        Blob blob = account.blockBlobs()
                .commit(call.key(), choices, Reader.attributes(call, false), Reader.preconditions(call));
        return Answer.of(201)
                .etag(blob.etag(), blob.modified())
                .header("x-ms-content-crc64", crc64)
                .header("x-ms-request-server-encrypted", "true");
    }

    private Answer blocks(BlobCall call) {
        String type = call.choice("blocklisttype", List.of("committed", "uncommitted", "all"));
        BlockBlobs.Listed listed = account.blockBlobs().blocks(call.key(), call.snapshot(), Reader.preconditions(call));
        Answer answer = Answer.of(200);
        if (listed.blob() != null) {
            Blob blob = listed.blob();
            answer.etag(blob.etag(), blob.modified())
                    .header(
                            "x-ms-blob-content-length",
                            String.valueOf(blob.content().length()));
        }
        List<Block> committed =
                listed.blob() == null ? List.of() : listed.blob().blocks();
        return answer.xml(Xml.document(xml -> xml.element("BlockList", () -> {
            if (!type.equals("uncommitted")) {
                write(xml, "CommittedBlocks", committed);
            }
            if (type.equals("uncommitted") || type.equals("all")) {
                write(xml, "UncommittedBlocks", listed.uncommitted());
            }
        })));
    }

    private static void write(Xml xml, String name, List<Block> blocks) throws XMLStreamException {
        xml.element(name, () -> {
            for (Block block : blocks) {
                xml.element("Block", () -> xml.text("Name", block.id()).text("Size", String.valueOf(block.length())));
            }
        });
    }
}
