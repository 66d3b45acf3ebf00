package io.github.batchbench.fake.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One who makes a folder's lock, and one who tidies up at the worst moments. */
class FolderLockTest {
    @TempDir
    Path place;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    private final AtomicBoolean removed = new AtomicBoolean();

    @BeforeEach
    void nameFile() {
        file = place.resolve("folder.lock");
    }

    @Test
    void whatWasRemovedBeforeItWasLockedIsNotHeld() throws Exception {
        FolderLock lock = FolderLock.create(file);

        tidyUp();
        assertThat(removed).isTrue();
        assertThat(file).doesNotExist();

        assertThat(lock.hold()).isFalse();
    }

    @Test
    void whatWasRemovedAndMadeAgainByAnotherIsNotHeldTwice() throws Exception {
        FolderLock lock = FolderLock.create(file);

        tidyUp();
        try (FolderLock next = FolderLock.create(file)) {
            assertThat(next.hold()).isTrue();
        }
        assertThat(file).exists();
        Files.delete(file);

        assertThat(lock.hold()).isFalse();
    }

    @Test
    void whatIsReleasedIsStale() throws Exception {
        FolderLock lock = FolderLock.create(file);
        assertThat(lock.hold()).isTrue();
        lock.close();

        tidyUp();

        assertThat(removed).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatStandsForSomethingThatCannotBeRemovedStays() throws Exception {
        FolderLock.create(file).close();

        FolderLock.removeIfStale(file, Files.getOwner(place), () -> false);

        assertThat(file).exists();
    }

    @Test
    void removingTakesTheFileAway() throws Exception {
        FolderLock lock = FolderLock.create(file);
        assertThat(lock.hold()).isTrue();

        lock.remove();

        assertThat(file).doesNotExist();
    }

    private void tidyUp() throws Exception {
        FolderLock.removeIfStale(file, Files.getOwner(place), () -> {
            removed.set(true);
            return true;
        });
    }
}
