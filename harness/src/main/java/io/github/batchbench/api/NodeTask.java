package io.github.batchbench.api;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program that comes with the kit: it counts the most frequent words of a text. */
public final class NodeTask {
    private static final String NAME = "topwords.jar";
    private static final String ON_NODE = "\"$AZ_BATCH_NODE_SHARED_DIR/" + NAME + "\"";
    private static final String ARCHIVE = "\"$AZ_BATCH_NODE_SHARED_DIR/topwords.jsa\"";
    /** Up to here the compiler that makes the counter fast would cost more than it saves: 10 MB. */
    private static final long SMALL = 10_000_000;

    /**
     * Without the archive Java starts all the same, only slower. It is mapped where it was made for: moving it, as Java
     * does by itself, costs a tenth of a small task and 6 MB.
     */
    private static final String START = "-XX:+UseSerialGC -Xlog:disable -XX:SharedArchiveFile=" + ARCHIVE
            + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0";

    private static final String FOR_SMALL = " -XX:TieredStopAtLevel=1";
    /**
     * A small young generation costs nothing where words live to the end, and keeps the process as small as its words. The
     * compiler is kept from compiling the counter's stages again into what calls them, and from long loops: it takes a
     * processor from the counting.
     */
    private static final String FOR_LARGE = " -Xmn2m -XX:InlineSmallCode=600 -XX:LoopUnrollLimit=16";

    private NodeTask() {}

    /** The program's jar, which needs Java 17. On nodes that run many tasks it makes a class-data archive once. */
    public static Application jar() {
        try (InputStream in = open()) {
            return Application.of(NAME, in.readAllBytes()).preparedBy("java -jar " + ON_NODE + " --prepare " + ARCHIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies the program's jar to a file, for those who start it by themselves.
     *
     * @throws IOException if the file is there or cannot be written
     */
    public static void copyTo(Path file) throws IOException {
        try (InputStream in = open()) {
            Files.copy(in, file);
        }
    }

    private static InputStream open() throws FileNotFoundException {
        InputStream in = NodeTask.class.getResourceAsStream(NAME);
        if (in == null) {
            throw new FileNotFoundException("The task program " + NAME + " is missing from the harness jar.");
        }
        return in;
    }

    /** Counts the {@code words} most frequent words of the input and uploads them as {@link #outputName}. */
    public static TaskCommand topWords(StagedInput input, int words) {
        if (words < 1) {
            throw new IllegalArgumentException("The number of words must be at least 1, not " + words + ".");
        }
        StagedOutput output = input.output();
        String options = START + (input.size() < SMALL ? FOR_SMALL : FOR_LARGE);
        return TaskCommand.shell("java " + options + " -jar " + input.application()
                + " --filepath " + input.word()
                + " --numwords " + words
                + " --slots " + input.slots()
                + " --storageaccount " + output.account()
                + " --storagecontainer " + output.container()
                + " --endpoint " + output.endpoint());
    }

    /** What the program calls the output of an input: {@code _OUTPUT} goes before the extension. */
    public static String outputName(String inputName) {
        int stem = 0;
        while (stem < inputName.length() && inputName.charAt(stem) == '.') {
            stem++;
        }
        int dot = inputName.lastIndexOf('.');
        int at = dot > stem ? dot : inputName.length();
        return inputName.substring(0, at) + "_OUTPUT" + inputName.substring(at);
    }
}
