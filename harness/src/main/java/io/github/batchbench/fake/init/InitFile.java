package io.github.batchbench.fake.init;

import io.github.batchbench.fake.protocol.batch.ApiVersion;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What a fake begins with, as a file says it, in YAML or JSON. Its own shape has been checked; what is in the entities is the
 * services' to check, when they are put there.
 *
 * @param apiVersion the version of Batch's API in which pools, jobs, tasks and schedules are written
 * @param batchAccounts the Batch accounts; the first is the fake's own
 * @param storageAccounts the storage accounts
 * @param clock when virtual time begins, if time is virtual
 * @param faults what goes wrong from the start, by name
 */
public record InitFile(
        String apiVersion,
        List<InitialBatchAccount> batchAccounts,
        List<InitialStorageAccount> storageAccounts,
        @Nullable InitialClock clock,
        List<Field> faults) {
    /** Far more than anybody writes by hand. */
    private static final int MOST_CHARACTERS = 64 << 20;

    /**
     * Virtual time.
     *
     * @param start when it begins
     * @param skipsAhead whether it skips by itself to what the service does next
     */
    public record InitialClock(Instant start, boolean skipsAhead) {}

    /**
     * Reads a file. Other files that it names are looked for from its folder.
     *
     * @throws InitFileException if it cannot be read, or is not of this shape; the message says where and why
     */
    public static InitFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InitFileException(file + " is not text in UTF-8.", e);
        } catch (IOException e) {
            throw new InitFileException("The file " + file + " cannot be read: " + reason(e), e);
        }
        String name = Objects.toString(file.getFileName(), "");
        return of(Field.root(name, node(name, text)), file.toAbsolutePath().resolveSibling(""));
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    private static Node node(String name, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema())
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new InitFileException(name + " is empty."));
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw new InitFileException(name + where + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new InitFileException(name + ": " + e.getMessage(), e);
        }
    }

    private static InitFile of(Field root, Path folder) {
        Field top = root.object("$schema", "apiVersion", "batchAccounts", "storageAccounts", "clock", "faults");
        List<InitialStorageAccount> storage = top.list("storageAccounts").stream()
                .map(account -> InitialStorageAccount.of(account, folder))
                .toList();
        requireUnique(storage.stream().map(InitialStorageAccount::nameField).toList());
        List<InitialBatchAccount> batch = top.list("batchAccounts").stream()
                .map(account -> InitialBatchAccount.of(account, folder))
                .toList();
        requireUnique(batch.stream().map(InitialBatchAccount::nameField).toList());
        return new InitFile(
                top.field("apiVersion").map(Field::text).orElse(ApiVersion.CURRENT.text()),
                batch,
                storage,
                top.field("clock").flatMap(InitFile::clock).orElse(null),
                top.list("faults"));
    }

    private static void requireUnique(List<Field> names) {
        Set<String> seen = new HashSet<>();
        for (Field name : names) {
            if (!seen.add(name.text())) {
                throw name.wrong("there is another one with the name '" + name.text() + "'.");
            }
        }
    }

    private static Optional<InitialClock> clock(Field clock) {
        clock.object("virtual", "start", "skipAhead");
        Optional<Field> start = clock.field("start");
        boolean virtual = clock.field("virtual").map(Field::flag).orElse(true);
        boolean skips = clock.field("skipAhead").map(Field::flag).orElse(false);
        if (!virtual && (start.isPresent() || skips)) {
            throw clock.wrong("only virtual time has a start or skips ahead.");
        }
        return virtual
                ? Optional.of(new InitialClock(start.map(InitFile::time).orElseGet(Instant::now), skips))
                : Optional.empty();
    }

    private static Instant time(Field field) {
        try {
            return Instant.parse(field.text());
        } catch (DateTimeParseException e) {
            throw field.wrong("'" + field.text() + "' is no time such as 2026-01-31T08:00:00Z.", e);
        }
    }

    /** The Batch account of this name, if the file has it. */
    public Optional<InitialBatchAccount> batchAccount(String name) {
        return batchAccounts.stream()
                .filter(account -> account.name().equals(name))
                .findFirst();
    }
}
