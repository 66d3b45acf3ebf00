package io.github.batchbench.api;

import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.blob.StoredBlob;
import io.github.batchbench.azure.waiting.Pause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A storage container of a test. Thread-safe. */
public final class TestContainer {
    /** As long as the tutorial's signatures. */
    private static final Duration VALID = Duration.ofHours(2);

    private final String name;
    private final BlobStorage blobs;
    private final Pause pause;

    TestContainer(String name, BlobStorage blobs, Pause pause) {
        this.name = name;
        this.blobs = blobs;
        this.pause = pause;
    }

    /** Its name in the account. */
    public String name() {
        return name;
    }

    /** Uploads a text. */
    public StagedFile stage(String blob, String text) {
        return stage(blob, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads bytes. */
    public StagedFile stage(String blob, byte[] bytes) {
        Uninterrupted.run(() -> blobs.upload(name, blob, bytes));
        return staged(blob);
    }

    /** Uploads a file under its own name. */
    public StagedFile stage(Path file) {
        String blob = String.valueOf(file.getFileName());
        Uninterrupted.run(() -> blobs.upload(name, blob, file));
        return staged(blob);
    }

    /** Uploads a program under its own name. */
    public StagedFile stage(Application program) {
        Uninterrupted.run(() -> program.upload(blobs, name));
        return staged(program.name());
    }

    private StagedFile staged(String blob) {
        return new StagedFile(blob, Uninterrupted.get(() -> blobs.readUrl(name, blob, VALID)));
    }

    /** The names of all blobs. */
    public List<String> blobs() {
        return Uninterrupted.get(
                () -> blobs.blobs(name).stream().map(StoredBlob::name).toList());
    }

    /** A blob as UTF-8 text. */
    public String text(String blob) {
        return new String(bytes(blob), StandardCharsets.UTF_8);
    }

    /** A blob's bytes. */
    public byte[] bytes(String blob) {
        return Uninterrupted.get(() -> blobs.read(name, blob));
    }

    /** Its address with leave to write into it for two hours; secret. */
    public String writeUrl() {
        return blobs.endpoint() + "/" + name + "?" + Uninterrupted.get(() -> blobs.writeToken(name, VALID));
    }

    /** The time of its account, which may be virtual. */
    public Pause pause() {
        return pause;
    }

    @Override
    public String toString() {
        return "container " + name;
    }
}
